"""A Word document as rows: its paragraphs and the rows of its tables in reading order, all else as noise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from xml.etree.ElementTree import Element

from departments.uploads.file_gate import check_office_file
from departments.uploads.refused_file import RefusedFile
from performance.documents.blocks import Noise, PendingGrid, Source, SourceBlock, SourcePlace, SourceRow
from performance.documents.formats.docx import names as w
from performance.documents.formats.docx.grid import Drawn, grid_cells, grid_width
from performance.documents.formats.docx.numbering import Numbering
from performance.documents.formats.docx.parts import Parts, nothing_collected
from performance.documents.formats.docx.rows import DrawnRow, drawn_rows, inside
from performance.documents.formats.docx.runs import CONTENTS, DELETED, RunReader, plain_text
from performance.documents.formats.docx.style_looks import style_looks

_UNDER_MERGE = "合并单元格遮住的内容"
_ELSEWHERE = {
    "header": "页眉页脚",
    "footer": "页眉页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
}
_CONTENTS_LINE = re.compile(r".*(\.{4,}|…{2,}|\t)\s*\d+|第[一二三]部分\s+\S+")


def read_docx(content: bytes) -> Source:
    """Rows of a .docx. Raises RefusedFile for what is no sound Word file."""
    checked = check_office_file(content, ".docx")
    with nothing_collected():
        return _read(Parts(checked))


def _read(parts: Parts) -> Source:
    reading = _Reading(parts)
    try:
        body = parts.document.find(w.BODY)
        if body is not None:
            reading.read_blocks(body)
        reading.set_other_parts_aside(parts)
    except RecursionError as error:
        raise RefusedFile("Word 文件的表格或控件嵌套过深，不能导入。") from error
    return Source(tuple(reading.blocks), tuple(reading.noise))


class _Reading:
    def __init__(self, parts: Parts) -> None:
        self.blocks: list[SourceBlock] = []
        self.noise: list[Noise] = []
        styles = list(parts.of_kind("styles"))
        self._numbering = Numbering(parts.of_kind("numbering"), styles)
        self._style_names = {
            style.get(w.STYLE_ID, ""): w.value_of(style, w.NAME).lower()
            for part in styles
            for style in part.iter(w.STYLE)
        }
        self._runs = RunReader(style_looks(styles))
        self._paragraphs = self._tables = 0
        self._in_contents = False

    def read_blocks(self, body: Element) -> None:
        for block in inside(body, w.PARAGRAPH, w.TABLE):
            if block.tag == w.TABLE:
                self._in_contents = False
                self._read_table(block)
            else:
                self._read_paragraph(block)

    def _read_paragraph(self, paragraph: Element) -> None:
        self._paragraphs += 1
        place = SourcePlace(self._paragraphs)
        text = self._text(paragraph).strip()
        style = self._style_names.get(
            w.value_of(paragraph.find(w.PARAGRAPH_PROPERTIES), w.PARAGRAPH_STYLE), ""
        )
        if style == "title":
            text = text.replace("\n", "")  # a break there only balances the lines
        if text and self._is_contents(text, style):
            self.noise.append(Noise(CONTENTS, text, place))
        elif text:
            self.blocks.append(SourceRow((text,), place))
        self._take_aside(place)
        self._read_boxes()

    def _read_boxes(self) -> None:
        """The text boxes of what was read last, as blocks below it: some programs frame a whole table so."""
        boxes, self._runs.boxes = self._runs.boxes, []
        for box in boxes:
            self.read_blocks(box)

    def _is_contents(self, text: str, style: str) -> bool:
        """Whether a line is of the 目录: by its style, or typed by hand under that title."""
        titled = "".join(text.split()) == CONTENTS
        self._in_contents = titled or (self._in_contents and bool(_CONTENTS_LINE.fullmatch(text)))
        return self._in_contents or style.startswith("toc ")

    def _text(self, paragraph: Element) -> str:
        text = self._runs.read(paragraph)
        if self._numbering and (number := self._numbering.before(paragraph)) and text.strip():
            return number + text
        return text

    def _read_table(self, table: Element) -> None:
        self._tables += 1
        ordinal = self._tables
        rows: list[SourceRow] = []
        drawn: list[Drawn] = []
        for number, row in enumerate(drawn_rows(table, self._text), 1):
            place = SourcePlace(number, table=ordinal)
            if not row.deleted:
                drawn.append(Drawn(row.cells, row.spans, place))
            rows += self._rows_of(row, place)
            self._runs.aside += [(_UNDER_MERGE, text) for text in row.hidden]
            self._take_aside(place)
            if row.nested:
                self._add_grid(rows, drawn, ordinal)
                rows, drawn = [], []
            for nested in row.nested:
                self._read_table(nested)
        self._add_grid(rows, drawn, ordinal)
        self._read_boxes()

    def _add_grid(self, rows: list[SourceRow], drawn: list[Drawn], ordinal: int) -> None:
        if rows:
            place = SourcePlace(rows[0].place.row, table=ordinal)
            cells = partial(grid_cells, tuple(drawn))
            self.blocks.append(PendingGrid(tuple(rows), cells, grid_width(drawn), len(drawn), place))

    def _rows_of(self, row: DrawnRow, place: SourcePlace) -> Iterator[SourceRow]:
        if not any(map(str.strip, row.cells)):
            return
        if row.deleted:
            self.noise.append(Noise(DELETED, "\t".join(row.cells).strip(), place))
        else:
            yield SourceRow(tuple(row.cells), place)

    def _take_aside(self, place: SourcePlace) -> None:
        if self._runs.aside:
            for kind, pieces in groupby(self._runs.aside, key=lambda piece: piece[0]):
                if text := "".join(text for _, text in pieces).strip():
                    self.noise.append(Noise(kind, text, place))
            self._runs.aside.clear()

    def set_other_parts_aside(self, parts: Parts) -> None:
        for kind, name in _ELSEWHERE.items():
            for part in parts.of_kind(kind):
                self.noise += _paragraphs_of(part, name)


def _paragraphs_of(part: Element, kind: str) -> Iterator[Noise]:
    for number, paragraph in enumerate(part.iter(w.PARAGRAPH), 1):
        if text := plain_text(paragraph).strip():
            yield Noise(kind, text, SourcePlace(number, kind))
