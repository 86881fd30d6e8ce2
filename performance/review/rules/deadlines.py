"""B10, B15: are deadlines dates within the year, and more than the end of the year for everything?"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from indicators.kinds import Precision, ValueKind
from performance.content.model import GoalKind
from performance.review.case import Case
from performance.review.engine import Remark, statement_rule
from performance.review.families import Family
from performance.review.findings import Severity, Topic
from performance.review.needs import MANY_PROJECTS, ROWS
from performance.review.rule_sets import any_of
from performance.review.tables import Row
from performance.review.thresholds import ALIKE_PROJECTS


@statement_rule(
    "B10",
    Severity.WARNING,
    "完成时限不规范",
    Topic.YEARS,
    needs=(ROWS,),
    reason="时限要能判断到没到，写法统一才能汇总监控，且应在预算年度和项目实施期内。",
    source="时效指标的填报要求；日期写法、年度和实施期可由机器核对；几种写法混用、多年项目的时限在以后年度的为提示。",
    example="同一文本混用“2026.12.31”和“2026年12月31日”；“一年 ≤1”。",
    remedy="统一写成年、月、日齐全并在预算年度内的日期，如“××××年12月31日前”。",
)
def deadlines_are_dates_of_the_year(case: Case) -> Iterator[Remark]:
    """A deadline is a date, within year and period, and written one way throughout the text."""
    for row in case.rows:
        if row.value.kind is ValueKind.DEADLINE and not _is_a_quantity(row):
            yield from _deadline_in_time(row)
        elif _may_be_a_time(row) and _YEAR_AS_A_NUMBER.fullmatch(row.printed):
            yield Remark(row.at("value"), f"{row.shown}", "时限不是有效的日期。", expected="有效的日期")
        elif row.family is Family.TIMELINESS and _asks_for_a_date(row):
            yield Remark(
                row.at("value"),
                f"{row.shown}",
                "时限不是日期。",
                expected="日期或带时间单位的数",
                severity=Severity.HINT
                if (row.printed in ("全年", "长期") and "完成" not in row.name)
                or _KNOWN_TIME.search(row.printed)
                else None,
            )
    yield from _one_way_of_writing(case)


_KNOWN_TIME = re.compile(
    "[前底末内]$|^(?:立即|即时|实时|当场|当日|即办)$"
)  # before New Year: everybody knows when
_YEAR_AS_A_NUMBER = re.compile(
    r"(?:20[0-9]{2}年)?第[五六七八九]季度[初末底]?前?|[≤<＜=＝]?20[0-9]{2}[.．][0-9]{1,2}(?:[.．][0-9]{1,2})?[年月日]?"
)
_WITHIN = re.compile("(?:[0-9]+|[一两二三四五六七八九十]+)(?:个?工作日|小时|天|日|周|个?月)(?:以|之)?内")
_DATE = re.compile(
    r"(?:1[0-2]|[1-9])月(?:[0-9]{1,2}日|[上中下]旬|[底末初])|每个?[月季周旬]"
)  # several of them are no single deadline


def _is_a_quantity(row: Row) -> bool:
    """2025.5 of what is counted or measured is a number without its unit, no month."""
    return (
        not _may_be_a_time(row)
        and _YEAR_AS_A_NUMBER.fullmatch(row.printed) is not None
        and row.printed[-1:].isdigit()
    )


def _may_be_a_time(row: Row) -> bool:
    return row.family is Family.TIMELINESS or _is_called_a_deadline(row)


def _is_called_a_deadline(row: Row) -> bool:
    return bool(any_of(row.parameters.deadline_names).search(row.name))


def _asks_for_a_date(row: Row) -> bool:
    return (
        _is_called_a_deadline(row)
        and row.unit not in (*row.parameters.time_units, "%")
        and row.value.kind is not ValueKind.EMPTY
        and not _DATE.search(row.printed)
        and not _WITHIN.search(row.printed)
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
    end = _period_end(row)
    if year is not None and due.year != year and not long_term:
        yield Remark(
            row.at("value"),
            row.shown_value,
            f"时限不在{year}年度内。",
            expected=f"{year}年内的日期",
            severity=Severity.HINT if end and year < due.year and due <= end else None,
        )
    elif end and due > end:
        yield Remark(
            row.at("value"),
            row.shown_value,
            "时限晚于项目实施期。",
            expected=f"不晚于{end.year}年{end.month}月",
        )


_MONTH = re.compile(r"(20\d\d)\s*[.年/-]\s*(1[0-2]|0?[1-9])(?!\d)")
_TO_A_MONTH = re.compile(r"(20\d\d)年[0-9]{1,2}月?[至到—~～-]+(1[0-2]|0?[1-9])月")


def _period_end(row: Row) -> date | None:
    """The last day of the month in which the project's printed period ends."""
    project = row.table.project
    period = "".join(project.period.split()) if project else ""
    months = [(int(year), int(month)) for year, month in _MONTH.findall(period)]
    months += [(int(year), int(month)) for year, month in _TO_A_MONTH.findall(period)]
    if not months or months[-1] < months[0]:
        return None  # G5
    year, month = months[-1]
    return date(year, month, monthrange(year, month)[1])


def _one_way_of_writing(case: Case) -> Iterator[Remark]:
    ways: dict[str, list[Row]] = {}
    for row in case.rows:
        if row.value.kind is ValueKind.DEADLINE and row.value.precision in (Precision.DAY, Precision.MONTH):
            ways.setdefault(_way_of_writing(row), []).append(row)
    if len(ways) > 1:
        examples = "；".join(f"“{rows[0].printed}”{len(rows)}处" for rows in ways.values())
        yield Remark(
            case.at("value"),
            examples,
            "同一文本中时限有几种写法。",
            expected="一种写法",
            severity=Severity.HINT,
        )


def _way_of_writing(row: Row) -> str:
    """What stands between the figures; the end of a month is written like a day of it."""
    return re.sub("(?:9日|底|末)?前?$", "", re.sub(r"\d+", "9", row.printed))


@statement_rule(
    "B15",
    Severity.HINT,
    "所有项目的时限都是年底",
    Topic.YEARS,
    needs=(MANY_PROJECTS, ROWS),
    reason="处处写年底，等于没有安排进度，年中监控时也看不出快慢。",
    source="五个以上项目的时效指标全部为12月底（启发式）。",
    example="20个项目的时效指标都是“12月31日”。",
    remedy="能在年中完成的，写明各自的完成日期。",
    thresholds=(ALIKE_PROJECTS,),
)
def deadlines_are_set_for_each_project(case: Case) -> Iterator[Remark]:
    """Not every project of a text is due on the last day of the year."""
    due = {
        row.table.index: row
        for row in case.rows
        if row.table.project and row.value.kind is ValueKind.DEADLINE and row.value.deadline
    }
    days = {row.value.deadline for row in due.values()}
    if (
        len(due) >= case.parameters.alike_projects
        and len(days) == 1
        and all(d.month == 12 and d.day == 31 for d in days if d)
    ):
        yield Remark(
            case.at("value"),
            f"{len(due)}个项目的时限都是“{next(iter(due.values())).shown_value}”",
            "所有项目的时限都是年底。",
            expected="各项目自己的完成日期",
        )
