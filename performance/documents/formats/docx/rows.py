"""The rows of a Word table as they are drawn: one cell wherever lines enclose one.

A cell that goes over several columns is one cell here: the columns beneath it are those of the hand that drew
the table (or of the program that saved it last), not of the form. A cell that goes on from the one above, or
from the one before it, is ``""``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from performance.documents.formats.docx import names as w

_HOLD_NO_BLOCKS = {w.PARAGRAPH_PROPERTIES, w.CELL_PROPERTIES, w.ROW_PROPERTIES}
_PASSED_OVER = {
    w.FALLBACK,
    *_HOLD_NO_BLOCKS,
}  # FALLBACK says again, for older programs, what was said before it

_MERGED = {w.MERGED_DOWN, w.MERGED_ACROSS}
MOST_COLUMNS = 200  # of a table; Word itself draws no more than 63

Read = Callable[[Element], str]


@dataclass(slots=True)
class DrawnRow:
    """``spans`` has for each cell the columns it covers, and whether it only continues another."""

    cells: list[str] = field(default_factory=list)
    spans: list[tuple[int, str]] = field(default_factory=list)
    deleted: bool = False
    hidden: list[str] = field(default_factory=list)  # what stands under merged cells
    nested: list[Element] = field(default_factory=list)  # tables inside its cells


def inside(element: Element, *names: str) -> Iterator[Element]:
    """The blocks of these names in an element, through all that wraps them, but no deeper than the first."""
    for child in element:
        if child.tag in names:
            yield child
        elif child.tag not in _PASSED_OVER and len(child):
            yield from inside(child, *names)


def drawn_rows(table: Element, read: Read) -> Iterator[DrawnRow]:
    """``read`` gives the text of a paragraph; it is called in reading order."""
    for row in inside(table, w.ROW):
        properties = row.find(w.ROW_PROPERTIES)
        drawn = DrawnRow()
        if properties is not None:
            drawn.deleted = properties.find(w.DELETED) is not None
            if before := w.number_of(properties, w.COLUMNS_BEFORE):
                drawn.cells.append("")
                drawn.spans.append((before, ""))
        for cell in inside(row, w.CELL):
            _draw(cell, drawn, read)
        yield drawn


def _draw(cell: Element, row: DrawnRow, read: Read) -> None:
    lines: list[str] = []
    for block in inside(cell, w.PARAGRAPH, w.TABLE):
        if block.tag == w.TABLE:
            row.nested.append(block)
        else:
            lines.append(read(block))
    text = lines[0] if len(lines) == 1 else "\n".join(lines)
    properties = cell.find(w.CELL_PROPERTIES)
    span, goes_on = (1, "") if properties is None else _extent(properties)
    if goes_on:
        row.hidden.append(text)
        text = ""
    row.cells.append(text)
    row.spans.append((span, goes_on))


def _extent(properties: Element) -> tuple[int, str]:
    """Over how many columns a cell goes, and the property by which it only continues the one above or before it."""
    span, goes_on = 1, ""
    for one in properties:
        if one.tag == w.SPAN:
            span = max(1, min(w.whole(one.get(w.VALUE, ""), 1), MOST_COLUMNS))
        elif one.tag in _MERGED and one.get(w.VALUE, "continue") == "continue":
            goes_on = one.tag
    return span, goes_on
