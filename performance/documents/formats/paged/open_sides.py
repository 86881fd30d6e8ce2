"""Text that stands right beside a table and at its height: a column that is drawn without lines of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from performance.documents.formats.paged.page import Box
from performance.documents.formats.paged.tables import DrawnCell, DrawnTable
from performance.documents.formats.paged.text import Line, joined

_BESIDE = 110.0  # points: no column of labels is wider


def with_open_column(table: DrawnTable, lines: Sequence[Line]) -> tuple[DrawnTable, list[Line]]:
    """The table with the lines at its left as one merged cell of a first column, and the other lines."""
    beside = [line for line in lines if _is_beside(line.box, table.box)]
    if not beside or len(table.xs) < 3:
        return table, list(lines)
    left = min(line.box.left for line in beside)
    box = Box(left, table.box.top, table.xs[0], table.box.bottom)
    text = joined(beside, max(line.box.width for line in beside))
    label = DrawnCell(0, 0, table.height, 1, text, box, min(line.confidence for line in beside), False)
    moved = [replace(cell, column=cell.column + 1) for cell in table.cells]
    whole = replace(
        table, xs=(left, *table.xs), cells=(label, *moved), box=table.box._replace(left=left), soft_left=True
    )
    taken = set(map(id, beside))
    return whole, [line for line in lines if id(line) not in taken]


def _is_beside(line: Box, table: Box) -> bool:
    middle = (line.top + line.bottom) / 2
    return (
        table.top < middle < table.bottom
        and table.left - _BESIDE < line.left
        and line.right <= table.left + 2
    )
