"""Finding departments, projects and indicators by a few words, among what the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from departments.models import Department
from indicators.models import Indicator
from performance.models import PerformanceStatement
from projects.models import BudgetProject

MOST = 20  # of each kind
SHORTEST = 2


@dataclass(frozen=True)
class Hit:
    """``statement`` is the text in which the thing stands, ``project`` the project whose table it is printed in."""

    name: str
    where: str
    statement: int
    project: int | None = None


@dataclass(frozen=True)
class Found:
    """``more`` says that there are others besides those listed."""

    title: str
    hits: Sequence[Hit]
    more: bool


def search(user, words: str) -> list[Found]:
    """Of each kind at most ``MOST``, the latest years first. Nothing for fewer than two characters."""
    wanted = words.split()
    if len("".join(wanted)) < SHORTEST:
        return []
    return [_departments(user, wanted), _projects(user, wanted), _indicators(user, wanted)]


def _said(wanted: Sequence[str], *fields: str) -> Q:
    """Every word in one of the fields."""
    condition = Q()
    for word in wanted:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        condition &= anywhere
    return condition


def _departments(user, wanted: Sequence[str]) -> Found:
    departments = Department.objects.business_of(user).filter(_said(wanted, "name", "code"))
    texts = PerformanceStatement.objects.visible_to(user).filter(department__in=departments)
    rows = list(texts.select_related("department").order_by("-fiscal_year", "department__code")[: MOST + 1])
    hits = [
        Hit(f"{text.department.code} {text.department.name}", f"{text.fiscal_year}年", text.pk)
        for text in rows[:MOST]
    ]
    return Found("部门的文本", hits, len(rows) > MOST)


def _projects(user, wanted: Sequence[str]) -> Found:
    visible = BudgetProject.objects.visible_to(user).filter(_said(wanted, "name", "code"))
    rows = list(visible.select_related("unit__department").order_by("-fiscal_year", "code", "pk")[: MOST + 1])
    texts = _texts(user, rows)
    hits = [
        Hit(f"{row.code} {row.name}".strip(), f"{row.fiscal_year}年 {row.unit.name}", text, row.pk)
        for row in rows[:MOST]
        if (text := texts.get((row.unit.department_id, row.fiscal_year)))
    ]
    return Found("项目", hits, len(rows) > MOST)


def _indicators(user, wanted: Sequence[str]) -> Found:
    projects = BudgetProject.objects.visible_to(user).select_related("unit__department")
    visible = Indicator.objects.filter(
        _said(wanted, "name", "description"), family__tree__in=projects.values("tree")
    )
    rows = list(visible.select_related("family").order_by("-family__tree__year", "pk")[: MOST + 1])
    owners = {
        project.tree_id: project for project in projects.filter(tree__in={row.family.tree_id for row in rows})
    }
    texts = _texts(user, owners.values())
    hits = []
    for row in rows[:MOST]:
        owner = owners[row.family.tree_id]
        if text := texts.get((owner.unit.department_id, owner.fiscal_year)):
            where = f"{owner.fiscal_year}年 {owner.name}，{row.family.level2}"
            hits.append(Hit(f"{row.name} {row.value}".strip(), where, text, owner.pk))
    return Found("指标", hits, len(rows) > MOST)


def _texts(user, projects) -> dict[tuple[int, int], int]:
    """The texts that the projects stand in, by department and year."""
    wanted = {(project.unit.department_id, project.fiscal_year) for project in projects}
    texts = PerformanceStatement.objects.visible_to(user).filter(
        department__in={department for department, _ in wanted}, fiscal_year__in={year for _, year in wanted}
    )
    return {
        (department, year): pk
        for pk, department, year in texts.order_by().values_list("pk", "department", "fiscal_year")
    }
