"""The user's own workbook back: faulty cells coloured, a comment on each, and a last column that says what is wrong.

It can be corrected and uploaded as it is: the reader passes over the column, and comments are no content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from performance.documents.formats.xlsx.reader import ERROR_COLUMN
from performance.importing.problems import Problem

AUTHOR = "导入检查"
LARGEST_SHEETS = 12 * 1024 * 1024  # unpacked: openpyxl takes some ten times as much memory
_FAULT = PatternFill("solid", start_color="FFFFC7CE", end_color="FFFFC7CE")
_NO_FILL = PatternFill()
_UNREADABLE = (
    AttributeError,
    BadZipFile,
    IndexError,
    InvalidFileException,
    KeyError,
    SyntaxError,  # that of XML parsers, whichever is installed
    TypeError,
    ValueError,
)


class CannotAnnotate(ValueError):
    """The workbook is too large or too unusual to be written anew."""


def annotated(content: bytes, problems: Iterable[Problem]) -> bytes:
    """Raises CannotAnnotate. ``content`` must have passed the gate of files."""
    with ZipFile(BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > LARGEST_SHEETS:
            raise CannotAnnotate("文件太大，不能生成批注工作簿，请按页面上的位置修改。")
    by_sheet: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.place and problem.place.sheet:
            by_sheet[problem.place.sheet].append(problem)
    try:
        workbook = load_workbook(BytesIO(content))
        for sheet in workbook.worksheets:
            _annotate(sheet, by_sheet.get(sheet.title, []))
        stream = BytesIO()
        workbook.save(stream)
    except _UNREADABLE as error:
        raise CannotAnnotate("这个工作簿的写法不常见，不能生成批注工作簿，请按页面上的位置修改。") from error
    return stream.getvalue()


def _annotate(sheet: Worksheet, problems: list[Problem]) -> None:
    column = _clear_former(sheet)
    if not problems:
        return
    rows: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        assert problem.place  # noqa: S101 - chosen by its sheet
        rows[max(problem.place.row, 2)].append(problem)  # the first row is that of the heading
        _mark(sheet, problem)
    _say(sheet, 1, column, ERROR_COLUMN)
    for row, found in rows.items():
        note = "\n".join(f"{problem.label}：{problem.message}".lstrip("：") for problem in found)
        _say(sheet, row, column, note)
    sheet.column_dimensions[get_column_letter(column)].width = 60


def _clear_former(sheet: Worksheet) -> int:
    """Take away what an earlier annotation wrote; returns the column for the new one."""
    column = next((cell.column for cell in sheet[1] if cell.value == ERROR_COLUMN), None)
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.column == column:
                cell.value = None
            elif cell.comment and cell.comment.author == AUTHOR:
                cell.comment = None
                cell.fill = _NO_FILL
    return column or sheet.max_column + 1


def _mark(sheet: Worksheet, problem: Problem) -> None:
    place = problem.place
    assert place  # noqa: S101 - chosen by its sheet
    column = place.column or _column_of(sheet, place.row, problem.value)
    cell = sheet.cell(place.row, column) if column else None
    if cell is None or isinstance(cell, MergedCell):
        return
    cell.fill = _FAULT
    comment = Comment(problem.message, AUTHOR)
    comment.width, comment.height = 320, 120
    cell.comment = comment


def _column_of(sheet: Worksheet, row: int, value: str) -> int | None:
    """Where a text stands that the reader knows the row of only."""
    cells = (cell for cell in sheet[row] if value and str(cell.value or "").strip() == value)
    return next((cell.column for cell in cells), None)


def _say(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    cell.font = Font("宋体", size=10, color="A4161A", bold=row == 1)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
