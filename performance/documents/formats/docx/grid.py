"""The grid of a Word table: which columns its cells cover, and how far down they reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from performance.documents.blocks import GridCell, SourcePlace
from performance.documents.formats.docx import names as w


class Drawn(NamedTuple):
    """A row as it is drawn: its texts, their extents, and where it stands."""

    texts: Sequence[str]
    spans: Sequence[tuple[int, str]]
    place: SourcePlace


def grid_width(rows: Sequence[Drawn]) -> int:
    return max((sum(span for span, _ in row.spans) for row in rows), default=0)


def grid_cells(rows: Sequence[Drawn]) -> tuple[GridCell, ...]:
    """The cells where they begin. One that continues nothing above it stands for itself, blank."""
    cells: dict[tuple[int, int], GridCell] = {}
    above: dict[
        int, tuple[int, int]
    ] = {}  # by column: the cell that a continuation in the next row would continue
    for number, row in enumerate(rows):
        column, reached = 0, {}
        before: tuple[int, int] | None = None
        for text, (span, goes_on) in zip(row.texts, row.spans, strict=True):
            key = (number, column)
            if goes_on == w.MERGED_ACROSS and before is not None:
                key = before
                cells[key] = replace(cells[key], column_span=cells[key].column_span + span)
            elif goes_on == w.MERGED_DOWN and (start := above.get(column)) is not None:
                key = start
                cells[key] = replace(cells[key], row_span=number - start[0] + 1)
            else:
                place = replace(row.place, column=column + 1)
                cells[key] = GridCell(text, number, column, 1, span, place)
            reached[column] = before = key
            column += span
        above = reached
    return tuple(cells.values())
