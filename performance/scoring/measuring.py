"""An actual value held against its target: how far it was reached, or why that cannot be computed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.kinds import Comparator, ValueKind
from indicators.text import normalise_label
from indicators.values import TargetValue
from performance.scoring.arithmetic import percent, plain
from performance.scoring.quantities import Incomparable, in_unit_of
from performance.scoring.schemes import AtMost, Band, Equal, Scheme

QUALITATIVE = (ValueKind.GRADE, ValueKind.PHRASE)
LOWER = (Comparator.AT_MOST, Comparator.LESS)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Measure:
    """``share`` is what is reached of the target, from 0 to 1; ``rate`` the same beyond 1, where more is better.

    A ``band`` leaves the share to whoever scores; a ``problem`` says why nothing can be computed.
    """

    share: Fraction | None = None
    rate: Fraction | None = None
    met: bool | None = None
    band: Band | None = None
    words: str = ""
    problem: str = ""


def measure(target: TargetValue, actual: TargetValue, assumed: Comparator, scheme: Scheme) -> Measure:
    """``assumed`` is how a target without a sign is read."""
    if actual.kind == ValueKind.EMPTY:
        return Measure(problem="没有填写实际完成值")
    if target.kind == ValueKind.EMPTY:
        return Measure(problem="没有指标值可以比对")
    if target.kind in QUALITATIVE or actual.kind in QUALITATIVE:
        return _banded(target, actual, scheme)
    if ValueKind.DEADLINE in (target.kind, actual.kind):
        return _dated(target, actual)
    return _counted(target, actual, assumed, scheme)


def _banded(target: TargetValue, actual: TargetValue, scheme: Scheme) -> Measure:
    text = normalise_label(actual.raw)
    if target.kind in QUALITATIVE and text == normalise_label(target.raw):
        band = scheme.bands[0]
        return Measure(met=True, band=band, words=f"与指标值相同，属“{band.name}”")
    for band in scheme.bands:
        if text in band.words:
            return Measure(
                met=band is scheme.bands[0], band=band, words=f"“{actual.raw.strip()}”属“{band.name}”"
            )
    return Measure(problem=f"“{actual.raw.strip()}”不是等次词，也不是数，须由评分人判断")


def _dated(target: TargetValue, actual: TargetValue) -> Measure:
    if target.deadline is None or actual.deadline is None:
        return Measure(problem="指标值或完成值不是完整的日期，不能比对")
    met = actual.deadline <= target.deadline
    sign, outcome = ("不晚于", "按期") if met else ("晚于", "逾期")
    words = f"{actual.deadline:%Y-%m-%d} {sign} {target.deadline:%Y-%m-%d}，{outcome}"
    return Measure(ONE if met else Fraction(0), met=met, words=words)


def _counted(target: TargetValue, actual: TargetValue, assumed: Comparator, scheme: Scheme) -> Measure:
    try:
        done, aim = in_unit_of(target, actual)
    except Incomparable as reason:
        return Measure(problem=str(reason))
    sign, note = target.comparator, ""
    if target.upper is not None and not sign:
        return _within(done, aim, target.upper)
    if not sign:
        sign, note = assumed, f"（指标值没有符号，按“{assumed.value}”计算）"
    found = _compared(sign, aim, done, scheme)
    return Measure(found.share, found.rate, found.met, words=found.words + note)


def _compared(sign: Comparator, aim: Decimal, done: Decimal, scheme: Scheme) -> Measure:
    met = _holds(sign, done, aim)
    if aim <= 0:
        outcome = "达到" if met else "没有达到"
        words = f"指标值为 {plain(aim)}，不能作除数，只看是否达到：{plain(done)} {outcome}"
        return Measure(ONE if met else Fraction(0), met=met, words=words)
    if sign is Comparator.EQUAL:
        return _equal(aim, done, scheme)
    if sign in LOWER:
        return _at_most(aim, done, scheme, met=met)
    rate = max(Fraction(0), Fraction(done) / Fraction(aim))
    words = (
        f"{plain(done)} ÷ {plain(aim)} = {percent(rate)}" if done >= 0 else f"{plain(done)} 低于零，完成 0 %"
    )
    if rate == 1 and not met:
        words += "，只等于指标值，没有超过"
    return Measure(min(ONE, rate), rate, met, words=words + ("，封顶" if rate > 1 else ""))


def _holds(sign: Comparator, done: Decimal, aim: Decimal) -> bool:
    match sign:
        case Comparator.AT_MOST:
            return done <= aim
        case Comparator.LESS:
            return done < aim
        case Comparator.EQUAL:
            return done == aim
        case Comparator.MORE:
            return done > aim
        case _:
            return done >= aim


def _at_most(aim: Decimal, done: Decimal, scheme: Scheme, *, met: bool) -> Measure:
    if done <= aim:
        words = f"{plain(done)} 不超过 {plain(aim)}"
        return Measure(ONE, met=met, words=words if met else f"{words}，只等于指标值，没有低于")
    if scheme.at_most is AtMost.INVERSE:
        share = Fraction(aim) / Fraction(done)
        return Measure(share, met=False, words=f"{plain(aim)} ÷ {plain(done)} = {percent(share)}")
    excess = done - aim
    share = max(Fraction(0), 1 - Fraction(excess) / Fraction(aim))
    return Measure(share, met=False, words=f"1 − {plain(excess)} ÷ {plain(aim)} = {percent(share)}")


def _equal(aim: Decimal, done: Decimal, scheme: Scheme) -> Measure:
    if done == aim:
        return Measure(ONE, met=True, words=f"{plain(done)} 等于 {plain(aim)}")
    if scheme.equal is Equal.PASS_FAIL or done <= 0:
        return Measure(Fraction(0), met=False, words=f"{plain(done)} 不等于 {plain(aim)}")
    low, high = sorted((aim, done))
    share = Fraction(low) / Fraction(high)
    return Measure(share, met=False, words=f"{plain(low)} ÷ {plain(high)} = {percent(share)}")


def _within(done: Decimal, low: Decimal, high: Decimal) -> Measure:
    """A range without a sign: anything in it is reached, and more than its end is reached too."""
    if done >= low:
        place = "在" if done <= high else "超过"
        words = f"{plain(done)} {place} {plain(low)}—{plain(high)}"
        rate = Fraction(done) / Fraction(high) if high > 0 else None
        return Measure(ONE, rate, met=True, words=words)
    if low <= 0 or done < 0:
        return Measure(Fraction(0), met=False, words=f"{plain(done)} 低于 {plain(low)}")
    share = Fraction(done) / Fraction(low)
    return Measure(share, share, met=False, words=f"{plain(done)} ÷ {plain(low)} = {percent(share)}")
