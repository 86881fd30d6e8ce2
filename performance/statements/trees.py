"""The indicators of a content as the rows of a tree, and back: two ways of saying where one family ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from indicators.rows import INDICATOR_COLUMNS, FamilyRow, TreeRows
from indicators.selectors import Line
from performance.content.model import (
    EarlierValue,
    EmptyFamily,
    FieldKind,
    GoalContent,
    IndicatorContent,
    OwnField,
    ProjectContent,
)
from performance.statements.columns import tidy

WEIGHT = list(INDICATOR_COLUMNS).index("weight")  # earlier values are said before it, own fields last


def own_field_of(row: Sequence[object]) -> OwnField:
    """``row`` are the OWN_FIELD_COLUMNS."""
    label, value, kind, group, place = row
    return OwnField(label, value, FieldKind(kind), group, place)  # type: ignore[arg-type]


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
        FamilyRow(level1, level2, tuple(run))
        for (level1, level2), run in groupby(indicators, key=lambda one: (one.level1, one.level2))
    ]


def indicators_of(lines: Iterable[Line]) -> tuple[tuple[IndicatorContent, ...], tuple[EmptyFamily, ...]]:
    """The indicators and the empty families of a tree, as a content keeps them."""
    indicators: list[IndicatorContent] = []
    empty: list[EmptyFamily] = []
    for _, level1, level2, printed, earlier, own in lines:
        if printed is None:
            empty.append(EmptyFamily(level1, level2, len(indicators)))
            continue
        texts, weight, typed = printed[:WEIGHT], printed[WEIGHT], printed[WEIGHT + 1 :]
        values = tuple(EarlierValue(year, value) for year, value in earlier) if earlier else ()
        fields = tuple(map(own_field_of, own)) if own else ()
        indicators.append(
            IndicatorContent(level1, level2, *texts, values, tidy(weight), *typed, fields)  # type: ignore[arg-type, call-arg]
        )
    return tuple(indicators), tuple(empty)
