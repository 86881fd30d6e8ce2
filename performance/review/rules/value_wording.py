"""B7-B9, B11, B13: is the value measurable, signed, exact, of the right sort, and said once?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from indicators.kinds import Comparator, ValueKind
from performance.review.case import Case
from performance.review.engine import Remark, row_rule, statement_rule, table_rule
from performance.review.families import OUTCOMES, Family
from performance.review.findings import Severity, Topic
from performance.review.mends import Mend, says, with_sign
from performance.review.needs import ROWS
from performance.review.rule_sets import any_of, any_word
from performance.review.similarity import core
from performance.review.tables import Row, Table
from performance.review.worded_mends import graded_instead


@row_rule(
    "B7",
    Severity.WARNING,
    "可以量化而没有量化",
    Topic.UNCLEAR,
    needs=(ROWS,),
    reason="“持续提升”“效果明显”无法判断是否完成。",
    source="财预〔2021〕101号“量化易评”：定性指标应能分级并有证据。可用的分级值见规则集 graded_words；比率和满意度须是数。可以核对做到没有的写法（milestone_words）、“准确性”填“准确”一类、维持运转的经费，以及说到哪一天的、不说程度的（“发现后当日”“出具合格证”，degree_words 以外的话）为提示。",
    example="“持续提升”；满意度指标值写“使群众满意”。",
    remedy="改为数值、比率或日期；只能定性的，使用分级值（如达成、部分达成、未达成）。",
)
def value_can_be_measured(row: Row) -> Iterator[Remark]:
    """A value without any digit is one of the graded words; satisfaction is always a share."""
    if row.value.kind not in (ValueKind.GRADE, ValueKind.PHRASE) or re.search(r"\d", row.printed):
        return
    satisfaction = row.family is Family.SATISFACTION
    graded = not (satisfaction or row.is_rate) and _words(row) in row.parameters.graded_words
    if graded or core(row.printed) in row.table.names or _CHINESE_NUMBER.search(row.printed):
        return
    vague = any_word(row.parameters.vague_words).search(row.printed)
    milestone = any_of(row.parameters.milestone_words).search(row.printed)
    yield Remark(
        row.at("value"),
        row.shown_value,
        f"“{vague.group()}”无法衡量。" if vague else "指标值没有量化，也不是可分级的定性值。",
        expected="百分数，如“≥90%”" if satisfaction else "数值、比率、日期或分级定性值",
        severity=Severity.ERROR
        if satisfaction and row.value.kind is ValueKind.PHRASE
        else Severity.HINT
        if not vague and (milestone or _is_its_own_grade(row) or _keeps_running(row) or _is_a_bound(row))
        else None,
        mends=() if satisfaction or row.is_rate else graded_instead(row, _WHOLLY_DONE),
    )


_WHOLLY_DONE = ("达成", "优")  # the best of two scales that every rule set knows
_CHINESE_NUMBER = re.compile(
    "[百千万]分之[一二三四五六七八九十]|前[一二三四五六七八九十]+(?:[(（]?[名位强]|$)|[国省市县区州列居]第[一二三四五六七八九十]"
    "|第[一二三四五六七八九十]+(?:[名位]|方阵|梯队)"
)


def _is_its_own_grade(row: Row) -> bool:
    """``准确`` of a ``准确性`` is there or not, and so is the ``履约`` of a contract, unless it has degrees."""
    words = _words(row)
    if len(words) < 2 or _HAS_DEGREES.search(words):
        return row.name.endswith(f"{words}性") and len(words) > 1
    return words in row.name and not row.is_rate


def _words(row: Row) -> str:
    """The words of a value without the sign and the empty unit that a form puts around them."""
    return _SIGN_AND_NO_UNIT.sub("", row.printed)


_SIGN_AND_NO_UNIT = re.compile(r"^[=＝]|\((?:无|/|-)\)$")
_HAS_DEGREES = re.compile(
    "提升|提高|促进|保障|改善|增强|加强|推动|推进|优化|减轻|带动|扩大|营造|确保|维护|稳定|增加|减少|降低|发展|服务|影响|满意|效果|效益|水平|正常|良好"
)


def _is_a_bound(row: Row) -> bool:
    """Before the flood season, with a certificate: everybody knows whether that is so; of degrees nobody does."""
    numbered = row.is_rate or row.family in (Family.TIMELINESS, Family.SATISFACTION)
    known = _KNOWN_TIME.search(row.printed)
    return bool(known) if numbered else not any_word(row.parameters.degree_words).search(row.printed)


_KNOWN_TIME = re.compile("[前后内末底]$|^当[日天月]|前[一两二三半]个?[周月天日旬]$|当[日天月]$|期间$")


def _keeps_running(row: Row) -> bool:
    """What an office is kept running for has no number of its own."""
    return row.table.is_running_cost and row.family in OUTCOMES


@table_rule(
    "B8",
    Severity.WARNING,
    "数值缺少计算符号",
    Topic.WORDING,
    needs=(ROWS,),
    reason="没有 ≥、≤ 或 ＝，就不知道多了好还是少了好，自评时无法计分。",
    source="全国通行的指标三要素：计算符号、指标值、计量单位。0、比率的100%和定性值不需要；数的是几个、几次，或是规定的标准，为提示；全表都不用符号的只提一次。",
    example="“95%”“680万元”；“4期”（提示）。",
    remedy="在数值前写明 ≥、≤ 或 ＝：成本和控制数用 ≤，其余一般用 ≥。",
)
def numbers_have_comparators(table: Table) -> Iterator[Remark]:
    """A number says whether more or less of it is better, where that is not plain without a sign."""
    numbers = [row for row in table.rows if row.has_number and not row.value.rest]
    without = [row for row in numbers if _lacks_a_sign(row)]
    signed = any(row.value.comparator is not Comparator.NONE for row in numbers)
    if len(without) > 1 and not signed:
        yield Remark(
            table.at("value"),
            f"全表{len(without)}处：" + "、".join(row.shown for row in without),
            "全表的数值都没有计算符号。",
            expected="逐条写明 ≥、≤ 或 ＝",
            mends=(_signs(without),),
        )
        return
    fixed = [row for row in without if not _direction_is_open(row)]
    if len(fixed) > 1:
        yield Remark(
            table.at("value"),
            f"{len(fixed)}处：" + "、".join(row.shown for row in fixed),
            "数值没有计算符号。",
            expected="逐条写明 ≥、≤ 或 ＝",
            severity=Severity.HINT,
            mends=(_signs(fixed),),
        )
    for row in without if len(fixed) == 1 else [row for row in without if _direction_is_open(row)]:
        yield Remark(
            row.at("value"),
            row.shown,
            "数值没有计算符号。",
            expected=f"{_wanted_sign(row)}{row.printed}",
            severity=None if _direction_is_open(row) else Severity.HINT,
            mends=(with_sign(row, _wanted_sign(row)),),
        )


def _signs(rows: Sequence[Row]) -> Mend:
    mends = [with_sign(row, _wanted_sign(row)) for row in rows]
    return Mend(f"给{len(rows)}条加上 ≥、≤ 或 ＝", tuple(edit for mend in mends for edit in mend.edits))


def _direction_is_open(row: Row) -> bool:
    """Where a number alone may be a floor, a ceiling or the exact figure, and scoring needs to know which.

    A fixed number of things, and a rate per head that a standard fixes, are met by being reached.
    """
    fixed = "/" in row.unit or any_word(row.parameters.floor_costs).search(row.name)
    return bool(row.value.is_percent or (row.is_money and not fixed))


def _lacks_a_sign(row: Row) -> bool:
    value = row.value
    if value.comparator is not Comparator.NONE or value.kind is ValueKind.RANGE or not value.number:
        return False
    says_which_way = row.printed.startswith("达")  # 达到
    return not says_which_way and not (value.is_percent and value.number == 100)


def _wanted_sign(row: Row) -> str:
    if row.family is Family.COST or row.is_money or row.lower_is_better:
        return "≤"
    return "＝" if row.value.number == 1 else "≥"


@statement_rule(
    "B9",
    Severity.WARNING,
    "区间或约数",
    Topic.UNCLEAR,
    reason="区间和约数没有确定的考核线。",
    source="指标值应为确定的数；目标和绩效指标文字中的数量同此。pH、温度等本来就是范围的（词表 range_names），以及“元/人天”一类的标准不算；目标里的约数有指标写明同一个数的，由指标说；“5.5%左右”一类的比率、“在册约310名”一类现有的规模（base_words）为提示。",
    example="“引进1-2个专家”“10万余人次”“5.6多万份”。",
    remedy="写一个确定的数，用 ≥ 或 ≤ 表示范围。",
)
def numbers_are_exact(case: Case) -> Iterator[Remark]:
    """Neither values nor the numbers promised in goals are ranges or approximations."""
    for row in case.rows:
        hedged = row.value.approximate or row.value.kind is ValueKind.RANGE
        if row.value.number is not None and hedged and not _may_be_a_range(row):
            yield Remark(row.at("value"), row.shown_value, "指标值是区间或约数。", expected="一个确定的数")
    yield from _hedged_promises(case)


def _may_be_a_range(row: Row) -> bool:
    """What is right within bounds (pH, temperature) has two; text glued to a number is left to B2."""
    if row.value.kind is not ValueKind.RANGE:
        return bool(row.value.rest)
    if row.family is Family.COST and "/" in row.unit:  # what a standard pays, by rank
        return True
    return row.unit in ("℃", "°C") or any(word in row.label for word in row.parameters.range_names)


def _hedged_promises(case: Case) -> Iterator[Remark]:
    """What an indicator of the same owner carries is judged there; a size told in brackets promises nothing."""
    pattern = any_of(case.parameters.approximate_patterns)
    eased = any_of((_STEERED, any_word(case.parameters.base_words).pattern))
    numbers = {(table.owner, table.index): _numbers_of(table) for table in case.tables}
    for prose in case.prose:
        if prose.is_goal:
            carried = numbers.get((prose.place.owner, prose.place.index), frozenset())
            found = list(
                dict.fromkeys(
                    prose.flat[max(0, match.start() - 2) : match.end()]
                    for match in pattern.finditer(prose.flat)
                    if not _IN_BRACKETS.search(prose.flat, max(0, match.start() - 8), match.start() + 1)
                    and not _is_carried(_figures(match.group()), carried)
                )
            )
            if found:
                yield Remark(
                    prose.place,
                    "；".join(found),
                    "目标中的数量是区间或约数。",
                    judged=prose.flat,
                    expected="一个确定的数",
                    severity=Severity.HINT if all(map(eased.search, found)) else None,
                )


_STEERED = "%(?:左右|上下)"  # a rate is steered, things are counted
_IN_BRACKETS = re.compile("[（(][^（()）]{0,6}约$")
_FIGURE = re.compile(r"(?P<number>[0-9]{1,12}(?:\.[0-9]{1,6})?)(?P<scale>万(?!元))?(?P<percent>%)?")


def _figures(text: str) -> set[tuple[Decimal, bool]]:
    """Each with whether it is a share: 100 people are not 100%."""
    return {
        (Decimal(found["number"]) * (10_000 if found["scale"] else 1), bool(found["percent"]))
        for found in _FIGURE.finditer(text)
    }


def _is_carried(figures: set[tuple[Decimal, bool]], carried: frozenset[tuple[Decimal, bool]]) -> bool:
    """A range has two figures, of which no indicator says which is meant."""
    return len(figures) == 1 and figures <= carried


def _numbers_of(table: Table) -> frozenset[tuple[Decimal, bool]]:
    numbers = {(row.value.number, row.value.is_percent) for row in table.rows}
    return frozenset((number, share) for number, share in numbers if number is not None)


@row_rule(
    "B11",
    Severity.ERROR,
    "满意度指标值是金额或个数",
    Topic.MISPLACED,
    needs=(ROWS,),
    reason="满意度是满意的人占被调查人数的比例，人数和金额都不是满意度。",
    source="满意度指标的填报要求。数投诉的为提示：名称说的是投诉，不是满意度。",
    example="“≥100科技工作者100人”。",
    remedy="写成百分数，如“≥90%”；调查人数写入指标描述。",
)
def satisfaction_is_a_share(row: Row) -> Iterator[Remark]:
    """A satisfaction value is not a count of people nor a sum of money."""
    if row.family is not Family.SATISFACTION or not row.has_number or "%" in row.printed:
        return
    counted = re.search(r"\d+(?:\.\d+)?(?:人次?|名|位|户|个|家|次|场|万?元)", row.printed)
    if row.is_money or row.counts or counted:
        yield Remark(
            row.at("value"),
            row.shown_value,
            "满意度用了人数、次数或金额。",
            expected="百分数，如“≥90%”",
            severity=Severity.HINT if row.lower_is_better else None,
        )


_WRITTEN_TWICE = re.compile(r"[0-9]\s*(?:百分比|百分数|个百分比|%\s*[(（]?\s*(?:%|百分比)\s*[)）]?)$")


@row_rule(
    "B13",
    Severity.WARNING,
    "计量单位写成文字或写了两遍",
    Topic.WORDING,
    needs=(ROWS,),
    reason="“百分比”不是单位，写两遍的单位读不出数。",
    source="公开自评表中的常见写法。",
    example="“≥100百分比”“≥90%（%）”。",
    remedy="比率只写一个百分号。",
)
def unit_is_written_once(row: Row) -> Iterator[Remark]:
    """A share carries one percent sign and no word in its place."""
    if found := _WRITTEN_TWICE.search(row.printed):
        number = row.printed[: found.start() + 1]
        yield Remark(
            row.at("value"),
            row.shown_value,
            "单位写成文字或写了两遍。",
            expected=f"{number}%",
            mends=(says(row, f"{number}%"),),
        )
