"""Printed → what a web page shows: cells with their spans in both directions, headings one under another.

``html_markup`` turns it into text, so nothing here needs escaping.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from performance.documents.blocks import Block, Cell, Heading, Paragraph, Printed, Style, TableBlock


class HtmlCell(NamedTuple):
    """A table cell where it begins; ``scope`` is empty unless the cell is a caption of a row or column.

    ``at`` is its row and cell in the printed table. A tuple for the reason that Cell is one.
    """

    text: str
    style: Style
    colspan: int
    at: tuple[int, int]
    rowspan: int = 1
    scope: str = ""


HtmlRow = tuple[HtmlCell, ...]


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """One table element. The rows of ``head`` are printed again on each further page."""

    widths: tuple[int, ...]
    head: tuple[HtmlRow, ...]
    body: tuple[HtmlRow, ...]


@dataclass(frozen=True, slots=True)
class HtmlTables:
    """What the form prints as one table."""

    tables: tuple[HtmlTable, ...]
    kind: str = field(default="tables", init=False)


@dataclass(frozen=True, slots=True)
class HtmlHeading:
    """``level`` is that of the form and decides the looks; ``depth`` is that of the page and skips no step."""

    text: str
    level: int
    depth: int
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class HtmlParagraph:
    text: str
    kind: str = field(default="paragraph", init=False)


HtmlBlock = HtmlHeading | HtmlParagraph | HtmlTables


@dataclass(frozen=True, slots=True)
class HtmlPart:
    """``number`` counts the parts of the text from 0."""

    number: int
    title: str
    blocks: tuple[HtmlBlock, ...]

    @property
    def anchor(self) -> str:
        return f"part-{self.number + 1}"


def html_parts(printed: Printed) -> list[HtmlPart]:
    """The parts of a text under the page's own heading of depth one, with the blocks that they print, one for one."""
    depth = 1
    parts = []
    for number, part in enumerate(printed.parts):
        blocks = tuple(_blocks(part.blocks, depth))
        depth = next((b.depth for b in reversed(blocks) if isinstance(b, HtmlHeading)), depth)
        parts.append(HtmlPart(number, part.title, blocks))
    return parts


def _blocks(blocks: Sequence[Block], depth: int) -> Iterator[HtmlBlock]:
    for block in blocks:
        if isinstance(block, Heading):
            depth = min(block.level + 1, depth + 1)
            yield HtmlHeading(block.text, block.level, depth)
        elif isinstance(block, Paragraph):
            yield HtmlParagraph(block.text)
        else:
            yield HtmlTables(html_tables(block))


def html_tables(block: TableBlock) -> tuple[HtmlTable, ...]:
    """A printed table as one table element, or as two where its repeated header stands in the middle.

    A browser repeats only what stands at the top of a table element. Both have the same columns, so they
    look like one.
    """
    rows = html_rows(block)
    widths = tuple(round(100 * width / sum(block.widths)) for width in block.widths)
    start, stop = block.header.start, block.header.stop
    if not block.header or not _can_be_cut(rows, start) or not _can_be_cut(rows, stop):
        return (HtmlTable(widths, (), rows),)
    above = (HtmlTable(widths, (), rows[:start]),) if start else ()
    return (*above, HtmlTable(widths, rows[start:stop], rows[stop:]))


def _can_be_cut(rows: Sequence[HtmlRow], at: int) -> bool:
    """Whether no cell reaches across the line above row ``at``."""
    return all(number + cell.rowspan <= at for number, row in enumerate(rows[:at]) for cell in row)


def html_rows(block: TableBlock) -> tuple[HtmlRow, ...]:
    """The rows of a table with every cell at its beginning only: together they cover the grid exactly once.

    A cell that continues one of another width, or nothing at all, stands as an empty cell of its own.
    """
    rows: list[dict[int, HtmlCell]] = []
    beginnings: dict[int, int] = {}  # by column: the row in which the cell that reaches down to here begins
    for number, row in enumerate(block.rows):
        rows.append({})
        above, beginnings = beginnings, {}
        scope = "col" if all(_is_caption(cell) for cell in row) else "row"
        for index, (column, cell) in enumerate(_at_columns(row, len(block.widths))):
            start = above.get(column) if cell.below else None
            if start is not None and rows[start][column].colspan == cell.span:
                rows[start][column] = rows[start][column]._replace(rowspan=number - start + 1)
                beginnings[column] = start
            else:
                rows[number][column] = _begun(cell, scope, (number, index))
                beginnings[column] = number
    return tuple(tuple(row.values()) for row in rows)


def _is_caption(cell: Cell) -> bool:
    return cell.style is Style.CAPTION or cell.below


def _at_columns(row: Sequence[Cell], width: int) -> Iterator[tuple[int, Cell]]:
    """The cells with their columns; a short row is filled up with an empty cell."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span
    if column < width:
        yield column, Cell("", width - column)


def _begun(cell: Cell, scope: str, at: tuple[int, int]) -> HtmlCell:
    return HtmlCell(cell.text, cell.style, cell.span, at, scope=scope if cell.style is Style.CAPTION else "")
