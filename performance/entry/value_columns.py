"""A target value between forms that print it in one cell and forms that print sign, number and unit in cells of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from performance.content.model import GoalContent, IndicatorContent, ProjectContent, StatementContent
from performance.entry.field_specs import is_tree
from performance.entry.sheet import EntrySheet

Owner = ProjectContent | StatementContent

COLUMNS = frozenset(("operator", "unit"))
_TYPED = re.compile(r"([≥≤=＝>＞<＜]?)\s*(\d+(?:\.\d+)?)\s*([^\d\s][^\d]{0,19})?")


def in_columns_of(sheet: EntrySheet[Any], owner: Owner) -> Owner:
    """The owner with the values of its indicators as the columns of another form take them, nothing added or lost."""
    asked = {question.field for question in sheet.questions if is_tree(question.group)} & COLUMNS
    if isinstance(owner, StatementContent):
        return replace(owner, goals=tuple(_goal(goal, asked) for goal in owner.goals))
    mid = owner.mid_term and _goal(owner.mid_term, asked)
    return replace(owner, indicators=_tree(owner.indicators, asked), mid_term=mid)


def _goal(goal: GoalContent, asked: frozenset[str] | set[str]) -> GoalContent:
    return replace(goal, indicators=_tree(goal.indicators, asked))


def _tree(
    indicators: tuple[IndicatorContent, ...], asked: frozenset[str] | set[str]
) -> tuple[IndicatorContent, ...]:
    return tuple(_indicator(indicator, asked) for indicator in indicators)


def _indicator(indicator: IndicatorContent, asked: frozenset[str] | set[str]) -> IndicatorContent:
    if asked == COLUMNS:
        return _apart(indicator)
    together = (indicator.operator and "operator" not in asked) or (indicator.unit and "unit" not in asked)
    if not together:
        return indicator
    return replace(indicator, value=indicator.target, operator="", unit="")


def _apart(indicator: IndicatorContent) -> IndicatorContent:
    """Sign, number and unit of a value that says no more than these; any other value stays in one piece."""
    found = None if indicator.operator or indicator.unit else _TYPED.fullmatch(indicator.value.strip())
    if found is None:
        return indicator
    operator, number, unit = (group or "" for group in found.groups())
    return replace(indicator, operator=operator, value=number, unit=unit.strip())
