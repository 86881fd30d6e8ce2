"""Money and projects of each unit by project class, as the database adds them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from performance.models import MoneyFigures, PerformanceStatement
from performance.statements.stored_content import PlacedContent
from projects.amounts import AmountSum
from projects.models import BudgetProject

SAME = ("statement_id", "unit_id", "project_class")
COUNTED = ("projects", "unknown", "budget", "fiscal_funds", "other_funds")


def counted_in(placed: PlacedContent) -> Counter[tuple[object, ...]]:
    """What the sums are made of: two contents alike in this have the same sums."""
    return Counter(
        (unit, one.project_class, one.budget, one.annual_budget, one.fiscal_funds, one.other_funds)
        for one, unit in placed.kept
    )


def figures_in(statement: int, placed: PlacedContent) -> list[MoneyFigures]:
    """The same as ``figures_of``, out of a content that has been read already."""
    sums: dict[tuple[int, str], MoneyFigures] = {}
    for project, unit in placed.kept:
        figures = sums.setdefault(
            (unit, project.project_class),
            MoneyFigures(
                statement_id=statement,
                unit_id=unit,
                project_class=project.project_class,
                budget=Decimal(0),
                fiscal_funds=Decimal(0),
                other_funds=Decimal(0),
            ),
        )
        amount = project.annual_budget if project.budget is None else project.budget
        figures.projects += 1
        figures.unknown += amount is None
        figures.budget += amount or 0
        figures.fiscal_funds += project.fiscal_funds or 0
        figures.other_funds += project.other_funds or 0
    return list(sums.values())


def figures_of(statements: Sequence[PerformanceStatement]) -> Iterator[MoneyFigures]:
    """In one query. Forms without 预算数 print the year's budget instead."""
    keys = {(one.department_id, one.fiscal_year): one.pk for one in statements}
    amount = Coalesce("budget", "annual_budget")
    rows = (
        BudgetProject.objects.filter(
            unit__department__in={department for department, _ in keys},
            fiscal_year__in={year for _, year in keys},
        )
        .order_by()
        .values("fiscal_year", "unit_id", "unit__department", "project_class")
        .annotate(
            projects=Count("pk"),
            unknown=Count("pk", filter=Q(budget=None, annual_budget=None)),
            sum_budget=AmountSum(amount, default=0),
            sum_fiscal=AmountSum("fiscal_funds", default=0),
            sum_other=AmountSum("other_funds", default=0),
        )
    )
    for row in rows:
        if statement := keys.get((row["unit__department"], row["fiscal_year"])):
            yield MoneyFigures(
                statement_id=statement,
                unit_id=row["unit_id"],
                project_class=row["project_class"],
                projects=row["projects"],
                unknown=row["unknown"],
                budget=row["sum_budget"],
                fiscal_funds=row["sum_fiscal"],
                other_funds=row["sum_other"],
            )
