"""Draws the blocks of one sheet: rows of cells, merged areas and heights that show all text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from performance.documents.blocks import Style, TableBlock, number_text
from performance.documents.formats.xlsx.shared_strings import SharedStrings
from performance.documents.formats.xlsx.sheet_grid import SheetGrid, column_letters
from performance.documents.formats.xlsx.sheet_table import (
    EMPTY,
    NUMBER,
    TEXT,
    Mark,
    TableMarks,
    TablePlan,
    merged_area,
)
from performance.documents.formats.xlsx.styles import TABLE_LOOKS, Look, StyleSheet
from performance.documents.formats.xlsx.text_extent import height_of, line_count

TALLEST_ROW = 409.0  # points, Excel's limit
_MOST_PLANS = 64  # as many makes of tables are remembered at once
_PLACES = re.compile(r'0(?:\.(0+))?("[^"]*")?')
FORMULA_LIKE = frozenset("=+-@\t\r")


class CellMarks(NamedTuple):
    """How cells of one look are drawn: with a text, with one that could be taken for a formula, with nothing."""

    text: Mark
    quoted: Mark
    empty: Mark


class MarksByLook(dict[tuple[Style, int, bool, str, bool], CellMarks]):
    """By style, span, whether it continues the one above, number format and link: the marks of a table cell."""

    def __init__(self, state: WorkbookState) -> None:
        super().__init__()
        self._state = state

    def __missing__(self, look: tuple[Style, int, bool, str, bool]) -> CellMarks:
        style, span, below, number_format, linked = look
        plain, quoted = self._state.table_styles(style, number_format, linked=linked)
        marks = (span, below, plain, TEXT), (span, below, quoted, TEXT), (span, below, plain, EMPTY)
        found = self[look] = CellMarks(*marks)
        return found


class WorkbookState:
    """What all sheets of a workbook draw with: its texts, its cell formats, and plans of tables drawn before."""

    def __init__(self) -> None:
        self.strings = SharedStrings()
        self.styles = StyleSheet()
        self._table_styles: dict[tuple[Style, str, bool], tuple[str, str]] = {}
        self._marks = MarksByLook(self)
        self._grids: dict[tuple[object, int], SheetGrid] = {}
        self.plan = lru_cache(_MOST_PLANS)(TablePlan)

    def grid(self, tables: Sequence[TableBlock], units: int) -> SheetGrid:
        """The grid for these tables; sheets of the same form share it, and what is kept with it."""
        widths = tuple([table.widths for table in tables])
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
            plain = str(self.styles.number_of(look, number_format))
            styles = plain, str(self.styles.number_of(look, number_format, quoted=True))
            self._table_styles[key] = styles
        return styles

    def inked(self, table: TableBlock) -> tuple[TableMarks, list[str], list[str | int]]:
        """How the cells of a table look; of those that are not empty, the text they show and what the file holds."""
        looks, strings = self._marks, self.strings
        rows: list[tuple[Mark, ...]] = []
        shown: list[str] = []
        written: list[str | int] = []
        for row in table.rows:
            marks: list[Mark] = []
            for value, span, style, below, number_format, _, link in row:
                if isinstance(value, Decimal):
                    text, number, number_format = drawn_number(str(value), number_format)
                    if number is not None:
                        plain, _ = self.table_styles(style, number_format)
                        marks.append((span, below, plain, NUMBER))
                        shown.append(text)
                        written.append(number)
                        continue
                    value = text
                look = looks[style, span, below, number_format, link is not None]
                if value:
                    marks.append(look.quoted if value[0] in FORMULA_LIKE else look.text)
                    shown.append(value)
                    written.append(strings[value])
                else:
                    marks.append(look.empty)
            rows.append(tuple(marks))
        return tuple(rows), shown, written


def spreadsheet_number(number: Decimal) -> str | None:
    """The number as a cell holds it, or ``None`` if the 15 digits a spreadsheet keeps are not enough."""
    text = f"{float(number):.15g}"
    return text if Decimal(text) == number else None


@lru_cache(maxsize=1024)  # by the written number: 0 and -0 are equal, but not printed alike
def drawn_number(written: str, number_format: str) -> tuple[str, str | None, str]:
    """A number as it is shown, as its cell holds it, and the format with as many places as the number needs.

    So a figure in print is the figure that was entered, not one rounded to the places of its form.
    """
    number = Decimal(written)
    shown = number_text(number, number_format)
    match = _PLACES.fullmatch(number_format)
    needed = len(number_text(number, "").partition(".")[2])
    if match and needed > len(match[1] or ""):
        number_format = f"0.{'0' * needed}{match[2] or ''}"
    return shown, spreadsheet_number(number), number_format


class DrawnTable:
    """Where a table has come to stand on its sheet."""

    def __init__(self, plan: TablePlan, starts: Sequence[int]) -> None:
        self._plan = plan
        self._starts = starts

    @property
    def rows(self) -> range:
        return range(self._starts[0], self._starts[-1])

    def rows_of(self, indexes: range) -> tuple[int, int] | None:
        """The first and last sheet row of some rows of the table, if there are any."""
        return (self._starts[indexes.start], self._starts[indexes.stop] - 1) if indexes else None

    def reference(self, row: int, cell: int) -> str:
        """The sheet's name of a cell, such as ``E12``."""
        left = self._plan.shapes[row].extents[cell].left
        return f"{column_letters(left)}{self._starts[row]}"


class SheetDrawing:
    """The rows of a sheet while they are drawn, top to bottom, on one grid."""

    def __init__(self, grid: SheetGrid, state: WorkbookState) -> None:
        self.grid = grid
        self._state = state
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
        row, style = self._next_row, self._state.style(look, text)
        for part in range(parts):
            number = self._open_row(height / parts)
            first = f' t="s"><v>{self._state.strings[text]}</v></c>' if text and not part else "/>"
            others = [f'<c r="{letters}{number}" s="{style}"/>' for letters in self.grid.letters[1:]]
            self.rows.append(f'<c r="A{number}" s="{style}"{first}{"".join(others)}</row>')
        if area := merged_area(self.grid.letters, row, row + parts, 0, columns):
            self.merges.append(area)
        return row

    def table(self, table: TableBlock) -> DrawnTable:
        marks, shown, written = self._state.inked(table)
        plan = self._state.plan(table.widths, marks, self.grid)
        heights = plan.heights(shown)
        parts = tuple([ceil(height / TALLEST_ROW) for height in heights])
        pattern = plan.pattern(self._next_row, parts)
        values: list[str | int] = []
        at = 0
        for height, count, filled in zip(heights, parts, plan.filled, strict=True):
            drawn = f"{height / count:.2f}"
            values.append(drawn)
            values += written[at : at + filled]
            values += [drawn] * (count - 1)
            at += filled
            self.height += height
        self.rows.append(pattern.text % tuple(values))
        self.merges += pattern.merges
        self._next_row = pattern.starts[-1]
        return DrawnTable(plan, pattern.starts)

    def _open_row(self, height: float) -> int:
        number = self._next_row
        self._next_row += 1
        self.height += height
        self.rows.append(f'<row r="{number}" ht="{height:.2f}" customHeight="1">')
        return number
