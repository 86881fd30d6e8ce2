"""What is written in a report, verbatim: numbers too are kept as typed and read each time they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from performance.alerts.period import Counting, Likelihood, ReasonKind
from performance.content.model import FundSource, IndicatorContent
from performance.statements.promised import Promised
from performance.written.rows import fitted_rows

# The rows of the national form, in its order.
FUND_ROWS = (FundSource.TOTAL, FundSource.CURRENT_FISCAL, FundSource.OTHER)
FUND_LABELS = {
    FundSource.TOTAL: "年度资金总额",
    FundSource.CURRENT_FISCAL: "其中：本年一般公共预算拨款",
    FundSource.OTHER: "其他资金",
}
FUND_COLUMNS = {"budget": "年初预算数", "spent": "执行数", "forecast": "全年预计执行数"}
STATE_FIELDS = {
    "actual": "执行情况",
    "forecast": "全年预计完成情况",
    "reason": "原因说明",
    "remark": "备注",
    "baseline": "基期年度和基期值",
    "source": "数据来源",
    "numerator": "分子",
    "denominator": "分母",
}
TEXTS = {
    "situation": "绩效目标执行情况",
    "shortfall": "未达到支出进度和绩效目标原因分析",
    "measures": "改进措施和建议",
}
YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class FundRow:
    """Money of one source in 万元: in the budget, spent by the cut-off, and expected by the end of the year."""

    source: str
    budget: str = ""
    spent: str = ""
    forecast: str = ""


@dataclass(frozen=True, slots=True)
class StateRow:
    """How far one indicator is; the first three say which it is."""

    level1: str
    level2: str
    name: str
    actual: str = ""
    forecast: str = ""
    counting: str = Counting.RUNNING_TOTAL.value
    likelihood: str = ""
    reasons: tuple[str, ...] = ()
    reason: str = ""
    remark: str = ""
    baseline: str = ""
    source: str = ""
    numerator: str = ""
    denominator: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.level1, self.level2, self.name


@dataclass(frozen=True, slots=True)
class ReportContent:
    funds: tuple[FundRow, ...] = ()
    states: tuple[StateRow, ...] = ()
    on_track: str = ""
    situation: str = ""
    shortfall: str = ""
    measures: str = ""
    kinds: tuple[str, ...] = ()  # of reasons for the project as a whole


def to_plain(content: ReportContent) -> dict[str, Any]:
    return asdict(content)


def from_plain(plain: Mapping[str, Any]) -> ReportContent:
    funds = tuple(FundRow(**row) for row in plain["funds"])
    states = tuple(StateRow(**{**row, "reasons": tuple(row["reasons"])}) for row in plain["states"])
    kinds = tuple(plain.get("kinds", ()))  # which earlier versions do not say
    return ReportContent(**{**plain, "funds": funds, "states": states, "kinds": kinds})


def blank_content(promised: Promised, before: ReportContent | None, paid: str = "") -> ReportContent:
    """A report nobody has written in yet: the approved money stands in it, and what the payment system says.

    How an indicator is counted, its baseline and source go on from the period before.
    """
    opening = promised.opening
    funds = tuple(
        FundRow(
            source.value,
            f"{opening[source]:f}" if source in opening else "",
            paid if source is FundSource.TOTAL else "",
        )
        for source in FUND_ROWS
    )
    carried = () if before is None else before.states
    states = tuple(
        replace(StateRow(*row.key), counting=row.counting, baseline=row.baseline, source=row.source)
        for row in carried
    )
    return fitted(ReportContent(funds, states), promised)


def fitted(content: ReportContent, promised: Promised) -> ReportContent:
    """The same answers, one for each indicator that is promised now."""
    promised_now = [(one.level1, one.level2, one.name) for one in promised.content.indicators]
    if [row.key for row in content.states] == promised_now:
        return content
    known = {row.key for row in content.states}
    rows = fitted_rows(content.states, promised.content.indicators, StateRow)
    levels = {
        (one.level1, one.level2, one.name): Counting.LATEST.value
        for one in promised.content.indicators
        if is_rate(one)
    }
    return replace(
        content,
        states=tuple(
            row if row.key in known else replace(row, counting=levels.get(row.key, row.counting))
            for row in rows
        ),
    )


def is_rate(indicator: IndicatorContent) -> bool:
    """Made of two numbers, which can be written beside it."""
    return indicator.target.rstrip().endswith(("%", "％"))


def only_choices(content: ReportContent) -> ReportContent:
    """What is ticked is one of the boxes, once each and in their order."""
    kinds = tuple(kind.value for kind in ReasonKind if kind.value in content.kinds)
    return replace(content, states=tuple(map(valid_choices, content.states)), kinds=kinds)


def valid_choices(row: StateRow) -> StateRow:
    """What is no choice is none: the page offers the words, a program may send any."""
    return replace(
        row,
        counting=row.counting if row.counting in set(Counting) else Counting.RUNNING_TOTAL.value,
        likelihood=row.likelihood if row.likelihood in set(Likelihood) else "",
        reasons=tuple(kind.value for kind in ReasonKind if kind.value in row.reasons),
    )
