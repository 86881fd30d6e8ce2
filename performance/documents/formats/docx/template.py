"""A Word file with places to fill: what it names is checked, and what is put there stays text.

A place is ``{{文号}}``, or ``{{项目.名称}}`` in a row of a table that is then printed once for each project. Nothing of
the file is run, nothing is asked of another file, and what is put in a place is never itself looked through for places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from io import BytesIO
from xml.dom.minidom import Document, Element, Node, parseString
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, ZipFile

from departments.uploads.file_gate import check_office_file
from departments.uploads.limits import MEGABYTE
from departments.uploads.refused_file import RefusedFile
from performance.documents.formats.archive_member import archive_member
from performance.documents.formats.docx.names import MAIN
from performance.documents.formats.docx.template_dangers import dangers
from performance.documents.formats.docx.template_places import Place, bring_together, text_of
from performance.documents.formats.docx.text import written

LARGEST = 2 * MEGABYTE
MOST_ELEMENTS = 50_000  # each is an object while the file is looked through
DEEPEST = 100  # elements within each other; a table in a cell of another is ten deep
MOST_GUESSES = 100  # what is wrong beyond is told without a guess
_PARTS = {"document": "正文", "hdr": "页眉", "ftr": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_TELLING = re.compile(
    rf"<(?:\w+:)?(?:{'|'.join(_PARTS)})[\s>]".encode()
)  # at the head of a part that says something
_HEAD = 4096
_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_WIDE = re.compile("｛｛|｝｝")
_ROW = "row-{}"  # stands for a row that is repeated, as an instruction that no Word file holds
_ROW_MARK = re.compile(r"<\?row-(\d+) \?>")
_DAMAGED = "Word 文件已损坏，无法读取。请用 Word 或 WPS 打开并另存为 .docx 后再上传。"

Values = Mapping[str, str]


@dataclass(frozen=True)
class Vocabulary:
    """What may be named: by itself, or after the name of what a row is repeated for. ``required`` must stand somewhere.

    ``units``: what a template may print behind a name, and the name that says both: there may be nothing to give it to.
    """

    single: Mapping[str, str]
    repeated: Mapping[str, Mapping[str, str]]
    required: tuple[str, ...] = ()
    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def names(self) -> list[str]:
        return [*self.single, *(f"{group}.{name}" for group, own in self.repeated.items() for name in own)]


@dataclass
class _Part:
    """One part of the file: its markup with the rows that are repeated taken out."""

    markup: str
    rows: list[tuple[str, str]] = field(default_factory=list)  # for what, and the markup of one of them

    def places(self) -> int:
        """All that would be filled, wherever it stands."""
        return sum(len(_PLACE.findall(markup)) for markup in (self.markup, *(row for _, row in self.rows)))


class Template:
    """A template whose every place is known. Raises RefusedFile with all that is wrong, a line each."""

    def __init__(self, content: bytes, vocabulary: Vocabulary) -> None:
        self._files = check_office_file(content, ".docx", largest=LARGEST)
        self._vocabulary = vocabulary
        self._problems = list(dangers(self._files))
        self._found: set[str] = set()
        self._parts = {name: part for name, xml in self._files.items() if (part := self._part(name, xml))}
        missing = [name for name in vocabulary.required if name not in self._found]
        self._problems += [f"模板里没有“{{{{{name}}}}}”，请写在它该印的地方。" for name in missing]
        if self._problems:
            raise RefusedFile("\n".join(dict.fromkeys(self._problems)))

    def filled(self, values: Values, rows: Mapping[str, Iterable[Values]]) -> bytes:
        """The same values give the same bytes. Raises Unprintable for characters that Word cannot hold."""
        kept = {group: list(each) for group, each in rows.items()}
        stream = BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            for name, content in self._files.items():
                part = self._parts.get(name)
                data = _filled(part, values, kept).encode() if part else content
                archive.writestr(archive_member(name), data)
        return stream.getvalue()

    def _part(self, name: str, xml: bytes) -> _Part | None:
        if not name.endswith(".xml") or MAIN.encode() not in xml or not _TELLING.search(xml, 0, _HEAD):
            return None
        document = _parsed(xml)
        root = document.documentElement
        if root is None or root.namespaceURI != MAIN or root.localName not in _PARTS:
            return None
        called = _PARTS[root.localName]
        seen = sum(
            self._look_through(address, paragraph, in_row=in_row)
            for address, paragraph, in_row in _addressed(root, called)
        )
        rows = self._repeated(document)
        part = _Part(document.toxml(), rows)
        if part.places() != seen:
            self._problems.append(
                f"{called}：有占位符写在图片的说明、艺术字、公式或修订中删去的字里，那里填不了，请移到正文里或删去。"
            )
        return part

    def _look_through(self, address: str, paragraph: Element, *, in_row: bool) -> int:
        """How many places. Word cuts text into runs as it likes: each is brought together in the run where it begins."""
        texts = _own_texts(paragraph)
        whole = "".join(map(text_of, texts))
        if _WIDE.search(whole):
            self._problems.append(f"{address}：花括号是全角的“｛｛”，请改为半角的“{{{{”和“}}}}”。")
        places = list(self._places_in(whole))
        rest = _PLACE.sub("", whole)
        if "{{" in rest or "}}" in rest:
            self._problems.append(f"{address}：“{{{{”和“}}}}”没有成对，请补全或删去。")
        for place in places:
            self._check(address, place.name, in_row=in_row)
        if places and any(text.tagName != "w:t" for text in texts):  # as all that is put in them is spelled
            self._problems.append(f"{address}：这个文件不是 Word 或 WPS 保存的，请用它们打开并另存后再上传。")
        bring_together(texts, places)
        return len(places)

    def _places_in(self, text: str) -> Iterator[Place]:
        for found in _PLACE.finditer(text):
            unit, both = self._vocabulary.units.get(found[1], ("", ""))
            end = found.end() + len(unit)
            with_unit = unit and text[found.end() : end] == unit
            yield Place(found.start(), end, both) if with_unit else Place(*found.span(), found[1])

    def _check(self, address: str, name: str, *, in_row: bool) -> None:
        self._found.add(name)
        if name not in self._vocabulary.names():
            guesses = len(self._problems) < MOST_GUESSES
            near = get_close_matches(name, self._vocabulary.names(), n=1, cutoff=0.4) if guesses else ()
            guess = f"是不是“{{{{{near[0]}}}}}”？" if near else ""
            self._problems.append(
                f"{address}：没有“{{{{{name}}}}}”这个占位符。{guess}请按占位符表改正或删去。"
            )
        elif "." in name and not in_row:
            self._problems.append(f"{address}：“{{{{{name}}}}}”要写在表格的一行里，这一行按清单逐条重复。")

    def _repeated(self, document: Document) -> list[tuple[str, str]]:
        """The rows to repeat, each left behind as a mark of its number."""
        rows: list[tuple[str, str]] = []
        for number, row in enumerate(document.getElementsByTagNameNS(MAIN, "tr"), 1):
            texts = [text for paragraph in _within(row, "p") for text in _own_texts(paragraph)]
            own = [text for text in texts if _nearest(text, "tr") is row]
            groups, known = _groups_in(own), set(own)
            if len(groups) > 1:
                names = "、".join(groups)
                self._problems.append(
                    f"第{number}个表格行：同一行里有{names}的占位符，一行只能按一种清单重复，请分成几行。"
                )
            elif groups and _groups_in(text for text in texts if text not in known):
                self._problems.append(f"第{number}个表格行：重复的行里又套了重复的行，请改成一层表格。")
            elif groups and row.parentNode:
                mark = document.createProcessingInstruction(_ROW.format(len(rows)), "")
                rows.append((groups[0], row.toxml()))
                row.parentNode.replaceChild(mark, row)
        return rows


def _groups_in(texts: Iterable[Element]) -> list[str]:
    """For what a row with these texts is repeated."""
    names = (place[1] for text in texts for place in _PLACE.finditer(text_of(text)))
    return list(dict.fromkeys(name.partition(".")[0] for name in names if "." in name))


def _filled(part: _Part, values: Values, rows: Mapping[str, list[Values]]) -> str:
    def repeated(mark: re.Match[str]) -> str:
        group, markup = part.rows[int(mark[1])]
        return "".join(
            _put(markup, {**values, **{f"{group}.{name}": text for name, text in each.items()}})
            for each in rows.get(group, ())
        )

    pieces = _ROW_MARK.split(part.markup)
    marks = _ROW_MARK.finditer(part.markup)
    outside = [_put(piece, values) for piece in pieces[::2]]
    inside = [repeated(mark) for mark in marks] + [""]
    return "".join(piece for pair in zip(outside, inside, strict=True) for piece in pair)


def _put(markup: str, values: Values) -> str:
    return _PLACE.sub(lambda place: written(values[place[1]]), markup)


def _parsed(xml: bytes) -> Document:
    if xml.count(b"<") - xml.count(b"</") > MOST_ELEMENTS:
        raise RefusedFile(
            f"模板的段落、单元格等超过{MOST_ELEMENTS}个。请删去不随清单变化的内容，只留表头和一行。"
        )
    if b"<?row-" in xml:
        raise RefusedFile(_DAMAGED)
    try:
        document = parseString(xml)  # noqa: S318 - the gate has refused entities
    except (ExpatError, ValueError, RecursionError) as error:
        raise RefusedFile(_DAMAGED) from error
    if _is_deeper(document, DEEPEST):
        raise RefusedFile(f"模板的表格、文本框套了{DEEPEST}层以上。请改成一层表格后再上传。")
    return document


def _is_deeper(document: Document, depth: int) -> bool:
    """Level by level, for whoever goes down one by one would fall."""
    level: list[Node] = [document]
    while level and depth:
        level, depth = [child for node in level for child in node.childNodes], depth - 1
    return bool(level)


def _addressed(root: Element, part: str) -> Iterator[tuple[str, Element, bool]]:
    """Every paragraph, where a person finds it, and whether that is in a row of a table; all in one walk."""
    free = tables = 0
    waiting: list[tuple[Element, list[int], str]] = [(root, [0, 0], "")]
    while waiting:
        element, table, row = waiting.pop()  # a table by its number, and how many rows of it have come
        name = element.localName if element.namespaceURI == MAIN else ""
        if name == "tbl":
            tables += 1
            table, row = [tables, 0], ""
        elif name == "tr" and table[0]:
            table[1] += 1
            row = f"{part}第{table[0]}个表格第{table[1]}行"
        elif name == "p":
            free += not row
            yield row or f"{part}第{free}段", element, bool(row)
        waiting += [
            (child, table, row) for child in reversed(element.childNodes) if isinstance(child, Element)
        ]


def _within(element: Element, name: str) -> list[Element]:
    return list(element.getElementsByTagNameNS(MAIN, name))


def _nearest(element: Element, name: str) -> Element | None:
    above: Node | None = element.parentNode
    while isinstance(above, Element) and (above.localName != name or above.namespaceURI != MAIN):
        above = above.parentNode
    return above if isinstance(above, Element) else None


def _own_texts(paragraph: Element) -> list[Element]:
    """Without those of a text box that hangs on the paragraph."""
    return [text for text in _within(paragraph, "t") if _nearest(text, "p") is paragraph]
