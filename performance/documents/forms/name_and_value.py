"""One indicator and its value in one text: which part names it, which says how much."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from indicators.text import normalise_label
from indicators.values import GRADES
from performance.documents.forms.fitting import looks_like_value

_SYMBOL = "[≥≤≧≦⩾⩽><＞＜=＝》《]{1,2}"
_WORD = "不低于|不少于|不小于|不高于|不超过|不大于|大于等于|小于等于|大于或等于|小于或等于|大于|小于|高于|低于|超过|达到|控制在|至少|约"
_SIGN = re.compile(rf"(?:{_SYMBOL}|{_WORD})\s*(?=\d)")
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
_CHANGE_OF_A_NUMBER = re.compile(
    r"(.{2,}?(?:数|率|量|额|水平|能力|人次))((?:提升|提高|增加|减少|下降|降低|增长))"
)
_STATE = re.compile(
    r"(.{2,}?(?:性|程度|机制|制度|体系|情况|状况))((?:基本|较为?|比较|不断|持续|逐步)?(?:健全|完善|完备|明显|显著|合理|规范|良好|稳定|及时|充分|可靠|有效|畅通|长期|长效))"
)
_GRADES = frozenset(GRADES)
_LONGEST = 200  # characters of one indicator with its value; a longer text is asked nothing
_COLON_WITHIN = re.compile(r"[^指标\d][：:]")
_NUMBER_BEHIND = re.compile(r"\d[.．、]$")
_TEXT_BEHIND = re.compile(r"\d\s*[^\d\s/／·（(]{8,}$")  # no unit is as long: another indicator follows
_YEAR = re.compile(r"20\d\d年?度?")
_SEVERAL = re.compile(r"\d[^、，,；;。]*[、，,；;。]")


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator of a cell; ``doubt`` says why the cell cannot be parted or the value not be told."""

    name: str
    value: str = ""
    level1: str = ""
    level2: str = ""
    doubt: str = ""
    rest: tuple[tuple[str, str], ...] = ()  # what other columns say of it, by their keys

    @property
    def is_several(self) -> bool:
        """Whether what should be a name counts something itself: it holds an indicator of its own."""
        return bool(self.value) and _SEVERAL.search(_YEAR.sub("", self.name)) is not None


def told(piece: str) -> Item:
    """A piece parted into a name and its value, where it says which is which."""
    if len(piece) > _LONGEST:
        return Item(piece)
    signs = list(_SIGN.finditer(piece))
    if len(signs) > 1 or (item := _parted(piece, signs)).is_several:
        return Item(piece, doubt=f"“{short(piece)}”里不止一个指标值，分不开，请一行写一条")
    return item


def says_one(piece: str) -> bool:
    """Whether a text surely is one indicator: a name, one sign and a number."""
    return len(list(_SIGN.finditer(piece))) == 1 and not told(piece).doubt


def says_value(piece: str) -> bool:
    item = told(piece)
    return bool(item.value) and not item.doubt


def _parted(piece: str, signs: list[re.Match[str]]) -> Item:
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
        return Item(piece, doubt=f"“{short(piece)}”没有指标名称")
    if _COLON_WITHIN.search(name) or _NUMBER_BEHIND.search(name) or _TEXT_BEHIND.search(value):
        return Item(piece, doubt=f"“{short(piece)}”里不止一个指标，分不开，请一行写一条")
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
    (_CHANGE_OF_A_NUMBER, _whatever),
    (_STATE, _whatever),
)


def short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 30 else flat[:30] + "…"
