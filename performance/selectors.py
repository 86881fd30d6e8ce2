"""Database → content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet

from indicators.rows import TreeRows
from indicators.selectors import tree_rows
from performance import columns
from performance.content import EarlierAmount as EarlierAmountContent
from performance.content import FundingLine as FundingContent
from performance.content import (
    PhaseContent,
    ProjectContent,
    StatementContent,
)
from performance.models import EarlierAmount, PerformanceStatement
from performance.trees import indicators_of
from projects.models import BudgetProject, ProjectGoal, ProjectPhase


def statement_content(
    statement: PerformanceStatement, *, projects: QuerySet[BudgetProject] | None = None
) -> StatementContent:
    """What the statement says with the projects that it gathers, in ten queries however large it is.

    ``projects`` are those of them that a reader may see, where that is not all.
    """
    gathered = statement.projects if projects is None else projects
    projects = list(gathered.select_related("spending_plan"))
    goals = list(statement.goals.all())
    trees = tree_rows(owner.tree_id for owner in (*goals, *projects))
    return columns.HEAD.read(
        statement,
        year=statement.fiscal_year,
        cover=columns.COVER.read(statement),
        sections=tuple(columns.SECTION.read(section) for section in statement.sections.all()),
        goals=tuple(columns.GOAL.read(goal, **_tree(trees[goal.tree_id])) for goal in goals),
        funding=_funding(statement),
        projects=_projects(projects, trees),
    )


def projects_content(projects: QuerySet[BudgetProject]) -> tuple[ProjectContent, ...]:
    """What these projects say, in their order, in six queries however many there are."""
    found = list(projects.select_related("spending_plan"))
    return _projects(found, tree_rows(project.tree_id for project in found))


def _tree(rows: TreeRows) -> dict[str, object]:
    indicators, empty_families = indicators_of(rows)
    return {"indicators": indicators, "empty_families": empty_families}


def _funding(statement: PerformanceStatement) -> tuple[FundingContent, ...]:
    earlier: dict[int, list[EarlierAmountContent]] = defaultdict(list)
    for amount in EarlierAmount.objects.filter(line__statement=statement):
        earlier[amount.line_id].append(columns.EARLIER_AMOUNT.read(amount))
    return tuple(
        columns.FUNDING_LINE.read(line, earlier_amounts=tuple(earlier[line.pk]))
        for line in statement.funding.all()
    )


def _projects(projects: Sequence[BudgetProject], trees: dict[int, TreeRows]) -> tuple[ProjectContent, ...]:
    goals: dict[int, list[str]] = defaultdict(list)
    for goal in ProjectGoal.objects.filter(project__in=projects):
        goals[goal.project_id].append(goal.text)
    phases: dict[int, list[PhaseContent]] = defaultdict(list)
    for phase in ProjectPhase.objects.filter(project__in=projects):
        phases[phase.project_id].append(columns.PHASE.read(phase))
    return tuple(
        columns.PROJECT.read(
            project,
            spending_plan=columns.PLAN.read(project.spending_plan)
            if hasattr(project, "spending_plan")
            else None,
            goals=tuple(goals[project.pk]),
            phases=tuple(phases[project.pk]),
            **_tree(trees[project.tree_id]),
        )
        for project in projects
    )
