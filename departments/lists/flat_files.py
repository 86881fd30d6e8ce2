"""The one spreadsheet format of flat lists: capped on the way in, free of live formulas on the way out."""

from io import BytesIO

import openpyxl
import tablib
from import_export.formats import base_formats
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from departments.lists.plain_workbooks import plain_rows
from departments.uploads.file_gate import check_office_file
from departments.uploads.refused_file import RefusedFile

ROW_LIMIT = 10_000
COLUMN_LIMIT = 50
CELL_TEXT_LIMIT = 32_767  # openpyxl cuts longer text without a word


class UnreadableList(ValueError):
    """The file is not a list that can be taken in; the message says what was expected."""


class FlatWorkbook(base_formats.XLSX):
    """One sheet, headers in its first row."""

    def create_dataset(self, in_stream):
        check_package(in_stream)
        rows = rows_of(in_stream)
        dataset = tablib.Dataset(headers=trimmed(next(rows, ())))
        width = dataset.width
        for row in rows:
            if any(value is not None for value in row):
                dataset.append([*row[:width], *[None] * (width - len(row))])
        return dataset

    def export_data(self, dataset, **kwargs):
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (dataset.headers, *dataset):
            sheet.append([inert(sheet, value) for value in row])
        written = BytesIO()
        book.save(written)
        return written.getvalue()


# django-import-export hands native numbers only to the formats of this list; others get everything as text.
base_formats.BINARY_FORMATS.append(FlatWorkbook)


def check_package(content: bytes | None) -> None:
    """Refuse what would hang or fill the machine, before any parser sees it."""
    if not content:
        raise UnreadableList("文件为空，或上传已过期，请重新上传。")
    try:
        check_office_file(content, ".xlsx")
    except RefusedFile as refused:
        raise UnreadableList(str(refused)) from refused


def rows_of(content: bytes):
    """Rows of plain values, by the fast reader where the file is plain to see."""
    found = plain_rows(content, rows=ROW_LIMIT + 1, columns=COLUMN_LIMIT)
    return (list(map(plain, row)) for row in found) if found is not None else careful_rows(content)


def careful_rows(content: bytes):
    """A single far-away cell must not make a million rows."""
    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # where the file claims to end; rows beyond would be left out without a word
    rows = sheet.iter_rows(max_col=COLUMN_LIMIT, values_only=True)
    for number, row in enumerate(rows, start=1):
        if number > ROW_LIMIT + 1:
            raise UnreadableList(f"超过 {ROW_LIMIT} 行，请分成几个文件导入。")
        yield [plain(value) for value in row]


def plain(value):
    """Codes typed as numbers arrive as numbers; 405.0 means 405, and blank text means nothing."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def trimmed(headers):
    """Headers up to the last one that says something."""
    headers = list(headers)
    while headers and headers[-1] is None:
        headers.pop()
    if not headers:
        raise UnreadableList("第1行应为列名，现为空白。")
    return headers


def inert(sheet, value):
    """A cell that shows the value and computes nothing, whatever the text begins with."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    if len(value) > CELL_TEXT_LIMIT:
        raise ValueError(f"文字超过电子表格单元格上限 {CELL_TEXT_LIMIT} 字，不能导出：“{value[:20]}…”")
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
