"""Amounts that stand side by side: of several years, and of the counties that a list below has columns for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.text import normalise_label
from performance.documents.forms.boxes import Box, BoxTable
from performance.documents.forms.heads import find_head
from performance.documents.forms.words import label_of

_YEAR = re.compile(r"(20\d\d)年?度?(?:预算|预算数|预算安排|预算金额|金额|资金|计划|安排|投入)?")


def year_alone(head: str) -> int | None:
    """The year that a head of amounts names, if it says nothing else."""
    found = _YEAR.fullmatch(normalise_label(head))
    return int(found[1]) if found else None


def are_years(boxes: Sequence[Box]) -> bool:
    """Whether a row is nothing but years, behind a label or a head of labels."""
    years = [box for box in boxes if year_alone(box.text) is not None]
    others = [box for box in boxes if box not in years]
    known = all(label_of(box.text) is not None for box in others)
    return len(years) > 1 and len(others) < 2 and known


def own_columns_below(table: BoxTable, row: int) -> dict[int, str]:
    """The columns of the next list that are under their own heads, by where they begin."""
    for below in range(row + 1, table.height):
        if (head := find_head(table, below)) is not None:
            return {column.start: column.text for column in head.columns if column.scope == "own"}
    return {}
