"""A workbook as rows of text: each sheet row in reading order, merged continuations empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from departments.uploads.file_gate import check_office_file
from departments.uploads.refused_file import RefusedFile
from departments.uploads.sheet_bounds import MOST_CELLS, MOST_COLUMNS
from performance.documents.blocks import (
    HIDDEN,
    GridCell,
    Noise,
    PendingGrid,
    Source,
    SourceBlock,
    SourcePlace,
    SourceRow,
)
from performance.documents.formats.marked_text import STRUCK
from performance.documents.formats.xlsx.hidden_lines import HiddenLines, hidden_lines
from performance.documents.formats.xlsx.percent_cells import Look, PercentCells
from performance.documents.formats.xlsx.remark_sheet import REMARKS, is_remark_sheet
from performance.documents.formats.xlsx.shown_dates import shown_date
from performance.documents.formats.xlsx.struck_cells import StruckCells, StruckText

CONTENTS = "目录"
HIDDEN_SHEET = "隐藏工作表"
IDENTITY, DICTIONARY = "填报信息", "字典"  # the very hidden sheets of our templates
UNDER_MERGE = "合并单元格遮住的内容"
UNCOMPUTED = "没有存下结果的公式"
ERROR_COLUMN = "错误信息"  # the heading, in the first row, of a last column that speaks of the rows beside it

Value = int | float | str | bool | time | date | datetime | timedelta
Merge = tuple[tuple[int, int], tuple[int, int]]


def read_xlsx(content: bytes) -> Source:
    """All sheets in order; contents, remarks and very hidden sheets (dictionaries of templates) become noise."""
    parts = check_office_file(content, ".xlsx")
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [
            (sheet, workbook.get_sheet_by_name(sheet.name))
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except CalamineError as error:
        raise RefusedFile("工作簿已损坏，无法读取。请用 Excel 或 WPS 打开并另存后再上传。") from error
    percents, strikes = PercentCells(parts), StruckCells(parts)
    blocks: list[SourceBlock] = []
    noise: list[Noise] = []
    for metadata, sheet in sheets:
        kind = CONTENTS if "".join(metadata.name.split()) == CONTENTS else ""
        if metadata.visible != SheetVisibleEnum.Visible:
            kind = HIDDEN_SHEET
        struck = strikes.of_sheet(percents.xml_of(metadata.name))
        found = tuple(_rows(sheet, percents.of_sheet(metadata.name), struck, noise))
        if not kind:
            noise += [
                Noise(UNCOMPUTED, formula, SourcePlace(row + 1, metadata.name, column + 1))
                for row, column, formula in percents.uncomputed(metadata.name)
            ]
        if is_remark_sheet(metadata.name, (row.cells for row in found)):
            kind = REMARKS
        if kind:
            noise += [Noise(kind, "\t".join(filter(None, row.cells)), row.place) for row in found]
        elif found:
            merges = sheet.merged_cell_ranges or ()
            cells = partial(_cells, found, merges, hidden_lines(percents.xml_of(metadata.name)))
            width, last = len(found[0].cells), found[-1].place
            blocks.append(PendingGrid(found, cells, width, last.row, SourcePlace(1, last.sheet)))
    return Source(tuple(blocks), tuple(noise))


def _cells(rows: Sequence[SourceRow], merges: Sequence[Merge], unseen: HiddenLines) -> tuple[GridCell, ...]:
    """The cells of a sheet: all that hold text, and blank ones where a merge begins."""
    last_row, last_column = rows[-1].place.row - 1, len(rows[0].cells) - 1
    extents = {start: (min(end[0], last_row), min(end[1], last_column)) for start, end in merges}
    cells = []
    for row in rows:
        number, sheet = row.place.row - 1, row.place.sheet
        for column, text in enumerate(row.cells):
            bottom, right = extents.get((number, column), (number, column))
            if text or (bottom, right) != (number, column):
                place = SourcePlace(number + 1, sheet, column + 1)
                mark = HIDDEN if text and unseen.hold(number, column) else ""
                cells.append(
                    GridCell(text, number, column, bottom - number + 1, right - column + 1, place, mark=mark)
                )
    return tuple(cells)


def _rows(
    sheet: CalamineSheet,
    looks: dict[tuple[int, int], Look],
    struck: Iterable[StruckText],
    noise: list[Noise],
) -> Iterator[SourceRow]:
    """The rows that hold anything, as wide as the cells and merges of the sheet; what a merge hides is noise."""
    values = sheet.to_python(skip_empty_area=False)
    grid = [[value if type(value) is str else cell_text(value) for value in row] for row in values]
    for (row, column), look in looks.items():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = cell_text(values[row][column], look)
    name = sheet.name
    _clear_struck(name, grid, struck, noise)
    _clear_errors(name, grid, noise)
    padding = _clear_merges(sheet, grid, noise)
    for number, texts in enumerate(grid, start=1):
        if any(texts):
            yield SourceRow((*texts, *padding), SourcePlace(number, name))


def _clear_struck(name: str, grid: list[list[str]], struck: Iterable[StruckText], noise: list[Noise]) -> None:
    for row, column, out, kept in struck:
        if row < len(grid) and column < len(grid[row]) and grid[row][column]:
            noise.append(Noise(STRUCK, out or grid[row][column], SourcePlace(row + 1, name, column + 1)))
            grid[row][column] = kept


def _clear_errors(name: str, grid: list[list[str]], noise: list[Noise]) -> None:
    """Takes a last column of messages away: a workbook that was handed back with them reads as without."""
    if not grid or ERROR_COLUMN not in grid[0]:
        return
    column = grid[0].index(ERROR_COLUMN)
    if any(any(row[column + 1 :]) for row in grid):
        return
    for number, row in enumerate(grid, start=1):
        if row[column]:
            noise.append(Noise(ERROR_COLUMN, row[column], SourcePlace(number, name, column + 1)))
        del row[column:]


def _clear_merges(sheet: CalamineSheet, grid: list[list[str]], noise: list[Noise]) -> list[str]:
    """Empties the continuations of merged cells; returns the empty cells by which merges widen each row."""
    height, width = len(grid), len(grid[0]) if grid else 0
    covered, widest = 0, width
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        rows, columns = range(top, min(bottom + 1, height)), range(left, min(right + 1, width))
        covered += len(rows) * len(columns)
        if covered > height * width:  # ranges that overlap are not the work of a spreadsheet
            raise RefusedFile(f"工作表“{sheet.name}”的合并单元格互相重叠，不能导入。")
        if rows and right < MOST_COLUMNS:
            widest = max(widest, right + 1)
        for row in rows:
            texts = grid[row]
            first = left + 1 if row == top else left
            if not any(texts[first : columns.stop]):
                continue
            for column in range(first, columns.stop):
                if texts[column]:
                    noise.append(
                        Noise(UNDER_MERGE, texts[column], SourcePlace(row + 1, sheet.name, column + 1))
                    )
                    texts[column] = ""
    return [""] * (widest - width if height * widest <= MOST_CELLS else 0)


def cell_text(value: Value, look: Look = Look()) -> str:  # noqa: B008 - a constant
    """A value as its cell shows it, numbers without the noise of binary fractions or of their format."""
    if isinstance(value, str):
        return value
    if look.dated and isinstance(value, date):
        return shown_date(value, look.dated)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _shown_number(value, look)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return str(value)


def _shown_number(value: float, look: Look) -> str:
    if value < 0 and look.below:
        return _shown_number(-value, look.below)
    if value == 0 and look.zero:
        return look.zero
    number = Decimal(repr(value))
    if look.scaled or look.smaller:
        number = number.scaleb(2 * look.scaled - look.smaller)
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{look.before}{text}{look.after}"
