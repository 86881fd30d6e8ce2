"""Rows of cells with spans, as markup gives them, on a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from departments.uploads.refused_file import RefusedFile
from departments.uploads.sheet_bounds import MOST_CELLS, MOST_COLUMNS
from performance.documents.blocks import Grid, GridCell, PendingGrid, SourcePlace
from performance.documents.formats.paged.grids import drawn_rows


@dataclass
class MarkedCell:
    row_span: int
    column_span: int
    lines: list[str] = field(default_factory=list)


def grid_from_rows(rows: Sequence[Sequence[MarkedCell]], ordinal: int) -> Grid | None:
    """The table with each cell where it stands; None if it has no text. Cells beside a merged one move to the right."""
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    height, width = len(rows), 0
    for row, marked in enumerate(rows):
        column = 0
        for cell in marked:
            while (row, column) in taken:
                column += 1
            row_span, column_span = min(cell.row_span, height - row), min(cell.column_span, MOST_COLUMNS)
            if len(taken) + row_span * column_span > MOST_CELLS or column + column_span > MOST_COLUMNS:
                raise RefusedFile(
                    f"第{ordinal}张表超过 {MOST_COLUMNS} 列或 {MOST_CELLS} 个单元格，不能导入。"
                )
            free = _free_width(taken, row, column, column_span)
            taken |= {(r, c) for r in range(row, row + row_span) for c in range(column, column + free)}
            place = SourcePlace(row + 1, table=ordinal)
            cells.append(GridCell("\n".join(cell.lines), row, column, row_span, free, place))
            column += free
            width = max(width, column)
    if not any(cell.text for cell in cells):
        return None
    made = tuple(cells)
    return PendingGrid(drawn_rows(made, height), lambda: made, width, height, SourcePlace(1, table=ordinal))


def _free_width(taken: set[tuple[int, int]], row: int, column: int, span: int) -> int:
    """How far a cell reaches before one that comes down from above."""
    for width in range(1, span):
        if (row, column + width) in taken:
            return width
    return span
