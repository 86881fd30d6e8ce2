"""The summary of an office: what its departments, units, project classes and indicator families add up to.

The sums come from the texts. Beside them stands what the database itself adds up, so that whoever reads the
workbook sees that nothing was lost on the way; a department whose text is being adjusted differs, and is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from performance.content.model import ProjectContent
from performance.documents.formats.xlsx.flat_workbook import (
    FlatSheet,
    Linked,
    Value,
    WorkbookColumn,
    flat_workbook,
)
from performance.exporting.flat_rows import amount_of
from performance.exporting.gathering import Text
from performance.models import PerformanceStatement
from projects.amounts import AmountSum
from projects.models import BudgetProject

MONEY = (
    WorkbookColumn("预算合计（万元）", 16, summed=True),
    WorkbookColumn("财政资金（万元）", 16, summed=True),
    WorkbookColumn("其他资金（万元）", 16, summed=True),
)
COUNTS = (WorkbookColumn("项目数", 10, summed=True), WorkbookColumn("指标数", 10, summed=True))
OFFICE = (
    WorkbookColumn("财政区划代码"),
    WorkbookColumn("部门编码"),
    WorkbookColumn("部门", 28),
    WorkbookColumn("预算年度", 10),
)
DEPARTMENTS = (
    *OFFICE,
    *(WorkbookColumn("状态", 12), WorkbookColumn("批复稿次", 10), *COUNTS, *MONEY),
    *(WorkbookColumn("数据库合计（万元）", 18, summed=True), WorkbookColumn("相差（万元）", 14, summed=True)),
)
UNITS = (*OFFICE, WorkbookColumn("单位编码"), WorkbookColumn("预算单位", 28), *COUNTS, *MONEY)
CLASSES = (WorkbookColumn("项目类别", 28), *COUNTS, *MONEY)
FAMILIES = (
    *(
        WorkbookColumn("一级指标", 20),
        WorkbookColumn("二级指标", 24),
        WorkbookColumn("指标数", 10, summed=True),
    ),
    *(WorkbookColumn("涉及项目数", 12), WorkbookColumn("涉及部门数", 12)),
)
PROJECTS = (
    *(
        *OFFICE,
        WorkbookColumn("单位编码"),
        WorkbookColumn("项目编码", 26),
        WorkbookColumn("项目", 32, names_row=True),
        WorkbookColumn("项目类别", 20),
    ),
    *(WorkbookColumn("指标数", 10, summed=True), *MONEY),
)
UNNAMED = "（未填写）"
_UNIT_SHEET, _PROJECT_SHEET = 1, 4
_MOST_OFFICES = 3  # named on each page of a printed list


@dataclass
class Tally:
    """What some projects add up to."""

    projects: int = 0
    indicators: int = 0
    budget: Decimal = Decimal(0)
    fiscal_funds: Decimal = Decimal(0)
    other_funds: Decimal = Decimal(0)

    def add(self, project: ProjectContent) -> None:
        self.projects += 1
        self.indicators += len(project.indicators)
        self.budget += amount_of(project) or 0
        self.fiscal_funds += project.fiscal_funds or 0
        self.other_funds += project.other_funds or 0

    @property
    def cells(self) -> tuple[int | Decimal, ...]:
        return (self.projects, self.indicators, *self.money)

    @property
    def money(self) -> tuple[Decimal, ...]:
        return (self.budget, self.fiscal_funds, self.other_funds)


@dataclass
class Family:
    """Where indicators of one family stand."""

    indicators: int = 0
    projects: int = 0
    departments: set[int] = field(default_factory=set)


class Reckoning:
    """Adds up text after text, so that none need be kept."""

    def __init__(self, statements: QuerySet[PerformanceStatement]) -> None:
        self._stored = dict(_stored_totals(statements))
        self.owners: dict[tuple[str, int], None] = {}  # office and year of each text
        self.departments: list[tuple[Value, ...]] = []
        self.units: list[tuple[Value, ...]] = []
        self.projects: list[tuple[Value, ...]] = []
        self.classes: dict[str, Tally] = defaultdict(Tally)
        self.families: dict[tuple[str, str], Family] = defaultdict(Family)

    def add(self, text: Text) -> None:
        department = text.statement.department
        self.owners[text.owner] = None
        office = (
            department.office.division_code,
            department.code,
            department.name,
            text.statement.fiscal_year,
        )
        whole = Tally()
        units: dict[tuple[str, str], Tally] = defaultdict(Tally)
        first_unit = len(self.units) + 1
        first_projects: dict[tuple[str, str], int] = {}
        for project in text.content.projects:
            unit, alone = (project.unit_code, project.unit_name), Tally()
            for tally in (alone, whole, units[unit], self.classes[_class_of(project)]):
                tally.add(project)
            named = (project.unit_code, project.code, project.name, project.project_class)
            self.projects.append((*office, *named, alone.indicators, *alone.money))
            first_projects.setdefault(unit, len(self.projects))
            self._count_families(project, department.pk)
        for (code, name), tally in units.items():
            linked = Linked(name or department.name, _PROJECT_SHEET, first_projects[code, name])
            self.units.append((*office, code, linked, *tally.cells))
        place = (_UNIT_SHEET, first_unit) if units else None
        shown = Linked(department.name, *place) if place else department.name
        stored = self._stored.get((department.pk, text.statement.fiscal_year)) or Decimal(0)
        state = (text.origin.state, text.origin.revision)
        self.departments.append(
            (*office[:2], shown, office[3], *state, *whole.cells, stored, whole.budget - stored)
        )

    def _count_families(self, project: ProjectContent, department: int) -> None:
        found: dict[tuple[str, str], int] = defaultdict(int)
        for indicator in project.indicators:
            found[indicator.level1, indicator.level2] += 1
        for family, indicators in found.items():
            self.families[family].indicators += indicators
            self.families[family].projects += 1
            self.families[family].departments.add(department)


def list_title(what: str, owners: Iterable[tuple[str, int]]) -> str:
    """What every page of a printed list says: whose texts and of which years."""
    owners = list(owners)
    offices = list(dict.fromkeys(office for office, _ in owners))
    years = [year for _, year in owners]
    if not offices:
        return what
    named = "、".join(offices[:_MOST_OFFICES]) + (
        f"等{len(offices)}个财政局" if len(offices) > _MOST_OFFICES else ""
    )
    first, last = min(years), max(years)
    return f"{named}{first if first == last else f'{first}至{last}'}年{what}"


def summary_workbook(reckoning: Reckoning) -> bytes:
    """部门 leads to 单位, and 单位 to 项目."""
    classes = [(name, *tally.cells) for name, tally in sorted(reckoning.classes.items())]
    families = [
        (*levels, family.indicators, family.projects, len(family.departments))
        for levels, family in reckoning.families.items()
    ]
    return flat_workbook(
        list_title("部门预算绩效文本汇总", reckoning.owners),
        (
            FlatSheet("部门", DEPARTMENTS, reckoning.departments),
            FlatSheet("单位", UNITS, reckoning.units),
            FlatSheet("项目类别", CLASSES, classes),
            FlatSheet("指标类别", FAMILIES, families),
            FlatSheet("项目", PROJECTS, reckoning.projects),
        ),
    )


def _class_of(project: ProjectContent) -> str:
    return project.project_class or UNNAMED


def _stored_totals(
    statements: QuerySet[PerformanceStatement],
) -> Iterator[tuple[tuple[int, int], Decimal | None]]:
    """What the database adds up, by department and year."""
    departments = statements.order_by().values("department")
    summed = (
        BudgetProject.objects.filter(unit__department__in=departments)
        .order_by()
        .values_list("unit__department", "fiscal_year")
        .annotate(total=AmountSum(Coalesce("budget", "annual_budget")))
    )
    for department, year, total in summed:
        yield (department, year), total
