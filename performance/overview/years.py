"""Year against year: what an office, a department or a unit asked for, promised and was told, in each year."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from django.urls import reverse

from performance.models import (
    FindingFigures,
    IndicatorFigures,
    MoneyFigures,
    StatementState,
)
from performance.models.figures import Figures
from performance.overview.figure import Figure, FigureColumn, Kind, Linked, Picture, Series, ratio, share
from performance.overview.scope import Level, Scope
from performance.review import Severity
from performance.steps.locks import IN_FORCE
from projects.amounts import sum_of

YEAR = "statement__fiscal_year"


def over_the_years(scope: Scope) -> list[Figure]:
    """In four queries. Years without a text do not appear."""
    texts: dict[int, list[tuple[int, str]]] = {}
    seen = scope.all_statements().order_by("fiscal_year")
    for pk, year, state in seen.values_list("pk", "fiscal_year", "state"):
        texts.setdefault(year, []).append((pk, state))
    money = _by_year(scope, MoneyFigures, "projects", "budget", "fiscal_funds", "other_funds")
    return [
        _texts(scope, texts),
        _money(scope, list(texts), money),
        _indicators(scope, list(texts), money),
        _findings(scope, list(texts)),
    ]


def _by_year(scope: Scope, model: type[Figures], *sums: str, **split: str) -> dict:
    keys = (YEAR, *split.values())
    added = {f"sum_{one}": sum_of(model, one) for one in sums}
    rows = scope.figures_of_all_years(model).values(*keys).annotate(**added)
    return {
        row[YEAR] if not split else (row[YEAR], *(row[key] for key in split.values())): {
            one: row[f"sum_{one}"] for one in sums
        }
        for row in rows
    }


def _linked(scope: Scope, year: int) -> Linked:
    return Linked(f"{year}年", reverse("overview_place", args=[scope.level, scope.place.pk, year]))


def _texts(scope: Scope, texts: dict[int, list[tuple[int, str]]]) -> Figure:
    if scope.level is Level.OFFICE:
        approvals: list[tuple[object, ...]] = []
        for year, found in texts.items():
            counted = Counter(state for _, state in found)
            approved = sum(counted[state] for state in IN_FORCE)
            approvals.append((_linked(scope, year), len(found), approved, share(approved, len(found))))
        columns = (
            *(FigureColumn("年度"), FigureColumn("文本数", Kind.COUNT)),
            *(FigureColumn("已批复", Kind.COUNT), FigureColumn("批复率", Kind.SHARE)),
        )
        return Figure("texts", "文本", columns, approvals)
    rows = [
        (
            _linked(scope, year),
            StatementState(state).label,
            Linked("绩效文本", reverse("statement", args=[pk])),
        )
        for year, ((pk, state), *_) in texts.items()
    ]
    return Figure(
        "texts", "文本", (FigureColumn("年度"), FigureColumn("所处环节"), FigureColumn("文本")), rows
    )


def _money(scope: Scope, years: list[int], money: dict[int, dict[str, Decimal]]) -> Figure:
    rows: list[tuple[object, ...]] = []
    before: Decimal | None = None
    for year in years:
        sums = money.get(year)
        if sums is None:
            rows.append((_linked(scope, year), 0, None, None, None, None, None))
            continue
        change: Decimal | None = sums["budget"] - before if before is not None else None
        grown: Decimal | None = (
            (100 * change / before).quantize(Decimal("0.1")) if change is not None and before else None
        )
        rows.append(
            (
                _linked(scope, year),
                sums["projects"],
                sums["budget"],
                change,
                grown,
                sums["fiscal_funds"],
                sums["other_funds"],
            )
        )
        before = sums["budget"]
    columns = (
        *(
            FigureColumn("年度"),
            FigureColumn("项目数", Kind.COUNT),
            FigureColumn("预算合计（万元）", Kind.MONEY, 16),
        ),
        *(FigureColumn("比上一年增减（万元）", Kind.MONEY, 18), FigureColumn("增减幅度", Kind.SHARE, 12)),
        *(FigureColumn("财政资金（万元）", Kind.MONEY, 16), FigureColumn("其他资金（万元）", Kind.MONEY, 16)),
    )
    picture = _picture(rows, "万元", ("预算合计", 2), ("财政资金", 5))
    return Figure("money", "资金", columns, rows, picture=picture)


def _indicators(scope: Scope, years: list[int], money: dict[int, dict[str, int]]) -> Figure:
    counted = _by_year(scope, IndicatorFigures, "indicators", "quantified", "with_basis")
    rows = []
    for year in years:
        sums = counted.get(year, {"indicators": 0, "quantified": 0, "with_basis": 0})
        number = sums["indicators"]
        rows.append(
            (
                _linked(scope, year),
                number,
                share(sums["quantified"], number),
                share(sums["with_basis"], number),
                ratio(number, money.get(year, {}).get("projects", 0)),
            )
        )
    columns = (
        *(FigureColumn("年度"), FigureColumn("指标数", Kind.COUNT), FigureColumn("量化率", Kind.SHARE)),
        *(FigureColumn("有依据率", Kind.SHARE), FigureColumn("与项目数之比", Kind.RATIO)),
    )
    return Figure(
        "indicators", "指标", columns, rows, picture=_picture(rows, "%", ("量化率", 2), ("有依据率", 3))
    )


def _findings(scope: Scope, years: list[int]) -> Figure:
    counted = _by_year(scope, FindingFigures, "findings", level="severity")
    rows = []
    for year in years:
        levels = [counted.get((year, level.value), {"findings": 0})["findings"] for level in Severity]
        rows.append((_linked(scope, year), *levels, sum(levels)))
    columns = (
        FigureColumn("年度"),
        *(FigureColumn(level.label, Kind.COUNT) for level in Severity),
        FigureColumn("合计", Kind.COUNT),
    )
    named = [(level.label, place) for place, level in enumerate(Severity, 1)]
    picture = _picture(rows, "处", *named, stacked=True)
    return Figure("findings", "审核意见", columns, rows, "含已说明理由的意见。", picture)


def _picture(rows, measure: str, *named: tuple[str, int], stacked: bool = False) -> Picture | None:
    if len(rows) < 2:
        return None
    series = [Series(name, [row[place] for row in rows]) for name, place in named]
    return Picture([row[0].value for row in rows], series, measure, stacked)
