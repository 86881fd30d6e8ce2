"""Amounts that stand side by side: of several years, and of the counties that a list below has columns for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.text import normalise_label
from performance.content.model import FundSource
from performance.documents.forms.boxes import Box, BoxTable
from performance.documents.forms.heads import find_head
from performance.documents.forms.words import label_of

_YEAR = re.compile(r"(20\d\d)年?度?(?:预算|预算数|预算安排|预算金额|金额|资金|计划|安排|投入)?")
_OVER_YEARS = re.compile(
    "(?:预算)?年[度份]|分年度?|[分各]年度?(?:资金|预算|投资|投入|经费|支出|金额)"
    r"(?:预算|安排|计划|投入|需求|情况|总?额)?(?:\([^()]*元\))?"
)


def year_alone(head: str) -> int | None:
    """The year that a head of amounts names, if it says nothing else."""
    found = _YEAR.fullmatch(normalise_label(head))
    return int(found[1]) if found else None


def are_years(boxes: Sequence[Box]) -> bool:
    """Whether a row is nothing but years, behind a label or a head of labels, and perhaps their sum."""
    years = [box for box in boxes if year_alone(box.text) is not None]
    others = [box for box in boxes if box not in years]
    framed = bool(others) and others[0].row_span > 1  # by a label that reaches down beside the amounts
    beside = [] if framed else others[1:]
    sums = [box for box in beside if (label := label_of(box.text)) and label.source is FundSource.TOTAL]
    known = all(label_of(box.text) is not None or calls_years(box.text) for box in others)
    return len(years) > 1 and len(others) - len(sums) < 2 and len(sums) < 2 and known


def calls_years(text: str) -> bool:
    """Whether a head stands over or before years."""
    return _OVER_YEARS.fullmatch(normalise_label(text)) is not None


def own_columns_below(table: BoxTable, row: int) -> dict[int, str]:
    """The columns of the next list that are under their own heads, by where they begin."""
    for below in range(row + 1, table.height):
        if (head := find_head(table, below)) is not None:
            return {column.start: column.text for column in head.columns if column.scope == "own"}
    return {}
