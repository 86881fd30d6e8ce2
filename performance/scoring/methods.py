"""One indicator: its method makes points of how far the target was reached, and says so in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.kinds import CategoryKind, Comparator, LabelledEnum, ValueKind
from indicators.values import TargetValue, parse_value
from performance.content.model import IndicatorContent
from performance.scoring.actuals import IndicatorActual
from performance.scoring.arithmetic import plain, rounded
from performance.scoring.measuring import QUALITATIVE, Measure, measure
from performance.scoring.points import kind_of
from performance.scoring.quantities import Incomparable, in_unit_of
from performance.scoring.schemes import Method, Scheme

CORE = ("★", "是", "核心")


class NeedsReason(LabelledEnum):
    """For what a person owes a reason."""

    UNMET = "unmet", "没有达到指标值，须说明原因和改进措施"
    OVER = "over", "超过指标值较多，须分析原因"
    DIFFERS = "differs", "得分与计算结果不同，须说明理由"


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """``computed`` is None where a person must judge: between ``low`` and ``high``. ``awarded`` counts in the total.

    ``problem`` says why nothing counts, ``words`` the arithmetic.
    """

    points: Decimal
    method: Method
    low: Decimal
    high: Decimal
    computed: Decimal | None = None
    awarded: Decimal | None = None
    met: bool | None = None
    rate: Decimal | None = None
    words: str = ""
    problem: str = ""
    asks: tuple[NeedsReason, ...] = ()
    applicable: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """An indicator with its readings and the points it can get, as the methods see it."""

    indicator: IndicatorContent
    points: Decimal
    target: TargetValue
    actual: TargetValue
    parameter: Decimal | None
    scheme: Scheme

    def measured(self, target: TargetValue | None = None) -> Measure:
        return measure(target or self.target, self.actual, assumed_sign(self.indicator), self.scheme)


def case_of(
    indicator: IndicatorContent, points: Decimal, actual: IndicatorActual, scheme: Scheme, year: int | None
) -> Case:
    target = parse_value(indicator.target, year)
    return Case(indicator, points, target, parse_value(actual.value, year), actual.parameter, scheme)


def method_for(case: Case, wanted: Method | None) -> Method:
    """The one that somebody chose, else the one that the target asks for by its shape."""
    if wanted:
        return wanted
    if ValueKind.DEADLINE in (case.target.kind, case.actual.kind):
        return Method.YES_NO
    return Method.BANDS if {case.target.kind, case.actual.kind}.intersection(QUALITATIVE) else Method.RATIO


def measured_by(method: Method, case: Case) -> Measure:
    if method not in case.scheme.methods:
        return Measure(problem=f"评分方案“{case.scheme.name}”没有{method.label}")
    return _METHODS[method](case)


def assumed_sign(indicator: IndicatorContent) -> Comparator:
    """How a number without a sign is meant: money that is spent is a bound, everything else a promise."""
    if "反向" in indicator.direction:
        return Comparator.AT_MOST
    costs = (CategoryKind.COST, CategoryKind.OPERATING_COST)
    is_cost = kind_of(indicator.level1) in costs or kind_of(indicator.level2) in costs
    return Comparator.AT_MOST if is_cost and "正向" not in indicator.direction else Comparator.AT_LEAST


def _ratio(case: Case) -> Measure:
    return _within_limits(case, case.measured())


def _yes_no(case: Case) -> Measure:
    found = case.measured()
    if found.met is None:
        return found
    outcome = "" if case.target.kind == ValueKind.DEADLINE else "，达到" if found.met else "，没有达到"
    return Measure(Fraction(int(found.met)), found.rate, found.met, words=f"{_bare(found.words)}{outcome}")


def _bare(words: str) -> str:
    return words.removesuffix("，封顶")


def _bands(case: Case) -> Measure:
    """Qualitative as they are; a number has a band by how far it reaches."""
    found = case.measured()
    if found.share is None:
        return found
    reached = found.share * 100
    bands = case.scheme.bands
    band = next((one for one in bands[:-1] if reached >= Fraction(one.low)), bands[-1])
    return Measure(None, found.rate, found.met, band, f"{_bare(found.words)}，属“{band.name}”")


def _full_above(case: Case) -> Measure:
    """At or above the full value all points, below it the share of it."""
    if case.parameter is None or case.parameter <= 0:
        return Measure(problem="满意值赋分法须写明满分值")
    full = parse_value(f"≥{case.parameter}{case.target.unit}")
    found = case.measured(full)
    if found.share is None:
        return found
    met = measure(case.target, case.actual, assumed_sign(case.indicator), case.scheme).met
    return Measure(found.share, found.rate, met, words=found.words)


def _by_items(case: Case, *, deducting: bool) -> Measure:
    if case.parameter is None or case.parameter <= 0:
        return Measure(problem="须写明每项的分值")
    if case.actual.kind == ValueKind.EMPTY:
        return Measure(problem="没有填写实际完成值")
    try:
        done, aim = in_unit_of(case.target, case.actual)
    except Incomparable as reason:
        return Measure(problem=str(reason))
    points, each = case.points, case.parameter
    met = done >= aim
    if deducting:
        missing = max(Decimal(0), aim - done)
        words = f"缺 {plain(missing)} 项，每项扣 {plain(each)} 分"
        earned = Fraction(points) - Fraction(each) * Fraction(missing)
    else:
        counted = max(Decimal(0), done)
        words = f"{plain(counted)} 项 × 每项 {plain(each)} 分"
        earned = Fraction(each) * Fraction(counted)
    share = min(Fraction(1), max(Fraction(0), earned / Fraction(points))) if points else Fraction(0)
    return Measure(share, met=met, words=words + ("，封顶" if earned > points else ""))


def _deduction(case: Case) -> Measure:
    return _by_items(case, deducting=True)


def _per_item(case: Case) -> Measure:
    return _by_items(case, deducting=False)


def _within_limits(case: Case, found: Measure) -> Measure:
    """No points beyond the limits of the scheme, where it has such."""
    limits = case.scheme.limits
    rate = found.rate
    if rate is None or (limits.core_only and case.indicator.core.strip() not in CORE):
        return found
    if limits.over_zero is not None and rate * 100 > Fraction(limits.over_zero):
        beyond = f"高于 {plain(limits.over_zero)} %"
    elif limits.under_zero is not None and rate * 100 < Fraction(limits.under_zero):
        beyond = f"低于 {plain(limits.under_zero)} %"
    else:
        return found
    return Measure(Fraction(0), rate, found.met, words=f"{_bare(found.words)}，{beyond}，按方案不得分")


_METHODS: Mapping[Method, Callable[[Case], Measure]] = {
    Method.RATIO: _ratio,
    Method.YES_NO: _yes_no,
    Method.BANDS: _bands,
    Method.DEDUCTION: _deduction,
    Method.FULL_ABOVE: _full_above,
    Method.PER_ITEM: _per_item,
}


def rate_in_percent(found: Measure) -> Decimal | None:
    return None if found.rate is None else rounded(found.rate * 100, 2)
