"""Several indicators in one cell, each with its value: parted at numbers, lines and semicolons, never by guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from performance.documents.forms.amounts import is_blank
from performance.documents.forms.fitting import looks_like_value
from performance.documents.forms.name_and_value import Item, says_one, says_value, short, told
from performance.documents.forms.numbered_cells import split_numbered
from performance.documents.forms.words import family_word, is_level1, parents, tables

_NUMBER = r"(?:指标\s*)?(?:[(（]\d{1,2}[)）][.．、:：]?|\d{1,2}[.．、:：)）](?!\d)|[①-⑳])\s*"
_NUMBERED = re.compile(rf"{_NUMBER}")
_HIDDEN_NUMBER = re.compile(r"\s*1[.．、](?!\d)[^\n；;]*[^\d\s\n；;。]2[.．、](?!\d)")
_LABELLED = re.compile(r"指标\s*\d{1,2}\s*[:：、.．]\s*")


def items_of(text: str) -> list[Item]:
    """The indicators that a cell names, each under the family that the cell itself prints before it."""
    found: list[Item] = []
    for level1, level2, part in sections_of(text):
        found += [replace(item, level1=level1, level2=level2) for item in _items(part)]
    return found


def paired(names: str, others: Mapping[str, str]) -> list[Item]:
    """The indicators that one cell names and of which others have the value, the unit …, in the same order."""
    if others.keys() == {"value"} and len(pairs := split_numbered(names, others["value"]).pairs) > 1:
        return [Item(name, value) for name, value in pairs]
    if _HIDDEN_NUMBER.match(names):
        doubt = f"“{short(names)}”里的序号分不清是不是另一条指标，请一行写一条"
        return [replace(_item(names.strip(), others), doubt=doubt)]
    left = _pieces(names)
    columns = {key: _pieces(text) for key, text in others.items()}
    if all(len(column) in (0, len(left)) for column in columns.values()):
        return [
            _item(name, {key: column[n] for key, column in columns.items() if column})
            for n, name in enumerate(left)
        ]
    whole = _item(names.strip(), {key: text.strip() for key, text in others.items()})
    values = columns.get("value", [])
    if len(left) == 1 and not all(map(looks_like_value, values)):
        return [whole]
    doubt = f"这一格写着{len(left)}条指标，旁边写着{len(values)}个指标值，对不上，请一行写一条"
    return [replace(whole, doubt=doubt)]


def _item(name: str, others: Mapping[str, str]) -> Item:
    rest = tuple((key, text) for key, text in others.items() if key != "value")
    return Item(name, others.get("value", ""), rest=rest)


def sections_of(text: str) -> Iterator[tuple[str, str, str]]:
    """The parts of a cell with the two levels that it prints before each; blank where it prints none."""
    level1 = level2 = ""
    start = 0
    marks = list(_section_mark().finditer(text))
    tops = any(not parents(mark[1]) for mark in marks)  # 成本指标 stands beside 产出指标, or under it
    for number, mark in enumerate(marks):
        if part := text[start : mark.start()].strip():
            yield level1, level2, part
        below = marks[number + 1][1] if number + 1 < len(marks) else ""
        if parents(mark[1]) and not (tops and _is_top(mark[1], level1, level2, below)):
            level2 = mark[1]
        else:
            level1, level2 = mark[1], ""
        start = mark.end()
    if part := text[start:].strip():
        yield level1, level2, part


def _is_top(word: str, level1: str, level2: str, below: str) -> bool:
    """Whether a family of either level is printed as a first one: not below its own, or over some of its own."""
    if not is_level1(word):
        return False
    beside = (
        bool(level2) and family_word(level1) in parents(word) and family_word(level1) != family_word(word)
    )
    return not beside or family_word(word) in parents(below)


@cache
def _section_mark() -> re.Pattern[str]:
    """The printed name of a family before its colon, or alone in a line."""
    families = tables().families
    words = sorted(
        {*families, *(word for under in families.values() for word in under)}, key=len, reverse=True
    )
    number = r"(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）.．、]\s*)?"
    return re.compile(
        rf"{number}((?:{'|'.join(map(re.escape, words))})指标)(?:\s*[:：]|\s*$|\s*\n)", re.MULTILINE
    )


def _items(text: str) -> list[Item]:
    items = [told(piece) for piece in _pieces(text)]
    if len(items) > 1 and _may_be_broken(text, items):
        doubt = f"“{short(text)}”各行之间没有序号或分号，分不清是几条指标还是折行，请一行写一条或加分号"
        return [Item(text.strip(), doubt=doubt)]
    return items


def _may_be_broken(text: str, items: Sequence[Item]) -> bool:
    """Whether a line without a value may be the beginning of the next: nothing but the break parts the two."""
    if re.search("[；;。]", text) or _numbers(text):
        return False
    valued = [bool(item.value) for item in items]
    return any(valued) and not all(valued[:-1])


def _pieces(text: str) -> list[str]:
    """The texts of a list in one cell: behind its numbers, else its lines and what semicolons part."""
    if starts := _numbers(text):
        ends = [start for start, _ in starts[1:]] + [len(text)]
        pieces = [text[begin:end] for (_, begin), end in zip(starts, ends, strict=True)]
        pieces = ["".join(piece.splitlines()) for piece in pieces]
    else:
        pieces = [part for piece in re.split(r"\n|[；;。]", text) for part in _by_commas(piece)]
    stripped = (_LABELLED.sub("", piece.strip(), count=1).strip().rstrip("；;。，,、") for piece in pieces)
    return [piece for piece in stripped if not is_blank(piece)]


def _by_commas(piece: str) -> list[str]:
    """The parts between commas where each of them says one name and one value; else the piece as it is."""
    for comma, enough in (("[，,]", says_value), ("[，,、]", says_one)):
        parts = re.split(comma, piece)
        if len(parts) > 1 and all(map(enough, parts)):
            return parts
    return [piece]


def _numbers(text: str) -> list[tuple[int, int]]:
    """Where each number of a list stands that begins a text and counts from one on, and where its text begins."""
    found: list[tuple[int, int]] = []
    for mark in _NUMBERED.finditer(text):
        if _value_of(mark[0]) != len(found) + 1:
            continue
        before = text[found[-1][1] if found else 0 : mark.start()]
        if _begins(before, mark[0], first=not found):
            found.append((mark.start(), mark.end()))
    return found


def _begins(before: str, mark: str, *, first: bool) -> bool:
    """Whether a number begins a point: after a break or a mark, or right behind a value that ends in no digit."""
    if first or not before.strip() or before[-1] in "\n；;。，,、 \t　":
        return not before.strip() or not first
    is_list = mark[0] in "(（" or mark.rstrip()[-1] in ".．" or "①" <= mark[0] <= "⑳"
    return is_list and not before[-1].isdigit() and bool(told(before.strip()).value)


def _value_of(mark: str) -> int:
    if circled := re.search("[①-⑳]", mark):
        return ord(circled[0]) - ord("①") + 1
    digits = re.search(r"\d+", mark)
    return int(digits[0]) if digits else 0
