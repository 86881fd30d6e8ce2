"""Target values: the printed text of an 指标值, kept verbatim, and what can be derived from it.

The text is never changed: ``str(parse_value(raw)) == raw``. Everything else is a reading of it, done on the text
without whitespace and in half width. A text that has no readable shape is a phrase, never an error.

万 and 亿 are a scale where a unit of counting follows (``15万人次`` is 150000 人次). ``万元`` is a unit of money of its
own (``52.1万元`` stays 52.1), and a bare ``3.1万`` stays 3.1 with the unit ``万``: what it counts is not printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import cast

from indicators.deadlines import Deadline, read_deadline
from indicators.kinds import Comparator, Direction, Precision, ValueKind
from indicators.text import half_width, words
from indicators.units import (
    COUNT_UNITS,
    DENOMINATORS,
    MEASURE_UNITS,
    MONEY_UNITS,
    SCALES,
    WORDS_NOT_UNITS,
)

READINGS = 8192  # kept in each process: a province says a few thousand different values over and over

GRADES = words(
    "健全 基本健全 较健全 完善 基本完善 较完善 科学 较科学 合理 基本合理 较合理 规范 基本规范 较规范 合规 明显 较明显 显著 "
    "相符 基本相符 不相符 达成 部分达成 未达成 达成年度指标 达成预期指标 达标 基本达标 未达标 完成 基本完成 未完成 合格 基本合格 "
    "不合格 优 良 中 差 优秀 良好 一般 较差 优良中低差 高 较高 及时 较及时 满意 基本满意 不满意 是 否"
)

COMPARATOR_WORDS = {
    Comparator.AT_LEAST: (
        "≥",
        "≧",
        "⩾",
        ">=",
        "=>",
        "》=",
        "不少于",
        "不低于",
        "不小于",
        "至少",
        "大于等于",
        "大于或等于",
    ),
    Comparator.AT_MOST: (
        "≤",
        "≦",
        "⩽",
        "<=",
        "=<",
        "《=",
        "不超过",
        "不高于",
        "不多于",
        "不大于",
        "至多",
        "最多",
        "小于等于",
        "小于或等于",
    ),
    Comparator.MORE: (">", "》", "〉", "大于", "高于", "多于", "超过"),
    Comparator.LESS: ("<", "《", "〈", "小于", "低于", "少于"),
    Comparator.EQUAL: ("=", "等于"),
}
COMPARATOR_ENDINGS = {
    Comparator.AT_LEAST: ("以上", "及以上"),
    Comparator.AT_MOST: ("以下", "及以下", "以内", "之内"),
}
DASHES = frozenset({"-", "—", "——", "/", "--"})

_WORD_COMPARATOR = {word: sign for sign, words in COMPARATOR_WORDS.items() for word in words}
_ENDING_COMPARATOR = {word: sign for sign, words in COMPARATOR_ENDINGS.items() for word in words}


def _one_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ANY_UNIT = _one_of(MONEY_UNITS + COUNT_UNITS + MEASURE_UNITS)
_BELOW = _one_of(MONEY_UNITS + COUNT_UNITS + MEASURE_UNITS + DENOMINATORS)
# Below a stroke stands anything: “人/万车”, “元/畜位”.
_MORE_UNITS = rf"(?:[(](?:{_ANY_UNIT})[)]|[/·・](?:1?0*[百千万亿]?(?:{_BELOW})|[一-龥]{{1,4}}(?=$|[)])))*"
_UNIT = rf"(?!{_one_of(WORDS_NOT_UNITS)})(?:{_ANY_UNIT}){_MORE_UNITS}"
_SCALE = _one_of(tuple(SCALES))
# A unit may stand in brackets: “=100.00(%)”.
_BRACKETED_UNIT = re.compile(rf"(?<=[0-9])[(]((?:{_SCALE})?(?:{_ANY_UNIT}){_MORE_UNITS})[)]$")
# Digits are bounded, so that every number is exact in arithmetic; a longer run of digits is no quantity.
_NUMBER = r"(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,4}(?![0-9])|[0-9]{1,15}(?![0-9]))(?:[.][0-9]{1,10}(?![0-9]))?"
# “≥1002020年…” is the number 100, then a text that begins with a year.
_NUMBER_BEFORE_YEAR = r"[0-9]{1,6}?(?=(?:19|20)[0-9]{2}年)"

_LEAD = re.compile(
    r"(?P<hope>力争|大约|约|将近|近)?(?:达到|达|控制在)?"
    rf"(?P<sign>{_one_of(tuple(_WORD_COMPARATOR))})?(?P<about>大约|约|近)?"
)
_QUANTITY = re.compile(
    rf"(?P<number>[-−+]?(?:{_NUMBER_BEFORE_YEAR}|{_NUMBER}))"
    rf"(?:(?P<low>(?:{_SCALE})?(?:{_UNIT})?)(?:[-−‐–~〜至到]|—{{1,2}})(?P<upper>{_NUMBER}))?"
    r"(?P<more>[多余几])?"
    rf"(?:(?P<money>(?:{_one_of(MONEY_UNITS)}){_MORE_UNITS})"
    rf"|(?P<scale>{_SCALE})?(?P<scaled_more>[多余几])?(?P<unit>{_UNIT})?)"
    rf"(?:[(]含(?:本数)?[)])?(?P<ending>{_one_of(tuple(_ENDING_COMPARATOR))})?(?P<around>左右|上下)?(?P<rest>.*)",
    re.DOTALL,
)
_CALENDAR_UNITS = frozenset("年月日")
_FULL_WIDTH_BRACKETS = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A printed target value and its reading.

    ``number`` and ``upper`` (the end of a range) are already multiplied by ``scale``. ``rest`` is text glued to the
    number or date that is not a unit. ``precision`` is set exactly for deadlines; their ``deadline`` is None where
    the year is unknown or there is no such day. ``unit`` is in half width, save for full-width brackets.
    """

    raw: str
    kind: ValueKind
    comparator: Comparator = Comparator.NONE
    number: Decimal | None = None
    upper: Decimal | None = None
    scale: int = 1
    unit: str = ""
    deadline: date | None = None
    precision: Precision | None = None
    grade: str = ""
    rest: str = ""
    approximate: bool = False

    def __str__(self) -> str:
        return self.raw

    @property
    def is_percent(self) -> bool:
        return self.unit == "%"

    @property
    def direction(self) -> Direction | None:
        """Which way is better, as far as the value itself says so."""
        if self.kind in (ValueKind.GRADE, ValueKind.PHRASE):
            return Direction.QUALITATIVE
        if self.kind == ValueKind.DEADLINE:
            return None
        return _DIRECTIONS.get(self.comparator)


_DIRECTIONS = {
    Comparator.AT_LEAST: Direction.HIGHER,
    Comparator.MORE: Direction.HIGHER,
    Comparator.AT_MOST: Direction.LOWER,
    Comparator.LESS: Direction.LOWER,
}


@lru_cache(maxsize=READINGS)
def parse_value(raw: str, year: int | None = None) -> TargetValue:
    """Read a printed value; ``year`` is the budget year, for deadlines printed without one."""
    text = _compact(raw)
    if not text or text in DASHES:
        return TargetValue(raw, ValueKind.EMPTY)
    if text in GRADES:
        return TargetValue(raw, ValueKind.GRADE, grade=text)
    lead = cast(re.Match[str], _LEAD.match(text))  # every part of the pattern is optional
    sign = _WORD_COMPARATOR.get(lead["sign"] or "", Comparator.NONE)
    body = text[lead.end() :]
    if deadline := read_deadline(body, year, compared=sign != Comparator.NONE):
        return _deadline_value(raw, sign, deadline)
    quantity = _QUANTITY.match(body)
    value = quantity and _quantity_value(raw, sign, quantity, about=lead["hope"] or lead["about"])
    return value or TargetValue(raw, ValueKind.PHRASE)


def _compact(raw: str) -> str:
    """The text in half width without whitespace, save between digits, which it must not join; no full stop."""
    compact = ""
    for piece in half_width(raw).split():
        compact += " " + piece if compact[-1:].isdigit() and piece[0].isdigit() else piece
    return _BRACKETED_UNIT.sub(r"\1", compact.rstrip("。;；"))


def _deadline_value(raw: str, sign: Comparator, deadline: Deadline) -> TargetValue:
    return TargetValue(
        raw,
        ValueKind.DEADLINE,
        sign,
        deadline=deadline.day,
        precision=deadline.precision,
        rest=deadline.rest,
    )


def _quantity_value(
    raw: str, sign: Comparator, found: re.Match[str], *, about: str | None
) -> TargetValue | None:
    """The value of a matched number, unless the number only begins a phrase."""
    scale, unit = _scale_and_unit(found)
    sign = sign or _ENDING_COMPARATOR.get(found["ending"] or "", Comparator.NONE)
    rest = found["rest"].strip()
    if not sign and rest and (unit in _CALENDAR_UNITS or (not unit and _is_no_word(rest[0]))):
        return None
    bounds = _bounds(found, scale, unit)
    if bounds is None:
        return None
    number, upper = bounds
    kind = ValueKind.PERCENT if unit == "%" else ValueKind.NUMBER
    return TargetValue(
        raw,
        kind if upper is None else ValueKind.RANGE,
        sign,
        number,
        upper,
        scale,
        unit.translate(_FULL_WIDTH_BRACKETS),
        rest=rest,
        approximate=any((about, found["more"], found["scaled_more"], found["around"])),
    )


def _is_no_word(character: str) -> bool:
    """Whether a number that this follows only begins a phrase: a mark, or the month of a date."""
    return not character.isalpha() or character in _CALENDAR_UNITS


def _scale_and_unit(found: re.Match[str]) -> tuple[int, str]:
    """万 and 亿 scale a unit that follows; alone they are all the unit there is."""
    if found["money"]:
        return 1, found["money"]
    if found["scale"] and found["unit"]:
        return SCALES[found["scale"]], found["unit"]
    return 1, found["unit"] or found["scale"] or ""


def _bounds(found: re.Match[str], scale: int, unit: str) -> tuple[Decimal, Decimal | None] | None:
    """Number and upper bound, scaled; None for a range that runs backwards or mixes units."""
    number = _decimal(found["number"])
    if found["upper"] is None:
        return _scaled(number, scale), None
    upper, low = _decimal(found["upper"]), found["low"]
    printed_unit = (found["scale"] or "") + unit if scale != 1 else unit
    if low != unit and not printed_unit.startswith(low):
        return None
    # “1-2万人” scales both ends, “5000-1万人” and “5000人-1万人” only the end.
    low_scale = scale if low != unit and number <= upper else 1
    if number * low_scale > upper * scale:
        return None
    return _scaled(number, low_scale), _scaled(upper, scale)


def _scaled(number: Decimal, scale: int) -> Decimal:
    """5.6 times 10000 is 56000, not 56000.0."""
    product = number * scale
    return product if scale == 1 or product % 1 else product.to_integral_value()


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("，", "").replace("−", "-"))
