"""A10, B12: is what is done said from more than one side, and is its quantity a number?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.kinds import ValueKind
from indicators.units import ANY_COUNT_UNIT
from performance.review.engine import Remark, row_rule, table_rule
from performance.review.families import Family
from performance.review.findings import Severity, Topic
from performance.review.needs import OUTPUT_FAMILIES, ROWS
from performance.review.tables import Row, Table
from performance.review.thresholds import Threshold

_SIDES = (Family.QUANTITY, Family.QUALITY, Family.TIMELINESS)


@table_rule(
    "A10",
    Severity.HINT,
    "产出指标只说了一个方面",
    Topic.UNCLEAR,
    needs=(OUTPUT_FAMILIES,),
    reason="做多少、做得怎样、何时做完，缺了后两样，数量再多也看不出好坏和快慢。",
    source="财预〔2021〕101号：产出指标分数量、质量、时效；至少几个方面由规则集 min_output_sides 规定。维持运转的经费不作要求。",
    example="五条产出指标全是数量指标。",
    remedy="补充质量或时效指标。",
    thresholds=(Threshold("min_output_sides", "产出指标至少说几个方面（数量、质量、时效）", 1, 3),),
)
def outputs_have_several_sides(table: Table) -> Iterator[Remark]:
    """Of quantity, quality and timeliness a table with enough outputs has as many as are asked for."""
    outputs, parameters = table.of(*_SIDES), table.parameters
    there = [side for side in _SIDES if table.of(side)]
    if table.is_running_cost or len(outputs) < parameters.min_output_rows:
        return
    if Family.QUANTITY in there and len(there) < parameters.min_output_sides:
        missing = "、".join(f"{side.value}指标" for side in _SIDES if side not in there)
        yield Remark(
            table.at(),
            f"产出指标{len(outputs)}条，只有{'、'.join(f'{side.value}指标' for side in there)}",
            f"产出指标没有{missing}。",
            expected=f"数量、质量、时效中至少{parameters.min_output_sides}个方面",
        )


@row_rule(
    "B12",
    Severity.WARNING,
    "数量指标的值不是数量",
    Topic.UNCLEAR,
    needs=(ROWS,),
    reason="数量指标说的是做多少；值里没有数，就没有可以对照的数量。",
    source="财预〔2021〕101号“量化易评”；数量指标的值是定性的词、日期或一句话；话里有数的（“每月2次”“在职12人，退休3人”）为提示。",
    example="数量指标“采购教学设备”，指标值“完成”。",
    remedy="写明做多少和计量单位；说不出数量的，改为质量或时效指标。",
)
def quantity_is_a_number(row: Row) -> Iterator[Remark]:
    """What stands under 数量指标 counts something."""
    if row.family is Family.QUANTITY and row.value.kind in _UNCOUNTED:
        counted = row.value.kind is ValueKind.PHRASE and _COUNTED.search(row.printed)
        yield Remark(
            row.at("value"),
            row.shown_value,
            "数量指标的值不是一个数。" if counted else "数量指标的值不是数量。",
            expected="数值和计量单位，如“≥12场”",
            severity=Severity.HINT if counted else None,
        )


_COUNTED = re.compile(rf"[0-9]万?(?:{ANY_COUNT_UNIT})")
_UNCOUNTED = (ValueKind.GRADE, ValueKind.PHRASE, ValueKind.DEADLINE)
