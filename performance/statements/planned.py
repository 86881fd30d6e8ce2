"""Whether the budget says anything of a department's projects: asked once, when its text is begun."""

from __future__ import annotations

from departments.models import Department
from performance.models import BudgetFigure


def is_planned(department: Department, year: int) -> bool:
    return BudgetFigure.objects.filter(unit__department=department, fiscal_year=year).exists()
