"""Two readings of values made comparable: the numbers of both in the unit of the target, or why they are not."""

from __future__ import annotations

from decimal import Decimal

from indicators.kinds import ValueKind
from indicators.units import is_count_unit, kind_of_unit
from indicators.values import TargetValue

# How many 元 one of a unit of money is; what stands below a stroke must be the same on both sides.
MONEY = {
    "元": 1,
    "百元": 100,
    "千元": 1_000,
    "万元": 10_000,
    "万": 10_000,
    "百万元": 1_000_000,
    "亿元": 100_000_000,
}
MULTIPLES = ("百", "千", "万", "十")  # 百人, 千户: a count that is not one by one
PERCENT_WORDS = ("百分比",)  # seen where “%” was meant


class Incomparable(ValueError):
    """Why an actual value cannot be held against its target by arithmetic."""


def in_unit_of(target: TargetValue, actual: TargetValue) -> tuple[Decimal, Decimal]:
    """The number of the actual, and that of the target it is held against."""
    if actual.number is None or target.number is None:
        raise Incomparable("指标值或完成值不是数，不能计算")
    if actual.kind == ValueKind.RANGE:
        raise Incomparable("完成值是一个区间，请写实际的数")
    if actual.comparator:
        raise Incomparable(f"完成值写成“{actual.raw.strip()}”，请写实际的数，不要带符号")
    promised, reached = _unit(target), _unit(actual)
    if promised != reached and promised and reached:
        return _converted(target, actual, promised, reached)
    if promised == "%" and not reached and actual.number <= 1 < target.number and actual.number > 0:
        raise Incomparable(f"完成值“{actual.raw.strip()}”没有单位，看不出是比例还是百分数，请写明")
    return actual.number, target.number


def units_disagree(target: TargetValue, actual: TargetValue) -> bool:
    """Both are numbers, in units that cannot be turned into each other."""
    if actual.number is None or target.number is None or not (_unit(target) and _unit(actual)):
        return False
    if _unit(target) == _unit(actual):
        return False
    try:
        _converted(target, actual, _unit(target), _unit(actual))
    except Incomparable:
        return True
    return False


def _unit(value: TargetValue) -> str:
    if not value.unit and value.rest in PERCENT_WORDS:
        return "%"
    return value.unit


def _converted(
    target: TargetValue, actual: TargetValue, promised: str, reached: str
) -> tuple[Decimal, Decimal]:
    number, aim = actual.number, target.number
    assert number is not None  # noqa: S101 - the caller has looked
    assert aim is not None  # noqa: S101 - the caller has looked
    if promised in MONEY and reached in MONEY:
        return number * MONEY[reached] / MONEY[promised], aim
    if (
        is_count_unit(promised)
        and kind_of_unit(promised) is kind_of_unit(reached)
        and not promised.startswith(MULTIPLES)
        and not reached.startswith(MULTIPLES)
    ):
        return number, aim
    raise Incomparable(f"指标值以“{promised}”计，完成值以“{reached}”计，不能比对")
