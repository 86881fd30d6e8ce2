"""Money by project class, by fund, and by department or unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from performance.models import MoneyFigures
from performance.overview.figure import Figure, FigureColumn, Kind, Linked, Picture, Series
from performance.overview.scope import Scope, part_column, parts_of
from projects.amounts import AmountSum, sum_of

KEY = "money"
UNNAMED = "（未填写）"
SUMS = ("projects", "budget", "fiscal_funds", "other_funds", "unknown")
Sums = tuple[int, Decimal, Decimal, Decimal, Decimal, int]  # in the order of COLUMNS
MoneyRow = tuple[Linked, *Sums]
COLUMNS = (
    FigureColumn("项目数", Kind.COUNT, 10, summed=True),
    FigureColumn("预算合计（万元）", Kind.MONEY, 16, summed=True),
    FigureColumn("财政资金（万元）", Kind.MONEY, 16, summed=True),
    FigureColumn("其他资金（万元）", Kind.MONEY, 16, summed=True),
    FigureColumn("未列来源（万元）", Kind.MONEY, 16, summed=True),
    FigureColumn("未填预算数的项目", Kind.COUNT, 16, summed=True),
)


def _row(sums: Mapping[str, Any]) -> Sums:
    """``unlisted`` is what neither fund accounts for."""
    unlisted = sums["budget"] - sums["fiscal_funds"] - sums["other_funds"]
    return (
        sums["projects"],
        sums["budget"],
        sums["fiscal_funds"],
        sums["other_funds"],
        unlisted,
        sums["unknown"],
    )


def _summed(scope: Scope, *keys: str, **params: str):
    figures = scope.figures(MoneyFigures)
    if "project_class" in params:
        figures = figures.filter(project_class=params["project_class"])
    return figures.values(*keys).annotate(**{f"sum_{name}": sum_of(MoneyFigures, name) for name in SUMS})


def _sums(row) -> dict[str, Any]:
    return {name: row[f"sum_{name}"] for name in SUMS}


def by_class(scope: Scope) -> Figure:
    rows: list[MoneyRow] = []
    for row in _summed(scope, "project_class").order_by("-sum_budget", "project_class"):
        name = row["project_class"]
        cells = _row(_sums(row))
        rows.append((Linked(name or UNNAMED, scope.behind(KEY, project_class=name)), *cells))
    return Figure(
        "classes",
        "资金：按项目类别",
        (FigureColumn("项目类别", width=24), *COLUMNS),
        rows,
        picture=_picture(rows),
    )


def by_fund(scope: Scope) -> Figure:
    sums = scope.figures(MoneyFigures).aggregate(
        budget=AmountSum("budget"),
        fiscal_funds=AmountSum("fiscal_funds"),
        other_funds=AmountSum("other_funds"),
    )
    rows: list[tuple[Linked, Decimal]] = []
    if sums["budget"] is not None:
        unlisted = sums["budget"] - sums["fiscal_funds"] - sums["other_funds"]
        named = (
            ("财政资金", sums["fiscal_funds"]),
            ("其他资金", sums["other_funds"]),
            ("未列来源", unlisted),
        )
        rows = [(Linked(name, scope.behind(KEY)), amount) for name, amount in named if amount]
    series = Series("金额", [row[1] for row in rows])
    picture = Picture([str(row[0].value) for row in rows], (series,), "万元") if rows else None
    columns = (FigureColumn("资金来源"), FigureColumn("金额（万元）", Kind.MONEY, 16, summed=True))
    note = "“未列来源”是预算数减去财政资金和其他资金之后的差额。"
    return Figure("funds", "资金：按来源", columns, rows, note, picture)


def by_part(scope: Scope, params: Mapping[str, str], most: int | None = None) -> Figure:
    """Departments of an office or units of a department, the largest budget first."""
    parts, column = parts_of(scope), part_column(scope)
    found = _summed(scope, column, **params).order_by("-sum_budget", column)
    total = [row for row in found if row[column] in parts]
    rest = [] if most is None else total[most:]
    rows: list[tuple[str, *MoneyRow]] = []
    for row in total[:most]:
        code, name = parts[row[column]]
        rows.append((code, Linked(name, scope.part(row[column])), *_row(_sums(row))))
    picture = _picture([row[1:] for row in rows][:12])
    if rest:
        rows.append(("", Linked(f"其余{len(rest)}个", scope.behind(KEY)), *_row(_together(rest))))
    columns = (FigureColumn("编码"), FigureColumn("名称", width=28), *COLUMNS)
    title = "资金：按部门" if column != "unit" else "资金：按预算单位"
    if "project_class" in params:
        title += f"（项目类别：{params['project_class'] or UNNAMED}）"
    return Figure(
        KEY,
        title,
        columns,
        rows,
        f"逐个列出预算最多的{most}个，共{len(total)}个；其余合为一行。" if rest else "",
        picture,
        scope.behind(KEY),
    )


def _together(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The parts that are not listed, as one row: so the column adds up to all of them."""
    return {name: sum(row[f"sum_{name}"] for row in rows) for name in SUMS}


def _picture(rows: Sequence[MoneyRow]) -> Picture | None:
    """Of rows that begin with a linked name: each fund a part of the bar."""
    if not rows:
        return None
    names = [str(row[0].value) for row in rows]
    names_of_funds = ("财政资金", "其他资金", "未列来源")
    by_fund = zip(*((fiscal, other, unlisted) for *_, fiscal, other, unlisted, _ in rows), strict=True)
    series = [
        Series(name, [max(amount, Decimal(0)) for amount in amounts])
        for name, amounts in zip(names_of_funds, by_fund, strict=True)
    ]
    used = [one for one in series if any(one.values)] or series[:1]
    return Picture(names, used, "万元", stacked=True)
