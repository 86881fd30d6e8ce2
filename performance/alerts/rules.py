"""The rules of monitoring as one table, and what they find in a report: evidence in words, and what is to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from indicators.kinds import LabelledEnum
from indicators.values import parse_value
from performance.alerts.expected import expected_spending
from performance.alerts.lights import (
    Lit,
    forecast_light,
    goal_light,
    money_forecast_light,
    money_light,
    worst,
)
from performance.alerts.period import Counting, Likelihood, Period
from performance.alerts.settings import AlertSettings, Light
from performance.scoring.arithmetic import percent, plain, rounded
from performance.scoring.measuring import LOWER
from performance.scoring.methods import assumed_sign
from performance.scoring.quantities import Incomparable, in_unit_of


class Asks(LabelledEnum):
    """What a finding wants of the unit."""

    ANSWER = "answer", "在规定的工作日内答复"
    REASON = "reason", "报送之前说明原因"
    REACTION = "reaction", "逾期未答复，由财政局处理"


@dataclass(frozen=True, slots=True)
class AlertRule:
    code: str
    name: str
    asks: Asks
    remedy: str


@dataclass(frozen=True, slots=True)
class Alert:
    """``place`` is the indicator it is about, None the project as a whole; ``settled`` says that the reason is given."""

    rule: AlertRule
    words: str
    place: int | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The lights of one report and all that the rules find in it; ``levels`` are the indicators that owe nothing to the time."""

    money: Lit
    money_forecast: Lit
    goals: tuple[Lit, ...]
    forecasts: tuple[Lit, ...]
    levels: tuple[bool, ...] = ()
    alerts: tuple[Alert, ...] = ()

    @property
    def goal(self) -> Lit:
        return worst(self.goals)

    @property
    def forecast(self) -> Lit:
        return worst((self.money_forecast, *self.forecasts))

    @property
    def counted(self) -> tuple[Fraction, ...]:
        lit = zip(self.goals, self.levels, strict=True)
        return tuple(goal.rate for goal, level in lit if goal.rate is not None and not level)

    @property
    def completion(self) -> Fraction | None:
        """The mean of those whose completion grows with the year, each counting as whole at the most."""
        shares = [min(Fraction(1), rate) for rate in self.counted]
        return sum(shares, Fraction(0)) / len(shares) if shares else None


_Rule = Callable[[Period, AlertSettings, Judgement], Iterator[Alert]]
_FINDS: dict[str, _Rule] = {}
RULES: dict[str, AlertRule] = {}


def alert_rule(code: str, name: str, asks: Asks, remedy: str) -> Callable[[_Rule], _Rule]:
    def registered(find: _Rule) -> _Rule:
        RULES[code] = AlertRule(code, name, asks, remedy)
        _FINDS[code] = find
        return find

    return registered


def judge(period: Period, settings: AlertSettings, lights: Judgement | None = None) -> Judgement:
    """Everything at once, in the order of the table; the same report is always judged the same.

    ``lights`` are those of the same, where they are known already.
    """
    lights = lights or lights_of(period, settings)
    return replace(
        lights, alerts=tuple(alert for find in _FINDS.values() for alert in find(period, settings, lights))
    )


def lights_of(period: Period, settings: AlertSettings) -> Judgement:
    """Without what the rules find, which nobody asks of many reports at a time."""
    return Judgement(
        money_light(period, settings),
        money_forecast_light(period, settings),
        tuple(goal_light(state, period, settings) for state in period.states),
        tuple(forecast_light(state, period, settings) for state in period.states),
        tuple(state.counting is Counting.LATEST for state in period.states),
    )


@alert_rule("MO1", "支出超过预算", Asks.ANSWER, "核对执行数；确已超出的，调剂预算或申请调整。")
def spent_more_than_there_is(period: Period, settings: AlertSettings, lights: Judgement) -> Iterator[Alert]:
    if (
        period.spent is not None
        and period.budget is not None
        and period.spent > max(period.budget, Decimal(0))
    ):
        yield Alert(RULES["MO1"], f"执行数 {plain(period.spent)} 万元，预算数 {plain(period.budget)} 万元")


@alert_rule("MO2", "提前超过指标值", Asks.REASON, "指标值可能定低了：说明原因，或申请调整指标值。")
def reached_too_early(period: Period, settings: AlertSettings, lights: Judgement) -> Iterator[Alert]:
    """Before the year is over more than was promised of the whole year; a level that is kept is not early."""
    if settings.over is None or (period.cutoff.month, period.cutoff.day) == (12, 31):
        return
    above, below = settings.over.as_integer_ratio()
    for place, (state, lit) in enumerate(zip(period.states, lights.goals, strict=True)):
        if state.counting is Counting.LATEST or lit.rate is None or _is_bound(period, place):
            continue
        if lit.rate.numerator * 100 * below > above * lit.rate.denominator:
            words = f"截至 {period.cutoff:%Y-%m-%d}，{lit.words.partition('，')[0]}"
            yield Alert(RULES["MO2"], words, place, bool(state.reason.strip()))


@alert_rule("MO3", "进度滞后而勾选“确定能”", Asks.REASON, "改勾选，或说明凭什么能赶上。")
def behind_but_certain(period: Period, settings: AlertSettings, lights: Judgement) -> Iterator[Alert]:
    for place, (state, lit) in enumerate(zip(period.states, lights.goals, strict=True)):
        if state.likelihood is Likelihood.CERTAIN and lit.light is Light.RED:
            yield Alert(RULES["MO3"], lit.words, place, bool(state.reason.strip()))


@alert_rule("MO4", "勾选了偏差原因而没有说明", Asks.REASON, "写出原因说明，或去掉勾选。")
def ticked_without_words(period: Period, settings: AlertSettings, lights: Judgement) -> Iterator[Alert]:
    for place, state in enumerate(period.states):
        if state.reasons and not state.reason.strip():
            yield Alert(RULES["MO4"], "、".join(kind.label for kind in state.reasons), place)


@alert_rule("MO5", "报“达到预期”而支出低于界限", Asks.REASON, "改报未达到预期，或说明支出滞后的原因。")
def on_track_but_below(period: Period, settings: AlertSettings, lights: Judgement) -> Iterator[Alert]:
    if period.on_track and _lags(period, settings, lights):
        yield Alert(RULES["MO5"], lights.money.words, settled=bool(period.remark.strip()))


@alert_rule("MO6", "逾期没有答复预警", Asks.REACTION, "催办；财政局规定自动暂停的，暂停。")
def not_answered(period: Period, settings: AlertSettings, lights: Judgement) -> Iterator[Alert]:
    """Found where the days are counted, not in the report."""
    yield from ()


@alert_rule("MO7", "累计数小于上期", Asks.REASON, "核对；更正上期的，说明原因。")
def less_than_before(period: Period, settings: AlertSettings, lights: Judgement) -> Iterator[Alert]:
    before, now = period.spent_before, period.spent
    if before is not None and now is not None and now < before:
        words = f"执行数 {plain(now)} 万元，上期 {plain(before)} 万元"
        yield Alert(RULES["MO7"], words, settled=bool(period.remark.strip()))
    for place, state in enumerate(period.states):
        if state.counting is not Counting.RUNNING_TOTAL or not state.before or _is_level(period, place):
            continue
        earlier, later = (parse_value(text, period.year) for text in (state.before[-1], state.actual))
        try:
            done, was = in_unit_of(earlier, later)
        except Incomparable:
            continue
        if done < was:
            words = f"本期 {state.actual.strip()}，上期 {state.before[-1].strip()}"
            yield Alert(RULES["MO7"], words, place, bool(state.reason.strip()))


@alert_rule("MO8", "支出滞后", Asks.ANSWER, "答复：继续执行、调剂预算或取消项目，写明理由和日期。")
def spending_lags(period: Period, settings: AlertSettings, lights: Judgement) -> Iterator[Alert]:
    if _lags(period, settings, lights):
        yield Alert(RULES["MO8"], lights.money.words)


@alert_rule("MO9", "目标与支出偏离", Asks.ANSWER, "说明钱花了事没做、或事做了钱没花的原因，必要时申请调整。")
def goal_and_money_part(period: Period, settings: AlertSettings, lights: Judgement) -> Iterator[Alert]:
    done, rate = lights.completion, lights.money.rate
    if settings.divergence is None or done is None or rate is None:
        return
    if abs(done - rate) * 100 > Fraction(settings.divergence):
        counted = len(lights.counted)
        points = plain(rounded(abs(done - rate) * 100, 2))
        words = (
            f"{counted} 项可计算的指标平均完成 {percent(done)}，支出 {percent(rate)}，相差 {points} 个百分点"
        )
        yield Alert(RULES["MO9"], f"{words}，界限 {plain(settings.divergence)}")


@alert_rule("MO10", "目标滞后", Asks.ANSWER, "说明原因和措施；完不成的，申请调整。")
def goals_lag(period: Period, settings: AlertSettings, lights: Judgement) -> Iterator[Alert]:
    for place, lit in enumerate(lights.goals):
        if lit.light is Light.RED:
            yield Alert(RULES["MO10"], lit.words, place)


def owes_reason(judgement: Judgement, place: int, settings: AlertSettings) -> bool:
    """Whether the colours of an indicator make a reason compulsory."""
    return bool(
        {judgement.goals[place].light, judgement.forecasts[place].light}.intersection(settings.reasons)
    )


def _lags(period: Period, settings: AlertSettings, lights: Judgement) -> bool:
    """Below what is to be spent by now, less what is let pass."""
    share = expected_spending(period, settings).share
    if share is None or lights.money.rate is None:
        return False
    return lights.money.rate * 100 < share * 100 - Fraction(settings.tolerance)


def _is_bound(period: Period, place: int) -> bool:
    """Where less is better, more than the target is not reached early but missed."""
    indicator = period.states[place].indicator
    target = parse_value(indicator.target, period.year)
    return (target.comparator or assumed_sign(indicator)) in LOWER


def _is_level(period: Period, place: int) -> bool:
    """A share is a level whatever is ticked: it may fall without anybody having made a mistake."""
    return parse_value(period.states[place].indicator.target, period.year).unit == "%"
