"""The projects of a unit or a department, each leading to itself in other years and to its like elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from indicators.models import IndicatorFamily
from indicators.text import normalise_label
from performance.overview.figure import Figure, FigureColumn, Kind, Linked
from performance.overview.scope import Scope

KEY = "projects"
COLUMNS = (
    *(
        FigureColumn("单位编码"),
        FigureColumn("项目编码", width=26),
        FigureColumn("项目", width=36),
        FigureColumn("项目类别", width=18),
    ),
    *(
        FigureColumn("预算数（万元）", Kind.MONEY, 16, summed=True),
        FigureColumn("财政资金（万元）", Kind.MONEY, 16, summed=True),
    ),
    *(
        FigureColumn("其他资金（万元）", Kind.MONEY, 16, summed=True),
        FigureColumn("指标数", Kind.COUNT, 10, summed=True),
    ),
)


def listed(scope: Scope, params: Mapping[str, str]) -> Figure:
    """Those of one class, or those with indicators of one family, if asked for."""
    found = scope.projects()
    if "project_class" in params:
        found = found.filter(project_class=params["project_class"])
    of_family = Q()
    if "level2" in params:
        of_family = _family(scope, params.get("level1", ""), params["level2"])
        found = found.filter(of_family)
    rows = found.annotate(
        amount=Coalesce("budget", "annual_budget"),
        number=Count("tree__families__indicators", filter=of_family or None),
    ).values_list(
        *("unit__code", "code", "pk", "name", "project_class"),
        *("amount", "fiscal_funds", "other_funds", "number"),
    )
    listed = [
        (unit, code, Linked(name or "（未填写）", reverse("project_years", args=[pk])), *rest)
        for unit, code, pk, name, *rest in rows
    ]
    return Figure(KEY, f"项目{_condition(params)}", COLUMNS, listed)


def _condition(params: Mapping[str, str]) -> str:
    """Which of the projects these are, and so of which the total is."""
    words = [
        f"{word}：{params[key] or '（未填写）'}"
        for key, word in (("project_class", "项目类别"), ("level2", "指标类别"))
        if key in params
    ]
    return f"（{'；'.join(words)}）" if words else ""


def _family(scope: Scope, level1: str, level2: str) -> Q:
    """The family as these projects spell it."""
    trees = scope.projects().order_by().values("tree")
    spelt = IndicatorFamily.objects.filter(tree__in=trees).values_list("level1", "level2").distinct()
    wanted = Q(pk__in=())
    for first, second in spelt.order_by():
        if (normalise_label(first), normalise_label(second)) == (level1, level2):
            wanted |= Q(tree__families__level1=first, tree__families__level2=second)
    return wanted
