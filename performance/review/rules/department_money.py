"""C5, C6, C8: do the figures of the department agree with each other and with those of its projects?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from indicators.text import normalise_label
from performance.content.model import FundingLine, FundingSide, ProjectContent
from performance.review.case import Case
from performance.review.engine import Remark, statement_rule
from performance.review.findings import Severity, Topic
from performance.review.needs import FUNDING
from performance.review.tables import Table

_MOST_LINES = 20
_MOST_TERMS = 100


@statement_rule(
    "C5",
    Severity.ERROR,
    "项目合计与部门同类支出不符",
    Topic.MONEY,
    needs=(FUNDING,),
    reason="部门表的分类支出应等于所列项目之和。",
    source="湖北表样：支出构成与项目支出情况的勾稽。未列全部项目的表样只核对不超出。",
    example="6 + 110 + 54 + 30 = 200，而特定目标类项目支出为219.00。",
    remedy="补列遗漏的项目，或改正金额。",
)
def projects_sum_to_their_class(case: Case) -> Iterator[Remark]:
    """The projects of a class sum to the department's figure of that class."""
    lines = [(index, line) for index, line in enumerate(case.content.funding) if speaks_of_projects(line)]
    yield from _too_many(case, lines, "项目支出")
    for index, line in lines[:_MOST_LINES]:
        tables = _projects_of(case, line)
        if any(_is_in_another_unit(case, table) for table in tables):
            continue  # C8
        amounts = [table.budget for table in tables if table.budget is not None]
        if not tables:
            continue
        if line.amount is None or len(amounts) < len(tables):
            yield Remark(
                case.at_funding(index, "amount"),
                normalise_label(line.item),
                "有金额未填，合计无法核对。",
                undecidable=True,
            )
            continue
        total = sum(amounts, Decimal(0))
        apart = (
            total - line.amount
            if case.parameters.all_projects_printed
            else max(total - line.amount, Decimal(0))
        )
        if abs(apart) > Decimal(case.parameters.tolerance):
            terms = _terms([f"{amount.normalize():f}" for amount in amounts])
            yield Remark(
                case.at_funding(index, "amount"),
                f"{normalise_label(line.item)}{line.amount}；项目 {terms} = {total.normalize():f}",
                f"项目合计与部门同类支出相差{abs(apart).normalize():f}万元。",
                expected=f"{total}",
            )


def _projects_of(case: Case, line: FundingLine) -> list[Table]:
    return [table for table in case.projects if table.project and is_of_line(table.project, line)]


def speaks_of_projects(line: FundingLine) -> bool:
    return line.side is FundingSide.EXPENDITURE and "项目支出" in normalise_label(line.item)


def is_of_line(project: ProjectContent, line: FundingLine) -> bool:
    """Whether the line names the project's class; one that names none speaks of all projects."""
    named = normalise_label(line.item).partition("项目支出")[0]
    return not named or normalise_label(project.project_class).startswith(named)


@statement_rule(
    "C6",
    Severity.ERROR,
    "收支合计或占比不符",
    Topic.MONEY,
    needs=(FUNDING,),
    reason="收入合计等于支出合计，各项之和等于合计，占比之和为100%。",
    source="部门整体绩效目标表的勾稽；金额容差和占比容差在规则集中。",
    example="563.89 + 86.28 = 650.17（正确）；占比 56.39% + 7.10% + 36.51% = 100%（正确）。",
    remedy="核对各项金额、合计与占比。",
)
def income_and_expenditure_add_up(case: Case) -> Iterator[Remark]:
    """Lines sum to their total in every year, both sides agree, and each share is what it is a share of."""
    totals: dict[FundingSide, tuple[int, FundingLine]] = {}
    for side in FundingSide:
        lines = [(index, line) for index, line in enumerate(case.content.funding) if line.side is side]
        parts = [line for _, line in lines if not _is_total(case, line)]
        whole = [(index, line) for index, line in lines if _is_total(case, line)]
        yield from _too_many(case, whole, f"{side.label}合计")
        for index, line in whole[:_MOST_LINES]:
            totals[side] = index, line
            yield from _sums(case, index, line, parts)
            yield from _shares(case, [pair for pair in lines if pair[0] != index], line)
    if len(totals) == 2:
        (_, income), (index, spending) = totals[FundingSide.INCOME], totals[FundingSide.EXPENDITURE]
        if income.amount is not None and spending.amount is not None and income.amount != spending.amount:
            yield Remark(
                case.at_funding(index, "amount"),
                f"收入合计{income.amount}，支出合计{spending.amount}",
                "收入合计与支出合计不相等。",
                expected=f"{income.amount}",
            )


def _too_many(case: Case, lines: list[tuple[int, FundingLine]], name: str) -> Iterator[Remark]:
    """Only so many lines of one name are judged; a form prints one of each."""
    if len(lines) > _MOST_LINES:
        message = f"“{name}”的行太多，只核对了前{_MOST_LINES}行。"
        yield Remark(
            case.at_funding(lines[_MOST_LINES][0], "item"), f"{len(lines)}行", message, undecidable=True
        )


def _terms(amounts: list[str]) -> str:
    """The sum as a reader would write it; of a long one the beginning."""
    rest = f" + ……（共{len(amounts)}项）" if len(amounts) > _MOST_TERMS else ""
    return " + ".join(amounts[:_MOST_TERMS]) + rest


def _is_total(case: Case, line: FundingLine) -> bool:
    return re.sub(r"\(.*", "", normalise_label(line.item)) in case.parameters.funding_totals


def _sums(case: Case, index: int, total: FundingLine, parts: list[FundingLine]) -> Iterator[Remark]:
    columns = [("", total.amount, [part.amount for part in parts])]
    of_year: dict[int, list[Decimal | None]] = defaultdict(list)
    for part in parts:
        for each in part.earlier_amounts:
            of_year[each.year].append(each.amount)
    columns += [(f"{each.year}年", each.amount, of_year[each.year]) for each in total.earlier_amounts]
    for year, printed, amounts in columns:
        known = [amount for amount in amounts if amount is not None]
        if printed is None or not known:
            continue
        if abs(sum(known) - printed) > Decimal(case.parameters.tolerance):
            terms = _terms(list(map(str, known)))
            yield Remark(
                case.at_funding(index, "amount"),
                f"{year}{terms} = {sum(known)}，合计{printed}",
                "各项之和与合计不相等。",
                expected=f"{sum(known)}",
            )


def _shares(case: Case, lines: list[tuple[int, FundingLine]], total: FundingLine) -> Iterator[Remark]:
    for index, line in lines:
        if line.share is None or line.amount is None or not total.amount:
            continue
        share = (line.amount / total.amount * 100).quantize(Decimal("0.01"))
        if abs(share - line.share) > Decimal(case.parameters.share_tolerance):
            yield Remark(
                case.at_funding(index, "share"),
                f"{normalise_label(line.item)}{line.amount}，占比{line.share}%",
                "占比与金额不符。",
                expected=f"{share}%",
            )


def _is_in_another_unit(case: Case, table: Table) -> bool:
    """Whether a project alone is a thousand times what the whole department has."""
    largest = case.largest_funding
    return bool(largest) and table.budget is not None and table.budget >= largest * 1000


@statement_rule(
    "C8",
    Severity.WARNING,
    "部门表与项目表的金额对不上",
    Topic.MONEY,
    needs=(FUNDING,),
    reason="相差一万倍的金额多半是单位填错；两张表的单位由表样规定、各不相同时，更要换算后核对。",
    source="贵州表样：部门表以万元、项目表以元计，换算后对照；表样不要求列全项目的，项目合计较少只作提示。项目金额是部门合计一千倍以上的为错误（可说明）。",
    example="项目表“750000”元即75万元，部门表项目支出86.28万元，相差11.28万元。",
    remedy="换算成同一单位核对两处金额；项目没有列全的，补列其余项目或说明差额是哪些项目。",
)
def money_is_in_one_unit(case: Case) -> Iterator[Remark]:
    """No project is ten thousand times too large, and tables in different units agree with each other."""
    for table in case.projects:
        if table.budget is not None and _is_in_another_unit(case, table):
            yield Remark(
                table.at("budget"),
                f"项目{table.budget}，部门合计{case.largest_funding}（万元）",
                "项目金额远大于部门合计，可能以元填写。",
                severity=Severity.ERROR,
                expected=f"{(table.budget / 10000).normalize():f}万元",
                remedy="核对计量单位，改正项目金额。",
            )
    unit = case.parameters.project_money_unit
    printed = (line.amount for line in case.content.funding if normalise_label(line.item) == "项目支出")
    whole = next(printed, None)
    total = sum((table.budget for table in case.projects if table.budget is not None), Decimal(0))
    if unit != "万元" and whole is not None and 0 < total < whole:  # more than the whole is left to C5
        yield Remark(
            case.projects[0].at("budget"),
            f"项目表{total * 10000:.0f}{unit}（{total.normalize():f}万元），部门表项目支出{whole}万元",
            f"项目合计比部门表的项目支出少{(whole - total).normalize():f}万元。",
            severity=None if case.parameters.all_projects_printed else Severity.HINT,
            expected="换算后相等，或说明差额是哪些项目",
        )
