"""The indicators of a content as the rows of a tree, and back: two ways of saying where one family ends."""

from __future__ import annotations

from itertools import groupby

from indicators.rows import FamilyRow, IndicatorRow, TreeRows
from performance.columns import tidy
from performance.content import EarlierValue, EmptyFamily, GoalContent, IndicatorContent, ProjectContent


def tree_of(owner: ProjectContent | GoalContent) -> TreeRows:
    """Families in printed order; the reverse of ``indicators_of``."""
    families: list[FamilyRow] = []
    start = 0
    for empty in owner.empty_families:
        families += _runs(owner.indicators[start : empty.position])
        families.append(FamilyRow(empty.level1, empty.level2))
        start = empty.position
    return (*families, *_runs(owner.indicators[start:]))


def _runs(indicators: tuple[IndicatorContent, ...]) -> list[FamilyRow]:
    return [
        FamilyRow(level1, level2, tuple(_row(indicator) for indicator in run))
        for (level1, level2), run in groupby(indicators, key=lambda one: (one.level1, one.level2))
    ]


def _row(indicator: IndicatorContent) -> IndicatorRow:
    return IndicatorRow(
        name=indicator.name,
        description=indicator.description,
        value=indicator.value,
        basis=indicator.basis,
        indicator_class=indicator.indicator_class,
        weight=indicator.weight,
        earlier_values=tuple((earlier.year, earlier.value) for earlier in indicator.earlier_values),
    )


def indicators_of(tree: TreeRows) -> tuple[tuple[IndicatorContent, ...], tuple[EmptyFamily, ...]]:
    """The indicators and the empty families of a tree, as a content keeps them."""
    indicators: list[IndicatorContent] = []
    empty: list[EmptyFamily] = []
    for family in tree:
        if not family.indicators:
            empty.append(EmptyFamily(family.level1, family.level2, len(indicators)))
        indicators += [_content(family, row) for row in family.indicators]
    return tuple(indicators), tuple(empty)


def _content(family: FamilyRow, row: IndicatorRow) -> IndicatorContent:
    return IndicatorContent(
        level1=family.level1,
        level2=family.level2,
        name=row.name,
        description=row.description,
        value=row.value,
        basis=row.basis,
        indicator_class=row.indicator_class,
        earlier_values=tuple(EarlierValue(year, value) for year, value in row.earlier_values),
        weight=tidy(row.weight),
    )
