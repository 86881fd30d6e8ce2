"""Workbooks that are plain to see: small in every direction, so that a fast reader may lay them out in memory.

The fast reader makes the whole rectangle around the cells and copies a shared text into each cell that refers to
it, so a few bytes of a hostile file could fill the machine. Whatever is not plainly small is left to a slower reader.
"""

import re
import zipfile
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

MOST_TEXT = 100 * 1024 * 1024  # of all cells, were each of them the longest shared text

# As spreadsheets write them; a part where one cell is written otherwise is not plain.
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_ANY_CELL = re.compile(rb"<c[\s/>]")
_OTHER_PREFIX = re.compile(rb":(?:c|row|sheetData)[\s/>]")
_UNUSUAL = (b"\0", b"<!", b"_x", b't="e"')  # other encodings, declarations, escaped signs, cells in error


def plain_rows(content: bytes, *, rows: int, columns: int) -> list[list[object]] | None:
    """The rows of the first sheet; None if the workbook is not plainly within so many rows and columns."""
    try:
        if not _is_plain(content, rows, columns):
            return None
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return book.get_sheet_by_name(sheets[0]).to_python(skip_empty_area=False) if sheets else None
    except (CalamineError, zipfile.BadZipFile):
        return None


def _is_plain(content: bytes, rows: int, columns: int) -> bool:
    cells, longest = 0, 0
    with zipfile.ZipFile(BytesIO(content)) as package:
        for member in package.infolist():
            part = package.read(member)  # which finds a wrong size or sum
            if any(sign in part for sign in _UNUSUAL):
                return False
            if b"sheetData" in part or "/worksheets/sheet" in member.filename:
                found = _plain_cells(part)
                if found is None or not _within(found, rows, columns):
                    return False
                cells += len(found)
            if b"sst" in part:
                longest = max(longest, *map(len, part.split(b"<si")))
    return cells * longest <= MOST_TEXT


def _plain_cells(sheet: bytes) -> list[tuple[bytes, bytes]] | None:
    """Column and row of each cell of a sheet; None if one may be written otherwise than spreadsheets do."""
    if b"<sheetData" not in sheet or _OTHER_PREFIX.search(sheet):
        return None
    found = _CELL.findall(sheet)
    return found if len(found) == len(_ANY_CELL.findall(sheet)) else None


def _within(cells: list[tuple[bytes, bytes]], rows: int, columns: int) -> bool:
    height = max(map(int, {number for _, number in cells}), default=0)
    width = max(map(_number, {letters for letters, _ in cells}), default=0)
    return height <= rows and width <= columns


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
