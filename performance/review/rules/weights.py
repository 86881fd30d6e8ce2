"""C9: do the weights of the indicators add up?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from performance.review.engine import Remark, table_rule
from performance.review.families import GROUP_OF, GROUPS
from performance.review.findings import Severity, Topic
from performance.review.needs import WEIGHTS
from performance.review.tables import Table


@table_rule(
    "C9",
    Severity.ERROR,
    "指标权重合计有误",
    Topic.UNCLEAR,
    needs=(WEIGHTS,),
    reason="权重是自评计分的基础，批复后不再改变。",
    source="财预〔2021〕101号：满分100，其中预算执行率10分在自评时计入；各类别分数见规则集 family_weights（不符为警告）。",
    example="权重合计95。",
    remedy="调整各指标权重，使合计为90（另留执行率10）或100。",
)
def weights_add_up(table: Table) -> Iterator[Remark]:
    """Where weights are used, every indicator has one, and they sum to the whole and to the family's share."""
    weights = [row.indicator.weight for row in table.rows if row.indicator.weight is not None]
    if not weights:
        return
    total = sum(weights, Decimal(0))
    if len(weights) < len(table.rows):
        evidence = f"{len(table.rows)}条指标中{len(weights)}条有权重"
        yield Remark(table.at("weight"), evidence, "有的指标没有权重。", expected="每条指标都有权重")
    elif total not in table.parameters.weight_sums:
        sums = "或".join(map(str, table.parameters.weight_sums))
        yield Remark(table.at("weight"), f"合计{total}", f"权重合计不是{sums}。", expected=sums)
    else:
        yield from _weights_of_families(table, total)


def _weights_of_families(table: Table, total: Decimal) -> Iterator[Remark]:
    split: dict[str, Decimal] = {}
    for row in table.rows:
        group = GROUP_OF.get(row.family)
        if group is None:
            return
        split[group] = split.get(group, Decimal(0)) + (row.indicator.weight or Decimal(0))
    allowed = [
        one
        for one in table.parameters.family_weights
        if sum(one.values()) == total and one.keys() == split.keys()
    ]
    if allowed and split not in allowed:
        evidence = "、".join(f"{GROUPS[group][0]}{weight}" for group, weight in split.items())
        wanted = "、".join(f"{GROUPS[group][0]}{weight}" for group, weight in allowed[0].items())
        yield Remark(
            table.at("weight"),
            evidence,
            "各类指标的权重与规定不符。",
            expected=wanted,
            severity=Severity.WARNING,
        )
