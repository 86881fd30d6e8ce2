"""Three lights, each with its arithmetic in words: the money, the state of an indicator so far, its forecast."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from indicators.kinds import Comparator, ValueKind
from indicators.values import TargetValue, parse_value
from performance.alerts.expected import expected_spending, time_share
from performance.alerts.period import Counting, IndicatorState, Likelihood, Period
from performance.alerts.settings import AlertSettings, Bounds, Light
from performance.scoring.arithmetic import percent, plain
from performance.scoring.measuring import LOWER, QUALITATIVE, measure
from performance.scoring.methods import assumed_sign
from performance.scoring.quantities import Incomparable, in_unit_of
from performance.scoring.scheme_files import shipped_schemes

# The words of grades and the way to hold two values against each other are those of the national scheme.
SCHEME = "national-2020"
BY_LIKELIHOOD = {
    Likelihood.CERTAIN: Light.GREEN,
    Likelihood.POSSIBLE: Light.YELLOW,
    Likelihood.IMPOSSIBLE: Light.RED,
}


ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Quotient:
    """The arithmetic of a light, put into words when somebody reads it: many reports are judged for their colours alone.

    ``share`` is what is expected of the rate by now, ``timed`` says that this is the time that has passed.
    """

    above: Decimal
    below: Decimal
    before: str = ""
    after: str = ""
    share: Fraction = ONE
    timed: bool = False

    @property
    def rate(self) -> Fraction:
        return Fraction(*self.terms)

    @property
    def terms(self) -> tuple[int, int]:
        """The rate above and below the stroke, in whole numbers and not reduced; less than nothing is nothing."""
        (one, of), (other, parts) = self.above.as_integer_ratio(), self.below.as_integer_ratio()
        return max(one * parts, 0), of * other

    def __str__(self) -> str:
        words = f"{self.before}{plain(self.above)} ÷ {plain(self.below)} = {percent(self.rate)}{self.after}"
        if self.timed:
            words += f"，时间进度 {percent(self.share)}"
        return words if self.share == 1 else f"{words}，为应有的 {percent(self.rate / self.share)}"


@dataclass(frozen=True, slots=True)
class Lit:
    """``measured`` is the rate of what is no quotient."""

    light: Light
    said: str | Quotient
    measured: Fraction | None = None

    @property
    def rate(self) -> Fraction | None:
        """What is done of the target, 1 being all of it, where that can be said in a number."""
        return self.said.rate if isinstance(self.said, Quotient) else self.measured

    @property
    def words(self) -> str:
        return str(self.said)


def unknown(words: str) -> Lit:
    return Lit(Light.NONE, words)


def money_light(period: Period, settings: AlertSettings) -> Lit:
    """The spent share against what is to be spent by now; more than there is is red however early it is."""
    if period.spent is None or period.budget is None:
        return unknown("没有填写预算数" if period.budget is None else "没有填写执行数")
    if period.budget <= 0:
        spends = period.spent > 0
        return (
            Lit(Light.RED, f"预算数为零，已支出 {plain(period.spent)} 万元")
            if spends
            else unknown("预算数为零")
        )
    if period.spent > period.budget:
        return Lit(Light.RED, Quotient(period.spent, period.budget, after="，超过预算"))
    expected = expected_spending(period, settings)
    quotient = Quotient(period.spent, period.budget, after=f"，{expected.words}", share=expected.share or ONE)
    if not expected.share:
        return Lit(Light.GREEN, quotient)
    return _held_against(quotient, settings.money)


def money_forecast_light(period: Period, settings: AlertSettings) -> Lit:
    """What is expected to be spent by the end of the year, against all of the budget."""
    if period.forecast is None or not period.budget or period.budget < 0:
        return unknown("没有全年预计执行数或预算数")
    quotient = Quotient(period.forecast, period.budget, before="全年预计 ")
    if period.forecast > period.budget:
        return Lit(Light.RED, replace(quotient, after="，将超过预算"))
    return _held_against(quotient, settings.money)


def goal_light(state: IndicatorState, period: Period, settings: AlertSettings) -> Lit:
    """How far the indicator is; a bound is kept or broken, whatever the time, and a level owes nothing to the time."""
    target, actual = parse_value(state.indicator.target, period.year), so_far(state, period.year)
    if target.kind == ValueKind.EMPTY:
        return unknown("没有指标值可以比对")
    if ValueKind.DEADLINE in (target.kind, actual.kind) and actual.kind != ValueKind.EMPTY:
        return _whole(state, target, actual)
    if actual.kind == ValueKind.EMPTY:
        adds = bool(state.actual.strip()) and state.counting is Counting.OF_PERIOD
        return unknown("以前各期没有可以相加的数") if adds else _dated_or_unknown(target, period)
    if target.kind in QUALITATIVE or actual.kind in QUALITATIVE:
        return _by_likelihood(state)
    runs = state.counting is not Counting.LATEST
    share = time_share(period.cutoff, period.year) if runs else ONE
    return _counted(state, target, actual, share, settings)


def forecast_light(state: IndicatorState, period: Period, settings: AlertSettings) -> Lit:
    """The whole year as it is expected; what is ticked speaks where no number does."""
    target = parse_value(state.indicator.target, period.year)
    forecast = parse_value(state.forecast, period.year)
    if target.kind == ValueKind.EMPTY:
        return unknown("没有指标值可以比对")
    if forecast.kind == ValueKind.EMPTY or {target.kind, forecast.kind}.intersection(QUALITATIVE):
        return _by_likelihood(state)
    if ValueKind.DEADLINE in (target.kind, forecast.kind):
        return _whole(state, target, forecast)
    return _counted(state, target, forecast, ONE, settings)


def worst(lights: Iterable[Lit]) -> Lit:
    """Of several that make one: the worst that is known, with how many there are of each."""
    lit = [one.light for one in lights]
    counts = {light: lit.count(light) for light in Light}
    known = [light for light in Light if counts[light] and light is not Light.NONE]
    words = "、".join(f"{light.label} {number}" for light, number in counts.items() if number)
    return Lit(known[0] if known else Light.NONE, words or "没有指标")


def so_far(state: IndicatorState, year: int) -> TargetValue:
    """The state at the cut-off: states of periods are added up, where all of them are plain numbers of one unit."""
    now = parse_value(state.actual, year)
    if state.counting is not Counting.OF_PERIOD or now.number is None:
        return now
    earlier = [parse_value(text, year) for text in state.before]
    total = now.number
    for value in earlier:
        if value.number is None or (value.unit and now.unit and value.unit != now.unit):
            return parse_value("", year)
        total += value.number
    return parse_value(f"{total:f}{now.unit}", year)


def _counted(
    state: IndicatorState, target: TargetValue, actual: TargetValue, share: Fraction, settings: AlertSettings
) -> Lit:
    try:
        done, aim = in_unit_of(target, actual)
    except Incomparable as reason:
        return unknown(str(reason))
    sign = target.comparator or ("" if target.upper is not None else assumed_sign(state.indicator))
    if sign in LOWER or aim <= 0:
        return _whole(state, target, actual)
    if sign == Comparator.EQUAL and done > aim:
        return Lit(Light.RED, Quotient(done, aim, after=f"，已多于指标值 {plain(aim)}"))
    if share != 1:
        return _held_against(Quotient(done, aim, share=share, timed=True), settings.goal)
    quotient = Quotient(done, aim)
    if done > aim or (done == aim and sign != Comparator.MORE):
        return Lit(Light.GREEN, quotient)
    return Lit(max(_held_against(quotient, settings.goal).light, Light.YELLOW, key=_badness), quotient)


def _whole(state: IndicatorState, target: TargetValue, value: TargetValue) -> Lit:
    """A bound, a day or a target of zero: kept or not."""
    found = measure(target, value, assumed_sign(state.indicator), shipped_schemes()[SCHEME])
    if found.met is None:
        return unknown(found.problem)
    words = found.words
    if not found.met and found.share and value.number is not None and target.number is not None:
        words = f"{value.raw.strip()} 超出 {target.raw.strip()}"
    return Lit(Light.GREEN if found.met else Light.RED, words, found.rate)


def _dated_or_unknown(target: TargetValue, period: Period) -> Lit:
    if target.deadline and target.deadline <= period.cutoff:
        return Lit(
            Light.RED,
            f"应在 {target.deadline:%Y-%m-%d} 以前完成，截至 {period.cutoff:%Y-%m-%d} 没有填写完成情况",
        )
    return unknown("没有填写执行情况")


def _by_likelihood(state: IndicatorState) -> Lit:
    if state.likelihood is None:
        return unknown("不能计算，也没有勾选完成目标可能性")
    return Lit(BY_LIKELIHOOD[state.likelihood], f"按勾选的“{state.likelihood.label}”")


def _held_against(quotient: Quotient, bounds: Bounds) -> Lit:
    light = Light.GREEN
    if _below(quotient, bounds.red):
        light = Light.RED
    elif _below(quotient, bounds.yellow):
        light = Light.YELLOW
    return Lit(light, quotient)


def _below(quotient: Quotient, bound: Decimal) -> bool:
    """In whole numbers: many reports are judged at a time."""
    (above, below), (done, whole), share = bound.as_integer_ratio(), quotient.terms, quotient.share
    return done * share.denominator * 100 * below < above * whole * share.numerator


def _badness(light: Light) -> int:
    return (Light.NONE, Light.GREEN, Light.YELLOW, Light.RED).index(light)
