"""One grid of columns for everything on a sheet, as wide as the page."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

CHINESE_CHARACTER = 2.0  # units
CELL_MARGIN = 1.2  # units lost to the margins of a cell
PORTRAIT_UNITS = 90
PROSE_UNITS = 78  # fits between the margins unshrunk: LibreOffice does not fit a lone column to the page
LANDSCAPE_UNITS = 136
_STEPS = 100  # edges are whole hundredths of a unit, so that edges of two tables can coincide


def column_letters(column: int) -> str:
    """Letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Extent(NamedTuple):
    """The grid columns of a cell, from ``left`` up to, not including, ``right``."""

    left: int
    right: int
    width: float  # in units
    short: int  # so many characters, even Chinese ones, surely fit on one line


@dataclass(eq=False, slots=True)
class RowShape:
    """How a row is divided; most rows of a form are divided alike, so what is made of a shape is kept with it."""

    extents: tuple[Extent, ...]
    templates: dict[Hashable, str] = field(default_factory=dict)


class SheetGrid:
    """The least grid on which every table of a sheet, given by its column widths, has its column edges."""

    def __init__(self, tables: Iterable[Sequence[float]], units: int) -> None:
        self._units = units
        self.edges = sorted({0, units * _STEPS}.union(*map(self._edges, tables)))
        self.letters = tuple(map(column_letters, range(len(self.edges) - 1)))
        self.columns = len(self.letters)
        self._shapes: dict[tuple[Sequence[float], tuple[int, ...]], RowShape] = {}

    @cached_property
    def xml(self) -> str:
        """The columns as a sheet describes them."""
        widths = ((right - left) / _STEPS for left, right in pairwise(self.edges))
        return "".join(
            f'<col min="{number}" max="{number}" width="{width:g}" customWidth="1"/>'
            for number, width in enumerate(widths, start=1)
        )

    def width(self, left: int, right: int) -> float:
        """Units between two edges, given by their numbers."""
        return (self.edges[right] - self.edges[left]) / _STEPS

    def shape(self, widths: Sequence[float], spans: tuple[int, ...]) -> RowShape:
        """How a row with cells of these spans, of a table with columns of these widths, lies on the grid."""
        shape = self._shapes.get((widths, spans))
        if shape is None:
            if sum(spans) != len(widths):
                raise ValueError(f"cells fill {sum(spans)} of {len(widths)} columns")
            numbers = {edge: number for number, edge in enumerate(self.edges)}
            columns = [numbers[edge] for edge in self._edges(widths)]
            ends = pairwise(columns[column] for column in accumulate(spans, initial=0))
            shape = RowShape(tuple(self._extent(left, right) for left, right in ends))
            self._shapes[widths, spans] = shape
        return shape

    def _extent(self, left: int, right: int) -> Extent:
        width = self.width(left, right)
        return Extent(left, right, width, int((width - CELL_MARGIN) / CHINESE_CHARACTER))

    def _edges(self, widths: Sequence[float]) -> list[int]:
        scale = self._units * _STEPS / sum(widths)
        return [0, *(round(reached * scale) for reached in accumulate(widths))]
