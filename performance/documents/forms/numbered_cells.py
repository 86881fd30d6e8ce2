"""Several indicators in one row: a numbered list of names in one cell, and of their values in another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from performance.documents.forms.fitting import looks_like_value

_MARK = r"(?:指标)?(?:[(（](\d{1,2})[)）][.．、:：]?|(\d{1,2})[.．、:：)）]|([①-⑳]))\s*"
_YEAR = re.compile(r"20\d\d\s*年")
_BROKEN = re.compile(r"[\d.．,，][ \t]*\n\s*\d")
_BEGINS = re.compile(_MARK)
_PARTS = re.compile(rf"\n|[；;](?=\s*{_MARK})")


@dataclass(frozen=True, slots=True)
class SplitCell:
    """The names and values of a row, or why they cannot be told apart."""

    pairs: tuple[tuple[str, str], ...]
    doubt: str = ""


def split_numbered(name: str, value: str) -> SplitCell:
    names, values = _items(name), _items(value)
    if len(names) > 1 and len(names) == len(values):
        return SplitCell(tuple(zip(names, values, strict=True)))
    whole = ((name, value),)
    if len(names) > 1:
        return SplitCell(
            whole,
            f"这一格写着{len(names)}条指标，指标值没有按同样的序号写{len(names)}个，分不开，请一行写一条",
        )
    if len(names) == 1 and len(values) == 1:
        if values[0][:1].isdigit() and not _YEAR.match(values[0]):
            return SplitCell(whole, f"“{value.strip()}”可能是序号后的“{values[0]}”，也可能就是这个数，请核对")
        return SplitCell(((names[0], values[0]),))
    if not values and _BROKEN.search(value):
        lines, one = "”“".join(value.split()), "".join(value.split())
        return SplitCell(
            whole, f"“{lines}”印在两行，可能是一个数“{one}”，也可能是几个指标值，请写在一行或分成几条"
        )
    several = values or tuple(line for line in re.split("[\n；;]", value) if line.strip())
    if len(several) > 1 and all(map(looks_like_value, several)):
        return SplitCell(whole, f"一条指标印着{len(several)}个指标值，请一行写一条")
    return SplitCell(whole)


def _items(text: str) -> tuple[str, ...]:
    """The items of a text that is nothing but a list numbered from one on; else none."""
    items: list[str] = []
    for piece in _pieces(text):
        found = _BEGINS.match(piece)
        if found is None:
            if not items:
                return ()
            items[-1] += piece  # an item goes on in the next line
            continue
        if _number(found) != len(items) + 1:
            return ()
        items.append(piece[found.end() :].strip().rstrip("；;。"))
    return tuple(items) if all(items) else ()


def _pieces(text: str) -> list[str]:
    start, pieces = 0, []
    for cut in _PARTS.finditer(text):
        pieces.append(text[start : cut.start()].strip())
        start = cut.end()
    return [piece for piece in (*pieces, text[start:].strip()) if piece]


def _number(found: re.Match[str]) -> int:
    return ord(found[3]) - ord("①") + 1 if found[3] else int(found[1] or found[2])
