"""What was done of a text, as it is exchanged: the reports of its monitoring, and the cards of its self-evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ExchangedSpending:
    """Money of one source in 万元, as typed."""

    source: str
    budget: str
    spent: str
    forecast: str


@dataclass(frozen=True, slots=True)
class ExchangedState:
    """How far one indicator is; ``target`` is what was approved."""

    level1: str
    level2: str
    name: str
    target: str
    actual: str
    forecast: str
    counting: str
    likelihood: str
    reasons: str
    reason: str
    remark: str
    baseline: str
    source: str
    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class ExchangedReport:
    unit_code: str
    unit_name: str
    code: str
    name: str
    state: str
    goal: str
    spent: Decimal | None
    expected: Decimal | None
    on_track: str
    situation: str
    shortfall: str
    measures: str
    funds: tuple[ExchangedSpending, ...] = ()
    states: tuple[ExchangedState, ...] = ()


@dataclass(frozen=True, slots=True)
class ExchangedPeriod:
    """What the office asked for, with the reports of one text."""

    kind: str
    label: str
    description: str
    cutoff: str
    due: str
    reports: tuple[ExchangedReport, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.label}绩效目标执行监控"


@dataclass(frozen=True, slots=True)
class ExchangedFund:
    """Money of one source in 万元, as typed."""

    source: str
    opening: str
    adjusted: str
    spent: str


@dataclass(frozen=True, slots=True)
class ExchangedResult:
    """What was done of one indicator; ``target``, ``standard`` and ``points`` are what was approved."""

    level1: str
    level2: str
    name: str
    target: str
    standard: str
    points: Decimal | None
    score: Decimal | None
    value: str
    method: str
    parameter: str
    entered: str
    score_reason: str
    reason: str
    measure: str
    applicable: str
    source: str


@dataclass(frozen=True, slots=True)
class ExchangedOutcome:
    """A goal beside what became of it."""

    target: str
    result: str


@dataclass(frozen=True, slots=True)
class ExchangedPart:
    """What a scheme scores besides execution and indicators."""

    name: str
    entered: str


@dataclass(frozen=True, slots=True)
class ExchangedAnswer:
    """What only the form of this card asks."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ExchangedCard:
    unit_code: str
    unit_name: str
    code: str
    name: str
    state: str
    scheme: str
    total: Decimal | None
    grade: str
    final_total: Decimal | None
    final_grade: str
    execution_score: Decimal | None
    execution_entered: str
    funds_reason: str
    conclusion: str
    problems: str
    measures: str
    goals: tuple[ExchangedOutcome, ...] = ()
    results: tuple[ExchangedResult, ...] = ()
    funds: tuple[ExchangedFund, ...] = ()
    parts: tuple[ExchangedPart, ...] = ()
    more: tuple[ExchangedAnswer, ...] = ()
