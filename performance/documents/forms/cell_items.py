"""Several indicators in one cell, each with its value: parted at numbers, lines and semicolons, never by guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from indicators.text import normalise_label
from indicators.values import GRADES
from performance.documents.forms.amounts import is_blank
from performance.documents.forms.fitting import looks_like_value
from performance.documents.forms.numbered_cells import parted
from performance.documents.forms.words import is_level1, parents, tables

_SYMBOL = "[≥≤≧≦⩾⩽><＞＜=＝》《]{1,2}"
_WORD = "不低于|不少于|不小于|不高于|不超过|不大于|大于等于|小于等于|大于或等于|小于或等于|大于|小于|高于|低于|超过|达到|控制在|至少|约"
_SIGN = re.compile(rf"(?:{_SYMBOL}|{_WORD})\s*(?=\d)")
_NUMBER = r"(?:指标\s*)?(?:[(（]\d{1,2}[)）][.．、:：]?|\d{1,2}[.．、:：)）](?!\d)|[①-⑳])\s*"
_NUMBERED = re.compile(rf"{_NUMBER}")
_LABELLED = re.compile(r"指标\s*\d{1,2}\s*[:：、.．]\s*")
_COLON = re.compile(r"([^：:]{2,40})[：:]\s*(\S.*)", re.DOTALL)
_BRACKET = re.compile(r"(.{2,}?)[(（]([^()（）]+)[)）]", re.DOTALL)
_GAP = re.compile(r"(\S.*\S)(?:\s{2,}|\t)(\S+)")
_TIME = re.compile(
    r"(.{2,}?(?:时间|时限|期限|日期|时点))\s*((?:20\d\d年|\d{1,2}月|第?[一二三四]季度|年底|全年|当年|按).*)"
)
_TAIL = re.compile(r"(.+?[^\d\s.,，第至~～\-—年月])\s*(\d[\d,.]*\s*[^\d，。；：:]{0,6})", re.DOTALL)
_CHANGE = re.compile(
    r"(.{2,}?)((?:有所|明显|显著|持续|不断|逐步|稳步|进一步|有效|较大|大幅)(?:提升|提高|改善|增强|增加|减少|下降|降低|好转|完善|加强|优化|增长|缓解|保障))"
)
_STATE = re.compile(
    r"(.{2,}?(?:性|程度|机制|制度|体系|情况|状况))((?:基本|较为?|比较|不断|持续|逐步)?(?:健全|完善|完备|明显|显著|合理|规范|良好|稳定|及时|充分|可靠|有效|畅通|长期|长效))"
)
_GRADES = frozenset(GRADES)
_LONGEST = 200  # characters of one indicator with its value; a longer text is asked nothing


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator of a cell; ``doubt`` says why the cell cannot be parted or the value not be told."""

    name: str
    value: str = ""
    level1: str = ""
    level2: str = ""
    doubt: str = ""
    rest: tuple[tuple[str, str], ...] = ()  # what other columns say of it, by their keys


def items_of(text: str) -> list[Item]:
    """The indicators that a cell names, each under the family that the cell itself prints before it."""
    found: list[Item] = []
    for level1, level2, part in sections_of(text):
        found += [replace(item, level1=level1, level2=level2) for item in _items(part)]
    return found


def paired(names: str, others: Mapping[str, str]) -> list[Item]:
    """The indicators that one cell names and of which others have the value, the unit …, in the same order."""
    if others.keys() == {"value"} and len(told := parted(names, others["value"]).pairs) > 1:
        return [Item(name, value) for name, value in told]
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
    for mark in marks:
        if part := text[start : mark.start()].strip():
            yield level1, level2, part
        if parents(mark[1]) and not (tops and is_level1(mark[1])):
            level2 = mark[1]
        else:
            level1, level2 = mark[1], ""
        start = mark.end()
    if part := text[start:].strip():
        yield level1, level2, part


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
    pieces = _pieces(text)
    told = [_told(piece) for piece in pieces]
    if len(told) > 1 and _may_be_broken(text, told):
        doubt = f"“{_short(text)}”各行之间没有序号或分号，分不清是几条指标还是折行，请一行写一条或加分号"
        return [Item(text.strip(), doubt=doubt)]
    return told


def _may_be_broken(text: str, told: Sequence[Item]) -> bool:
    """Whether a line without a value may be the beginning of the next: nothing but the break parts the two."""
    if re.search("[；;]", text) or _numbers(text):
        return False
    valued = [bool(item.value) for item in told]
    return any(valued) and not all(valued[:-1])


def _pieces(text: str) -> list[str]:
    """The texts of a list in one cell: behind its numbers, else its lines and what semicolons part."""
    if starts := _numbers(text):
        ends = [start for start, _ in starts[1:]] + [len(text)]
        pieces = [text[begin:end] for (_, begin), end in zip(starts, ends, strict=True)]
        pieces = ["".join(piece.splitlines()) for piece in pieces]
    else:
        pieces = re.split(r"\n|[；;]", text)
    stripped = (_LABELLED.sub("", piece.strip(), count=1).strip().rstrip("；;。，,、") for piece in pieces)
    return [piece for piece in stripped if not is_blank(piece)]


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
    return is_list and not before[-1].isdigit() and bool(_told(before.strip()).value)


def _value_of(mark: str) -> int:
    if circled := re.search("[①-⑳]", mark):
        return ord(circled[0]) - ord("①") + 1
    digits = re.search(r"\d+", mark)
    return int(digits[0]) if digits else 0


def _told(piece: str) -> Item:
    """A piece parted into a name and its value, where it says which is which."""
    if len(piece) > _LONGEST:
        return Item(piece)
    signs = list(_SIGN.finditer(piece))
    if len(signs) > 1:
        return Item(piece, doubt=f"“{_short(piece)}”里不止一个指标值，分不开，请一行写一条")
    if signs:
        return _parted_at(piece, signs[0].start())
    for pattern, is_value in _PATTERNS:
        if (found := pattern.fullmatch(piece)) and is_value(found[2]):
            return Item(found[1].strip(), found[2].strip())
    return Item(piece)


def _parted_at(piece: str, at: int) -> Item:
    name, value = piece[:at].strip(), piece[at:].strip()
    if name.endswith(("(", "（")) and value.endswith((")", "）")):
        name, value = name[:-1], value[:-1]
    name = name.rstrip("：:，, \t　")
    if len(name) < 2 or normalise_label(name) in _GRADES:
        return Item(piece, doubt=f"“{_short(piece)}”没有指标名称")
    return Item(name, value)


def _is_value(text: str) -> bool:
    return looks_like_value(text) or normalise_label(text) in _GRADES


def _whatever(_text: str) -> bool:
    return True


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (_COLON, _whatever),
    (_GAP, _whatever),
    (_TIME, _whatever),
    (_BRACKET, _is_value),
    (_TAIL, looks_like_value),
    (_CHANGE, _whatever),
    (_STATE, _whatever),
)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 30 else flat[:30] + "…"
