"""Text that a program took out of a PDF and set in columns by blanks: nobody can tell which lines are one cell."""

from __future__ import annotations

import re

from performance.documents.blocks import Source

ALIGNED = (
    "文字是用空格对齐的（像从 PDF 转出来的），分不清哪几行是一格；请直接上传 PDF 原文件，"
    "或转成 Word、Excel 后再试"
)
_GAP = re.compile(r"(?<=\S)[ \u3000]{2,}(?=\S)")
_HEAD = re.compile("三级指标|指标值|指标名称")
_FEWEST_LINES = 3
_FEWEST_GAPS = 2


def is_aligned_by_blanks(source: Source) -> bool:
    lines = [row.cells[0] for row in source.rows if len(row.cells) == 1]
    columns = [line for line in lines if len(_GAP.findall(line)) >= _FEWEST_GAPS]
    return len(columns) >= _FEWEST_LINES and any(map(_HEAD.search, columns))
