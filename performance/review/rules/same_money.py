"""C13, C14: does money that is printed at two places come to the same, and do the tasks come to their total?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from indicators.text import normalise_label
from performance.content.model import FundLine, FundPeriod, FundSource, ProjectContent, TaskContent
from performance.review.case import Case
from performance.review.engine import Remark, statement_rule
from performance.review.findings import Severity, Topic
from performance.review.needs import PROJECTS, TASKS
from performance.review.rules.fund_lines import sources_apart
from performance.review.rules.mixed_units import UNITS_APART
from performance.review.similarity import core
from performance.review.tables import Table


class _Printed(NamedTuple):
    """One amount of a project's year: what it is called, and how much in 万元; None where it could not be read."""

    label: str
    amount: Decimal | None
    text: str = ""

    def __str__(self) -> str:
        return f"{self.label}{self.text if self.amount is None else f'{self.amount.normalize():f}万元'}"


@statement_rule(
    "C13",
    Severity.WARNING,
    "同一项目同一年度有两个金额",
    Topic.MONEY,
    needs=(PROJECTS,),
    reason="同一笔钱两处写得不一样，就不知道以哪个为准；相差一万倍的多半是元和万元混用。",
    source="项目卡片的预算数、年度金额、资金总额和部门年度主要任务中的同名项目，换算成万元后对照；允许的差见规则集 printed_tolerance。金额没有读出来的为“无法判断”。",
    example="项目表120万元，部门年度主要任务表中同一项目为102万元。",
    remedy="核对两处金额和计量单位，改为一致。",
)
def money_of_the_year_is_one_amount(case: Case) -> Iterator[Remark]:
    """Wherever this year's money of a project is printed, it is the same."""
    tasks: dict[str, list[TaskContent]] = {}
    for task in case.content.tasks:
        tasks.setdefault(core(task.name), []).append(task)
    for table in case.projects:
        project = table.project
        if project is None:
            continue
        namesakes = tasks.get(core(project.name), []) if project.name.strip() else []
        listed = [_of_task(task) for task in namesakes] if len(namesakes) == 1 else []
        yield from _differences(table, [*_of_card(project), *listed])


def _of_card(project: ProjectContent) -> Iterator[_Printed]:
    whole = {project.total_budget, *(line.amount for line in _totals(project.funds, FundPeriod.WHOLE))}
    if project.budget is not None and project.budget not in whole:
        yield _Printed("预算数", project.budget)
    if project.annual_budget is not None:
        yield _Printed("年度金额", project.annual_budget)
    for line in _totals(project.funds, FundPeriod.ANNUAL):
        yield _Printed(line.label or "资金总额", line.amount, line.printed.strip())


def _totals(funds: tuple[FundLine, ...], period: FundPeriod) -> list[FundLine]:
    """The one total of a period; several stand under heads that say different things of them."""
    lines = [line for line in funds if line.source is FundSource.TOTAL and line.period is period]
    return lines if len(lines) == 1 else []


def _of_task(task: TaskContent) -> _Printed:
    line = next(iter(_totals(task.funds, FundPeriod.ANNUAL)), FundLine(FundSource.TOTAL))
    return _Printed("年度主要任务表", line.amount, line.printed.strip())


def _differences(table: Table, printed: list[_Printed]) -> Iterator[Remark]:
    known = [each for each in printed if each.amount is not None]
    unread = [each for each in printed if each.amount is None and each.text]
    tolerance = Decimal(table.parameters.printed_tolerance)
    other = next((each for each in known[1:] if abs(_of(each) - _of(known[0])) > tolerance), None)
    if other:
        larger, smaller = max(_of(known[0]), _of(other)), min(_of(known[0]), _of(other))
        apart = smaller > 0 and abs(larger / smaller - UNITS_APART) < 1
        yield Remark(
            table.at("budget"),
            f"{known[0]}；{other}",
            "两处金额相差一万倍，多半是元和万元混用。" if apart else "同一年度的金额两处不一致。",
            expected="两处相等",
        )
    elif known and unread:
        yield Remark(
            table.at("funds"),
            f"{known[0]}；{unread[0]}",
            "有一处金额没有读出来，两处是否一致无法判断。",
            undecidable=True,
        )


def _of(printed: _Printed) -> Decimal:
    return printed.amount if printed.amount is not None else Decimal(0)


@statement_rule(
    "C14",
    Severity.WARNING,
    "年度主要任务的金额与合计不符",
    Topic.MONEY,
    needs=(TASKS,),
    reason="各项任务要花的钱加起来，应当等于表上的合计。",
    source="部门整体表的年度主要任务：每行的来源之和与该行金额、各行金额与“金额合计”一行对照，按来源分别核对；有一行没有读出金额的为“无法判断”。",
    example="三项任务合计310万元，金额合计一行为300万元。",
    remedy="核对各项任务的金额与合计。",
)
def tasks_sum_to_their_total(case: Case) -> Iterator[Remark]:
    """The sources of each task make up its amount, and under each head the tasks make up the printed total."""
    tolerance = Decimal(case.parameters.tolerance)
    for task in case.content.tasks:
        if apart := sources_apart(task.funds, tolerance):
            name = "".join(task.name.split())
            yield Remark(
                case.at("tasks"),
                f"{name}：{apart.words}",
                "这项任务的资金来源之和不等于它的金额。",
                expected=f"{apart.sources}",
            )
    lines: dict[str, list[FundLine]] = {}
    for task in case.content.tasks:
        for line in task.funds:
            lines.setdefault(line.label or line.source.label, []).append(line)
    for heads, total, text in _printed_sums(case):
        if label := next((head for head in heads if head in lines), ""):
            yield from _against_the_sum(case, label, lines[label], total, text)


_SUM = re.compile(r"(?:金额)?(?:合计|总计)·(?P<head>.+)")
_AMOUNT = re.compile(r"(?P<number>[0-9]{1,15}(?:\.[0-9]{1,6})?)(?P<unit>万元|元)?")


def _printed_sums(case: Case) -> Iterator[tuple[tuple[str, ...], tuple[Decimal, ...], str]]:
    """Each sum with what its head may be called, in 万元: an amount without any unit may be of either."""
    for field in case.content.fields:
        found = _SUM.fullmatch(normalise_label(field.label))
        amount = _AMOUNT.fullmatch(normalise_label(field.value).replace(",", ""))
        if not found or not amount:
            continue
        number = Decimal(amount["number"])
        unit = amount["unit"] or next((unit for unit in ("万元", "元") if unit in found["head"]), "")
        in_units = {"万元": (number,), "元": (number / UNITS_APART,)}
        either = (number, number / UNITS_APART)
        yield _heads(found["head"]), in_units.get(unit, either), normalise_label(field.value)


def _heads(head: str) -> tuple[str, ...]:
    """What a head may be called: with its unit, without it, and by the kind of money it stands for."""
    bare = re.sub(r"\(万?元\)$", "", head)
    return head, bare, *((FundSource.TOTAL.label,) if bare.endswith(("总额", "资金", "金额")) else ())


def _against_the_sum(
    case: Case, label: str, parts: list[FundLine], total: tuple[Decimal, ...], text: str
) -> Iterator[Remark]:
    written = sum((line.amount for line in parts if line.amount is not None), Decimal(0))
    tolerance = Decimal(case.parameters.tolerance)
    if any(abs(written - each) <= tolerance for each in total):
        return
    terms = " + ".join(f"{line.amount.normalize():f}" for line in parts if line.amount is not None)
    unread = sum(line.amount is None for line in parts)
    yield Remark(
        case.at("tasks"),
        f"{label}：{terms} = {written.normalize():f}万元，合计一行{text}",
        f"有{unread}项任务没有金额，与合计是否相符无法判断。" if unread else "各项任务的金额之和与合计不符。",
        expected="各行之和等于合计",
        undecidable=bool(unread),
    )
