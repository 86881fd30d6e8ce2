"""Similar projects of other departments, from approved texts alone: what reviewers hold a project against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from departments.permissions.rights import roles_held
from departments.permissions.roles import Role
from indicators.models import Indicator
from indicators.project_classes import WORDS_OF_CLASS, class_of
from performance.models import PerformanceStatement
from performance.overview.figure import Figure, FigureColumn, Kind, Linked
from performance.statements.columns import tidy
from performance.statements.selectors import projects_content
from performance.steps.locks import IN_FORCE
from projects.models import BudgetProject

REVIEWERS = {Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER}
SHOWN, IN_DETAIL = 12, 5
_PROJECT = "family__tree__budgetproject"


def may_compare(user) -> bool:
    return user.is_superuser or not roles_held(user).isdisjoint(REVIEWERS)


def peers_of(project: BudgetProject, user) -> QuerySet[BudgetProject]:
    """All projects in approved texts of other departments that the user sees."""
    approved = PerformanceStatement.objects.visible_to(user).filter(
        state__in=IN_FORCE, department=OuterRef("unit__department"), fiscal_year=OuterRef("fiscal_year")
    )
    seen = BudgetProject.objects.visible_to(user).filter(Exists(approved))
    return seen.exclude(unit__department=project.unit.department_id)


def peer_figures(project: BudgetProject, user) -> list[Figure]:
    """In a number of queries that does not grow."""
    own = projects_content(BudgetProject.objects.filter(pk=project.pk))[0].indicators
    names = sorted({one.name for one in own if one.name})
    peers = peers_of(project, user)
    similar, shared = _similar(project, names, peers)
    return [_targets(project, peers), _projects(similar, shared, names), _their_indicators(similar)]


def _similar(
    project: BudgetProject, names: Sequence[str], peers: QuerySet[BudgetProject]
) -> tuple[list[BudgetProject], dict[int, int]]:
    """Of the same class, as far as its name tells, those with most indicators of the same name."""
    alike = peers
    if kind := class_of(project.name):
        words = Q(pk__in=())
        for word in WORDS_OF_CLASS[kind]:
            words |= Q(name__icontains=word)
        alike = alike.filter(words)
    rows = (
        Indicator.objects.filter(name__in=names, **{f"{_PROJECT}__in": alike.order_by()})
        .order_by()
        .values(_PROJECT)
        .annotate(shared=Count("name", distinct=True))
        .order_by("-shared", f"-{_PROJECT}")[:SHOWN]
    )
    shared = {row[_PROJECT]: row["shared"] for row in rows}
    found = peers.filter(pk__in=shared).select_related("unit__department")
    return sorted(found, key=lambda one: (-shared[one.pk], -one.pk)), shared


_OF_TARGETS = (
    FigureColumn("三级指标", width=32),
    FigureColumn("本项目指标值", width=18),
    FigureColumn("计量单位", width=10),
    *(FigureColumn("中位数", Kind.RATIO), FigureColumn("最小", Kind.RATIO), FigureColumn("最大", Kind.RATIO)),
    *(FigureColumn("指标数", Kind.COUNT, 10), FigureColumn("部门数", Kind.COUNT, 10)),
)


def _targets(project: BudgetProject, peers: QuerySet[BudgetProject]) -> Figure:
    """The numbers of other departments' targets of the same name and unit."""
    own = [
        one
        for one in Indicator.objects.filter(family__tree=project.tree_id).order_by(
            "family__position", "position", "pk"
        )
        if one.number is not None and one.upper is None and one.name
    ]
    wanted = {(one.name, one.unit) for one in own}
    theirs = Indicator.objects.filter(
        name__in={name for name, _ in wanted},
        number__isnull=False,
        upper=None,
        **{f"{_PROJECT}__in": peers.order_by()},
    ).order_by()
    numbers: dict[tuple[str, str], list[tuple[Decimal, int]]] = defaultdict(list)
    for name, unit, number, times in (
        theirs.values_list("name", "unit", "number").annotate(times=Count("pk")).order_by("number")
    ):
        numbers[name, unit].append((number, times))
    departments = {
        (name, unit): count
        for name, unit, count in theirs.values_list("name", "unit").annotate(
            count=Count(f"{_PROJECT}__unit__department", distinct=True)
        )
    }
    rows = [
        (
            one.name,
            one.value,
            one.unit,
            *summary_of(numbers[one.name, one.unit]),
            departments.get((one.name, one.unit), 0),
        )
        for one in own
    ]
    note = "名称和计量单位都相同的指标，只取已批复文本中的数值，不含区间；不区分“≥”和“≤”。"
    return Figure("targets", "同名指标的指标值", _OF_TARGETS, rows, note)


def summary_of(
    numbers: Sequence[tuple[Decimal, int]],
) -> tuple[Decimal | None, Decimal | None, Decimal | None, int]:
    """Median, smallest, largest and how many, of numbers in order, each with how often it occurs."""
    if not numbers:
        return None, None, None, 0
    whole = sum(times for _, times in numbers)
    middle = (_at(numbers, (whole - 1) // 2) + _at(numbers, whole // 2)) / 2
    return tidy(middle), tidy(numbers[0][0]), tidy(numbers[-1][0]), whole


def _at(numbers: Iterable[tuple[Decimal, int]], place: int) -> Decimal:
    for number, times in numbers:
        if place < times:
            return number
        place -= times
    raise IndexError(place)


def _projects(found: Sequence[BudgetProject], shared: dict[int, int], names: Sequence[str]) -> Figure:
    rows = [
        (
            one.fiscal_year,
            one.unit.department.name,
            Linked(one.name or "（未填写）", reverse("project_years", args=[one.pk])),
            one.project_class,
            one.annual_budget if one.budget is None else one.budget,
            shared[one.pk],
        )
        for one in found
    ]
    columns = (
        *(
            FigureColumn("年度", width=8),
            FigureColumn("部门", width=28),
            FigureColumn("项目", width=36),
            FigureColumn("项目类别", width=18),
        ),
        *(FigureColumn("预算数（万元）", Kind.MONEY, 16), FigureColumn("同名指标", Kind.COUNT, 10)),
    )
    note = f"本项目有{len(names)}个不同名称的指标；按同名指标多少排列，最多{SHOWN}个。"
    return Figure("projects", "其他部门的同类项目", columns, rows, note)


def _their_indicators(found: Sequence[BudgetProject]) -> Figure:
    some = found[:IN_DETAIL]
    ordered = BudgetProject.objects.filter(pk__in=[one.pk for one in some]).order_by("pk")
    contents = dict(zip(sorted(one.pk for one in some), projects_content(ordered), strict=True))
    rows = [
        (project.unit.department.name, project.name, one.level2, one.name, one.value, one.basis)
        for project in some
        for one in contents[project.pk].indicators
    ]
    columns = (
        *(FigureColumn("部门", width=24), FigureColumn("项目", width=28), FigureColumn("二级指标", width=18)),
        *(
            FigureColumn("三级指标", width=28),
            FigureColumn("指标值", width=18),
            FigureColumn("指标值确定依据", width=28),
        ),
    )
    note = f"同名指标最多的{len(some)}个项目。" if some else ""
    return Figure("indicators", "同类项目的指标", columns, rows, note)
