"""The same project in other years: its money, and its indicators with their targets side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from indicators.text import normalise_label
from performance.content.model import ProjectContent
from performance.overview.figure import Figure, FigureColumn, Kind, Linked, Picture, Series
from performance.overview.related_projects import KnownProject, Relation, kin_of
from performance.statements.selectors import projects_content
from projects.models import BudgetProject

Found = tuple[BudgetProject, ProjectContent, Relation | None]


def project_over_the_years(project: BudgetProject, user) -> list[Figure]:
    """In seven queries, however many projects and years the department has."""
    found = _found(project, user)
    return [_money(found), _indicators(found)]


def _found(project: BudgetProject, user) -> list[Found]:
    """The project and its kin among what the user sees of the department, by year."""
    seen = BudgetProject.objects.visible_to(user)
    others = seen.filter(unit__department=project.unit.department_id).exclude(fiscal_year=project.fiscal_year)
    known = [
        KnownProject(*row) for row in others.order_by("pk").values_list("pk", "fiscal_year", "code", "name")
    ]
    this = KnownProject(project.pk, project.fiscal_year, project.code, project.name)
    kin = {other.pk: how for other, how in kin_of(this, known)}
    rows = seen.filter(pk__in=[project.pk, *kin]).order_by("fiscal_year", "position", "pk")
    contents = projects_content(rows)
    return [
        (row, content, kin.get(row.pk))
        for row, content in zip(rows.select_related("unit"), contents, strict=True)
    ]


def _amount(project: BudgetProject):
    return project.annual_budget if project.budget is None else project.budget


def _money(found: Sequence[Found]) -> Figure:
    rows = [
        (
            f"{project.fiscal_year}年",
            Linked(project.name or "（未填写）", reverse("project_years", args=[project.pk])),
            project.code,
            project.unit.name,
            _amount(project),
            project.fiscal_funds,
            project.other_funds,
            len(content.indicators),
            kin.value if kin else "本项目",
        )
        for project, content, kin in found
    ]
    columns = (
        *(
            FigureColumn("年度"),
            FigureColumn("项目", width=32),
            FigureColumn("项目编码", width=26),
            FigureColumn("预算单位", width=28),
        ),
        *(FigureColumn("预算数（万元）", Kind.MONEY, 16), FigureColumn("财政资金（万元）", Kind.MONEY, 16)),
        *(
            FigureColumn("其他资金（万元）", Kind.MONEY, 16),
            FigureColumn("指标数", Kind.COUNT, 10),
            FigureColumn("认定依据", width=20),
        ),
    )
    picture = None
    if len(rows) > 1:
        names = [f"{row[0]} {row[1].value}" for row in rows]
        picture = Picture(names, (Series("预算数", [row[4] for row in rows]),), "万元")
    note = "编码相同的认作同一项目；编码不同的，看一级项目编码和去掉年份的名称。同一年可能认出几个。"
    return Figure("money", "各年资金", columns, rows, note, picture)


def _indicators(found: Sequence[Found]) -> Figure:
    """One row for each indicator, known by family and name; one column for each project found."""
    values: dict[tuple[str, str], dict[int, list[str]]] = {}
    for project, content, _ in found:
        for one in content.indicators:
            row = values.setdefault((normalise_label(one.level2), normalise_label(one.name)), {})
            row.setdefault(project.pk, []).append(one.value)
    rows = [
        (*family_and_name, *("；".join(row.get(project.pk, ())) or None for project, _, _ in found))
        for family_and_name, row in values.items()
    ]
    columns = (FigureColumn("二级指标", width=20), FigureColumn("三级指标", width=32), *_one_for_each(found))
    return Figure("indicators", "各年指标值", columns, rows)


def _one_for_each(found: Sequence[Found]) -> list[FigureColumn]:
    """Two projects of one year are told apart by their codes."""
    years = [project.fiscal_year for project, _, _ in found]
    return [
        FigureColumn(
            f"{project.fiscal_year}年"
            + (f" {project.code or project.name}" if years.count(project.fiscal_year) > 1 else ""),
            width=18,
        )
        for project, _, _ in found
    ]
