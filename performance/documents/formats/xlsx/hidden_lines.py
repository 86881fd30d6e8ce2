"""Which rows and columns of a sheet nobody sees: they are read, for they may belong to the form, and are said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from departments.uploads.sheet_bounds import MOST_COLUMNS, MOST_ROWS

_TAG = re.compile(rb"""<(?:\w+:)?(row|col)(\s(?:[^>]*?\s)?hidden=["'](?:1|true)["'][^>]*)>""")
_NUMBER = {name: re.compile(rb"(?:^|\s)%b=[\"'](\d{1,7})[\"']" % name) for name in (b"r", b"min", b"max")}


@dataclass(frozen=True)
class HiddenLines:
    """Rows and ranges of columns, counted from 0."""

    rows: frozenset[int] = frozenset()
    columns: tuple[range, ...] = ()

    def hold(self, row: int, column: int) -> bool:
        return row in self.rows or any(column in hidden for hidden in self.columns)


def hidden_lines(xml: bytes) -> HiddenLines:
    if b"hidden=" not in xml:
        return HiddenLines()
    rows: set[int] = set()
    columns: list[range] = []
    for found in islice(_TAG.finditer(xml), MOST_ROWS):
        numbers = {name: int(n[1]) for name, at in _NUMBER.items() if (n := at.search(found[2]))}
        if found[1] == b"row" and b"r" in numbers:
            rows.add(numbers[b"r"] - 1)
        elif found[1] == b"col" and b"min" in numbers and len(columns) < MOST_COLUMNS:
            columns.append(range(numbers[b"min"] - 1, numbers.get(b"max", numbers[b"min"])))
    return HiddenLines(frozenset(rows), tuple(columns))
