"""What a report says of a period, as the rules see it: amounts are numbers, states of indicators as typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.kinds import LabelledEnum
from performance.content.model import IndicatorContent, SpendingPlan


class Counting(LabelledEnum):
    """How the states of one period go on from those of the one before."""

    RUNNING_TOTAL = "running_total", "累计数"
    OF_PERIOD = "of_period", "当期数"
    LATEST = "latest", "最新水平"


class Likelihood(LabelledEnum):
    CERTAIN = "certain", "确定能"
    POSSIBLE = "possible", "有可能"
    IMPOSSIBLE = "impossible", "完全不可能"


class ReasonKind(LabelledEnum):
    """The five boxes of the national form."""

    FUNDING = "funding", "经费保障"
    RULES = "rules", "制度保障"
    STAFF = "staff", "人员保障"
    HARDWARE = "hardware", "硬件条件保障"
    OTHER = "other", "其他"


@dataclass(frozen=True, slots=True)
class IndicatorState:
    """``before`` are the states of the earlier periods of the year as typed, the latest last."""

    indicator: IndicatorContent
    actual: str = ""
    forecast: str = ""
    counting: Counting = Counting.RUNNING_TOTAL
    likelihood: Likelihood | None = None
    reasons: tuple[ReasonKind, ...] = ()
    reason: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Amounts in 万元, as of ``cutoff``. ``on_track`` is what the unit says of the project as a whole."""

    cutoff: date
    year: int
    states: tuple[IndicatorState, ...] = ()
    budget: Decimal | None = None
    spent: Decimal | None = None
    forecast: Decimal | None = None
    spent_before: Decimal | None = None
    plan: SpendingPlan | None = None
    on_track: bool | None = None
    remark: str = ""
