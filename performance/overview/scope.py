"""What is looked over: an office, a department or a unit in a year, as far as somebody may see it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse

from departments.models import BudgetUnit, Department, FinanceOffice
from indicators.kinds import LabelledEnum
from performance.documents.formats.xlsx.flat_workbook import TOTAL
from performance.models import PerformanceStatement
from performance.models.figures import Figures
from projects.models import BudgetProject

OWN_PART = "部门部分"


class Level(LabelledEnum):
    OFFICE = "office", "财政局"
    DEPARTMENT = "department", "部门"
    UNIT = "unit", "预算单位"


MODELS: dict[Level, type[Model]] = {
    Level.OFFICE: FinanceOffice,
    Level.DEPARTMENT: Department,
    Level.UNIT: BudgetUnit,
}
ABOVE = {
    Level.OFFICE: (),
    Level.DEPARTMENT: ("office",),
    Level.UNIT: ("department__office",),
}
Counted = TypeVar("Counted", bound=Figures)


@dataclass(frozen=True)
class Scope:
    """Everything it gives is narrowed to what ``user`` may see."""

    level: Level
    place: FinanceOffice | Department | BudgetUnit
    year: int
    user: object

    def of_last_year(self) -> Scope:
        return replace(self, year=self.year - 1)

    @property
    def office(self) -> FinanceOffice:
        if isinstance(self.place, FinanceOffice):
            return self.place
        return self.department.office

    @property
    def department(self) -> Department:
        """Of a unit its own; an office has none."""
        if isinstance(self.place, BudgetUnit):
            return self.place.department
        if isinstance(self.place, Department):
            return self.place
        raise LookupError(f"{self.place} is no department and of none")

    def all_statements(self) -> QuerySet[PerformanceStatement]:
        """Of every year."""
        seen = PerformanceStatement.objects.visible_to(self.user)
        match self.level:
            case Level.OFFICE:
                return seen.filter(department__office=self.place)
            case Level.DEPARTMENT:
                return seen.filter(department=self.place)
        return seen.filter(department=self.department)

    def statements(self) -> QuerySet[PerformanceStatement]:
        return self.all_statements().filter(fiscal_year=self.year)

    def figures(self, model: type[Counted]) -> QuerySet[Counted]:
        return self.figures_of_all_years(model).filter(statement__fiscal_year=self.year)

    def figures_of_all_years(self, model: type[Counted]) -> QuerySet[Counted]:
        """Stored figures, without an order, so that they can be grouped."""
        seen = model.objects.visible_to(self.user).order_by()
        match self.level:
            case Level.OFFICE:
                return seen.filter(statement__department__office=self.place)
            case Level.DEPARTMENT:
                return seen.filter(statement__department=self.place)
        return seen.filter(unit=self.place)

    def departments(self) -> QuerySet[Department]:
        return Department.objects.business_of(self.user).filter(office=self.place).order_by("code")

    def units(self) -> QuerySet[BudgetUnit]:
        seen = BudgetUnit.objects.business_of(self.user).order_by("position", "code")
        return (
            seen.filter(pk=self.place.pk) if self.level is Level.UNIT else seen.filter(department=self.place)
        )

    def projects(self) -> QuerySet[BudgetProject]:
        """Of a department or a unit."""
        seen = BudgetProject.objects.visible_to(self.user).filter(fiscal_year=self.year)
        owner = "unit" if self.level is Level.UNIT else "unit__department"
        return seen.filter(**{owner: self.place}).order_by("position", "pk")

    def page(self) -> str:
        return reverse("overview_place", args=[self.level, self.place.pk, self.year])

    def behind(self, figure: str, **params: str) -> str:
        """The rows behind a figure, or behind one number of it."""
        address = reverse("overview_rows", args=[self.level, self.place.pk, self.year, figure])
        return f"{address}?{urlencode(params)}" if params else address

    def part(self, place: int | None) -> str:
        """The overview of a department of the office, of a unit of the department, or of its own part."""
        if place is None:
            return self.page()
        below = Level.DEPARTMENT if self.level is Level.OFFICE else Level.UNIT
        return reverse("overview_place", args=[below, place, self.year])


def parts_of(scope: Scope) -> dict[int | None, tuple[str, str]]:
    """Code and name of the places one level down, by primary key; of a department also its own part, without one."""
    rows = scope.departments() if scope.level is Level.OFFICE else scope.units()
    parts: dict[int | None, tuple[str, str]] = {
        pk: (code, name) for pk, code, name in rows.values_list("pk", "code", "name")
    }
    return parts | {None: ("", OWN_PART)} if scope.level is Level.DEPARTMENT else parts


def total_label(scope: Scope) -> str:
    """Of what the sums are the total: of the place, or of those of its parts that the user may see."""
    if scope.level is Level.UNIT:
        return TOTAL
    if scope.level is Level.OFFICE:
        number, whole, measure = scope.departments().count(), scope.office.departments.count(), "个部门"
    else:
        number, whole, measure = scope.units().count(), scope.department.units.count(), "个单位"
    return TOTAL if number == whole else f"{TOTAL}（您可见的{number}{measure}，共{whole}个）"


def part_column(scope: Scope) -> str:
    """Where stored figures say which place one level down they are of."""
    return "statement__department" if scope.level is Level.OFFICE else "unit"
