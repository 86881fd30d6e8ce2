"""Draws the blocks of one sheet: rows of cells, merged areas and heights that show all text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from performance.documents.blocks import Cell, Style, TableBlock, number_text
from performance.documents.formats.shared_strings import SharedStrings
from performance.documents.formats.sheet_grid import RowShape, SheetGrid, column_letters
from performance.documents.formats.sheet_table import TableLayout
from performance.documents.formats.text_extent import height_of, line_count
from performance.documents.formats.xlsx_styles import TABLE_LOOKS, Look, StyleSheet

TALLEST_ROW = 409.0  # points, Excel's limit
_EMPTY, _NUMBER, _TEXT = "/", "n", "s"
_KINDS = {_EMPTY: "/>", _NUMBER: "><v>%s</v></c>", _TEXT: ' t="s"><v>%s</v></c>'}
_PLACES = re.compile(r'0(?:\.(0+))?("[^"]*")?')
FORMULA_LIKE = frozenset("=+-@\t\r")


class Ink:
    """What all sheets of a workbook draw with: its texts and its cell formats."""

    def __init__(self) -> None:
        self.strings = SharedStrings()
        self.styles = StyleSheet()
        self._table_styles: dict[tuple[str, str, bool], tuple[str, str]] = {}
        self._grids: dict[tuple[object, int], SheetGrid] = {}

    def grid(self, tables: Sequence[TableBlock], units: int) -> SheetGrid:
        """The grid for these tables; sheets of the same form share it, and what is kept with it."""
        widths = tuple(table.widths for table in tables)
        grid = self._grids.get((widths, units))
        if grid is None:
            grid = self._grids[widths, units] = SheetGrid(widths, units)
        return grid

    def style(self, look: Look, text: str = "") -> str:
        return str(self.styles.number_of(look, quoted=text[:1] in FORMULA_LIKE))

    def table_styles(self, style: Style, number_format: str, *, linked: bool = False) -> tuple[str, str]:
        """The style of a table cell, and the one it has when its text could be taken for a formula."""
        key = (style, number_format, linked)
        styles = self._table_styles.get(key)
        if styles is None:
            look = TABLE_LOOKS[style].linked if linked else TABLE_LOOKS[style]
            number = self.styles.number_of
            styles = (
                str(number(look, number_format)),
                str(number(look, number_format, quoted=True)),
            )
            self._table_styles[key] = styles
        return styles


def spreadsheet_number(number: Decimal) -> str | None:
    """The number as a cell holds it, or ``None`` if the 15 digits a spreadsheet keeps are not enough."""
    text = f"{float(number):.15g}"
    return text if Decimal(text) == number else None


def unrounded(number_format: str, number: Decimal) -> str:
    """The format with as many places as the number needs: a figure in print is the figure that was entered."""
    match = _PLACES.fullmatch(number_format)
    needed = len(number_text(number, "").partition(".")[2])
    if match is None or needed <= len(match[1] or ""):
        return number_format
    return f"0.{'0' * needed}{match[2] or ''}"


class DrawnTable:
    """Where a table has come to stand on its sheet."""

    def __init__(self, layout: TableLayout, starts: Sequence[int]) -> None:
        self._layout = layout
        self._starts = starts

    @property
    def rows(self) -> range:
        return range(self._starts[0], self._starts[-1])

    def rows_of(self, indexes: range) -> tuple[int, int] | None:
        """The first and last sheet row of some rows of the table, if there are any."""
        return (self._starts[indexes.start], self._starts[indexes.stop] - 1) if indexes else None

    def reference(self, row: int, cell: int) -> str:
        """The sheet's name of a cell, such as ``E12``."""
        left = self._layout.shapes[row].extents[cell].left
        return f"{column_letters(left)}{self._starts[row]}"


class SheetDrawing:
    """The rows of a sheet while they are drawn, top to bottom, on one grid."""

    def __init__(self, grid: SheetGrid, ink: Ink) -> None:
        self.grid = grid
        self._ink = ink
        self.rows: list[str] = []
        self.merges: list[str] = []
        self.height = 0.0
        self._next_row = 1

    def space(self, height: float) -> None:
        self._open_row(height)
        self.rows.append("</row>")

    def line(self, text: str, look: Look, *, least: float = 0.0) -> int:
        """A text across the whole grid; returns its row."""
        size, columns = look.font.size, self.grid.columns
        height = max(least, height_of(line_count(text, self.grid.width(0, columns), size), size))
        parts = ceil(height / TALLEST_ROW)
        row, style = self._next_row, self._ink.style(look, text)
        for part in range(parts):
            number = self._open_row(height / parts)
            first = f' t="s"><v>{self._ink.strings[text]}</v></c>' if text and not part else "/>"
            self.rows.append(f'<c r="A{number}" s="{style}"{first}')
            self.rows += [f'<c r="{letters}{number}" s="{style}"/>' for letters in self.grid.letters[1:]]
            self.rows.append("</row>")
        self._merge(row, row + parts, 0, columns)
        return row

    def table(self, table: TableBlock) -> DrawnTable:
        layout = TableLayout(table, self.grid)
        starts = [self._next_row]
        for index in range(len(layout.rows)):
            self._table_row(layout, index)
            starts.append(self._next_row)
        for area in layout.areas:
            self._merge(starts[area.top], starts[area.bottom], area.extent.left, area.extent.right)
        return DrawnTable(layout, starts)

    def _table_row(self, layout: TableLayout, index: int) -> None:
        """One row of a table; a row taller than a spreadsheet allows becomes several, merged downwards."""
        shape, height, covered = layout.shapes[index], layout.heights[index], layout.covered[index]
        marks, values = self._inked(layout.rows[index])
        parts = ceil(height / TALLEST_ROW)
        first = self._open_row(height / parts)
        self.rows.append(self._template(shape, marks).replace("#", str(first)) % values)
        for _ in range(parts - 1):
            number = self._open_row(height / parts)
            empty = self._template(shape, tuple(mark[:-1] + _EMPTY for mark in marks))
            self.rows.append(empty.replace("#", str(number)))
        for left, right, *_ in shape.extents:
            if (right - left > 1 or parts > 1) and left not in covered:
                self._merge(first, first + parts, left, right)

    def _inked(self, row: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[str | int, ...]]:
        """For each cell a mark, its style and kind; and the values of those that are not empty."""
        table_styles, strings = self._ink.table_styles, self._ink.strings
        marks: list[str] = []
        values: list[str | int] = []
        for cell in row:
            style, quoted = table_styles(cell.style, cell.number_format, linked=cell.link is not None)
            value = cell.value
            if isinstance(value, Decimal):
                number = spreadsheet_number(value)
                if number is not None:
                    style, _ = table_styles(cell.style, unrounded(cell.number_format, value))
                    marks.append(style + _NUMBER)
                    values.append(number)
                    continue
                value = cell.text
            if value:
                marks.append((quoted if value[0] in FORMULA_LIKE else style) + _TEXT)
                values.append(strings[value])
            else:
                marks.append(style + _EMPTY)
        return tuple(marks), tuple(values)

    def _template(self, shape: RowShape, marks: tuple[str, ...]) -> str:
        """The cells of a row with ``#`` for its number and ``%s`` for each value, up to the end of the row."""
        template = shape.templates.get(marks)
        if template is None:
            cells = []
            for (left, right, _, _), mark in zip(shape.extents, marks, strict=True):
                style, kind = mark[:-1], mark[-1]
                first, *others = self.grid.letters[left:right]
                cells.append(f'<c r="{first}#" s="{style}"{_KINDS[kind]}')
                cells += [f'<c r="{letters}#" s="{style}"/>' for letters in others]
            template = shape.templates[marks] = "".join((*cells, "</row>"))
        return template

    def _open_row(self, height: float) -> int:
        number = self._next_row
        self._next_row += 1
        self.height += height
        self.rows.append(f'<row r="{number}" ht="{height:.2f}" customHeight="1">')
        return number

    def _merge(self, top: int, bottom: int, left: int, right: int) -> None:
        """Joins the rows from ``top`` and columns from ``left`` up to, not including, the ends."""
        if bottom - top > 1 or right - left > 1:
            letters = self.grid.letters
            self.merges.append(f'<mergeCell ref="{letters[left]}{top}:{letters[right - 1]}{bottom - 1}"/>')
