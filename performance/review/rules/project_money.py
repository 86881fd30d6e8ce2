"""C1-C4: does the money of a project add up, and do its cost values keep within it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from indicators.kinds import Comparator
from indicators.text import normalise_label
from performance.content.model import PlanMode, SpendingPlan
from performance.review.case import Case
from performance.review.engine import Remark, project_rule, statement_rule
from performance.review.families import Family
from performance.review.findings import Severity, Topic
from performance.review.mends import says
from performance.review.needs import PLAN, PROJECTS
from performance.review.rule_sets import any_word
from performance.review.rules.completeness import plan_text
from performance.review.tables import Row, Table


@project_rule(
    "C1",
    Severity.ERROR,
    "预算数不等于财政资金与其他资金之和",
    Topic.MONEY,
    needs=(PROJECTS,),
    reason="同一张表内的合计必须相符。",
    source="项目表的勾稽关系。",
    example="预算数10.00，财政资金8.00，其他资金1.00。",
    remedy="核对并改正三个金额。",
)
def budget_is_the_sum_of_its_funds(table: Table) -> Iterator[Remark]:
    """The printed total is the total of the parts printed beside it; a blank part adds nothing."""
    project = table.project
    if project is None or (project.fiscal_funds is None and project.other_funds is None):
        if project and project.budget is None and table.rows and table.budget is None:
            yield Remark(table.at("budget"), "预算数空白", "未填预算数，金额无法核对。", undecidable=True)
        return
    parts = (project.fiscal_funds or Decimal(0)) + (project.other_funds or Decimal(0))
    if project.budget is None:
        yield Remark(
            table.at("budget"), f"财政资金与其他资金合计{parts}", "未填预算数，无法核对。", undecidable=True
        )
    elif abs(project.budget - parts) > Decimal(table.parameters.tolerance):
        yield Remark(
            table.at("budget"),
            f"预算数{project.budget}，财政资金{project.fiscal_funds}，其他资金{project.other_funds or '空白'}",
            f"预算数与资金来源合计相差{project.budget - parts}万元。",
            expected=f"{parts}",
        )


@statement_rule(
    "C2",
    Severity.ERROR,
    "资金支出计划有误",
    Topic.MONEY,
    needs=(PLAN,),
    reason="支出计划是执行进度的基准，累计的应逐期不减并到100%，分期的合计应为100%。",
    source="河北文本三种填法并存：累计（30/60/85/100）、分期（50/50）、只填12月底；未注明口径时两种都不成立才算错。",
    example="30% / 20% / 85% / 100%；其他项目累计填报，某项目只在10月底填100%而12月底空白（提示）。",
    remedy="累计的逐期不减、12月底为100%；分期的各次相加为100%。",
)
def plans_add_up(case: Case) -> Iterator[Remark]:
    """Each plan is right as cumulative or as instalments, and its mode is told by its figures or its neighbours."""
    plans = [
        (table, table.project.spending_plan)
        for table in case.projects
        if table.project and table.project.spending_plan
    ]
    cumulative = any(plan.mode is PlanMode.CUMULATIVE or _plainly_cumulative(plan) for _, plan in plans)
    for table, plan in plans:
        figures = [percent for percent in plan.checkpoints() if percent is not None]
        if not figures:
            continue
        if fault := _plan_fault(plan, figures):
            yield Remark(
                table.at("spending_plan"), plan_text(plan.checkpoints()), fault, expected="12月底累计100%"
            )
        elif cumulative and plan.december is None and figures == [100]:
            yield Remark(
                table.at("spending_plan"),
                plan_text(plan.checkpoints()),
                "其他项目按累计填报，本项目12月底空白，100%所在栏次不明。",
                expected="12月底累计100%",
                severity=Severity.HINT,
            )


def _plainly_cumulative(plan: SpendingPlan) -> bool:
    figures = [percent for percent in plan.checkpoints() if percent is not None]
    return len(figures) > 1 and plan.december == 100 and sum(figures) != 100


def _plan_fault(plan: SpendingPlan, figures: list[Decimal]) -> str:
    """What is wrong in every reading that the mode allows; an unfinished plan is left to A5."""
    if any(percent < 0 or percent > 100 for percent in figures):
        return "支出比例小于0或大于100%。"
    rising = all(earlier <= later for earlier, later in pairwise(figures))
    if plan.mode is PlanMode.INSTALMENT:
        return (
            ""
            if sum(figures) == 100 or (plan.december is None and sum(figures) < 100)
            else "分期比例合计不是100%。"
        )
    if sum(figures) == 100 and plan.mode is PlanMode.UNKNOWN:
        return ""
    if not rising:
        return "累计比例逐期减少。"
    return "12月底累计不是100%。" if plan.december is not None and plan.december != 100 else ""


@project_rule(
    "C3",
    Severity.ERROR,
    "总成本指标值超过预算数",
    Topic.MONEY,
    needs=(PROJECTS,),
    reason="允许的总成本不能大于给的钱。",
    source="成本指标与预算数的勾稽；名称见规则集 total_cost_names；其他名称的成本上限超过整个项目预算数，或几项费用的上限合计超过的，为警告；社会成本、生态环境成本不是预算的钱，不比较。",
    example="项目总成本“≤345万元”，预算数344.93万元。",
    remedy="把指标值改为不大于预算数。",
)
def total_cost_is_within_the_budget(table: Table) -> Iterator[Remark]:
    """A value of total cost does not exceed the project's budget."""
    named = any_word(table.parameters.total_cost_names)
    for row in table.of(Family.COST):
        money, total = row.money, bool(named.search(row.name))
        if money is None or _is_unit_cost(row) or not (total or _is_ceiling(row)) or _is_borne_by_others(row):
            continue
        if table.budget is None:
            if total:
                yield Remark(row.at("value"), row.shown, "未填预算数，无法与总成本核对。", undecidable=True)
        elif money > table.budget + Decimal(table.parameters.tolerance):
            yield Remark(
                row.at("value"),
                f"{row.shown}，预算数{table.budget}万元",
                "总成本指标值大于预算数。" if total else "成本指标值大于整个项目的预算数。",
                severity=None if total else Severity.WARNING,
                expected=f"≤{table.budget}万元",
                mends=(says(row, f"≤{table.budget}万元"),),
            )
    yield from _costs_together(table)


def _costs_together(table: Table) -> Iterator[Remark]:
    """Costs of several things, none of them the total and each within the budget, keep within it together."""
    budget, named = table.budget, any_word(table.parameters.total_cost_names)
    parts = [
        row
        for row in table.of(Family.COST)
        if row.money is not None
        and _is_ceiling(row)
        and not _is_unit_cost(row)
        and not _is_borne_by_others(row)
        and not named.search(row.name)
    ]
    costs = [row.money for row in parts if row.money is not None]
    if budget is None or len(parts) < 2 or any(cost >= budget for cost in costs):
        return
    if any(a.name in b.name for a in parts for b in parts if a is not b) or any(
        _INNER.search(row.name) or _OTHERWISE_PARTED.search(row.name) for row in parts
    ):
        return  # one is a part of the other, or may be
    total = sum(costs, Decimal(0))
    if total > budget + Decimal(table.parameters.tolerance):
        yield Remark(
            table.at("value"),
            f"{'、'.join(row.shown for row in parts)}，合计{total.normalize():f}万元，预算数{budget}万元",
            "各项成本指标的上限合计大于预算数。",
            expected=f"合计不超过{budget}万元",
            severity=Severity.WARNING,
        )


@project_rule(
    "C4",
    Severity.WARNING,
    "单位成本乘以数量超过预算数",
    Topic.MONEY,
    needs=(PROJECTS,),
    reason="按指标自己的数算，钱就不够，说明成本或数量没有认真测算。",
    source="成本指标与数量指标的勾稽；按月的成本乘以12，按天的乘以365。成本写的是上限、数量写的是下限时，乘积只是可能的总额，为提示；两个都是确定的数，或乘积是预算数的千倍以上的，才是警告。",
    example="每场＝5万元 × ＝8场 = 40 > 预算20；每次≤5万元 × ≥8次 = 40 > 20（提示）。",
    remedy="核对单位成本、数量和预算数。",
)
def unit_cost_times_quantity_is_within_the_budget(table: Table) -> Iterator[Remark]:
    """Unit cost times the quantity it is a cost of does not exceed the budget."""
    if table.budget is None:
        return
    for row in table.of(Family.COST):
        money = _cost(row)
        times = _times(row) if money is not None else None
        if money is None or times is None or row.value.comparator is Comparator.AT_LEAST:
            continue
        certain = times.is_fixed and row.value.comparator in (Comparator.EQUAL, Comparator.NONE)
        allowed = Decimal(table.parameters.tolerance) if certain else table.budget * _ROUNDED
        if money * times.count > table.budget + allowed:
            total = (money * times.count).normalize()
            far_too_much = money * times.count >= table.budget * _FAR_TOO_MUCH > 0
            mixed = far_too_much and row.unit.startswith("万")  # 元 was not written as 万元
            if row.money is None and not mixed:
                continue
            yield Remark(
                row.at("value"),
                f"{row.shown} × {times.words} = {total:f}万元 > 预算数{table.budget}万元",
                "单位成本乘以数量是预算数的千倍以上，多半是元写成了万元。"
                if mixed
                else "单位成本乘以数量大于预算数。"
                if certain
                else "按上限计算，单位成本乘以数量会大于预算数。",
                expected=f"合计不超过{table.budget}万元",
                severity=None if certain or mixed else Severity.HINT,
            )


_INNER = re.compile("其中|单个|单项|每|标准|定额|限额|均")
# What may hold any other cost: by who pays, by half a year, by the way of buying; a bound of the whole; and what is not spent.
_OTHERWISE_PARTED = re.compile(
    "财政|中央|[省市县]级|上级|自筹|配套|[上下]半年|季度|政府采购|控制[数额]|成本控制|合计|全部|节约|节省|结余"
)

_OTHERS = re.compile("社会成本|生态(?:环境)?成本")


def _is_borne_by_others(row: Row) -> bool:
    """What society and nature bear is money too, but none of the budget's."""
    return bool(_OTHERS.search(normalise_label(row.indicator.level2)))


def _is_ceiling(row: Row) -> bool:
    """A cost that is said to be no more than so much, and not for each of something."""
    return "/" not in row.unit and row.value.comparator in (Comparator.AT_MOST, Comparator.LESS)


def _is_unit_cost(row: Row) -> bool:
    words = row.parameters.unit_cost_names + row.parameters.monthly_cost_names
    return bool(any_word(words).search(row.name))


def _cost(row: Row) -> Decimal | None:
    """In 万元, also where the unit says of what: 万元/场."""
    is_in_wan = row.unit.startswith("万元/") and row.has_number
    return row.value.number if is_in_wan else row.money


_FAR_TOO_MUCH = 1000
_ROUNDED = Decimal("0.01")  # of a ceiling: what a unit cost loses by being rounded
_PER_MEASURE = re.compile(
    "每(?:平方公里|公里|千米|亩|公顷|平方米|立方米|延米|米|吨|公斤|千瓦时|度)"
)  # nothing that is counted


_DAILY = re.compile("日均|每[日天]|日平均")


@dataclass(frozen=True, slots=True)
class _Times:
    """How often a unit cost falls due; ``is_fixed``: neither more nor less, and said to be what the cost is for."""

    count: Decimal
    words: str
    is_fixed: bool


def _times(row: Row) -> _Times | None:
    """Twelve months, or the smallest count among the quantities it may mean."""
    if any_word(row.parameters.monthly_cost_names).search(row.name):
        return _Times(Decimal(12), "12个月", is_fixed=True)
    if not _is_unit_cost(row):
        return None
    text = row.name + row.indicator.description
    counts = list(row.table.least_counts.values())
    if _PER_MEASURE.search(row.name):
        return None
    named = [other for other in counts if f"每{other.unit}" in text or f"每{other.unit[0]}" in text]
    meant = named or counts
    if not meant:
        return None
    least = min(meant, key=lambda other: (other.value.number or Decimal(0), other.number))
    fixed = bool(named) and least.value.comparator in (Comparator.EQUAL, Comparator.NONE)
    number = least.value.number or Decimal(0)
    if _DAILY.search(row.name):
        return _Times(number * 365, f"{least.shown} × 365天", fixed)
    return _Times(number, least.shown, fixed)
