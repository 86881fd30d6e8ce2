"""C10, C11: do the amounts of several years and of several sources agree with one another?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from performance.content.kinds import FundPeriod, FundSource
from performance.content.model import FundLine, ProjectContent
from performance.review.engine import Remark, project_rule
from performance.review.findings import Severity, Topic
from performance.review.needs import PROJECTS
from performance.review.tables import Table


@project_rule(
    "C10",
    Severity.ERROR,
    "项目总额小于年度金额",
    Topic.MONEY,
    needs=(PROJECTS,),
    reason="几年的钱不会比其中一年少，多半是两栏填反了。",
    source="项目资金总额与年度资金的勾稽（湖北项目清单、各省项目卡片）；“一次性项目”的两个数不相等为警告。",
    example="资金总额100万元，年度资金120万元。",
    remedy="核对项目总额与年度金额。",
)
def whole_is_not_less_than_the_year(table: Table) -> Iterator[Remark]:
    """The money of all years is at least that of one, and the same where the project is done once."""
    project = table.project
    whole, annual = (
        (_total(project, FundPeriod.WHOLE), _total(project, FundPeriod.ANNUAL)) if project else (None, None)
    )
    if project is None or whole is None or annual is None:
        return
    evidence = f"总额{whole}，年度{annual}（万元）"
    if whole < annual:
        yield Remark(
            table.at("budget"), evidence, "项目总额小于年度金额。", expected=f"总额不小于{annual}万元"
        )
    elif whole != annual and "一次性" in project.nature:
        yield Remark(
            table.at("budget"),
            evidence,
            "一次性项目的总额与年度金额不相等。",
            expected="两个数相等",
            severity=Severity.WARNING,
        )


def _total(project: ProjectContent, period: FundPeriod) -> Decimal | None:
    """The printed total of a period; of the year also the budget by its older names."""
    for line in project.funds:
        if line.source is FundSource.TOTAL and line.period is period and line.amount is not None:
            return line.amount
    if period is FundPeriod.WHOLE:
        return project.total_budget
    return project.annual_budget if project.annual_budget is not None else project.budget


# What may be printed below 财政拨款 as a part of it, or beside it.
_PARTS_OF_FISCAL = frozenset(
    (
        FundSource.CURRENT_FISCAL,
        FundSource.CARRIED_OVER,
        FundSource.GENERAL_BUDGET,
        FundSource.GOVERNMENT_FUND,
        FundSource.STATE_CAPITAL,
    )
)


@project_rule(
    "C11",
    Severity.WARNING,
    "资金来源之和不等于资金总额",
    Topic.MONEY,
    needs=(PROJECTS,),
    reason="同一栏内的合计必须相符。",
    source="项目卡片：资金总额＝财政拨款＋其他资金，或＝当年财政拨款＋上年结转资金＋其他资金；按年度和项目期分别核对，两种口径都不符才提出。",
    example="年度资金总额60万元，财政拨款40万元、其他资金10万元。",
    remedy="核对各项来源与总额。",
)
def sources_sum_to_the_total(table: Table) -> Iterator[Remark]:
    """In each period the sources make up the total, in one of the two ways in which forms print them."""
    for period in FundPeriod:
        lines = [line for line in table.project.funds if line.period is period] if table.project else []
        if apart := sources_apart(lines, Decimal(table.parameters.tolerance)):
            yield Remark(
                table.at("funds"),
                f"{period.label}：{apart.words}",
                "资金来源之和不等于资金总额。",
                expected=f"{apart.sources}",
            )


class Apart(NamedTuple):
    """A total that its sources do not make up: the amounts as words, and what the sources come to."""

    words: str
    sources: Decimal


def sources_apart(lines: Sequence[FundLine], tolerance: Decimal) -> Apart | None:
    """None where they agree in one of the two ways, or cannot be compared."""
    totals = [line for line in lines if line.source is FundSource.TOTAL]
    parts = [line for line in lines if line.source is not FundSource.TOTAL]
    if len(totals) != 1 or totals[0].amount is None or not parts or any(map(_is_unreadable, parts)):
        return None
    beside = _sum(parts)
    inside = _sum([line for line in parts if line.source not in _PARTS_OF_FISCAL])
    if any(abs(total - totals[0].amount) <= tolerance for total in (beside, inside)):
        return None
    terms = "、".join(f"{line.label or line.source.label}{line.amount}" for line in parts if line.amount)
    return Apart(f"资金总额{totals[0].amount}；{terms}", beside)


def _is_unreadable(line: FundLine) -> bool:
    """Printed, and no amount: what it comes to is unknown."""
    return (line.amount is None and bool(line.printed.strip())) or line.source is FundSource.UNKNOWN


def _sum(lines: Sequence[FundLine]) -> Decimal:
    return sum((line.amount for line in lines if line.amount is not None), Decimal(0))
