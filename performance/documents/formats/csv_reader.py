"""A table as plain text: .csv with commas or semicolons, .tsv with tabs; quotes as Excel writes them."""

from __future__ import annotations

import csv
from io import StringIO

from departments.uploads.refused_file import RefusedFile
from departments.uploads.sheet_bounds import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from performance.documents.blocks import Grid, GridCell, Source, SourcePlace
from performance.documents.formats.txt import decode

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = "\t,;，"
_LONGEST_CELL = 200_000


def read_csv(content: bytes) -> Source:
    """Raises NotText and RefusedFile."""
    text = content.decode("utf-16", "replace") if content.startswith(_UTF16) else decode(content)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=False))
    except csv.Error as error:
        raise RefusedFile(
            "表格文本中有过长的单元格（引号可能没有配对），请用 Excel 或 WPS 打开并另存后再试。"
        ) from error
    width = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS or len(rows) * width > MOST_CELLS:
        raise RefusedFile(f"表格超过 {MOST_ROWS} 行、{MOST_COLUMNS} 列的上限，请核对是否选错了文件。")
    cells = tuple(
        GridCell(text.strip(), row, column, place=SourcePlace(row + 1, column=column + 1))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text.strip()
    )
    return Source((Grid(cells, width, len(rows), SourcePlace(1)),) if cells else ())


def _delimiter(text: str) -> str:
    """The mark that most rows have, and that they have most alike."""
    lines = [line for line in text.split("\n", 200)[:200] if line.strip()]
    counts = {mark: sum(mark in line for line in lines) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: counts[mark])
    return best if counts[best] else ","
