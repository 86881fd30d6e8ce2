"""How large the sheets of a workbook become in memory, estimated before they are read.

A reader lays a sheet out as the full rectangle around its cells and copies a shared text into each cell
that refers to it: two kilobytes of file can mean gigabytes. Real cells are looked at, not declared sizes.
"""

from __future__ import annotations

import re

from performance.documents.formats.refused_file import RefusedFile

MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 3_000_000  # of the rectangles of all sheets together
MOST_TEXT = 100 * 1024 * 1024  # bytes of text of one sheet once shared texts are copied

_SHEET = re.compile(rb"<(?:(\w+):)?sheetData\b")
_STRINGS = re.compile(rb"<(?:(\w+):)?sst\b")
# An attribute may hold ">", but no tag may hold "<".
_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<]*?\s)?r\s*=\s*["']\s*([A-Za-z]{1,9})(\d{1,9})""")
_PLAIN_CELL = re.compile(
    rb'<c r="([A-Z]{1,9})(\d{1,9})"'
)  # as spreadsheets write it, and found ten times sooner
_ROW = re.compile(rb"""<(?:\w+:)?row\s(?:[^<]*?\s)?r\s*=\s*["']\s*(\d{1,9})""")
_SHARED = re.compile(rb"""<(?:\w+:)?c\s[^<]*?t\s*=\s*["']s["'][^<]*<(?:\w+:)?v\b[^<>]*>\s*(\d{1,9})""")


class WorkbookBounds:
    """Gathers what the parts of a workbook will need; ``check`` compares it with the limits."""

    def __init__(self) -> None:
        self._cells = 0
        self._text_lengths: list[int] = []
        self._sheets_to_weigh: list[bytes] = []

    def add(self, part: bytes) -> None:
        if strings := _STRINGS.search(part, 0, 4096):
            item = b"<" + (strings[1] + b":" if strings[1] else b"") + b"si"
            self._text_lengths = [len(text) for text in part.split(item)[1:]]
        elif sheet := _SHEET.search(part):
            prefix = sheet[1] + b":" if sheet[1] else b""
            self._add_sheet(part[sheet.start() :].partition(b"</" + prefix + b"sheetData")[0], prefix)

    def _add_sheet(self, rows: bytes, prefix: bytes) -> None:
        height, width, cells = _rectangle(rows, prefix)
        if height > MOST_ROWS or width > MOST_COLUMNS:
            raise RefusedFile(
                f"工作表有第{height}行、第{width}列的单元格，超过{MOST_ROWS}行、{MOST_COLUMNS}列的上限。"
                "请删去数据区以外的行列后再上传。"
            )
        self._cells += height * width
        if self._cells > MOST_CELLS:
            raise RefusedFile(f"工作表的范围过大（超过{MOST_CELLS}格）。请删去数据区以外的行列后再上传。")
        if cells:
            self._sheets_to_weigh.append(rows)

    def check(self) -> None:
        """Texts may stand before or after the sheets that use them, so this is done last."""
        longest = max(self._text_lengths, default=0)
        for rows in self._sheets_to_weigh:
            if rows.count(b"<") * longest <= MOST_TEXT:
                continue
            numbers = (int(match[1]) for match in _SHARED.finditer(rows))
            if sum(self._text_lengths[n] for n in numbers if n < len(self._text_lengths)) > MOST_TEXT:
                raise RefusedFile("工作表重复引用的文字过大（疑为压缩炸弹），不能导入。")


def _rectangle(rows: bytes, prefix: bytes) -> tuple[int, int, int]:
    """Last row, last column and number of the cells of a sheet."""
    cell = b"<" + prefix + b"c"
    total = rows.count(cell)
    references = _PLAIN_CELL.findall(rows)
    if len(references) != total:
        references = _CELL.findall(rows)
    numbers = {number for _, number in references}
    height = max(map(int, numbers.union(_ROW.findall(rows))), default=0)
    width = max(map(column_number, {letters for letters, _ in references}), default=0)
    if len(references) < total:  # cells without a reference stand behind those before them
        _, *pieces = re.split(rb"<" + prefix + rb"row\b", rows)
        height, width = height + len(pieces), width + max((piece.count(cell) for piece in pieces), default=0)
    return height, width, total


def column_number(letters: bytes) -> int:
    """The number of a column from its letters, counted from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
