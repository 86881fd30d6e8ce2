"""A printed indicator value as the application understands it, in a few signs beside the field."""

from __future__ import annotations

from decimal import Decimal

from indicators.kinds import ValueKind
from indicators.values import TargetValue, parse_value

SEPARATOR = " · "


def preview(text: str, year: int | None) -> str:
    """``≥ · 95 · %``, ``2026年12月31日``, ``定性：健全``; nothing where nothing is written."""
    if not text.strip():
        return ""
    value = parse_value(text, year)
    if value.kind is ValueKind.DEADLINE:
        return _deadline(value)
    if value.kind is ValueKind.GRADE:
        return f"定性：{value.grade}"
    if value.kind in (ValueKind.EMPTY, ValueKind.PHRASE):
        return "文字，不能计算" if value.kind is ValueKind.PHRASE else ""
    bounds = [_plain(number) for number in (value.number, value.upper) if number is not None]
    about = "约" if value.approximate else ""
    parts = (value.comparator.value, about + "至".join(bounds), value.unit, value.rest)
    return SEPARATOR.join(part for part in parts if part)


def _deadline(value: TargetValue) -> str:
    if value.deadline is None:
        return "时间：年份未知或没有这一天"
    day = value.deadline
    return f"{value.comparator.value}{day.year}年{day.month}月{day.day}日"


def _plain(number: Decimal) -> str:
    return f"{number:f}"
