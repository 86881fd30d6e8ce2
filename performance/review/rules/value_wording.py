"""B7-B11: is the value measurable, signed, exact, dated, and of the right sort?"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from indicators.kinds import Comparator, Precision, ValueKind
from performance.content.model import GoalKind
from performance.review.case import Case
from performance.review.engine import Remark, row_rule, statement_rule
from performance.review.families import Family
from performance.review.findings import Severity
from performance.review.rule_sets import any_of, any_word
from performance.review.similarity import core
from performance.review.tables import Row


@row_rule(
    "B7",
    Severity.WARNING,
    "可以量化而没有量化",
    reason="“持续提升”“效果明显”无法判断是否完成。",
    source="财预〔2021〕101号“量化易评”：定性指标应能分级并有证据。可用的分级值见规则集 graded_words。",
    example="“持续提升”；满意度指标值写“使群众满意”。",
    remedy="改为数值、比率或日期；只能定性的，使用分级值（如达成、部分达成、未达成）。",
)
def value_can_be_measured(row: Row) -> Iterator[Remark]:
    """A value without any digit is one of the graded words."""
    if row.value.kind not in (ValueKind.GRADE, ValueKind.PHRASE) or re.search(r"\d", row.printed):
        return
    if row.printed not in row.parameters.graded_words and core(row.printed) not in row.table.names:
        vague = any_word(row.parameters.vague_words).search(row.printed)
        yield Remark(
            row.at("value"),
            row.shown_value,
            f"“{vague.group()}”无法衡量。" if vague else "指标值没有量化，也不是可分级的定性值。",
            expected="数值、比率、日期或分级定性值",
        )


@row_rule(
    "B8",
    Severity.WARNING,
    "数值缺少计算符号",
    reason="没有 ≥、≤ 或 ＝，就不知道多了好还是少了好，自评时无法计分。",
    source="全国通行的指标三要素：计算符号、指标值、计量单位。",
    example="“95%”“4期”“1次”。",
    remedy="在数值前写明 ≥、≤ 或 ＝。",
)
def number_has_a_comparator(row: Row) -> Iterator[Remark]:
    """A number says whether more or less of it is better; zero is left to D8."""
    if row.has_number and row.value.comparator is Comparator.NONE and not row.value.rest:
        yield Remark(row.at("value"), f"{row.shown}", "数值没有计算符号。", expected=f"＝{row.printed}")


@statement_rule(
    "B9",
    Severity.WARNING,
    "区间或约数",
    reason="区间和约数没有确定的考核线。",
    source="指标值应为确定的数；目标和绩效指标文字中的数量同此。",
    example="“引进1-2个专家”“10万余人次”“5.6多万份”。",
    remedy="写一个确定的数，用 ≥ 或 ≤ 表示范围。",
)
def numbers_are_exact(case: Case) -> Iterator[Remark]:
    """Neither values nor the numbers promised in goals are ranges or approximations."""
    for row in case.rows:
        value = row.value
        hedged = value.approximate or value.kind is ValueKind.RANGE
        if value.number is not None and hedged and not (value.rest and value.kind is not ValueKind.RANGE):
            yield Remark(row.at("value"), row.shown_value, "指标值是区间或约数。", expected="一个确定的数")
    pattern = any_of(case.parameters.approximate_patterns)
    for prose in case.prose:
        if prose.is_goal:
            found = list(
                dict.fromkeys(
                    prose.flat[max(0, match.start() - 2) : match.end()]
                    for match in pattern.finditer(prose.flat)
                )
            )
            if found:
                yield Remark(
                    prose.place,
                    "；".join(found),
                    "目标中的数量是区间或约数。",
                    judged=prose.flat,
                    expected="一个确定的数",
                )


@statement_rule(
    "B10",
    Severity.WARNING,
    "完成时限不规范",
    reason="时限要能判断到没到，写法统一才能汇总监控，且应在预算年度和项目实施期内。",
    source="时效指标的填报要求；日期写法、年度和实施期可由机器核对。",
    example="同一文本混用“2026.12.31”和“2026年12月31日”；“一年 ≤1”。",
    remedy="统一写成年、月、日齐全并在预算年度内的日期，如“××××年12月31日前”。",
)
def deadlines_are_dates_of_the_year(case: Case) -> Iterator[Remark]:
    """A deadline is a date, within year and period, and written one way throughout the text."""
    for row in case.rows:
        if row.value.kind is ValueKind.DEADLINE:
            yield from _deadline_in_time(row)
        elif row.family is Family.TIMELINESS and _asks_for_a_date(row):
            yield Remark(
                row.at("value"),
                f"{row.shown}",
                "时限不是日期。",
                expected="日期或带时间单位的数",
            )
    yield from _one_way_of_writing(case)


def _asks_for_a_date(row: Row) -> bool:
    named = any_of(row.parameters.deadline_names).search(row.name)
    return (
        bool(named)
        and row.unit not in (*row.parameters.time_units, "%")
        and row.value.kind is not ValueKind.EMPTY
    )


def _deadline_in_time(row: Row) -> Iterator[Remark]:
    due, year = row.value.deadline, row.case.content.year
    if due is None:
        if year is None:
            yield Remark(
                row.at("value"), row.shown_value, "预算年度未知，时限是否在年度内无法判断。", undecidable=True
            )
        else:
            yield Remark(
                row.at("value"), row.shown_value, "时限不是有效的日期。", expected=f"{year}年内的日期"
            )
        return
    goal = row.table.content
    long_term = row.table.project is None and getattr(goal, "kind", None) is GoalKind.LONG_TERM
    if year is not None and due.year != year and not long_term:
        yield Remark(
            row.at("value"), row.shown_value, f"时限不在{year}年度内。", expected=f"{year}年内的日期"
        )
    elif (end := _period_end(row)) and due > end:
        yield Remark(
            row.at("value"),
            row.shown_value,
            "时限晚于项目实施期。",
            expected=f"不晚于{end.year}年{end.month}月",
        )


_MONTH = re.compile(r"(20\d\d)\s*[.年/-]\s*(1[0-2]|0?[1-9])(?!\d)")


def _period_end(row: Row) -> date | None:
    """The last day of the month in which the project's printed period ends."""
    project = row.table.project
    months = _MONTH.findall(project.period) if project else []
    if not months:
        return None
    year, month = map(int, months[-1])
    return date(year, month, monthrange(year, month)[1])


def _one_way_of_writing(case: Case) -> Iterator[Remark]:
    ways: dict[str, list[Row]] = {}
    for row in case.rows:
        if row.value.kind is ValueKind.DEADLINE and row.value.precision in (Precision.DAY, Precision.MONTH):
            ways.setdefault(re.sub(r"\d+", "9", row.printed).removesuffix("前"), []).append(row)
    if len(ways) > 1:
        examples = "；".join(f"“{rows[0].printed}”{len(rows)}处" for rows in ways.values())
        yield Remark(case.at("value"), examples, "同一文本中时限有几种写法。", expected="一种写法")


@row_rule(
    "B11",
    Severity.ERROR,
    "满意度指标值是金额或个数",
    reason="满意度是满意的人占被调查人数的比例，人数和金额都不是满意度。",
    source="满意度指标的填报要求。",
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
            row.at("value"), row.shown_value, "满意度用了人数、次数或金额。", expected="百分数，如“≥90%”"
        )
