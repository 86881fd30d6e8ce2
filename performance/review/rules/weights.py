"""C9, C15: do the weights of the indicators add up, for each heading too, and does none outweigh all others?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from indicators.text import normalise_label
from performance.review.engine import Remark, table_rule
from performance.review.families import GROUP_OF, GROUPS
from performance.review.findings import Severity, Topic
from performance.review.needs import WEIGHTS
from performance.review.tables import Row, Table
from performance.review.thresholds import Threshold


@table_rule(
    "C9",
    Severity.ERROR,
    "指标权重合计有误",
    Topic.UNCLEAR,
    needs=(WEIGHTS,),
    reason="权重是自评计分的基础，批复后不再改变。",
    source="财预〔2021〕101号：满分100，其中预算执行率10分在自评时计入；各类别分数见规则集 family_weights，各地规定不一，不符为提示。",
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
            severity=Severity.HINT,
        )


@table_rule(
    "C15",
    Severity.WARNING,
    "权重的分配不当",
    Topic.UNCLEAR,
    needs=(WEIGHTS,),
    reason="一条指标占去大半，其余就不起作用；下级之和与上级印的分值不符，就不知道按哪个计分。",
    source="一级、二级指标名称后面印的分值与所属指标权重之和对照；单条指标的上限见规则集 max_row_weight。",
    example="90分压在一条指标上；“产出指标（50分）”下各条合计45分。",
    remedy="按各指标的重要程度分配权重，使各级之和相符。",
    thresholds=(Threshold("max_row_weight", "单条指标权重上限（分）", 10, 100),),
)
def weights_are_spread(table: Table) -> Iterator[Remark]:
    """No indicator of several outweighs the rest, and those below a heading have what is printed beside it."""
    weighed = [row for row in table.rows if row.indicator.weight is not None]
    limit = table.parameters.max_row_weight
    for row in weighed:
        weight = row.indicator.weight or Decimal(0)
        if len(weighed) > 1 and weight > limit:
            yield Remark(
                row.at("weight"),
                f"{row.label} {_points(weight)}",
                "一条指标的权重过大。",
                expected=f"不超过{limit}分",
            )
    if len(weighed) == len(table.rows):
        yield from _headings(table)


_PRINTED_WEIGHT = re.compile(r"\(([0-9]{1,3}(?:\.[0-9]{1,2})?)(?:分|%)?\)$")


def _headings(table: Table) -> Iterator[Remark]:
    below: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        upper, lower = normalise_label(row.indicator.level1), normalise_label(row.indicator.level2)
        for heading in {(upper,), (upper, lower)}:
            below.setdefault(heading, []).append(row)
    for heading, rows in sorted(below.items(), key=lambda pair: (pair[1][0].number, len(pair[0]))):
        printed = _PRINTED_WEIGHT.search(heading[-1])
        total = sum((row.indicator.weight or Decimal(0) for row in rows), Decimal(0))
        if printed and Decimal(printed[1]) != total:
            yield Remark(
                table.at("weight"),
                f"“{heading[-1]}”下{len(rows)}条合计{_points(total)}",
                "下级指标的权重之和与上级印的分值不符。",
                expected=_points(Decimal(printed[1])),
            )


def _points(weight: Decimal) -> str:
    return f"{weight.normalize():f}分"
