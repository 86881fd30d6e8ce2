"""How large the sheets of a workbook become in memory, estimated before they are read.

A reader lays a sheet out as the full rectangle around its cells and copies a shared text into each cell
that refers to it: two kilobytes of file can mean gigabytes. Real cells are looked at, not declared sizes.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from departments.uploads.refused_file import RefusedFile

MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 600_000  # of the rectangles of all sheets together; 2,000 project tables have 212,000
MOST_TEXT = 100 * 1024 * 1024  # bytes of text of one sheet once shared texts are copied

# Whoever wants to hide a cell may give its tag a prefix, room or a comment; what is found too often only refuses more.
_NAME = rb"<(?:[^\s<>/:=]+:)?"
_SHEET = re.compile(_NAME + rb"sheetData\b")
_STRINGS = re.compile(_NAME + rb"sst\b")
_TEXT_TAG, _ROW_TAG, _CELL_TAG, _VALUE_TAG = (
    re.compile(_NAME + name + rb"(?=[\s/>])") for name in (b"si", b"row", b"c", b"v")
)
_CELL = re.compile(rb"""r\s*=\s*["']\s*([A-Za-z]{1,9})[A-Za-z]*0*(\d{1,9})""")
_ROW = re.compile(rb"""r\s*=\s*["']\s*0*(\d{1,9})""")
# As spreadsheets write them, and found ten times sooner.
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,9}\d{1,9})"')
_PLAIN_ROW = re.compile(rb'<row r="(\d{1,9})"')
_LETTERS, _DIGITS = string.ascii_letters.encode(), string.digits.encode()
_SHARED = re.compile(rb"""t\s*=\s*["']\s*s\s*["']""")
_NUMBER = re.compile(rb"[^<>]*>\s*(\d{1,9})\s*</")


class WorkbookBounds:
    """Gathers what the parts of a workbook will need; ``check`` compares it with the limits."""

    def __init__(self) -> None:
        self._cells = 0
        self._text_lengths: list[int] = []
        self._sheets_to_weigh: list[bytes] = []

    def add(self, part: bytes) -> None:
        if b"sst" in part and _STRINGS.search(part):
            self._add_texts(part)
        if b"sheetData" in part and (sheet := _SHEET.search(part)):
            self._add_sheet(part[sheet.start() : part.rindex(b"sheetData")])

    def _add_texts(self, part: bytes) -> None:
        numbered = (
            b"<!" not in part and not self._text_lengths
        )  # else a text may have another number than here
        self._text_lengths += [len(text) for text in _TEXT_TAG.split(part)[1:]]
        if not numbered:
            self._text_lengths = [max(self._text_lengths, default=0)] * len(self._text_lengths)

    def _add_sheet(self, rows: bytes) -> None:
        height, width, cells = _rectangle(rows)
        if height > MOST_ROWS or width > MOST_COLUMNS:
            raise RefusedFile(
                f"工作表有第{height}行、第{width}列的单元格，超过{MOST_ROWS}行、{MOST_COLUMNS}列的上限。"
                "请删去数据区以外的行列后再上传。"
            )
        self._cells += height * width
        if self._cells > MOST_CELLS:
            raise RefusedFile(
                f"工作表的范围过大（超过{MOST_CELLS}格）。请删去数据区以外的行列，或分成几个文件后再上传。"
            )
        if cells:
            self._sheets_to_weigh.append(rows)

    def check(self) -> None:
        """Texts may stand before or after the sheets that use them, so this is done last."""
        longest = max(self._text_lengths, default=0)
        for rows in self._sheets_to_weigh:
            if rows.count(b"<") * longest <= MOST_TEXT:
                continue
            if sum(self._length(number, longest) for number in _numbers_of_texts(rows)) > MOST_TEXT:
                raise RefusedFile("工作表重复引用的文字过大（疑为压缩炸弹），不能导入。")

    def _length(self, number: int | None, longest: int) -> int:
        """Bytes of a shared text; of one whose number is not plain to see, as many as there can be."""
        if number is None:
            return longest
        return self._text_lengths[number] if number < len(self._text_lengths) else 0


def _numbers_of_texts(rows: bytes) -> Iterator[int | None]:
    """For each cell that refers to a shared text, which; None if that is not plain to see."""
    for cell in _CELL_TAG.split(rows)[1:]:
        if _SHARED.search(cell):
            for value in _VALUE_TAG.split(cell)[1:]:
                number = _NUMBER.match(value)
                yield int(number[1]) if number else None


def _rectangle(rows: bytes) -> tuple[int, int, int]:
    """Last row, last column and number of the cells of a sheet."""
    places, row_numbers, total = _PLAIN_CELL.findall(rows), _PLAIN_ROW.findall(rows), rows.count(b"<c")
    plain = len(places) == total and len(row_numbers) == rows.count(b"<row")
    if not plain or b":c" in rows or b":row" in rows:
        places = [letters + number for letters, number in _CELL.findall(rows)]
        row_numbers, total = _ROW.findall(rows), len(_CELL_TAG.findall(rows))
    together = b" ".join(places)  # taken apart at once: a sheet has thousands of them
    numbers, letters = together.translate(None, _LETTERS).split(), together.translate(None, _DIGITS).split()
    height = max(map(int, {*numbers, *row_numbers}), default=0)
    width = max(map(column_number, set(letters)), default=0)
    if len(places) < total:  # cells without a reference stand behind those before them
        _, *pieces = _ROW_TAG.split(rows)
        height += len(pieces)
        width += max((len(_CELL_TAG.findall(piece)) for piece in pieces), default=0)
    return height, width, total


def column_number(letters: bytes) -> int:
    """The number of a column from its letters, counted from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
