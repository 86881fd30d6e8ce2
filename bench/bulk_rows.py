"""The rows of a text written by bulk_create, ready made: the floor of imports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model

from bench.places import YEAR
from departments.models import Department
from indicators.derivation import derived
from indicators.models import Indicator, IndicatorFamily, IndicatorTree
from indicators.rows import INDICATOR_COLUMNS
from performance.content.model import ProjectContent, StatementContent
from performance.models import PerformanceStatement
from performance.statements import columns
from performance.statements.trees import tree_of
from projects.models import BudgetProject, ProjectGoal, SpendingPlan

Values = dict[str, object]
Family = tuple[Values, list[Values]]


@dataclass(frozen=True)
class ProjectRows:
    tree: Values
    project: Values
    plan: Values
    goals: list[Values]
    families: list[Family]


def rows_of(content: StatementContent, department: Department) -> list[ProjectRows]:
    units = {unit.code: unit for unit in department.units.all()}
    here = {"office_code": department.office.division_code}  # given, as whoever writes in bulk does
    return [
        ProjectRows(
            {**here, "year": YEAR},
            {
                **here,
                **columns.PROJECT.values(project),
                "unit": units[project.unit_code],
                "fiscal_year": YEAR,
                "position": position,
            },
            {**here, **columns.PLAN.values(project.spending_plan)},
            [{**here, "position": number, "text": text} for number, text in enumerate(project.goals)],
            [*_families(project, here)],
        )
        for position, project in enumerate(content.projects)
    ]


def _families(project: ProjectContent, here: Values) -> Iterator[Family]:
    for position, family in enumerate(tree_of(project)):
        indicators = [
            {
                **here,
                "position": number,
                **{column: getattr(one, column) for column in INDICATOR_COLUMNS},
                **derived(one.value, YEAR),
            }
            for number, one in enumerate(family.indicators)
        ]
        yield {**here, "position": position, "level1": family.level1, "level2": family.level2}, indicators


@transaction.atomic
def create(rows: Sequence[ProjectRows]) -> int:
    """All tables of the projects, each in one call; the number of indicators."""
    trees = IndicatorTree.objects.bulk_create(IndicatorTree(**own.tree) for own in rows)
    projects = BudgetProject.objects.bulk_create(
        BudgetProject(tree=tree, **own.project) for tree, own in zip(trees, rows, strict=True)
    )
    owned = list(zip(projects, trees, rows, strict=True))
    SpendingPlan.objects.bulk_create(SpendingPlan(project=project, **own.plan) for project, _, own in owned)
    ProjectGoal.objects.bulk_create(
        ProjectGoal(project=project, **goal) for project, _, own in owned for goal in own.goals
    )
    families = IndicatorFamily.objects.bulk_create(
        IndicatorFamily(tree=tree, **family) for _, tree, own in owned for family, _ in own.families
    )
    printed = [indicators for own in rows for _, indicators in own.families]
    return len(
        Indicator.objects.bulk_create(
            Indicator(family=family, **one)
            for family, indicators in zip(families, printed, strict=True)
            for one in indicators
        )
    )


Stored = list[tuple[type[Model], list[Values]]]


def stored_rows(statement: PerformanceStatement) -> Stored:
    """The rows of a statement in which an update of its text writes, keys and all."""
    owned = {"project__in": statement.projects}
    found = [
        (BudgetProject, statement.projects),
        (ProjectGoal, ProjectGoal.objects.filter(**owned)),
        (Indicator, Indicator.objects.filter(family__tree__budgetproject__in=statement.projects)),
    ]
    return [
        (model, list(rows.values(*(field.attname for field in model._meta.concrete_fields))))
        for model, rows in found
    ]


@transaction.atomic
def upsert(stored: Stored) -> int:
    """Every row with every column in one call for each table; the number of indicators."""
    for model, rows in stored:
        columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        written = model._default_manager.bulk_create(
            [model(**row) for row in rows], update_conflicts=True, update_fields=columns, unique_fields=["id"]
        )
    return len(written)
