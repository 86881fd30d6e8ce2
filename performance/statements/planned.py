"""What of a department's projects is held against something from outside: asked once, when its text is begun."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from departments.models import Department, FinanceOffice
from performance.models import BudgetFigure, SelfEvaluation, StandardIndicator
from performance.rule_adjustments.evaluated import YEARS


def held_against(department: Department, year: int) -> dict[str, Callable[[], bool]]:
    """For the columns of a text that say so: whether its budget, its office, and its own years before say anything.

    A list of either is taken in under the lock of its office, and tells the texts that are there: one that is begun
    meanwhile waits here until it is.
    """
    figures = BudgetFigure.objects.filter(unit__department=department, fiscal_year=year)
    standards = StandardIndicator.objects.filter(office=department.office_id).in_force(year)
    cards = cards_of_years_before(department, year)

    def planned() -> bool:
        FinanceOffice.objects.select_for_update(no_key=True).get(pk=department.office_id)
        return figures.exists()

    return {"planned": planned, "has_standards": standards.exists, "has_results": cards.exists}


def cards_of_years_before(department: Department, year: int) -> QuerySet[SelfEvaluation]:
    """There is a card long before there is a grade."""
    return SelfEvaluation.objects.filter(
        statement__department=department, statement__fiscal_year__range=(year - YEARS, year - 1)
    )
