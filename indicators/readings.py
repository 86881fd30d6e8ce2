"""How a target value is read, in a few words: what is shown beside a value while it is typed."""

from __future__ import annotations

from decimal import Decimal

from indicators.kinds import Precision, ValueKind
from indicators.units import COUNT_UNITS, MEASURE_UNITS, MONEY_UNITS
from indicators.values import TargetValue, parse_value

SEPARATOR = " · "
# In the order in which they are offered behind a number: shares first, since nearly every tree has one.
SUGGESTED_UNITS = tuple(dict.fromkeys(("%", *COUNT_UNITS, "万元", "元", *MONEY_UNITS, *MEASURE_UNITS)))


def reading(raw: str, year: int | None = None) -> str:
    """``≥ · 95 · %`` of ``不低于95%``; nothing of a blank one."""
    value = parse_value(raw, year)
    return SEPARATOR.join(part for part in _parts(value) if part)


def _parts(value: TargetValue) -> tuple[str, ...]:
    if value.kind == ValueKind.EMPTY:
        return ()
    if value.kind == ValueKind.PHRASE:
        return (value.kind.label,)
    if value.kind == ValueKind.GRADE:
        return (value.kind.label, value.grade)
    if value.kind == ValueKind.DEADLINE:
        return (value.kind.label, value.comparator.value, _deadline(value))
    about = "约" if value.approximate else ""
    return (value.comparator.value, about, _numbers(value), value.unit, value.rest and f"另有“{value.rest}”")


def _deadline(value: TargetValue) -> str:
    if value.deadline is None:
        return "日期不明确"
    day = value.deadline
    if value.precision == Precision.YEAR:
        return f"{day.year}年"
    month = f"{day.year}年{day.month}月"
    return month if value.precision == Precision.MONTH else f"{month}{day.day}日"


def _numbers(value: TargetValue) -> str:
    return "—".join(_plain(number) for number in (value.number, value.upper) if number is not None)


def _plain(number: Decimal) -> str:
    return f"{number:f}"
