"""C17: does the text say of its projects what the budget says of them?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from indicators.text import normalise_label
from performance.review.case import Case
from performance.review.engine import Remark, statement_rule
from performance.review.findings import Severity, Topic
from performance.review.needs import PLANNED
from performance.review.planned import PlannedProject
from performance.review.tables import Table

_MOST_NAMED = 50  # projects of the budget that a text does not have


@statement_rule(
    "C17",
    Severity.WARNING,
    "项目与下达的预算数不一致",
    Topic.MONEY,
    needs=(PLANNED,),
    reason="目标是对着预算批的，文本里的项目、名称、金额和预算数不同，批复和执行就对不上。",
    source="本局导入的预算数（一上、二上），按项目编码对照；部门有二上的，只看二上。",
    example="文本12.50万元，二上13.00万元；二上有的项目，文本没有。",
    remedy="与预算数改为一致；预算数有误的，请财政局重新导入，或说明差异的原因。",
)
def projects_are_those_of_the_budget(case: Case) -> Iterator[Remark]:
    """By their codes: amount and name of each, none too few and none too many."""
    planned = {one.code: one for one in case.planned}
    missing = dict(planned)
    for table in case.projects:
        code = table.project.code.strip() if table.project else ""
        if not code:
            continue
        if (wanted := planned.get(code)) is None:
            yield Remark(table.at("code"), f"项目编码“{code}”", "预算数里没有这个项目编码。")
            continue
        missing.pop(code, None)
        yield from _differences(case, table, wanted)
    for one in list(missing.values())[:_MOST_NAMED]:
        yield Remark(
            case.at("text"),
            f"{one.round}：{one.code} {one.name}，{_shown(one.amount)}",
            "预算数里有的这个项目，文本没有。",
            expected="列入这个项目",
        )
    if len(missing) > _MOST_NAMED:
        yield Remark(case.at("text"), f"共{len(missing)}个", f"其余{len(missing) - _MOST_NAMED}个没有列出。")


def _differences(case: Case, table: Table, wanted: PlannedProject) -> Iterator[Remark]:
    amount = table.budget
    if wanted.amount is not None and amount != wanted.amount:
        near = amount is not None and abs(amount - wanted.amount) <= Decimal(case.parameters.tolerance)
        if not near:
            yield Remark(
                table.at("budget"),
                f"文本{_shown(amount)}，{wanted.round}{_shown(wanted.amount)}",
                f"金额与{wanted.round}的预算数不一致。",
                expected=_shown(wanted.amount),
            )
    name = table.project.name if table.project else ""
    if normalise_label(name) != normalise_label(wanted.name):
        yield Remark(
            table.at("name"),
            f"文本“{name}”，{wanted.round}“{wanted.name}”",
            f"项目名称与{wanted.round}的不一致。",
            expected=wanted.name,
        )


def _shown(amount: Decimal | None) -> str:
    return "空白" if amount is None else f"{amount.normalize():f}万元"
