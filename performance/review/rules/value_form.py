"""B1-B6: is the value a number with the right unit?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from indicators.kinds import Comparator, ValueKind
from indicators.units import ANY_COUNT_UNIT, UnitKind
from performance.review.case import Case
from performance.review.engine import Remark, row_rule, statement_rule
from performance.review.families import Family
from performance.review.findings import Severity, Topic
from performance.review.mends import split_mends, with_sign, with_units
from performance.review.needs import ROWS
from performance.review.tables import Row


@row_rule(
    "B1",
    Severity.ERROR,
    "数值缺少计量单位",
    Topic.UNCLEAR,
    needs=(ROWS,),
    reason="没有单位的数字不知道数的是什么，完成值也无法对照。",
    source="全国通行的指标三要素：计算符号、指标值、计量单位。0 没有单位也看得懂，为提示。",
    example="“服务水平 ≥95”“购买数量 1”。",
    remedy="在数值后写明单位；纯比值请在名称中说明。",
)
def number_has_a_unit(row: Row) -> Iterator[Remark]:
    """A number says what it counts; rates are left to B5. Where the name or the cost fixes the unit, it can be told."""
    if not row.has_number or row.unit or row.value.rest or row.is_rate:
        return
    if row.name.endswith(row.parameters.unitless_endings) or row.is_no_share_by(row.name):
        return
    if "pH" in row.label or "PH" in row.label:
        return
    kinds = row.name_kinds or (UnitKind.MONEY,) * (row.family is Family.COST)
    yield Remark(
        row.at("value"),
        f"{row.shown}",
        "数值没有计量单位。",
        expected="、".join(f"“{row.printed}{unit}”" for unit in _units_of(kinds) or _usual_units(row)),
        severity=Severity.HINT if row.value.number == 0 else Severity.WARNING if kinds else None,
        mends=with_units(row, _units_of(kinds) or _usual_units(row)),
    )


# What is suggested first for each kind.
_USUAL = {
    UnitKind.MONEY: ("万元",),
    UnitKind.EVENT: ("次", "场"),
    UnitKind.VISIT: ("人次",),
    UnitKind.PERSON: ("人",),
    UnitKind.HOUSEHOLD: ("户",),
    UnitKind.THING: ("个", "家"),
    UnitKind.TIME: ("天",),
    UnitKind.AREA: ("平方米", "亩"),
    UnitKind.LENGTH: ("公里", "米"),
    UnitKind.MASS: ("吨",),
}


def _units_of(kinds: Iterable[UnitKind]) -> tuple[str, ...]:
    return tuple(unit for kind in kinds for unit in _USUAL.get(kind, ()))


def _usual_units(row: Row) -> tuple[str, ...]:
    return ("个", "次") if row.family in (Family.QUANTITY, Family.DELIVERY) else ("%",)


@row_rule(
    "B2",
    Severity.ERROR,
    "数值后面粘连文字",
    Topic.WORDING,
    needs=(ROWS,),
    reason="指标值与说明混在一起，既不能计算也容易读错。",
    source="指标值应只含符号、数值和单位；说明写入指标描述。一格写了几个数的为警告；三个字以内、像是单位而单位表没有的，单位后面只有括号的，或“20分钟内到达”一类，为提示。",
    example="“≥50建设1家50人参与的科技工作者之家”“≥1002020年……完成率”。",
    remedy="指标值只保留符号、数值和单位，其余文字移到绩效指标描述。",
)
def nothing_is_glued_to_the_number(row: Row) -> Iterator[Remark]:
    """What stands behind a number is a unit; a word that may be one that the table does not have is a hint."""
    rest = row.value.rest
    if not row.has_number or not rest:
        return
    if row.family is Family.TIMELINESS and _DAY.fullmatch(row.printed):
        return
    if _RATIO.fullmatch(rest) or (row.value.unit and _OTHER_UNITS.fullmatch(rest)):
        return
    unknown = _MAYBE_A_UNIT.fullmatch(rest)
    if unknown and row.value.unit:
        return
    if row.unit_kind is UnitKind.TIME and _WITHIN.match(rest):
        yield Remark(
            row.at("value"),
            row.shown_value,
            "时限后面写着要做的事。",
            expected=row.printed.removesuffix(rest) + "内",
            severity=Severity.HINT,
            mends=split_mends(row),
        )
        return
    if row.value.unit and (several := _ANOTHER_NUMBER.match(rest)):
        yield Remark(
            row.at("value"),
            row.shown_value,
            f"一格写了几个数，后面还有“{several['number']}”。",
            expected="一条一个数",
            remedy="拆成几条，各填各的指标值。",
            severity=Severity.WARNING,
        )
        return
    if row.value.unit and _IN_BRACKETS.fullmatch(rest):
        yield Remark(
            row.at("value"),
            row.shown_value,
            "数值后面有括号里的说明。",
            expected=row.printed.removesuffix(rest),
            severity=Severity.HINT,
            mends=split_mends(row),
        )
        return
    yield Remark(
        row.at("value"),
        row.shown_value,
        f"“{rest}”不是单位表里的单位。" if unknown else "数值与文字粘连。",
        expected=row.printed.removesuffix(rest) + ("" if row.value.unit else "＋单位"),
        remedy="核对单位有没有写错。" if unknown else "",
        severity=Severity.HINT if unknown else None,
        mends=() if unknown else split_mends(row),
    )


_DAY = re.compile("[=≤<]?(?:20[0-9]{2}年)?(?:1[0-2]|[1-9])月(?:[0-9]{1,2}日|[上中下]旬|[底末初])?前?[(]无[)]")
_WITHIN = re.compile("(?:以|之)?内[^0-9]+$")  # 20分钟内到达
_RATIO = re.compile(r"[:：][0-9.]+")
_OTHER_UNITS = re.compile(r"[(（][一-龥]{1,2}(?:[、，,/或][一-龥]{1,2})*[)）]")  # 万头（只、羽）
_ANOTHER_NUMBER = re.compile(
    rf"[^0-9、，；,;和及与]{{0,4}}[、，；,;和及与][^0-9]{{0,4}}(?P<number>[0-9.]+万?(?:%|{ANY_COUNT_UNIT}))"
)
_IN_BRACKETS = re.compile(r"[(（][^()（）]{1,20}[)）]")
_MAYBE_A_UNIT = re.compile(r"[一-龥]{1,3}|[A-Za-zμ%·/^0-9²³]{1,8}")


@row_rule(
    "B3",
    Severity.WARNING,
    "金额单位不完整",
    Topic.WORDING,
    needs=(ROWS,),
    reason="“万”可以是万元，也可以是万人、万次。",
    source="金额一律写明元或万元；成本指标的“万”只能是万元，只作提示。",
    example="“≤3.1万”“≤20万”。",
    remedy="写成“万元”，或补上所数的单位。",
)
def money_unit_is_whole(row: Row) -> Iterator[Remark]:
    """A bare 万 says a scale but not what is counted."""
    if row.has_number and row.unit == "万" and not row.value.rest:
        is_cost = row.family is Family.COST
        endings = ("元", "人次", "个") if row.family is Family.ECONOMIC else ("人次", "个")
        whole = f"{row.printed}元" if is_cost else "、".join(f"“{row.printed}{unit}”" for unit in endings)
        yield Remark(
            row.at("value"),
            row.shown_value,
            "单位“万”不完整。",
            expected=whole,
            severity=Severity.HINT if is_cost else None,
            mends=with_units(row, ("万元",) if is_cost else tuple(f"万{unit}" for unit in endings)),
        )


@statement_rule(
    "B4",
    Severity.WARNING,
    "计量单位与指标名称不符",
    Topic.UNCLEAR,
    needs=(ROWS,),
    reason="名称说的与单位数的不是一回事，或同名指标单位不一，完成值无法汇总比较。",
    source="词表 kinds_of_names：名称结尾与单位种类的对应；同一文本内同名指标应使用同一种单位。",
    example="“活动项目个数 ≥1场”“宣传报道次数 ≥5篇”；年参观人数一处用“万人次”、一处用“万人”。",
    remedy="改正单位，或改正名称。",
)
def unit_fits_the_name(case: Case) -> Iterator[Remark]:
    """The unit is one that the end of the name asks for, and the same for the same name."""
    for row in case.rows:
        if row.has_number and row.unit:
            yield from _unit_against_name(row)
    yield from _units_of_equal_names(case)


def _unit_against_name(row: Row) -> Iterator[Remark]:
    kinds = row.name_kinds
    if kinds and row.unit_kind not in (None, *kinds):
        yield Remark(
            row.at("value"),
            f"{row.shown}",
            f"名称说的是{'、'.join(kind.label for kind in kinds)}，单位却是“{row.unit}”。",
            expected="单位：" + "、".join(_units_of(kinds)),
            mends=with_units(row, _units_of(kinds)) if row.value.unit else (),
        )


def _units_of_equal_names(case: Case) -> Iterator[Remark]:
    first: dict[str, Row] = {}
    for row in case.rows:
        if not row.has_number or not row.name or row.unit_kind is None or not row.value.unit:
            continue
        earlier = first.setdefault(row.name, row)
        if earlier.unit_kind is not row.unit_kind:
            yield Remark(
                row.at("value"),
                f"{row.shown}；另一处 {earlier.shown_value}",
                "同名指标使用了不同的计量单位。",
                expected=f"统一为“{earlier.unit}”或“{row.unit}”",
                mends=with_units(row, (earlier.value.unit or "",)),
            )


@row_rule(
    "B5",
    Severity.WARNING,
    "比率没有用百分数或超过100%",
    Topic.WORDING,
    needs=(ROWS,),
    reason="“率”和“满意度”是部分与整体之比，应为0%—100%。",
    source="词表 rate_endings；增长率等可以超过100%的列在 rates_above_100，不是比例的“率”列在 not_shares；0不需要百分号。",
    example="“项目验收合格率 ≥100”。",
    remedy="写成百分数，并核对是否可能超过100%。",
)
def rate_is_a_percentage(row: Row) -> Iterator[Remark]:
    """A rate carries a percent sign and lies within the whole."""
    if not row.is_rate or not row.has_number or row.value.rest:
        return
    number = row.value.number or Decimal(0)
    if row.counts or row.is_money:
        return  # D11
    if row.unit_kind in _MEASURED or (row.unit_kind in _FLOWING and "/" in row.unit):
        return  # a rate of flow, of energy, of data
    if not row.unit or (row.unit_kind is not UnitKind.SHARE and row.family is not Family.SATISFACTION):
        if number != 0:
            yield Remark(
                row.at("value"),
                f"{row.shown}",
                "比率没有用百分数表示。",
                expected=f"{number}%",
                mends=() if row.unit else with_units(row, ("%",)),
            )
    elif number > 100 and not any(word in row.name for word in row.parameters.rates_above_100):
        yield Remark(row.at("value"), f"{row.shown}", "比率超过100%。", expected="不超过100%")


_MEASURED = (UnitKind.DATA, UnitKind.PHYSICAL, UnitKind.ENERGY)
_FLOWING = (UnitKind.TIME, UnitKind.VOLUME, UnitKind.MASS, UnitKind.LENGTH)


@row_rule(
    "B6",
    Severity.HINT,
    "“≥100%”只能等于100%",
    Topic.WORDING,
    needs=(ROWS,),
    reason="比率到100%已是全部，“大于”没有意义，反而显得没有认真设定。",
    source="指标值填报的常见问题。",
    example="“≥100科协满意度100%”。",
    remedy="写成“＝100%”，或按实际设定可以达到的比率。",
)
def at_least_all_means_all(row: Row) -> Iterator[Remark]:
    """At least 100 % can only be exactly 100 %."""
    value = row.value
    full = (
        value.comparator is Comparator.AT_LEAST and value.number == 100 and value.kind is not ValueKind.RANGE
    )
    may_exceed = any(word in row.name for word in row.parameters.rates_above_100)
    if full and not may_exceed and (value.is_percent or "100%" in value.rest):
        mends = (with_sign(row, "＝"),) if value.is_percent and not value.rest else ()
        yield Remark(
            row.at("value"), row.shown_value, "“≥100%”只可能等于100%。", expected="＝100%", mends=mends
        )
