"""Indicators of each unit, and of the department's own goals, by family, as the database counts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from indicators.kinds import ValueKind
from indicators.models import Indicator
from indicators.values import parse_value
from performance.content.model import IndicatorContent
from performance.models import IndicatorFigures, PerformanceGoal, PerformanceStatement
from performance.statements.stored_content import PlacedContent
from projects.models import BudgetProject

SAME = ("statement_id", "unit_id", "level1", "level2")
COUNTED = ("indicators", "quantified", "with_basis")
# A value of these kinds can be held against a result; a grade or a phrase has to be judged.
QUANTIFIED = (ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.RANGE, ValueKind.DEADLINE)

_PROJECT = "family__tree__budgetproject__"
_OWNER = (f"{_PROJECT}unit__department", f"{_PROJECT}fiscal_year", f"{_PROJECT}unit")
_GOAL = "family__tree__performancegoal__statement"


def counted_in(placed: PlacedContent) -> list[tuple[int | None, tuple[IndicatorContent, ...]]]:
    """What the counts are made of: two contents alike in this have the same counts."""
    goals = [(None, goal.indicators) for goal in placed.content.goals]
    return goals + [(unit, project.indicators) for project, unit in placed.kept]


def figures_in(statement: int, placed: PlacedContent) -> list[IndicatorFigures]:
    """The same as ``figures_of``, out of a content that has been read already."""
    counts: dict[tuple[int | None, str, str], IndicatorFigures] = {}
    for unit, indicators in counted_in(placed):
        for one in indicators:
            figures = counts.setdefault(
                (unit, one.level1, one.level2),
                IndicatorFigures(statement_id=statement, unit_id=unit, level1=one.level1, level2=one.level2),
            )
            figures.indicators += 1
            figures.quantified += parse_value(one.target, placed.content.year).kind in QUANTIFIED
            figures.with_basis += one.basis != ""
    return list(counts.values())


def figures_of(statements: Sequence[PerformanceStatement]) -> Iterator[IndicatorFigures]:
    """In two queries."""
    keys = {(one.department_id, one.fiscal_year): one.pk for one in statements}
    projects = BudgetProject.objects.filter(
        unit__department__in={department for department, _ in keys},
        fiscal_year__in={year for _, year in keys},
    )
    for row in _counted(projects, *_OWNER):
        department, year, unit = (row[column] for column in _OWNER)
        if (department, year) in keys:
            yield _figures(keys[department, year], unit, row)
    for row in _counted(PerformanceGoal.objects.filter(statement__in=statements), _GOAL):
        yield _figures(row[_GOAL], None, row)


def _counted(owners: QuerySet, *columns: str) -> QuerySet:
    return (
        Indicator.objects.filter(family__tree__in=owners.order_by().values("tree"))
        .order_by()
        .values(*columns, "family__level1", "family__level2")
        .annotate(
            number=Count("pk"),
            quantified=Count("pk", filter=Q(kind__in=QUANTIFIED)),
            reasoned=Count("pk", filter=~Q(basis="")),
        )
    )


def _figures(statement: int, unit: int | None, row: Mapping[str, Any]) -> IndicatorFigures:
    return IndicatorFigures(
        statement_id=statement,
        unit_id=unit,
        level1=row["family__level1"],
        level2=row["family__level2"],
        indicators=row["number"],
        quantified=row["quantified"],
        with_basis=row["reasoned"],
    )
