"""Whether the budget, and its office, say anything of a department's projects: asked once, when its text is begun."""

from __future__ import annotations

from departments.models import Department
from performance.models import BudgetFigure, StandardIndicator


def is_planned(department: Department, year: int) -> bool:
    return BudgetFigure.objects.filter(unit__department=department, fiscal_year=year).exists()


def has_standards(department: Department, year: int) -> bool:
    return StandardIndicator.objects.filter(office=department.office_id).in_force(year).exists()
