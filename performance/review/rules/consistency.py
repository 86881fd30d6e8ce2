"""E1, E2, E8: do indicators repeat each other, within a table and between projects?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from performance.review.case import Case
from performance.review.engine import Remark, statement_rule, table_rule
from performance.review.families import Family
from performance.review.findings import Severity, Topic
from performance.review.mends import without
from performance.review.needs import MANY_PROJECTS, ROWS
from performance.review.overlap import OverlapIndex
from performance.review.similarity import core, is_subsequence, pairs
from performance.review.tables import Row, Table
from performance.review.thresholds import Threshold

_MOST_COMPARED = 60  # rows of one family; no form prints so many


@table_rule(
    "E1",
    Severity.WARNING,
    "同一项目内指标重复或近似",
    Topic.COUNTED_TWICE,
    needs=(ROWS,),
    reason="重复的指标占用权重，数值相反时更无法评价。",
    source="指标之间不应重叠；按规范化名称、同类中名称包含且同值（或只多“或、和”字）、时效和成本中同值近名判断；名称相近、数不同的两条比率为提示。",
    example="“项目或定额成本控制率 100%”与“项目成本控制率 ≤0”；“支付时效”与“按期完成资金支付”同值。",
    remedy="保留一条。",
)
def no_indicator_stands_twice(table: Table) -> Iterator[Remark]:
    """No two indicators of a table say the same."""
    first: dict[str, Row] = {}
    kin: dict[Family, list[Row]] = defaultdict(list)
    for row in table.rows:
        if not row.name:
            continue
        akin = kin[row.family]
        alike = next((other for other in akin[-_MOST_COMPARED:] if _say_the_same(other, row)), row)
        earlier = min(first.setdefault(row.name, row), alike, key=lambda one: one.number)
        akin.append(row)
        if earlier is not row:
            yield Remark(
                row.at("name"),
                f"“{earlier.shown}”与“{row.shown}”",
                "与前面的指标重复或近似。",
                expected="保留一条",
                mends=(without(row),),
            )
    yield from _rates_of_one_thing(table)
    for family, akin in kin.items():
        if len(akin) > _MOST_COMPARED:
            yield Remark(
                table.at(),
                f"{family.value}指标{len(akin)}条",
                f"同类指标太多，每条只与前{_MOST_COMPARED}条比较，是否还有近似的无法判断。",
                undecidable=True,
            )


def _rates_of_one_thing(table: Table) -> Iterator[Remark]:
    """A rate whose name is the end of another's, with another number: of a part, or of the same."""
    rates = [row for row in table.rows if row.value.is_percent and len(row.name) >= _TELLING and row.is_rate]
    ends: dict[str, Row] = {}
    for row in rates[:_MOST_COMPARED]:
        earlier = ends.setdefault(row.name[-_TELLING:], row)
        short, long = sorted((earlier.name, row.name), key=len)
        alike = long.endswith(short) or earlier.family is not row.family
        if earlier is row or short == long or not alike or earlier.value.number == row.value.number:
            continue
        general = row.name.endswith(row.parameters.completion_endings)
        if not general and not re.fullmatch(row.parameters.filler_words, row.name[-_TELLING:]):
            yield Remark(
                row.at("name"),
                f"“{earlier.shown}”与“{row.shown}”",
                "两条比率名称相近、数不同，看不出一条是不是另一条的一部分。",
                expected="写明各是谁的比率",
                severity=Severity.HINT,
            )


_TELLING = 3  # characters at the end of a rate's name: 亮灯率 of the streets and of the lanes


def _say_the_same(one: Row, other: Row) -> bool:
    """Of two rows of one family."""
    short, long = sorted((one.name, other.name), key=len)
    same = one.printed == other.printed
    if len(short) >= 5 and len(short) >= 0.6 * len(long):
        joined = same or any(word in long and word not in short for word in "或和及与、")
        if joined and is_subsequence(short, long):
            return True
    if not same or not one.has_number:
        return False
    if len(short) > 4 and sorted(short) == sorted(long):
        return True  # the same words in another order
    return (
        one.family in (Family.TIMELINESS, Family.COST)
        and not one.value.is_percent
        and bool(pairs(one.name) & pairs(other.name))
    )


@statement_rule(
    "E2",
    Severity.WARNING,
    "不同项目套用同一组指标",
    Topic.COUNTED_TWICE,
    needs=(MANY_PROJECTS,),
    reason="照搬的指标说明没有结合项目设定，结果也会重复计算。",
    source="名称集合的重合度（规则集 clone_likeness）；各单位同一费用科目相同的为提示。",
    example="三个项目的9个指标名称基本相同；两个场馆项目的指标和数值都相同。",
    remedy="按各项目内容分别设定；同类小项目可合并。",
    thresholds=(
        Threshold("clone_likeness", "视为雷同的指标所占比例", 0.6, 1.0),
        Threshold("clone_min_rows", "至少几条指标才比较", 2, 10),
    ),
)
def indicator_sets_are_not_cloned(case: Case) -> Iterator[Remark]:
    """No project repeats the indicator names of an earlier one."""
    seen, named, likeness = list[Table](), OverlapIndex(), case.parameters.clone_likeness
    for table in case.projects:
        if len(table.names) < case.parameters.clone_min_rows:
            continue
        alike = named.sharing(table.names, likeness)
        model = next(
            (seen[number] for number in alike.numbers if _overlap(seen[number], table) >= likeness), None
        )
        if model is None:
            named.add(table.names)
            seen.append(table)
            if not alike.complete:
                message = "同名的指标太多，是否与其他项目雷同没有逐一比较。"
                yield Remark(table.at(), f"三级指标{len(table.rows)}条", message, undecidable=True)
            continue
        shared = "、".join(row.name for row in table.rows if row.name in model.names)
        name = model.project.name if model.project else ""
        yield Remark(
            table.at(),
            f"与“{name}{model.printed_code}”相同的三级指标：{shared}",
            "三级指标与另一项目基本相同。",
            expected="按本项目内容设定",
            severity=Severity.HINT if _same_cost_item(model, table) else None,
        )


def _same_cost_item(one: Table, other: Table) -> bool:
    """The same item of the economic classification in two units is measured in the same way."""
    names = {core(table.project.name) for table in (one, other) if table.project}
    return (one.is_running_cost and other.is_running_cost) or len(names) == 1


def _overlap(one: Table, other: Table) -> float:
    """The share of the names of both that both have."""
    return len(one.names & other.names) / len(one.names | other.names)


@table_rule(
    "E8",
    Severity.WARNING,
    "行或列可能错位",
    Topic.WORDING,
    needs=(ROWS,),
    reason="复制表格时错行，名称、数值和依据就对不上。",
    source="与相邻行的名称、二级指标比较；指标值确定依据与指标值相同。",
    example="“体制机制改革 | 服务体制改革成效”与下一行“行政管理体制改革成效 | 服务体制改革成效”。",
    remedy="对照原稿核对这几行。",
)
def rows_are_not_shifted(table: Table) -> Iterator[Remark]:
    """No cell repeats what belongs to its neighbour."""
    for above, row in pairwise(table.rows):
        same_name = row.name and row.name == above.name
        if same_name and core(row.indicator.level2) != core(above.indicator.level2):
            yield Remark(
                row.at("name"),
                f"{core(above.indicator.level2)} | {above.name}；{core(row.indicator.level2)} | {row.name} {row.printed}",
                "三级指标与上一行相同而二级指标不同，可能错行。",
            )
    for row in table.rows:
        value = core(row.indicator.value)
        neighbours = table.rows[max(0, row.number - 1) : row.number + 2]
        if value and value in {other.name for other in neighbours}:
            yield Remark(row.at("value"), f"{row.name} | {row.printed}", "指标值是相邻行的名称，可能错位。")
        elif value and value == core(row.indicator.basis):
            yield Remark(
                row.at("basis"),
                f"{row.printed} | {row.indicator.basis.strip()}",
                "确定依据与指标值相同，可能错列。",
            )
