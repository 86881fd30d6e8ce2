"""Where somebody begins to look: at the office, the department or the unit that is theirs to see."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from departments.models import BudgetUnit, Department, FinanceOffice, Timetable
from performance.overview.scope import Level, Scope


def offices_of(user):
    """Those in which the user sees any department."""
    departments = Department.objects.business_of(user)
    return FinanceOffice.objects.business_of(user).filter(pk__in=departments.order_by().values("office"))


def beginning_of(user, office: FinanceOffice | None = None) -> Scope | None:
    """Whoever works at an office looks over the office; else several departments, or units, are looked over as one."""
    departments = Department.objects.business_of(user).select_related("office").order_by("office", "code")
    if office is not None:
        departments = departments.filter(office=office)
    first = list(departments[:2])
    if not first:
        return None
    department = first[0]
    if len(first) == 2 or user.memberships.filter(office=department.office_id).exists():
        return _current(Scope(Level.OFFICE, department.office, 0, user))
    units = list(BudgetUnit.objects.business_of(user).filter(department=department)[:2])
    if len(units) == 1 and department.units.count() > 1:
        return _current(Scope(Level.UNIT, units[0], 0, user))
    return _current(Scope(Level.DEPARTMENT, department, 0, user))


def years_of(scope: Scope) -> list[int]:
    """With texts or a timetable, the latest first."""
    texts = scope.all_statements().order_by().values_list("fiscal_year", flat=True).distinct()
    planned = Timetable.objects.visible_to(scope.user).filter(office=scope.office)
    return sorted({*texts, *planned.values_list("fiscal_year", flat=True)}, reverse=True)


def current_year(scope: Scope) -> int:
    """What the timetable says; without one, the latest year with a text that is not farther away than the next."""
    today = timezone.localdate()
    if year := Timetable.objects.year_at(scope.office, today):
        return year
    near = [year for year in years_of(scope) if year <= today.year + 1]
    return near[0] if near else today.year


def _current(scope: Scope) -> Scope:
    return replace(scope, year=current_year(scope))
