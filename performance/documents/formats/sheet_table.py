"""Where the cells of a table stand on the grid of its sheet, which areas they cover, how tall its rows are."""

from __future__ import annotations

from dataclasses import dataclass

from performance.documents.blocks import TableBlock
from performance.documents.formats.sheet_grid import Extent, SheetGrid
from performance.documents.formats.text_extent import height_of, line_count

LEAST_ROW = 22.0


@dataclass(slots=True)
class Area:
    """A cell that goes on below: the rows from ``top`` up to, not including, ``bottom``."""

    top: int
    bottom: int
    extent: Extent
    text: str


class TableLayout:
    def __init__(self, table: TableBlock, grid: SheetGrid) -> None:
        self.rows = table.rows
        self.shapes = [grid.shape(table.widths, tuple([cell.span for cell in row])) for row in table.rows]
        self.areas: list[Area] = []
        self.covered: list[set[int]] = [set() for _ in self.rows]  # by row: where an area stands
        self._find_areas()
        self.heights = self._heights()

    def _find_areas(self) -> None:
        reaching: dict[int, Area] = {}  # by left column: areas that reach down to the row before
        for index, row in enumerate(self.rows):
            reached: dict[int, Area] = {}
            for cell, extent in zip(row, self.shapes[index].extents, strict=True):
                if cell.below:
                    area = reaching.get(extent.left) or self._area_from(index - 1, extent)
                    if area.extent != extent or cell.value:
                        raise ValueError(f"row {index}: {cell} does not continue the cell above it")
                    area.bottom = index + 1
                    self.covered[index].add(extent.left)
                    reached[extent.left] = area
            reaching = reached

    def _area_from(self, top: int, extent: Extent) -> Area:
        if top < 0 or extent not in self.shapes[top].extents:
            raise ValueError(f"row {top + 1}: a cell continues no cell of its width above it")
        owner = self.rows[top][self.shapes[top].extents.index(extent)]
        area = Area(top, top + 1, extent, owner.text)
        self.areas.append(area)
        self.covered[top].add(extent.left)
        return area

    def _heights(self) -> list[float]:
        heights = []
        for row, shape, covered in zip(self.rows, self.shapes, self.covered, strict=True):
            lines = 1
            for cell, extent in zip(row, shape.extents, strict=True):
                value = cell.value
                if not value or extent.left in covered:
                    continue
                text = value if isinstance(value, str) else cell.text
                if len(text) > extent.short or "\n" in text:
                    lines = max(lines, line_count(text, extent.width))
            heights.append(max(height_of(lines), LEAST_ROW))
        for area in self.areas:
            rows = slice(area.top, area.bottom)
            needed_height = height_of(line_count(area.text, area.extent.width))
            lacking = (needed_height - sum(heights[rows])) / (area.bottom - area.top)
            if lacking > 0:
                heights[rows] = [height + lacking for height in heights[rows]]
        return heights
