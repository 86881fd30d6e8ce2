"""A workbook of Excel 97 to 2003, or of WPS in that form (.et): cells with their merges, numbers as they are shown."""

from __future__ import annotations

from typing import Any

import xlrd

from departments.uploads.refused_file import RefusedFile
from departments.uploads.sheet_bounds import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from performance.documents.blocks import HIDDEN, Grid, GridCell, Noise, PendingGrid, Source, SourcePlace
from performance.documents.formats.office.shown_values import is_date_format, shown_number
from performance.documents.formats.xlsx.reader import CONTENTS, HIDDEN_SHEET
from performance.documents.formats.xlsx.remark_sheet import REMARKS, is_remark_sheet

_VISIBLE = 0
_SAVE_AGAIN = "请用 Excel 或 WPS 打开并另存为 .xlsx 后再上传"


def read_xls(content: bytes) -> Source:
    """Raises RefusedFile for what is no sound workbook."""
    try:
        workbook = xlrd.open_workbook(file_contents=content, formatting_info=True, on_demand=True)
        return _source(workbook)
    except xlrd.XLRDError as error:
        locked = "encrypted" in str(error).lower()
        why = "工作簿加了密码，请先取消密码后再上传" if locked else f"工作簿已损坏，无法读取。{_SAVE_AGAIN}"
        raise RefusedFile(f"{why}。") from error
    except RefusedFile:
        raise
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # the library meets broken records with whatever they make it stumble over
        raise RefusedFile(f"工作簿已损坏，无法读取。{_SAVE_AGAIN}。") from error


def _source(workbook: Any) -> Source:
    blocks: list[Grid] = []
    noise: list[Noise] = []
    for number in range(workbook.nsheets):
        sheet = workbook.sheet_by_index(number)
        if (
            sheet.nrows > MOST_ROWS
            or sheet.ncols > MOST_COLUMNS + 56
            or sheet.nrows * sheet.ncols > MOST_CELLS
        ):
            raise RefusedFile(f"工作表“{sheet.name}”过大，不能导入，请核对是否选错了文件。")
        grid = _grid(workbook, sheet)
        kind = _kind(sheet, grid)
        if kind:
            noise += [Noise(kind, "\t".join(filter(None, row.cells)), row.place) for row in grid.rows]
        elif grid.cells:
            blocks.append(grid)
        workbook.unload_sheet(number)
    return Source(tuple(blocks), tuple(noise))


def _kind(sheet: Any, grid: Grid) -> str:
    if "".join(sheet.name.split()) == CONTENTS:
        return CONTENTS
    if sheet.visibility != _VISIBLE:
        return HIDDEN_SHEET
    return REMARKS if is_remark_sheet(sheet.name, (row.cells for row in grid.rows)) else ""


def _grid(workbook: Any, sheet: Any) -> Grid:
    spans, covered = _merges(sheet)
    cells = []
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if (row, column) in covered:
                continue
            text = _text(workbook, sheet.cell(row, column))
            if text or (row, column) in spans:
                row_span, column_span = spans.get((row, column), (1, 1))
                place = SourcePlace(row + 1, sheet.name, column + 1)
                mark = HIDDEN if text and _is_hidden(sheet, row, column) else ""
                cells.append(GridCell(text, row, column, row_span, column_span, place, mark=mark))
    made = tuple(cells)
    height = max((cell.row + cell.row_span for cell in made), default=0)
    width = max((cell.column + cell.column_span for cell in made), default=0)
    rows = Grid(made, width, height, SourcePlace(1, sheet.name)).rows
    return PendingGrid(rows, lambda: made, width, height, SourcePlace(1, sheet.name))


def _is_hidden(sheet: Any, row: int, column: int) -> bool:
    line, width = sheet.rowinfo_map.get(row), sheet.colinfo_map.get(column)
    return bool(line and (line.hidden or line.height == 0)) or bool(
        width and (width.hidden or width.width == 0)
    )


def _merges(sheet: Any) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The height and width of each merged cell by its corner, and all places that another one's text covers."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    area = 0
    for top, bottom, left, right in sheet.merged_cells:
        area += (bottom - top) * (right - left)
        if area > MOST_CELLS:
            raise RefusedFile(f"工作表“{sheet.name}”合并的单元格过多，不能导入，请核对是否选错了文件。")
        spans[top, left] = (bottom - top, right - left)
        covered |= {(r, c) for r in range(top, bottom) for c in range(left, right)} - {(top, left)}
    return spans, covered


def _text(workbook: Any, cell: Any) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERR"))
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    code = workbook.format_map[workbook.xf_list[cell.xf_index].format_key].format_str
    if cell.ctype == xlrd.XL_CELL_DATE or is_date_format(code):
        moment = xlrd.xldate_as_datetime(cell.value, workbook.datemode)
        return str(moment.date() if moment.time().isoformat() == "00:00:00" else moment)
    return shown_number(cell.value, code)
