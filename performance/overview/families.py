"""Indicators by family: how many are quantified, how many say on what they rest, how many a project has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Q, Sum

from indicators.text import normalise_label
from indicators.vocabulary import vocabularies
from performance.models import IndicatorFigures, MoneyFigures
from performance.overview.figure import Figure, FigureColumn, Kind, Linked, Picture, Series, ratio, share
from performance.overview.scope import Scope, part_column, parts_of

KEY = "indicators"
UNNAMED = "（未填写）"
COLUMNS = (
    FigureColumn("指标数", Kind.COUNT, 10, summed=True),
    FigureColumn("量化的指标", Kind.COUNT, 12, summed=True),
    FigureColumn("量化率", Kind.SHARE, 10),
    FigureColumn("有确定依据的指标", Kind.COUNT, 16, summed=True),
    FigureColumn("有依据率", Kind.SHARE, 10),
    FigureColumn("平均每个项目", Kind.RATIO, 14),
)
SUMS = {
    "number": Sum("indicators"),
    "quantified_number": Sum("quantified"),
    "reasoned": Sum("with_basis"),
    "of_projects": Sum("indicators", filter=Q(unit__isnull=False)),
}
NOTE = (
    "量化的指标：指标值是数值、百分比、区间或时限；部门整体目标的指标计入指标数，不计入平均每个项目。"
    "有的版式不印“指标值确定依据”。"
)


def by_family(scope: Scope) -> Figure:
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    by_label = scope.figures(IndicatorFigures).values("level1", "level2").annotate(**SUMS)
    for level1, level2, *sums in by_label.values_list("level1", "level2", *SUMS):
        found = counted[normalise_label(level1), normalise_label(level2)]
        for place, number in enumerate(sums):
            found[place] += number or 0
    projects = scope.figures(MoneyFigures).aggregate(number=Sum("projects"))["number"] or 0
    order = family_order(scope.office.province)
    rows = [
        (
            level1 or UNNAMED,
            Linked(level2 or UNNAMED, scope.behind(KEY, level1=level1, level2=level2)),
            *_row(counted[level1, level2], projects),
        )
        for level1, level2 in sorted(counted, key=lambda family: (order.get(family, len(order)), family))
    ]
    columns = (FigureColumn("一级指标", width=18), FigureColumn("二级指标", width=22), *COLUMNS)
    return Figure("families", "指标：按类别", columns, rows, NOTE, _picture(rows))


def by_part(scope: Scope, params: Mapping[str, str]) -> Figure:
    """How the departments or units fare, with all of their indicators or those of one family."""
    parts, column = parts_of(scope), part_column(scope)
    figures = scope.figures(IndicatorFigures)
    if "level2" in params:
        spelt = _spelt(scope, params.get("level1", ""), params["level2"])
        figures = figures.filter(spelt)
    projects = {
        row[column]: row["number"]
        for row in scope.figures(MoneyFigures).values(column).annotate(number=Sum("projects"))
    }
    rows = []
    for row in figures.values(column).annotate(**SUMS).order_by("-number", column):
        if row[column] in parts:
            code, name = parts[row[column]]
            sums = [row[each] or 0 for each in SUMS]
            rows.append(
                (code, Linked(name, scope.part(row[column])), *_row(sums, projects.get(row[column], 0)))
            )
    title = f"指标：{params['level2'] or UNNAMED}" if "level2" in params else "指标"
    return Figure(KEY, title, (FigureColumn("编码"), FigureColumn("名称", width=28), *COLUMNS), rows, NOTE)


def _spelt(scope: Scope, level1: str, level2: str) -> Q:
    """However the labels are spaced: the family as it is stored in these texts."""
    stored = scope.figures(IndicatorFigures).values_list("level1", "level2").distinct()
    wanted = Q(pk__in=())
    for first, second in stored:
        if (normalise_label(first), normalise_label(second)) == (level1, level2):
            wanted |= Q(level1=first, level2=second)
    return wanted


def family_order(province: str) -> dict[tuple[str, str], int]:
    """The order in which the forms of a province print the families, that of the newest form first."""
    labels: dict[tuple[str, str], int] = {}
    for (owner, _), vocabulary in sorted(vocabularies().items(), reverse=True):
        if owner == province:
            for category in vocabulary.categories:
                for second in ("", *(one.label for one in category.subcategories)):
                    labels.setdefault((normalise_label(category.label), normalise_label(second)), len(labels))
    return labels


def _row(sums, projects: int) -> tuple[object, ...]:
    number, quantified, reasoned, of_projects = sums
    return (
        number,
        quantified,
        share(quantified, number),
        reasoned,
        share(reasoned, number),
        ratio(of_projects, projects),
    )


def _picture(rows) -> Picture | None:
    if not rows:
        return None
    quantified = Series("量化率", [row[4] for row in rows])
    reasoned = Series("有依据率", [row[6] for row in rows])
    return Picture([row[1].value for row in rows], (quantified, reasoned), "%")
