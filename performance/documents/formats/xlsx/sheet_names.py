"""Names of sheets that Excel accepts, still recognisable as the titles they are made from."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_RESERVED = "history"  # Excel keeps this name for itself


def sheet_names(titles: Iterable[str]) -> list[str]:
    """One name per title: at most 31 characters, and no two alike even when case is ignored."""
    taken = {_RESERVED, ""}
    names = []
    for title in titles:
        name = wanted = _allowed(title)
        number = 1
        while name.casefold() in taken:
            number += 1
            mark = f"({number})"
            name = _cut(wanted, LONGEST_NAME - len(mark)) + mark
        taken.add(name.casefold())
        names.append(name)
    return names


def _allowed(title: str) -> str:
    return _cut(_FORBIDDEN.sub("_", title).strip().strip("'"), LONGEST_NAME).rstrip().rstrip("'")


def _cut(name: str, length: int) -> str:
    """At most ``length`` UTF-16 units, as Excel counts, without halving a character."""
    return name.encode("utf-16-le")[: length * 2].decode("utf-16-le", "ignore")
