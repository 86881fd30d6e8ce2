"""The text of a paragraph as a reader of the page sees it, and what stands beside it in the file.

Field codes, deleted revisions, hidden text and text boxes without a table are no part of the text; each is set
aside with its kind, so that nothing a file holds is lost unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from performance.documents.formats.docx import names as w
from performance.documents.formats.docx.style_looks import RAISED, look_of
from performance.documents.formats.marked_text import UNKNOWN_SIGN, raised, sign_of

CONTENTS = "目录"
FIELD_CODE = "域代码"
PAGE_NUMBER = "页码"
DELETED = "已删除的修订"
TEXT_BOX = "文本框（未读取）"
RUBY = "注音"
PLACEHOLDER = "占位提示"

_UNSAID = {"TOC": CONTENTS, "PAGE": PAGE_NUMBER, "NUMPAGES": PAGE_NUMBER, "SECTIONPAGES": PAGE_NUMBER}
_TITLE = re.compile(r"绩效.*表|20\d\d\s*年")
_PRIVATE_USE = range(0xE000, 0xF900)


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_result: bool = False

    @property
    def mutes(self) -> str:
        """As what the text inside this field is set aside, or ``""``."""
        if not self.in_result:
            return FIELD_CODE
        name = self.code.split(maxsplit=1)[:1]
        return _UNSAID.get(name[0].upper(), "") if name else ""


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    """Whoever reads one of these comes by itself to those within it."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here.tag == tag:
            yield here
        else:
            waiting += reversed(here)


class RunReader:
    """Reads paragraphs in their order: fields such as a 目录 go on from one paragraph to the next."""

    def __init__(self, looks: Mapping[str, str]) -> None:
        """``looks`` is what the styles do to the text of their runs."""
        self._looks = looks
        self._look = ""  # of the paragraph that is read
        self.aside: list[tuple[str, str]] = []  # kind and text
        self.boxes: list[Element] = []  # whose blocks follow the paragraph
        self._fields: list[_Field] = []
        self._muted = ""
        self._special: dict[str, Callable[[Element, list[str]], None]] = {
            w.TEXT: self._read_text,
            w.TAB: lambda _, pieces: self._say("\t", pieces),
            w.POSITION_TAB: lambda _, pieces: self._say("\t", pieces),
            w.BREAK: lambda _, pieces: self._say("\n", pieces),
            w.RETURN: lambda _, pieces: self._say("\n", pieces),
            w.HYPHEN: lambda _, pieces: self._say("-", pieces),
            w.SYMBOL: self._read_symbol,
            w.FIELD_MARK: self._read_field_mark,
            w.FIELD_CODE: self._read_field_code,
            w.SIMPLE_FIELD: self._read_simple_field,
            w.ALTERNATIVES: self._read_first_alternative,
            w.CONTROL: self._read_control,
            w.DRAWING: self._read_text_boxes,
            w.PICTURE: self._read_text_boxes,
            w.OBJECT: self._read_text_boxes,
            w.DELETED: lambda element, _: self._set_aside(DELETED, element),
            w.MOVED_AWAY: lambda element, _: self._set_aside(DELETED, element),
            w.DELETED_TEXT: lambda element, _: self._set_aside(DELETED, element),
            w.DELETED_CODE: lambda element, _: self._set_aside(FIELD_CODE, element),
            w.RUBY_TEXT: lambda element, _: self._set_aside(RUBY, element),
        }

    def read(self, paragraph: Element) -> str:
        pieces: list[str] = []
        self._look = self._look_of_style(paragraph.find(w.PARAGRAPH_PROPERTIES), w.PARAGRAPH_STYLE)
        self._read_children(paragraph, pieces)
        return pieces[0] if len(pieces) == 1 else "".join(pieces)

    def _read_children(self, element: Element, pieces: list[str]) -> None:
        for child in element:
            tag = child.tag
            if tag == w.RUN:  # nearly always
                self._read_run(child, pieces)
            elif tag != w.PARAGRAPH_PROPERTIES:
                self._special.get(tag, self._read_children)(child, pieces)

    def _read_run(self, run: Element, pieces: list[str]) -> None:
        visible, look = pieces, self._look
        if look:
            pieces = []
        for piece in run:
            tag = piece.tag
            if tag == w.TEXT:
                self._read_text(piece, pieces)
            elif tag != w.RUN_PROPERTIES:
                self._special.get(tag, self._read_children)(piece, pieces)
            elif look := look_of(piece, self._look_of_style(piece, w.RUN_STYLE) or look):
                pieces = []
            else:
                pieces = visible
        if look == RAISED:
            visible.append(raised("".join(pieces)))
        elif look and pieces:
            self.aside.append((look, "".join(pieces)))

    def _look_of_style(self, properties: Element | None, name: str) -> str:
        return self._looks.get(w.value_of(properties, name), "") if self._looks else ""

    def _read_text(self, element: Element, pieces: list[str]) -> None:
        if self._muted:
            self.aside.append((self._muted, element.text or ""))
        else:
            pieces.append(element.text or "")

    def _say(self, text: str, pieces: list[str]) -> None:
        if not self._muted:
            pieces.append(text)

    def _read_symbol(self, symbol: Element, pieces: list[str]) -> None:
        code = symbol.get(w.CHARACTER, "")
        number = int(code, 16) if len(code) == 4 and code.isalnum() and code.isascii() else 0
        sign = sign_of(symbol.get(w.FONT, ""), number)
        if sign or not (number == 0 or number in _PRIVATE_USE):
            self._say(sign or chr(number), pieces)
        else:
            self.aside.append((UNKNOWN_SIGN, code))

    def _read_field_mark(self, mark: Element, pieces: list[str]) -> None:
        kind = mark.get(w.FIELD_KIND)
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()
        self._muted = next((field.mutes for field in self._fields if field.mutes), "")

    def _read_field_code(self, code: Element, pieces: list[str]) -> None:
        text = code.text or ""
        self.aside.append((FIELD_CODE, text))
        if self._fields:
            self._fields[-1].code += text

    def _read_simple_field(self, field: Element, pieces: list[str]) -> None:
        code = field.get(w.INSTRUCTION, "")
        self.aside.append((FIELD_CODE, code))
        outside = self._muted
        self._muted = outside or _Field(code, in_result=True).mutes
        self._read_children(field, pieces)
        self._muted = outside

    def _read_first_alternative(self, element: Element, pieces: list[str]) -> None:
        """The same content is written for newer and older programs: it is read once."""
        chosen = element.find(w.CHOICE)
        chosen = element.find(w.FALLBACK) if chosen is None else chosen
        if chosen is not None:
            self._read_children(chosen, pieces)

    def _read_control(self, control: Element, pieces: list[str]) -> None:
        content = control.find(w.CONTROL_CONTENT)
        if content is None:
            return
        if w.is_on(control.find(w.CONTROL_PROPERTIES), w.PLACEHOLDER):
            self._set_aside(PLACEHOLDER, content)
        else:
            self._read_children(content, pieces)

    def _read_text_boxes(self, element: Element, pieces: list[str]) -> None:
        """Keep the boxes that hold a table or its title for the reader of blocks; set the others aside."""
        for box in _outermost(element, w.TEXT_BOX):
            if box.find(f".//{w.TABLE}") is not None or _TITLE.search(plain_text(box)):
                self.boxes.append(box)
            else:
                self._set_aside(TEXT_BOX, box)

    def _set_aside(self, kind: str, element: Element) -> None:
        if text := plain_text(element):
            self.aside.append((kind, text))


def plain_text(element: Element) -> str:
    """Every character inside an element, whatever it is there for."""
    texts = (w.TEXT, w.DELETED_TEXT, w.FIELD_CODE, w.DELETED_CODE)
    return "".join(piece.text or "" for piece in element.iter() if piece.tag in texts)
