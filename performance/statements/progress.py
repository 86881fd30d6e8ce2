"""Where the texts of a year stand, department by department, for however many departments."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Sum

from departments.querysets import sees_everything
from performance.models import MoneyFigures, PerformanceStatement, UnitSubmission
from performance.statements.visible_indicators import office_codes_of
from projects.amounts import AmountSum

NO_PROJECTS: tuple[int, Decimal | None] = (0, None)


class StatementProgress(NamedTuple):
    """Projects and money in 万元 are those of the units that the user may see; ``shares`` counts these by state.

    A unit whose share nobody has touched is not counted.
    """

    department: int
    statement: int
    state: str
    projects: int
    total: Decimal | None
    shares: dict[str, int]


def statements_progress(user, year: int) -> list[StatementProgress]:
    """Of the departments that the user may see and that have a text; in four queries, none of which reads a project."""
    here = {} if sees_everything(user) else {"office_code__in": office_codes_of(user)}
    seen = PerformanceStatement.objects.visible_to(user).filter(fiscal_year=year, **here).order_by()
    units = UnitSubmission.objects.visible_to(user).filter(statement__in=seen, **here).order_by()
    money = MoneyFigures.objects.visible_to(user).filter(statement__in=seen, **here).order_by()
    shares: dict[int, dict[str, int]] = defaultdict(dict)
    for statement, state, number in units.values_list("statement", "state").annotate(Count("pk")):
        shares[statement][state] = number
    sums: dict[int, tuple[int, Decimal | None]] = {
        statement: (projects, total)
        for statement, projects, total in money.values_list("statement").annotate(
            Sum("projects"), AmountSum("budget")
        )
    }
    return [
        StatementProgress(department, statement, state, *sums.get(statement, NO_PROJECTS), shares[statement])
        for department, statement, state in seen.values_list("department", "pk", "state")
    ]
