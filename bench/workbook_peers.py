"""The libraries that people write workbooks with, given the same plain data as the floor."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from io import BytesIO

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, Border, Font
from openpyxl.utils import column_index_from_string
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bench.bare_reading import CONTENTS
from bench.bare_workbook import PlainSheet, PlainWorkbook


@dataclass(frozen=True)
class Look:
    """A cell format as both libraries can be told of it."""

    font: Font
    border: Border
    alignment: Alignment
    number_format: str

    @property
    def properties(self) -> dict[str, object]:
        """The same for XlsxWriter."""
        return {
            "font_name": self.font.name,
            "font_size": self.font.size,
            "bold": bool(self.font.bold),
            "align": self.alignment.horizontal,
            "valign": {"center": "vcenter"}.get(self.alignment.vertical, self.alignment.vertical),
            "text_wrap": True,
            "border": int(self.border.left.style is not None),
            "num_format": self.number_format,
        }


def looks_of(workbook: bytes, plain: PlainWorkbook) -> Mapping[str, Look]:
    """Every cell format that the workbook uses, by its number."""
    opened = openpyxl.load_workbook(BytesIO(workbook))
    looks: dict[str, Look] = {}
    for sheet in plain.sheets:
        for row in sheet.rows:
            for cell in row.cells:
                if cell.style not in looks:
                    drawn = opened[sheet.name][f"{cell.letters}{row.number}"]
                    parts = (copy(drawn.font), copy(drawn.border), copy(drawn.alignment))
                    looks[cell.style] = Look(*parts, drawn.number_format)
    return looks


def with_openpyxl(plain: PlainWorkbook, looks: Mapping[str, Look]) -> bytes:
    """As usually written: cell after cell, its looks one by one, then the merged areas."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for sheet in plain.sheets:
        page = workbook.create_sheet(sheet.name)
        for row in sheet.rows:
            page.row_dimensions[row.number].height = float(row.height)
            for plain_cell in row.cells:
                cell, look = page[f"{plain_cell.letters}{row.number}"], looks[plain_cell.style]
                if plain_cell.value is not None:
                    cell.value = plain_cell.value
                cell.font, cell.border, cell.alignment = look.font, look.border, look.alignment
                cell.number_format = look.number_format
        for left, top, right, bottom in sheet.merges:
            page.merge_cells(f"{left}{top}:{right}{bottom}")
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def with_xlsxwriter(plain: PlainWorkbook, looks: Mapping[str, Look]) -> bytes:
    """Merged areas through ``merge_range``, every other cell through ``write_…``."""
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    formats = {number: workbook.add_format(look.properties) for number, look in looks.items()}
    for sheet in plain.sheets:
        page = workbook.add_worksheet(sheet.name)
        areas, covered = _areas(sheet)
        for row in sheet.rows:
            page.set_row(row.number - 1, float(row.height))
            for cell in row.cells:
                at = (row.number - 1, column_index_from_string(cell.letters) - 1)
                value, look = cell.value, formats[cell.style]
                if at in areas:
                    page.merge_range(*at, *areas[at], "", look)
                if at not in covered:
                    _write(page, at, value, look)
    workbook.close()
    return stream.getvalue()


def _write(page: Worksheet, at: tuple[int, int], value: str | float | None, look: Format) -> None:
    if value is None:
        page.write_blank(*at, None, look)
    elif isinstance(value, str):
        page.write_string(*at, value, look)
    else:
        page.write_number(*at, value, look)


def _areas(sheet: PlainSheet) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The last cell of each merged area by its first, and every cell that lies under one."""
    areas, covered = {}, set()
    for left, top, right, bottom in sheet.merges:
        columns = range(column_index_from_string(left) - 1, column_index_from_string(right))
        areas[top - 1, columns[0]] = bottom - 1, columns[-1]
        covered |= {(row, column) for row in range(top - 1, bottom) for column in columns}
        covered.remove((top - 1, columns[0]))
    return areas, covered


def grids_of_openpyxl(workbook: bytes) -> list[tuple[str, list[list[str]]]]:
    """Reading as usually written: every cell asked for by its place; what a merge covers is empty already."""
    opened = openpyxl.load_workbook(BytesIO(workbook))
    return [(page.title, _texts(page)) for page in opened if page.title != CONTENTS]


def _texts(page: openpyxl.worksheet.worksheet.Worksheet) -> list[list[str]]:
    rows, columns = range(1, page.max_row + 1), range(1, page.max_column + 1)
    values = [[page.cell(row, column).value for column in columns] for row in rows]
    return [["" if value is None else str(value) for value in row] for row in values]
