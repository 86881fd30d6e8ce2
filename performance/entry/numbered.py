"""Numbers that people write before the items of a list: the form prints its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from performance.documents.cells import verbatim

_NUMBER = re.compile(r"\s*[（(]?(\d{1,3})[.、．)）](?!\d)[ \t　]*")


def unnumbered(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The items of each text, without the numbers that they have anyway in their place, or would have from 1 on.

    Lines that are numbered one after the other are items of their own; any other number is part of what is said.
    """
    found: list[tuple[str, ...]] = []
    count = 0
    for text in map(verbatim, texts):
        items = _items(text, count + 1) if text else ()
        count += len(items)
        found.append(items)
    return found


def _items(text: str, place: int) -> tuple[str, ...]:
    first = _number(text)
    if first is None or first not in (1, place):
        return (text,)
    items: list[list[str]] = []
    for line in text.split("\n"):
        if _number(line) == first + len(items):
            items.append([_NUMBER.sub("", line, count=1)])
        else:
            items[-1].append(line)
    texts = tuple("\n".join(lines).strip() for lines in items)
    return texts if all(texts) else (text,)


def _number(line: str) -> int | None:
    match = _NUMBER.match(line)
    return int(match[1]) if match else None
