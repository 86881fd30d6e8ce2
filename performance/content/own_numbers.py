"""Numbers that people write before the items of a list: a form that prints its own would print two."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBER = re.compile(
    r"\s*(?:"
    r"[（(]?(?P<digits>\d{1,3})[.、．)）](?!\d)"
    rf"|[（(](?P<bracketed>[{_CHINESE}]{{1,2}})[)）]"
    rf"|(?P<chinese>[{_CHINESE}]{{1,2}})[、.．](?![{_CHINESE}])"
    rf"|(?P<circled>[{_CIRCLED}])"
    r")[、.．]?[ \t　]*"
)
_MARKED = rf"(?:[（(](?:\d{{1,3}}|[{_CHINESE}]{{1,2}})[)）]|[{_CIRCLED}])"
# The number is that of a thing: ①号楼, （一）期, ①②号井, （一）至（三）类.
_OF_A_THING = re.compile(
    rf"\s*{_MARKED}(?:号(?!召)|期(?![刊末间货望中初待限盼])|标段|类(?![别似型])|级(?![别联差配])"
    rf"|[和及与至到~～-]{_MARKED}|、?{_MARKED}\s*[号期标类级])"
)


def unnumbered(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The items of each text, without the numbers that they have anyway in their place, or would have from 1 on.

    Lines that are numbered one after the other are items of their own; any other number is part of what is said.
    """
    found: list[tuple[str, ...]] = []
    count = 0
    for text in texts:
        items = _items(text, count + 1) if text else ()
        count += len(items)
        found.append(items)
    return found


def numbered_twice(texts: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Which of the texts bring numbers of their own, by place from 0, and the items without them."""
    return {n: items for n, items in enumerate(unnumbered(texts)) if items and items != (texts[n],)}


def without_number(text: str, place: int) -> str:
    """The text without a number that is that of its place; with no other text it is no number."""
    return (_number(text) == place and _NUMBER.sub("", text, count=1).strip()) or text


def counted(name: str, place: int, mark: str) -> str:
    """A name as a form prints it behind its number; a name that brings this very number is not numbered twice."""
    return f"{place}{mark}{without_number(name, place)}"


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
    if match is None or _OF_A_THING.match(line):
        return None
    if match["digits"]:
        return int(match["digits"])
    if match["circled"]:
        return _CIRCLED.index(match["circled"]) + 1
    return _read(match["bracketed"] or match["chinese"])


def _read(number: str) -> int | None:
    """``十二`` is 12, ``二十`` 20; two signs that are no number of a list are none."""
    tens, ten, ones = number.partition("十")
    if not ten:
        return _CHINESE.index(number) + 1 if len(number) == 1 else None
    return 10 * (_CHINESE.index(tens) + 1 if tens else 1) + (_CHINESE.index(ones) + 1 if ones else 0)
