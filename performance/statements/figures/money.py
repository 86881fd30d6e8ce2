"""Money and projects of each unit by project class, as the database adds them up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from performance.models import MoneyFigures, PerformanceStatement
from projects.models import BudgetProject

SAME = ("statement_id", "unit_id", "project_class")
COUNTED = ("projects", "unknown", "budget", "fiscal_funds", "other_funds")


def money_of(statements: Sequence[PerformanceStatement]) -> Iterator[MoneyFigures]:
    """In one query. Forms without 预算数 print the year's budget instead."""
    keys = {(one.department_id, one.fiscal_year): one.pk for one in statements}
    amount = Coalesce("budget", "annual_budget")
    rows = (
        BudgetProject.objects.filter(
            unit__department__in={department for department, _ in keys},
            fiscal_year__in={year for _, year in keys},
        )
        .order_by()
        .values("fiscal_year", "unit_id", "project_class", department=F("unit__department"))
        .annotate(
            projects=Count("pk"),
            unknown=Count("pk", filter=Q(budget=None, annual_budget=None)),
            sum_budget=Coalesce(Sum(amount), 0, output_field=amount_field()),
            sum_fiscal=Coalesce(Sum("fiscal_funds"), 0, output_field=amount_field()),
            sum_other=Coalesce(Sum("other_funds"), 0, output_field=amount_field()),
        )
    )
    for row in rows:
        if statement := keys.get((row["department"], row["fiscal_year"])):
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


def amount_field():
    return MoneyFigures._meta.get_field("budget").clone()
