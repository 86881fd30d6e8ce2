"""One grid of columns for everything on a sheet, as wide as the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from performance.documents.blocks import TableBlock

PORTRAIT_UNITS = 90
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


class SheetGrid:
    """The least grid on which every table of a sheet has its column edges."""

    def __init__(self, tables: Sequence[TableBlock], units: int) -> None:
        self._units = units
        edges = {0, units * _STEPS}.union(*(self._edges(table.widths) for table in tables))
        self.edges = sorted(edges)
        self.letters = tuple(map(column_letters, range(len(self.edges) - 1)))

    @property
    def columns(self) -> int:
        return len(self.letters)

    @property
    def widths(self) -> list[float]:
        return [(right - left) / _STEPS for left, right in pairwise(self.edges)]

    def width(self, left: int, right: int) -> float:
        """Units between two edges, given by their numbers."""
        return (self.edges[right] - self.edges[left]) / _STEPS

    def placed(self, widths: Sequence[float]) -> list[int]:
        """For each column edge of a table the number of that edge on this grid."""
        numbers = {edge: number for number, edge in enumerate(self.edges)}
        return [numbers[edge] for edge in self._edges(widths)]

    def _edges(self, widths: Sequence[float]) -> list[int]:
        scale = self._units * _STEPS / sum(widths)
        return [0, *(round(reached * scale) for reached in accumulate(widths))]
