"""C19: is money of a project that is told in 元 here and in 万元 there the same money?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from performance.review.amounts import Amount, amounts
from performance.review.claims import claims
from performance.review.engine import Remark, project_rule
from performance.review.families import Family
from performance.review.findings import Severity, Topic
from performance.review.needs import PROJECTS
from performance.review.rule_sets import any_word
from performance.review.similarity import pairs
from performance.review.tables import TEN_THOUSANDS, Table

UNITS_APART = Decimal(10_000)  # 元 taken for 万元, or the other way round


@project_rule(
    "C19",
    Severity.WARNING,
    "元与万元混用",
    Topic.MONEY,
    needs=(PROJECTS,),
    reason="同一笔钱写成两个单位，相差一万倍，批复和公开后都是错的。",
    source="用途、目标中的总额与预算数、项目总额对照，每处的标准与成本指标对照，票价、奖励、贷款一类不是项目总额的不比较；正好相差一万倍的才提出；表中有一万个、一万人的不比较，那时单价和总额本来就差一万倍。",
    example="预算数52.80万元，目标写“全年52.8元”；指标“6万元/所”，目标写“每所补助60000万元”。",
    remedy="核对计量单位，改为一致。",
)
def money_is_told_in_one_unit(table: Table) -> Iterator[Remark]:
    """No sum of the prose has the figures of the budget or of a unit cost, but ten thousand times as much or as little."""
    project = table.project
    if project is None:
        return
    totals = [("预算数", project.budget), ("项目总额", project.total_budget)]
    whole = [_Known(label, amount) for label, amount in totals if amount]
    for place, text in (("purpose", project.purpose), *(("goals", goal) for goal in project.goals)):
        for words, amount in _told(text, table):
            each = _EACH.search(words)
            known = list(_unit_costs(table, words)) if each else () if _OF_OTHERS.search(words) else whole
            other = next((one for one in known if _is_apart(amount.amount, one.amount)), None)
            if other and not _has_ten_thousand(table):
                yield Remark(
                    table.at(place),
                    f"“{words}”，{other.label}{other.amount.normalize():f}万元",
                    "两处金额正好相差一万倍，多半是元和万元混用。",
                    judged=text,
                    expected=f"{other.amount.normalize():f}万元",
                )


class _Known(NamedTuple):
    label: str
    amount: Decimal


_OF_ANY_COST = re.compile(
    "每.|[人户场次生年月亩]均|平均|标准|成本|费用|单价|定额|补[助贴]|支出|[0-9.,，万元]+"
)
_NEAR = 30  # characters on either side, however long the sentence is
_PAUSE = re.compile("[，,、（()）]")
_EACH = re.compile("[每均/]|单价|标准|定额")
# A price, what somebody gets or pays, and money that is not the project's: never the whole of its budget.
_OF_OTHERS = re.compile(
    "[票券罚缴]|面值|售价|市场价|定价|中标价|挂号|收费|套餐|工本费|奖励|慰问|给予|最高|最低|封顶|起步|按[0-9]"
    "|增收|产值|撬动|带动|吸引|社会资金|社会资本|贷款|融资|销售"
)


def _told(text: str, table: Table) -> Iterator[tuple[str, Amount]]:
    """Each sum with the words around it."""
    for amount in amounts(text, table.parameters, table.case.content.year):
        if amount.amount and not amount.printed.endswith("亿元"):
            start, end = amount.start, amount.start + len(amount.printed)
            before, behind = amount.clause[max(0, start - _NEAR) : start], amount.clause[end : end + _NEAR]
            yield _PAUSE.split(before)[-1] + amount.printed + _PAUSE.split(behind)[0], amount


def _unit_costs(table: Table, words: str) -> Iterator[_Known]:
    """The costs of one that a clause may speak of, told by a word in common."""
    unit_cost = any_word((*table.parameters.unit_cost_names, "标准", "定额"))
    for row in table.of(Family.COST):
        money, _, of_one = row.unit.partition("/")
        factor = TEN_THOUSANDS.get(money)
        if factor is None or row.value.number is None or not (of_one or unit_cost.search(row.name)):
            continue
        what, named = (_OF_ANY_COST.sub("", text) for text in (words, row.name))
        if not what or pairs(named) & pairs(what):
            yield _Known(row.label, row.value.number * factor)


def _is_apart(one: Decimal, other: Decimal) -> bool:
    return one == other * UNITS_APART or other == one * UNITS_APART


def _has_ten_thousand(table: Table) -> bool:
    """Then what one costs and what all cost have the same figures rightly."""
    project = table.project
    texts = (project.purpose, *project.goals) if project else ()
    counted = [claim.number for text in texts for claim in claims(text, sizes=True)]
    return UNITS_APART in (*counted, *(row.value.number for row in table.rows if not row.is_money))
