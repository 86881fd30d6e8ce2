"""A content as the database will give it back: 12.5000 is 12.50 there, and no text has a number that is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from departments.models import BudgetUnit
from performance.content.model import (
    FundingLine,
    FundLine,
    GoalContent,
    IndicatorContent,
    ProjectContent,
    StatementContent,
    TaskContent,
)
from performance.statements import columns
from performance.statements.list_numbers import without_list_numbers
from performance.statements.stored_content import PlacedContent


def as_kept(
    content: StatementContent, year: int, before: PlacedContent | None, units: Sequence[BudgetUnit]
) -> PlacedContent:
    """``before`` is what is stored; what of it does not change is kept as it is."""
    kept = without_list_numbers(replace(content, year=year), before.content if before else None)
    return PlacedContent(tidied(kept), [unit.pk for unit in units])


def tidied(content: StatementContent) -> StatementContent:
    return replace(
        content,
        tasks=tuple(map(_task, content.tasks)),
        funds=_funds(content.funds),
        goals=tuple(map(_goal, content.goals)),
        funding=tuple(map(_funding_line, content.funding)),
        projects=tuple(map(_project, content.projects)),
    )


def _project(project: ProjectContent) -> ProjectContent:
    plan = project.spending_plan
    return replace(
        columns.PROJECT.tidied(project),
        spending_plan=plan and columns.PLAN.tidied(plan),
        funds=_funds(project.funds),
        mid_term=project.mid_term and _goal(project.mid_term),
        indicators=tuple(map(_indicator, project.indicators)),
    )


def _task(task: TaskContent) -> TaskContent:
    return replace(task, funds=_funds(task.funds))


def _funds(funds: Sequence[FundLine]) -> tuple[FundLine, ...]:
    return tuple(map(columns.FUND_LINE.tidied, funds))


def _goal(goal: GoalContent) -> GoalContent:
    return replace(columns.GOAL.tidied(goal), indicators=tuple(map(_indicator, goal.indicators)))


def _indicator(indicator: IndicatorContent) -> IndicatorContent:
    if indicator.weight is None:
        return indicator
    return replace(indicator, weight=columns.tidy(indicator.weight))


def _funding_line(line: FundingLine) -> FundingLine:
    amounts = tuple(map(columns.EARLIER_AMOUNT.tidied, line.earlier_amounts))
    return replace(columns.FUNDING_LINE.tidied(line), earlier_amounts=amounts)
