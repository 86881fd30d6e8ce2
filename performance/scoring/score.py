"""The score of a project or department: content, actuals and a scheme give points, words and what is still owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from performance.content.model import GoalContent, IndicatorContent, ProjectContent
from performance.scoring.actuals import Actuals, IndicatorActual
from performance.scoring.arithmetic import percent, plain, rounded
from performance.scoring.measuring import Measure
from performance.scoring.methods import (
    IndicatorScore,
    NeedsReason,
    case_of,
    measured_by,
    method_for,
    rate_in_percent,
)
from performance.scoring.points import spread_points
from performance.scoring.schemes import WHOLE, Scheme, ScoreEntry

MOST_POINTS = 10_000  # of a text whose points do not add up to a hundred; more was never meant


@dataclass(frozen=True, slots=True)
class PartScore:
    """What is not an indicator: the execution of the budget, or a part that a person judges."""

    name: str
    points: Decimal
    computed: Decimal | None = None
    awarded: Decimal | None = None
    rate: Decimal | None = None
    words: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """``total`` and ``grade`` are known only when every part has its points; ``missing`` says how many have not.

    ``lost`` are the points of families that the text has no indicators of.
    """

    scheme: Scheme
    execution: PartScore
    parts: tuple[PartScore, ...]
    indicators: tuple[IndicatorScore, ...]
    total: Decimal | None = None
    grade: str = ""
    words: str = ""
    missing: int = 0
    remarks: tuple[str, ...] = ()
    lost: Decimal = Decimal(0)


def score(
    content: ProjectContent | GoalContent, actuals: Actuals, scheme: Scheme, year: int | None = None
) -> ScoreSheet:
    """``year`` is the budget year, for dates printed without one. There is one actual for each indicator."""
    spread = spread_points(content.indicators, scheme)
    indicators = tuple(
        _indicator(indicator, points, actual, scheme, year)
        for indicator, actual, points in zip(
            content.indicators, actuals.indicators, spread.points, strict=True
        )
    )
    execution = _execution(actuals, scheme)
    parts = tuple(
        _judged(part.name, part.points, actuals.parts.get(part.name), scheme) for part in scheme.parts
    )
    sheet = ScoreSheet(
        scheme, execution, parts, indicators, remarks=spread.remarks, lost=spread.not_applicable
    )
    return totalled(sheet)


def _execution(actuals: Actuals, scheme: Scheme) -> PartScore:
    """The spent share of the budget after all changes in the year, never of the opening one."""
    name, points = "预算执行率", scheme.execution
    if actuals.adjusted is None or actuals.spent is None:
        missing = "全年预算数" if actuals.adjusted is None else "全年执行数"
        return PartScore(name, points, problem=f"没有填写{missing}")
    if actuals.adjusted <= 0:
        return PartScore(name, points, problem="全年预算数为零，执行率无从计算")
    rate = max(Fraction(0), Fraction(actuals.spent) / Fraction(actuals.adjusted))
    computed = rounded(min(Fraction(1), rate) * Fraction(points), scheme.decimals)
    words = f"{plain(actuals.spent)} ÷ {plain(actuals.adjusted)} = {percent(rate)}"
    words += f"{'，封顶' if rate > 1 else ''}，得 {plain(computed)} 分"
    found = PartScore(name, points, computed, computed, rounded(rate * 100, 2), words)
    if actuals.execution_entered is None or scheme.entry is ScoreEntry.LOCKED:
        return (
            found
            if scheme.entry is not ScoreEntry.TYPED
            else replace(found, awarded=None, problem="没有录入得分")
        )
    awarded, problem = _admitted(actuals.execution_entered, Decimal(0), points, scheme)
    return replace(found, awarded=awarded, problem=problem)


def _judged(name: str, points: Decimal, entered: Decimal | None, scheme: Scheme) -> PartScore:
    awarded, problem = (
        (None, "没有录入得分") if entered is None else _admitted(entered, Decimal(0), points, scheme)
    )
    return PartScore(name, points, awarded=awarded, problem=problem)


def _admitted(entered: Decimal, low: Decimal, high: Decimal, scheme: Scheme) -> tuple[Decimal | None, str]:
    """The entered score, or why it does not count: no sum is rounded where what is summed could be exact."""
    if entered != rounded(entered, scheme.decimals):
        return None, f"得分 {plain(entered)} 最多写 {scheme.decimals} 位小数"
    if low <= entered <= high:
        return entered, ""
    return None, f"得分 {plain(entered)} 不在 {plain(low)}—{plain(high)} 分之间"


def _indicator(
    indicator: IndicatorContent, points: Decimal, actual: IndicatorActual, scheme: Scheme, year: int | None
) -> IndicatorScore:
    case = case_of(indicator, points, actual, scheme, year)
    method = method_for(case, actual.method)
    if not actual.applicable:
        nothing = Decimal(0)
        return IndicatorScore(points, method, nothing, nothing, words="不适用，不计分", applicable=False)
    found = measured_by(method, case)
    low, high = _range(found, points, scheme)
    computed = None if found.share is None else rounded(found.share * Fraction(points), scheme.decimals)
    awarded, problem = _awarded(computed, low, high, actual, found, scheme)
    rate = rate_in_percent(found)
    return IndicatorScore(
        points,
        method,
        low,
        high,
        computed,
        awarded,
        found.met,
        rate,
        _words(found, low, high, computed),
        problem,
        tuple(_asks(found.met, rate, computed, awarded, scheme)),
    )


def _range(found: Measure, points: Decimal, scheme: Scheme) -> tuple[Decimal, Decimal]:
    """Between what a person may choose."""
    if found.band is None:
        return Decimal(0), points
    low, high = (
        rounded(Fraction(points) * Fraction(bound) / 100, scheme.decimals)
        for bound in (found.band.low, found.band.high)
    )
    return low, high


def _words(found: Measure, low: Decimal, high: Decimal, computed: Decimal | None) -> str:
    if computed is not None:
        return f"{found.words}，得 {plain(computed)} 分"
    if found.band:
        return f"{found.words}，在 {plain(low)}—{plain(high)} 分之间评定"
    return ""


def _awarded(
    computed: Decimal | None,
    low: Decimal,
    high: Decimal,
    actual: IndicatorActual,
    found: Measure,
    scheme: Scheme,
) -> tuple[Decimal | None, str]:
    """The points that count, or why none do."""
    entered = actual.entered
    locked = scheme.entry is ScoreEntry.LOCKED and computed is not None
    typed = scheme.entry is ScoreEntry.TYPED
    if entered is None or locked:
        problem = "" if computed is not None and not typed else found.problem or "没有录入得分"
        return None if problem else computed, problem
    if not actual.value.strip():
        return None, "没有填写实际完成值，不能录入得分"
    return _admitted(entered, low, high, scheme)


def _asks(
    met: bool | None,
    rate: Decimal | None,
    computed: Decimal | None,
    awarded: Decimal | None,
    scheme: Scheme,
) -> Iterator[NeedsReason]:
    if met is False:
        yield NeedsReason.UNMET
    limit = scheme.limits.over_reason
    if limit is not None and rate is not None and rate > limit:
        yield NeedsReason.OVER
    if None not in (computed, awarded) and computed != awarded:
        yield NeedsReason.DIFFERS


def totalled(sheet: ScoreSheet) -> ScoreSheet:
    """The sum of the awarded points, scaled to the whole where some points are not applicable."""
    applicable = [one for one in sheet.indicators if one.applicable]
    counted: list[PartScore | IndicatorScore] = [sheet.execution, *sheet.parts, *applicable]
    if not applicable:
        return replace(sheet, words="没有可以评分的绩效指标，总分未定")
    missing = sum(part.awarded is None for part in counted)
    if missing:
        return replace(sheet, missing=missing, words=f"还有 {missing} 项没有得分，总分未定")
    earned = sum((part.awarded for part in counted if part.awarded is not None), Decimal(0))
    unused = sum((one.points for one in sheet.indicators if not one.applicable), Decimal(0))
    lost = sheet.lost + unused
    whole = sum((part.points for part in counted), lost)
    words = f"各项得分合计 {plain(earned)} 分"
    if whole > MOST_POINTS:
        return replace(sheet, words=f"{words}，满分 {plain(whole)} 分，分值写错了，总分未定")
    if whole != WHOLE:
        return replace(
            sheet, total=earned, words=f"{words}，满分 {plain(whole)} 分，不是百分制，不能评定等级"
        )
    total = rounded(Fraction(earned) * 100 / Fraction(WHOLE - lost), sheet.scheme.decimals)
    if lost:
        words += (
            f"；不适用 {plain(lost)} 分，{plain(earned)} ÷ {plain(WHOLE - lost)} × 100 = {plain(total)} 分"
        )
    return replace(sheet, total=total, grade=sheet.scheme.grade_of(total), words=words)
