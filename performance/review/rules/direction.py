"""D1, D7, D8: does the value point the right way?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.kinds import Comparator, ValueKind
from indicators.units import UnitKind
from performance.review.engine import Remark, row_rule, table_rule
from performance.review.families import OUTCOMES, Family
from performance.review.findings import Severity, Topic
from performance.review.mends import with_sign
from performance.review.needs import ROWS
from performance.review.rule_sets import any_word
from performance.review.tables import Row, Table

UPWARD = (Comparator.AT_LEAST, Comparator.MORE)
_DOWNWARD = (Comparator.AT_MOST, Comparator.LESS)


@row_rule(
    "D1",
    Severity.WARNING,
    "计算符号方向相反",
    Topic.UNCLEAR,
    needs=(ROWS,),
    reason="成本越低越好，效益和使用年限越高越好；符号反了，做得越差得分越高。",
    source="指标方向与类别的对应；越小越好的名称见规则集 lower_is_better、bad_rates、bad_counts；补给别人的钱（floor_costs）可以有下限，为提示。",
    example="可持续影响“持续使用时间 ≤10”；“安全事故发生率 ≥0%”。",
    remedy="成本用 ≤，效益、满意度和使用年限用 ≥。",
)
def sign_points_the_right_way(row: Row) -> Iterator[Remark]:
    """Costs are at most, benefits and satisfaction at least."""
    sign = row.value.comparator
    if not row.has_number:
        return
    saved = any_word(row.parameters.saved_money).search(row.name)
    if row.family is Family.COST and sign in UPWARD and not row.is_rate and not saved:
        floor = any_word(row.parameters.floor_costs).search(_OWN_MONEY.sub("", row.name))
        yield Remark(
            row.at("value"),
            f"{row.shown}",
            "成本指标用了“不少于”。",
            expected="≤",
            severity=Severity.HINT if floor else None,
            mends=(with_sign(row, "≤"),),
        )
    elif sign in UPWARD and (_counts_a_harm(row) or _is_waited_for(row)):
        yield Remark(
            row.at("value"),
            f"{row.shown}",
            "越小越好的指标用了“不少于”。",
            expected="≤",
            mends=(with_sign(row, "≤"),),
        )
    elif row.family is Family.QUALITY and sign in _DOWNWARD and _is_a_good_rate(row):
        yield Remark(
            row.at("value"),
            f"{row.shown}",
            "越大越好的指标用了“不超过”。",
            expected="≥",
            mends=(with_sign(row, "≥"),),
        )
    elif row.family in (*OUTCOMES, Family.SATISFACTION) and sign in _DOWNWARD and not _fewer_is_better(row):
        rises = row.family is Family.SATISFACTION or _more_is_better(row) or _is_a_high_rate(row)
        yield Remark(
            row.at("value"),
            f"{row.shown}",
            "效益或满意度指标用了“不超过”。" if rises else "用了“不超过”，看不出是不是越小越好。",
            expected="≥",
            severity=None if rises else Severity.HINT,
            mends=(with_sign(row, "≥"),),
        )


def _counts_a_harm(row: Row) -> bool:
    """A rate or a number of what should not happen, unless it is about dealing with it."""
    parameters = row.parameters
    harms = (Family.QUALITY, *OUTCOMES)
    if any_word(parameters.handling_words).search(row.name):
        return False
    bad_rate = row.family is not Family.COST and row.name.endswith(parameters.bad_rates)
    return bad_rate or (row.family in harms and row.name.endswith(parameters.bad_counts))


_OWN_MONEY = re.compile(
    "(?:均|每[^投]{1,3}|单位?[^投]{0,3})[^投财]{0,4}投[资入]$"
)  # what each costs, not what others are paid


def _is_a_good_rate(row: Row) -> bool:
    """A share of what turned out well, which nobody wants to bound."""
    good = row.is_rate and row.name.endswith(row.parameters.good_rates)
    good = good or _is_a_high_rate(row)
    return good and not row.lower_is_better and not _TURNED_ROUND.search(row.name)


def _is_a_high_rate(row: Row) -> bool:
    """So large a share is aimed at, whatever it is of, unless its kind has a limit."""
    number = row.value.number or 0
    high = row.name.endswith("率") and row.is_rate and row.value.is_percent and _HIGH <= number < _WHOLE
    return high and not any_word(row.parameters.bounded_rates).search(row.name)


_HIGH, _WHOLE = 70, 100  # per cent


_TURNED_ROUND = re.compile(
    "未(?!成年|来)|不(?!动产)|二次|再次"
)  # what is not reached, or had to be done again


def _is_waited_for(row: Row) -> bool:
    """The time in which something comes: the shorter the better, wherever it stands."""
    short = row.name.endswith(row.parameters.waiting_times)
    return short and row.unit_kind is UnitKind.TIME and row.family is not Family.COST


def _more_is_better(row: Row) -> bool:
    return row.is_a_rate_of_mending or bool(any_word(row.parameters.higher_is_better).search(row.name))


def _fewer_is_better(row: Row) -> bool:
    """What lasts too long or is waited for, unless the time is one of use or service."""
    waited = row.unit_kind is UnitKind.TIME and not any_word(row.parameters.lasting_words).search(row.name)
    return waited or row.lower_is_better or row.name.endswith(row.parameters.bad_counts)


@row_rule(
    "D7",
    Severity.WARNING,
    "成本以外的指标值等于预算数",
    Topic.MISPLACED,
    needs=(ROWS,),
    reason="把预算金额当作产出或效益，等于没有设定目标。",
    source="文本中的明显问题：支付金额填入时效、可持续影响。",
    example="时效“≤4.86”，预算数4.86；可持续影响“4.9正常供暖”，预算数4.90。",
    remedy="改为该类指标自己的数值。",
)
def value_is_not_the_budget(row: Row) -> Iterator[Remark]:
    """A value outside the costs, in money or without unit, is not the project's budget again."""
    if row.family is not Family.COST and (row.is_money or is_bare_amount(row)) and is_budget(row):
        yield Remark(
            row.at("value"),
            f"{row.shown}，预算数{row.table.budget}万元",
            "指标值就是预算数。",
            expected="该类指标自己的数值",
        )


def is_budget(row: Row) -> bool:
    """Whether the number, taken as 万元 where no unit is printed, is the budget of the project."""
    amount = row.money if row.money is not None else row.value.number
    return row.has_number and amount is not None and amount == row.table.budget


def is_bare_amount(row: Row) -> bool:
    """Whether the number may be an amount: no unit, and neither a quantity nor a percentage by its name."""
    counted = (row.name_kinds and UnitKind.MONEY not in row.name_kinds) or row.name.endswith("数量")
    shared = (row.is_rate and not row.value.rest) or row.family in (Family.QUANTITY, Family.SATISFACTION)
    return not row.unit and not counted and not shared


@table_rule(
    "D8",
    Severity.HINT,
    "目标值为零",
    Topic.WORDING,
    needs=(ROWS,),
    reason="按比例计分时分母为零；“≤0”的控制率也不清楚负数是否更好。",
    source="自评计分办法：反向指标按目标值除以完成值计分。每张表只提一次。",
    example="“项目成本控制率 ≤0”“预算调整率 0%”。",
    remedy="说明按达成、未达成计分，或改设正向指标。",
)
def targets_are_not_zero(table: Table) -> Iterator[Remark]:
    """A target of zero cannot be scored by ratio; those of a table are told once."""
    zero = [
        row
        for row in table.rows
        if row.has_number and row.value.number == 0 and row.value.kind is not ValueKind.RANGE
    ]
    if zero:
        yield Remark(
            zero[0].at("value") if len(zero) == 1 else table.at("value"),
            "、".join(row.shown for row in zero),
            "目标值为零，无法按比例计分。",
            expected="达成或未达成",
        )
