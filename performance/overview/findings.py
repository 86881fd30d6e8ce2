"""The most frequent findings, against last year's, and by department or unit."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Sum

from performance.models import FindingFigures
from performance.overview.figure import Figure, FigureColumn, Kind, Linked, Picture, Series
from performance.overview.scope import Scope, part_column, parts_of
from performance.review import Severity, rules
from performance.review.findings import code_order
from performance.statements.figures.renewing import not_counted

KEY = "findings"
SHOWN = 12  # rules in the picture
NOTE = "含已说明理由的意见；与审核页面上的意见数相同。"


def by_rule(scope: Scope) -> Figure:
    """Every rule that found something this year or last, the most frequent first."""
    now, before = _by_code(scope), _by_code(scope.of_last_year())
    titles = {rule.code: rule.title for rule in rules()}
    codes = sorted(
        now.keys() | before.keys(), key=lambda code: (-sum(now.get(code, {}).values()), code_order(code))
    )
    rows = []
    for code in codes:
        found = now.get(code, {})
        this, last = sum(found.values()), sum(before.get(code, {}).values())
        rows.append(
            (
                code,
                Linked(titles.get(code, code), scope.behind(KEY, code=code)),
                *(found.get(level.value, 0) for level in Severity),
                this,
                last,
                this - last,
            )
        )
    columns = (
        *(FigureColumn("编号", width=8), FigureColumn("审核意见", width=36)),
        *(FigureColumn(level.label, Kind.COUNT, 8, summed=True) for level in Severity),
        *(
            FigureColumn("本年合计", Kind.COUNT, 10, summed=True),
            FigureColumn("上年合计", Kind.COUNT, 10, summed=True),
        ),
        FigureColumn("增减", Kind.COUNT, 8, summed=True),
    )
    return Figure("rules", "常见审核意见", columns, rows, _note(scope), _picture(rows))


def by_part(scope: Scope, params: Mapping[str, str]) -> Figure:
    """How many findings the departments or units have, of all rules or of one."""
    now = _by_part(scope, params)
    before = _by_part(scope.of_last_year(), params)
    rows: list[tuple[int, tuple[object, ...]]] = []
    for pk, (code, name) in parts_of(scope).items():
        found, earlier = now.get(pk, {}), sum(before.get(pk, {}).values())
        total = sum(found.values())
        if total or earlier:
            levels = (found.get(level.value, 0) for level in Severity)
            cells = (code, Linked(name, scope.part(pk)), *levels, total, earlier, total - earlier)
            rows.append((total, cells))
    rows.sort(key=lambda row: -row[0])
    columns = (
        *(FigureColumn("编码"), FigureColumn("名称", width=28)),
        *(FigureColumn(level.label, Kind.COUNT, 8, summed=True) for level in Severity),
        *(
            FigureColumn("本年合计", Kind.COUNT, 10, summed=True),
            FigureColumn("上年合计", Kind.COUNT, 10, summed=True),
        ),
        FigureColumn("增减", Kind.COUNT, 8, summed=True),
    )
    titles = {rule.code: f"{rule.code} {rule.title}" for rule in rules()}
    chosen = params.get("code")
    title = f"审核意见：{titles.get(chosen, chosen)}" if chosen else "审核意见"
    return Figure(KEY, title, columns, [cells for _, cells in rows], NOTE)


def _note(scope: Scope) -> str:
    waiting = not_counted(scope.statements()).count()
    return f"{NOTE}另有{waiting}份文本刚有修改或规则已更新，尚未统计。" if waiting else NOTE


def _by_code(scope: Scope) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    rows = scope.figures(FindingFigures).values("code", "severity").annotate(number=Sum("findings"))
    for row in rows:
        found.setdefault(row["code"], {})[row["severity"]] = row["number"]
    return found


def _by_part(scope: Scope, params: Mapping[str, str]) -> dict[int | None, dict[str, int]]:
    figures, column = scope.figures(FindingFigures), part_column(scope)
    if "code" in params:
        figures = figures.filter(code=params["code"])
    found: dict[int | None, dict[str, int]] = {}
    for row in figures.values(column, "severity").annotate(number=Sum("findings")):
        found.setdefault(row[column], {})[row["severity"]] = row["number"]
    return found


def _picture(rows) -> Picture | None:
    if not rows:
        return None
    shown = rows[:SHOWN]
    names = [f"{row[0]} {row[1].value}" for row in shown]
    return Picture(
        names, (Series("本年", [row[-3] for row in shown]), Series("上年", [row[-2] for row in shown])), "处"
    )
