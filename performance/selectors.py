"""Database → content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

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
from performance.models import (
    EarlierAmount,
    FundingLine,
    NarrativeSection,
    PerformanceGoal,
    PerformanceStatement,
)
from performance.trees import indicators_of
from projects.models import BudgetProject, ProjectGoal, ProjectPhase

Row = TypeVar("Row", PerformanceGoal, NarrativeSection, FundingLine)


def statement_content(
    statement: PerformanceStatement, *, projects: QuerySet[BudgetProject] | None = None
) -> StatementContent:
    """What the statement says with the projects that it gathers, in ten queries however large it is.

    ``projects`` are those of them that a reader may see, where that is not all.
    """
    gathered = statement.projects if projects is None else projects
    return _contents([statement], gathered)[statement.pk]


def statement_contents(statements: Sequence[PerformanceStatement]) -> dict[int, StatementContent]:
    """What each of many statements says, by its primary key, in ten queries for all of them together."""
    projects = BudgetProject.objects.filter(
        office_code__in=sorted({statement.office_code for statement in statements}),
        unit__department__in={statement.department_id for statement in statements},
        fiscal_year__in={statement.fiscal_year for statement in statements},
    )
    return _contents(statements, projects.order_by("position", "pk"))


def _contents(
    statements: Sequence[PerformanceStatement], gathered: QuerySet[BudgetProject]
) -> dict[int, StatementContent]:
    projects = list(gathered.select_related("spending_plan", "unit"))
    goals = _by_statement(PerformanceGoal.objects.filter(**of(statements)))
    sections = _by_statement(NarrativeSection.objects.filter(**of(statements)))
    funding = _funding(statements)
    owners = (*(goal for rows in goals.values() for goal in rows), *projects)
    office_codes = {statement.office_code for statement in statements}
    trees = tree_rows((owner.tree_id for owner in owners), office_codes=office_codes)
    said: dict[tuple[int, int], list[ProjectContent]] = defaultdict(list)
    for project, content in zip(projects, _projects(projects, trees), strict=True):
        said[project.unit.department_id, project.fiscal_year].append(content)
    return {
        statement.pk: columns.HEAD.read(
            statement,
            year=statement.fiscal_year,
            cover=columns.COVER.read(statement),
            sections=tuple(columns.SECTION.read(section) for section in sections[statement.pk]),
            goals=tuple(
                columns.GOAL.read(goal, **_tree(trees[goal.tree_id])) for goal in goals[statement.pk]
            ),
            funding=tuple(funding[statement.pk]),
            projects=tuple(said[statement.department_id, statement.fiscal_year]),
        )
        for statement in statements
    }


def projects_content(projects: QuerySet[BudgetProject]) -> tuple[ProjectContent, ...]:
    """What these projects say, in their order, in six queries however many there are."""
    found = list(projects.select_related("spending_plan"))
    office_codes = {project.office_code for project in found}
    return _projects(found, tree_rows((project.tree_id for project in found), office_codes=office_codes))


def of(statements: Sequence[PerformanceStatement], way: str = "") -> dict[str, object]:
    """The filter for rows of these statements, and of their offices: a table spread by office is asked where they are."""
    return {
        f"{way}statement__in": statements,
        "office_code__in": sorted({statement.office_code for statement in statements}),
    }


def _tree(rows: TreeRows) -> dict[str, object]:
    indicators, empty_families = indicators_of(rows)
    return {"indicators": indicators, "empty_families": empty_families}


def _by_statement(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.statement_id].append(row)
    return found


def _funding(statements: Sequence[PerformanceStatement]) -> dict[int, list[FundingContent]]:
    earlier: dict[int, list[EarlierAmountContent]] = defaultdict(list)
    for amount in EarlierAmount.objects.filter(**of(statements, "line__")):
        earlier[amount.line_id].append(columns.EARLIER_AMOUNT.read(amount))
    lines = _by_statement(FundingLine.objects.filter(**of(statements)))
    return defaultdict(
        list,
        {
            statement: [
                columns.FUNDING_LINE.read(line, earlier_amounts=tuple(earlier[line.pk])) for line in own
            ]
            for statement, own in lines.items()
        },
    )


def _projects(projects: Sequence[BudgetProject], trees: dict[int, TreeRows]) -> tuple[ProjectContent, ...]:
    here = {"project__in": projects, "office_code__in": sorted({project.office_code for project in projects})}
    goals: dict[int, list[str]] = defaultdict(list)
    for goal in ProjectGoal.objects.filter(**here):
        goals[goal.project_id].append(goal.text)
    phases: dict[int, list[PhaseContent]] = defaultdict(list)
    for phase in ProjectPhase.objects.filter(**here):
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
