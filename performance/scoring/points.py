"""How the points of a scheme are spread over the indicators of a text; the parts always add up to the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from indicators.kinds import CategoryKind
from indicators.text import normalise_label
from indicators.vocabulary import vocabularies
from performance.content.model import IndicatorContent
from performance.scoring.arithmetic import plain
from performance.scoring.schemes import Scheme

# Labels that no vocabulary has are told by what is in them.
_IN_LABELS = {
    "成本": CategoryKind.COST,
    "产出": CategoryKind.OUTPUT,
    "效益": CategoryKind.OUTCOME,
    "效果": CategoryKind.OUTCOME,
    "满意": CategoryKind.SATISFACTION,
}


@dataclass(frozen=True, slots=True)
class Spread:
    """The points of each indicator in the order of the text, those that fell to nothing, and what is to be said of it."""

    points: tuple[Decimal, ...]
    not_applicable: Decimal = Decimal(0)
    remarks: tuple[str, ...] = ()


def spread_points(indicators: Sequence[IndicatorContent], scheme: Scheme) -> Spread:
    """The points fixed at approval, or those of the scheme where the text has none or not all."""
    weights = [indicator.weight for indicator in indicators if indicator.weight is not None]
    if indicators and len(weights) == len(indicators):
        return _as_approved(weights, scheme)
    remarks = ("只有一部分指标有批复的分值，全部按评分方案平均分配。",) if weights else ()
    if not scheme.families:
        return Spread(_evenly(scheme.indicator_points, len(indicators), scheme.decimals), remarks=remarks)
    return _by_family(indicators, scheme, remarks)


def _as_approved(weights: list[Decimal], scheme: Scheme) -> Spread:
    total, due = sum(weights, Decimal(0)), scheme.indicator_points
    if total == due:
        return Spread(tuple(weights))
    remark = f"批复的指标分值合计 {plain(total)} 分，评分方案为 {plain(due)} 分，得分按批复的分值计算，总分不等于百分制。"
    return Spread(tuple(weights), remarks=(remark,))


def _by_family(indicators: Sequence[IndicatorContent], scheme: Scheme, remarks: tuple[str, ...]) -> Spread:
    family_of = {kind: family.name for family in scheme.families for kind in family.kinds}
    names = [family_of.get(kind) if (kind := kind_of(one.level1)) else None for one in indicators]
    if None in names:
        strange = indicators[names.index(None)].level1 or "（空）"
        note = f"评分方案没有“{strange}”这一类指标，{plain(scheme.indicator_points)} 分在全部指标间平均分配。"
        return Spread(_evenly(scheme.indicator_points, len(names), scheme.decimals), remarks=(*remarks, note))
    budget, lost = _passed_on(scheme, {name for name in names if name})
    points: dict[int, Decimal] = {}
    for family, available in budget.items():
        places = [place for place, name in enumerate(names) if name == family]
        points |= dict(zip(places, _evenly(available, len(places), scheme.decimals), strict=True))
    return Spread(tuple(points[place] for place in range(len(names))), lost, remarks)


def _passed_on(scheme: Scheme, present: set[str]) -> tuple[Mapping[str, Decimal], Decimal]:
    """The points of each family that the text has, and those that nothing can earn."""
    budget = {family.name: family.points for family in scheme.families if family.name in present}
    lost = Decimal(0)
    for family in scheme.families:
        if family.name in present:
            continue
        passed = {other: points for other, points in family.passes.items() if other in present}
        for other, points in passed.items():
            budget[other] += points
        lost += family.points - sum(passed.values(), Decimal(0))
    return budget, lost


def _evenly(points: Decimal, count: int, decimals: int) -> tuple[Decimal, ...]:
    """Equal parts to so many decimals; the first ones are a smallest unit larger where it does not come out even."""
    if not count:
        return ()
    units = int(Fraction(points) * 10**decimals)
    least, more = divmod(units, count)
    return tuple(Decimal(least + (place < more)).scaleb(-decimals) for place in range(count))


@lru_cache(maxsize=1024)  # a text has a few dozen labels, each of many indicators
def kind_of(level1: str) -> CategoryKind | None:
    """What a 一级指标 is about, by the label that any province prints, else by what stands in it."""
    label = normalise_label(level1)
    return _kinds().get(label) or next((kind for word, kind in _IN_LABELS.items() if word in label), None)


@cache
def _kinds() -> Mapping[str, CategoryKind]:
    return {
        normalise_label(category.label): category.kind
        for vocabulary in vocabularies().values()
        for category in vocabulary.categories
    }
