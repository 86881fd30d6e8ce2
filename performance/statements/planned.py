"""What of a department's projects is held against something from outside: asked once, when its text is begun."""

from __future__ import annotations

from collections.abc import Callable

from departments.models import Department
from performance.models import BudgetFigure, StandardIndicator


def held_against(department: Department, year: int) -> dict[str, Callable[[], bool]]:
    """For the columns of a text that say so: whether its budget, and its office, say anything."""
    figures = BudgetFigure.objects.filter(unit__department=department, fiscal_year=year)
    standards = StandardIndicator.objects.filter(office=department.office_id).in_force(year)
    return {"planned": figures.exists, "has_standards": standards.exists}
