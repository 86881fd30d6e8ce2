"""The glyphs of a page sorted into its ruled tables, and each table as a grid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from performance.documents.formats.paged.box_index import BoxIndex
from performance.documents.formats.paged.page import Box, Glyph, Page
from performance.documents.formats.paged.ruling import RuledTable
from performance.documents.formats.paged.text import Line, joined, lines_of, room_left

_CROSSED = 0.3  # of a letter's height: a line between this and the rest runs right through it
_UNMATCHED = 0.9  # less than anybody takes for sure
_TOUCHING = 0.1  # of a letter's size: letters of one run that stand this near are one word
_PADDING = 5.6  # points that a cell keeps free on either side, at the most: what Word and Writer do unasked


@dataclass(frozen=True)
class DrawnCell:
    """What a cell holds, and where on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box
    confidence: float = 1.0
    closed_below: bool = True
    overprinted: bool = False  # text of another cell runs into it: what is read is a mixture
    room: float = 0.0  # points that its last line surely leaves for another word
    first: float = 0.0  # points that its first word needs


@dataclass(frozen=True)
class DrawnTable:
    """A table of one page. ``xs`` are the edges of its columns; ``soft_left`` says that no line draws the first."""

    page: int
    xs: tuple[float, ...]
    height: int
    cells: tuple[DrawnCell, ...]
    box: Box
    soft_left: bool = False

    @property
    def rows(self) -> list[list[DrawnCell]]:
        rows: list[list[DrawnCell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows


def sort_glyphs(page: Page, tables: Sequence[RuledTable]) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """The glyphs of each cell of each table, and those outside of all tables."""
    inside: list[list[list[Glyph]]] = [[[] for _ in table.regions] for table in tables]
    free: list[Glyph] = []
    boxes = BoxIndex([table.box for table in tables])
    for word in _words(page.glyphs):
        y = (word[0].top + word[0].bottom) / 2
        at = boxes.first_at((word[0].left + word[-1].right) / 2, y)
        if at is None:
            at = boxes.first_at(word[0].left, y)  # a code that is too long for its cell
        if at is None:
            free += word
        else:
            _put(word, y, tables[at], inside[at])
    return inside, free


def _words(glyphs: Sequence[Glyph]) -> Iterable[list[Glyph]]:
    """Letters that follow one another without a gap, as they were drawn."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word:
            last = word[-1]
            gap = glyph.left - last.right
            near = -glyph.size < gap < _TOUCHING * glyph.size and not glyph.spaced
            if not (near and glyph.run == last.run and abs(glyph.bottom - last.bottom) < glyph.size / 3):
                yield word
                word = []
        word.append(glyph)
    if word:
        yield word


def _put(word: list[Glyph], y: float, table: RuledTable, cells: list[list[Glyph]]) -> None:
    """Puts a word into the cell it belongs to; one that runs over a line belongs where it is set from."""
    row = min(max(bisect_right(table.ys, y) - 1, 0), len(table.ys) - 2)
    first = _column(table, word[0].left + 0.3 * word[0].size)
    last = _column(table, word[-1].right - 0.3 * word[-1].size)
    owner = table.owner[row]
    if owner[first] == owner[last]:
        cells[owner[first]] += word
        return
    if _has_line_between_letters(word, table):
        for glyph in word:
            cells[owner[_column(table, (glyph.left + glyph.right) / 2)]].append(glyph)
        return
    start, stop = table.box_of(owner[first]), table.box_of(owner[last])
    from_left, from_right = abs(word[0].left - start.left), abs(stop.right - word[-1].right)
    cells[owner[first if from_left <= from_right else last]] += word


def _column(table: RuledTable, x: float) -> int:
    return min(max(bisect_right(table.xs, x) - 1, 0), len(table.xs) - 2)


def _has_line_between_letters(word: list[Glyph], table: RuledTable) -> bool:
    """Whether every column's edge within the word falls between two letters: then they are texts of several cells."""
    edges = [x for x in table.xs if word[0].left + 1 < x < word[-1].right - 1]
    return all(any(abs(glyph.left - x) < 0.15 * glyph.size for glyph in word) for x in edges)


def drawn_table(table: RuledTable, glyphs: Sequence[Sequence[Glyph]], page: int) -> DrawnTable:
    lines = [lines_of(in_cell) for in_cell in glyphs]
    boxes = [table.box_of(n) for n in range(len(table.regions))]
    padding = _padding(lines, boxes)
    cells = []
    for region, in_cell, box in zip(table.regions, lines, boxes, strict=True):
        width = _width(in_cell, box, padding) if in_cell else 0.0
        text = joined(in_cell, width) if in_cell else ""
        sure = sure_of(text, min((line.confidence for line in in_cell), default=1.0))
        mixed = any(line.garbled or _is_crossed(line, box) for line in in_cell)
        cells.append(
            DrawnCell(
                region.row,
                region.column,
                region.row_span,
                region.column_span,
                text,
                box,
                sure,
                region.closed_below,
                mixed,
                room_left(in_cell[-1], width, in_cell[-1].size) if in_cell else 0.0,
                in_cell[0].first if in_cell else 0.0,
            )
        )
    return DrawnTable(page, table.xs, len(table.ys) - 1, tuple(cells), table.box)


def sure_of(text: str, sure: float) -> float:
    """How sure a recognised text is as a whole: brackets that do not match speak of a sign too many or too few."""
    pairs = (text.count(opening) == text.count(closing) for opening, closing in ("《》", "（）", "“”"))
    return sure if sure == 1 or all(pairs) else min(sure, _UNMATCHED)


def _is_crossed(line: Line, box: Box) -> bool:
    """Whether the upper or lower side of its cell runs through a line of text: it belongs to the next cell as well."""
    room = _CROSSED * line.box.height
    return any(line.box.top + room < side < line.box.bottom - room for side in (box.top, box.bottom))


def _padding(lines: Sequence[Sequence[Line]], boxes: Sequence[Box]) -> float:
    """What the cells keep free on either side: what is usual, or less where some text shows it."""
    most = _PADDING
    for in_cell, box in zip(lines, boxes, strict=True):
        for line in in_cell:
            free = (box.width - line.box.width) / 2
            if free >= 0:
                most = min(most, free)
    return most


def _width(lines: Sequence[Line], box: Box, padding: float) -> float:
    """The width in which the lines were set; never less than the longest of them."""
    return max(box.width - 2 * padding, *(line.box.width for line in lines))
