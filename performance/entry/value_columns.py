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
    columns = {question.field for question in sheet.questions if is_tree(question.group)} & COLUMNS
    if isinstance(owner, StatementContent):
        return replace(owner, goals=tuple(_goal(goal, columns) for goal in owner.goals))
    mid = owner.mid_term and _goal(owner.mid_term, columns)
    return replace(owner, indicators=_tree(owner.indicators, columns), mid_term=mid)


def _goal(goal: GoalContent, columns: frozenset[str] | set[str]) -> GoalContent:
    return replace(goal, indicators=_tree(goal.indicators, columns))


def _tree(
    indicators: tuple[IndicatorContent, ...], columns: frozenset[str] | set[str]
) -> tuple[IndicatorContent, ...]:
    return tuple(_indicator(indicator, columns) for indicator in indicators)


def _indicator(indicator: IndicatorContent, columns: frozenset[str] | set[str]) -> IndicatorContent:
    if columns == COLUMNS:
        return _apart(indicator)
    together = (indicator.operator and "operator" not in columns) or (
        indicator.unit and "unit" not in columns
    )
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
