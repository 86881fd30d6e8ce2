"""What is written in a card, verbatim: numbers too are kept as typed and read each time they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from performance.content.model import FundSource

# Every source that some form of a card has.
FUND_LABELS: Mapping[str, str] = {
    FundSource.TOTAL: "年度资金总额",
    FundSource.CURRENT_FISCAL: "其中：本年财政拨款",
    FundSource.CARRIED_OVER: "上年结转资金",
    FundSource.SPECIAL_ACCOUNT: "财政专户管理资金",
    FundSource.UNIT: "单位资金",
    FundSource.OTHER: "其他资金",
}
FUND_COLUMNS = {"opening": "年初预算数", "adjusted": "全年预算数", "spent": "全年执行数"}
RESULT_FIELDS = {
    "value": "实际完成值",
    "method": "评分方法",
    "parameter": "方法的参数",
    "entered": "得分",
    "score_reason": "得分与计算不同的理由",
    "reason": "偏差原因分析",
    "measure": "改进措施",
    "source": "数据来源、佐证",
}
TEXTS = {
    "funds_reason": "预算调整和执行的原因",
    "goal_result": "年度总体目标完成情况",
    "conclusion": "评价结论",
    "problems": "存在问题",
    "measures": "改进措施",
}


@dataclass(frozen=True, slots=True)
class FundRow:
    """Money of one source in 万元: at the beginning, after all changes, and spent."""

    source: str
    opening: str = ""
    adjusted: str = ""
    spent: str = ""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What was done of one indicator; the first three say which it is."""

    level1: str
    level2: str
    name: str
    value: str = ""
    method: str = ""
    parameter: str = ""
    entered: str = ""
    score_reason: str = ""
    reason: str = ""
    measure: str = ""
    applicable: bool = True
    source: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.level1, self.level2, self.name


@dataclass(frozen=True, slots=True)
class CardContent:
    """``answers`` are the reasons given for warnings, each with the fingerprint of the finding that it answers.

    ``more`` is what only some forms ask, by the key that the form gives it.
    """

    funds: tuple[FundRow, ...] = ()
    results: tuple[ResultRow, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    execution_entered: str = ""
    funds_reason: str = ""
    goal_result: str = ""
    conclusion: str = ""
    problems: str = ""
    measures: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()


def to_plain(content: CardContent) -> dict[str, Any]:
    return asdict(content)


def from_plain(plain: Mapping[str, Any]) -> CardContent:
    funds = tuple(FundRow(**row) for row in plain["funds"])
    results = tuple(ResultRow(**row) for row in plain["results"])
    parts = tuple((name, entered) for name, entered in plain["parts"])
    answers = tuple((key, words) for key, words in plain.get("answers", ()))
    more = tuple((key, text) for key, text in plain.get("more", ()))
    rows = {"funds": funds, "results": results, "parts": parts, "answers": answers, "more": more}
    return CardContent(**{**plain, **rows})
