"""Columns of levels under heads that nobody knows: the families below tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from performance.documents.forms.boxes import BoxTable
from performance.documents.forms.fitting import is_family, joined_levels
from performance.documents.forms.head_column import HeadColumn
from performance.documents.forms.words import is_level1

_LEVELS = ("level1", "level2")
_KNOWN = frozenset(("name", "value", "operator", "unit", "weight"))
_ROWS = 40  # below a head that are asked; so many tell enough


def with_levels(table: BoxTable, start: int, columns: Sequence[HeadColumn]) -> tuple[HeadColumn, ...]:
    """The columns of a list; where none is known as that of a level, those in which families stand are."""
    if any(column.key in _LEVELS for column in columns):
        return tuple(columns)
    told: list[HeadColumn] = []
    for column in columns:
        level = "" if column.key in _KNOWN else level_below(table, start, column.start)
        taken = any(one.key == level for one in told)
        told.append(replace(column, key=level, scope="indicator") if level and not taken else column)
    return tuple(told)


def level_below(table: BoxTable, start: int, column: int) -> str:
    """The level whose families are all that a column says from a row on, or ``""``."""
    texts = {
        box.text
        for row in range(start, min(start + _ROWS, table.height))
        for box in table.written(row)
        if box.column == column
    }
    if not texts or not all(is_family(text) or joined_levels(text) for text in texts):
        return ""
    return "level1" if all(is_level1(text) or joined_levels(text) for text in texts) else "level2"
