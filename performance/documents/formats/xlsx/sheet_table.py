"""How tables of one make are drawn: what does not depend on their words is worked out once for all of them.

Forms repeat: the tables of hundreds of projects differ in their texts and in the heights these need, while
cells, areas and looks are those of a few makes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from performance.documents.formats.xlsx.sheet_grid import Extent, RowShape, SheetGrid
from performance.documents.formats.xlsx.text_extent import height_of, line_count

LEAST_ROW = 22.0
EMPTY, NUMBER, TEXT = "/", "n", "s"
_KINDS = {EMPTY: "/>", NUMBER: "><v>%s</v></c>", TEXT: ' t="s"><v>%s</v></c>'}

# What of a cell decides how it is drawn: span, whether it continues the one above, style, kind.
Mark = tuple[int, bool, str, str]
RowMarks = tuple[Mark, ...]
TableMarks = tuple[RowMarks, ...]


class Area(NamedTuple):
    """A cell that goes on below: the rows from ``top`` up to, not including, ``bottom``."""

    top: int
    bottom: int
    extent: Extent


class Room(NamedTuple):
    """What a text has for itself: the width of its cell, in a row or in an area."""

    row: int
    short: int
    width: float
    area: int | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """The rows of a table that begins at a certain row: ``%s`` for each height and value in printed order."""

    text: str
    merges: tuple[str, ...]
    starts: tuple[int, ...]


class TablePlan:
    def __init__(self, widths: Sequence[float], marks: TableMarks, grid: SheetGrid) -> None:
        self._marks = marks
        self._letters = grid.letters
        self.shapes = [grid.shape(widths, tuple([mark[0] for mark in row])) for row in marks]
        self.areas: list[Area] = []
        self._owners: dict[tuple[int, int], int] = {}  # the area that stands in a row from a left column on
        self._find_areas()
        self._rooms = [
            Room(index, extent.short, extent.width, self._owners.get((index, extent.left)))
            for index, (row, shape) in enumerate(zip(marks, self.shapes, strict=True))
            for mark, extent in zip(row, shape.extents, strict=True)
            if mark[3] != EMPTY
        ]
        self.filled = [sum(mark[3] != EMPTY for mark in row) for row in marks]
        self._patterns: dict[tuple[int, tuple[int, ...]], Pattern] = {}

    def _find_areas(self) -> None:
        for index, (row, shape) in enumerate(zip(self._marks, self.shapes, strict=True)):
            for mark, extent in zip(row, shape.extents, strict=True):
                _, below, _, kind = mark
                if below:
                    if kind != EMPTY:
                        raise ValueError(
                            f"row {index}: a cell with a text of its own does not continue the one above it"
                        )
                    self._continue_above(index, extent)

    def _continue_above(self, index: int, extent: Extent) -> None:
        number = self._owners.get((index - 1, extent.left))
        if number is None:
            if index == 0 or extent not in self.shapes[index - 1].extents:
                raise ValueError(f"row {index}: a cell continues no cell of its width above it")
            number = len(self.areas)
            self.areas.append(Area(index - 1, index, extent))
            self._owners[index - 1, extent.left] = number
        area = self.areas[number]
        if area.extent != extent:
            raise ValueError(
                f"row {index}: a cell does not continue the one above it, which is of another width"
            )
        self.areas[number] = area._replace(bottom=index + 1)
        self._owners[index, extent.left] = number

    def heights(self, texts: Sequence[str]) -> list[float]:
        """The heights of the rows for these texts, those of the cells that are not empty."""
        lines = [1] * len(self._marks)
        tall: dict[int, int] = {}
        for text, (row, short, width, area) in zip(texts, self._rooms, strict=True):
            if len(text) > short or "\n" in text:
                count = line_count(text, width)
                if area is not None:
                    tall[area] = count
                elif count > lines[row]:
                    lines[row] = count
        heights = [max(height_of(count), LEAST_ROW) for count in lines]
        for number in sorted(tall):
            top, bottom, _ = self.areas[number]
            lacking = (height_of(tall[number]) - sum(heights[top:bottom])) / (bottom - top)
            if lacking > 0:
                heights[top:bottom] = [height + lacking for height in heights[top:bottom]]
        return heights

    def pattern(self, first: int, parts: tuple[int, ...]) -> Pattern:
        """The table from a row of its sheet on; a row taller than allowed is drawn as so many ``parts``, merged."""
        pattern = self._patterns.get((first, parts))
        if pattern is None:
            pattern = self._patterns[first, parts] = self._drawn(first, parts)
        return pattern

    def _drawn(self, first: int, parts: tuple[int, ...]) -> Pattern:
        rows: list[str] = []
        starts = [first]
        merges: list[str] = []
        for index, (marks, shape, count) in enumerate(zip(self._marks, self.shapes, parts, strict=True)):
            start = starts[-1]
            starts.append(start + count)
            rows += self._row(shape, marks, range(start, starts[-1]))
            merges += [
                self._merge(start, starts[-1], extent)
                for extent in shape.extents
                if (index, extent.left) not in self._owners
            ]
        merges += [self._merge(starts[area.top], starts[area.bottom], area.extent) for area in self.areas]
        return Pattern("".join(rows), tuple(filter(None, merges)), tuple(starts))

    def _row(self, shape: RowShape, marks: RowMarks, numbers: range) -> list[str]:
        rows = []
        for number in numbers:
            if number > numbers.start:
                marks = tuple((span, below, style, EMPTY) for span, below, style, _ in marks)
            cells = self._cells(shape, marks).replace("#", str(number))
            rows.append(f'<row r="{number}" ht="%s" customHeight="1">{cells}</row>')
        return rows

    def _cells(self, shape: RowShape, marks: RowMarks) -> str:
        """The cells of a row with ``#`` for its number."""
        cells = shape.templates.get(marks)
        if cells is None:
            drawn = []
            for (left, right, _, _), (_, _, style, kind) in zip(shape.extents, marks, strict=True):
                first, *others = self._letters[left:right]
                drawn.append(f'<c r="{first}#" s="{style}"{_KINDS[kind]}')
                drawn += [f'<c r="{letters}#" s="{style}"/>' for letters in others]
            cells = shape.templates[marks] = "".join(drawn)
        return cells

    def _merge(self, top: int, bottom: int, extent: Extent) -> str:
        return merged_area(self._letters, top, bottom, extent.left, extent.right)


def merged_area(letters: Sequence[str], top: int, bottom: int, left: int, right: int) -> str:
    """Joins the rows from ``top`` and columns from ``left`` up to, not including, the ends; nothing if but one cell."""
    if bottom - top > 1 or right - left > 1:
        return f'<mergeCell ref="{letters[left]}{top}:{letters[right - 1]}{bottom - 1}"/>'
    return ""
