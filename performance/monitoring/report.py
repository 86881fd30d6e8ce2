"""A report as it stands: what was promised, what is written, its lights and warnings, and what is wrong or still owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from performance.alerts.period import Counting, IndicatorState, Likelihood, Period, ReasonKind
from performance.alerts.rules import Asks, Judgement, judge, lights_of, owes_reason
from performance.alerts.settings import AlertSettings
from performance.content.model import FundSource, ProjectContent
from performance.models import MonitoringReport
from performance.monitoring.content import (
    FUND_COLUMNS,
    FUND_LABELS,
    FUND_ROWS,
    STATE_FIELDS,
    TEXTS,
    YES,
    ReportContent,
    StateRow,
)
from performance.scoring.arithmetic import plain, rounded
from performance.statements.promised import Promised
from performance.written.rows import (
    Fault,
    Written,
    fund_field,
    read_numbers,
    too_long,
    wrong_sums,
)

TOTAL = FundSource.TOTAL.value
SPENT = fund_field(TOTAL, "spent")
# Looked up many thousand times when the reports of an office are judged together.
COUNTINGS = {counting.value: counting for counting in Counting}
LIKELIHOODS = {likelihood.value: likelihood for likelihood in Likelihood}


@dataclass(frozen=True)
class Report:
    """``before`` are the contents of the earlier periods of the year, the latest last; ``paid`` is what the system says."""

    row: MonitoringReport
    promised: Promised
    content: ReportContent
    before: tuple[ReportContent, ...] = ()
    paid: Decimal | None = None

    @cached_property
    def settings(self) -> AlertSettings:
        return self.row.task.alert_settings

    @cached_property
    def _read(self) -> tuple[dict[str, Decimal], tuple[Fault, ...]]:
        return read_numbers(self._written_numbers())

    @property
    def numbers(self) -> dict[str, Decimal]:
        return self._read[0]

    def _written_numbers(self) -> Iterator[Written]:
        """What is blank is no number, and needs no name."""
        for fund in self.content.funds:
            for column, label in FUND_COLUMNS.items():
                if text := getattr(fund, column):
                    words = f"{FUND_LABELS[FundSource(fund.source)]}的{label}"
                    yield fund_field(fund.source, column), text, words
        for place, row in enumerate(self.content.states):
            for name in ("numerator", "denominator"):
                if text := getattr(row, name):
                    yield state_field(place, name), text, f"“{row.name}”的{STATE_FIELDS[name]}"

    def _texts(self) -> Iterator[Written]:
        for name, label in TEXTS.items():
            yield name, getattr(self.content, name), label
        for place, row in enumerate(self.content.states):
            for name, label in STATE_FIELDS.items():
                yield state_field(place, name), getattr(row, name), f"“{row.name}”的{label}"

    def amount(self, column: str) -> Decimal | None:
        return self.numbers.get(fund_field(TOTAL, column))

    @cached_property
    def period(self) -> Period:
        project = self.promised.content
        on_track = self.content.on_track == YES if self.content.on_track else None
        return Period(
            cutoff=self.row.task.cutoff,
            year=self.row.task.fiscal_year,
            states=tuple(self._states()),
            budget=self.amount("budget"),
            spent=self.amount("spent"),
            forecast=self.amount("forecast"),
            spent_before=_spent_in(self.before[-1]) if self.before else None,
            plan=project.spending_plan if isinstance(project, ProjectContent) else None,
            on_track=on_track,
            remark=self.content.shortfall,
        )

    def _states(self) -> Iterator[IndicatorState]:
        for indicator, row in zip(self.promised.content.indicators, self.content.states, strict=True):
            yield IndicatorState(
                indicator,
                row.actual,
                row.forecast,
                COUNTINGS[row.counting],
                LIKELIHOODS[row.likelihood] if row.likelihood else None,
                tuple(ReasonKind(kind) for kind in row.reasons) if row.reasons else (),
                row.reason,
                tuple(self.earlier_actuals(row)) if self.before else (),
            )

    @property
    def previous(self) -> ReportContent | None:
        """What the period just before this one said."""
        return self.before[-1] if self.before else None

    def previous_state(self, row: StateRow) -> StateRow | None:
        """What it said of this indicator; None also where two were of one name."""
        earlier = self._said_before[-1].get(row.key, []) if self.before else []
        return earlier[0] if len(earlier) == 1 else None

    def earlier_actuals(self, row: StateRow) -> Iterator[str]:
        """What the earlier periods said of the same indicator; one that was not asked about then said nothing."""
        for named in self._said_before:
            if len(earlier := named.get(row.key, [])) == 1:
                yield earlier[0].actual

    @cached_property
    def _said_before(self) -> tuple[dict[tuple[str, str, str], list[StateRow]], ...]:
        """The rows of each earlier period by their indicators; of two of one name nobody can say which it was."""
        found = []
        for content in self.before:
            named: dict[tuple[str, str, str], list[StateRow]] = {}
            for row in content.states:
                named.setdefault(row.key, []).append(row)
            found.append(named)
        return tuple(found)

    @cached_property
    def lights(self) -> Judgement:
        return lights_of(self.period, self.settings)

    @cached_property
    def judgement(self) -> Judgement:
        return judge(self.period, self.settings, self.lights)

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong in what is written, whether the report is handed in or not."""
        sums = wrong_sums(self.numbers, FUND_COLUMNS, FUND_ROWS)
        return (*self._read[1], *self.too_long, *sums, *self._wrong_shares())

    @cached_property
    def too_long(self) -> tuple[Fault, ...]:
        return too_long(self._texts())

    def _wrong_shares(self) -> Iterator[Fault]:
        """A rate that is written is that of the two numbers it was made of."""
        for place, (row, state) in enumerate(zip(self.content.states, self.period.states, strict=True)):
            top, bottom = (
                self.numbers.get(state_field(place, name)) for name in ("numerator", "denominator")
            )
            if (top is None) != (bottom is None):
                yield Fault(state_field(place, "numerator"), f"“{row.name}”的分子、分母须同时填写。")
            if top is None or bottom is None:
                continue
            if bottom == 0:
                yield Fault(state_field(place, "denominator"), f"“{row.name}”的分母不能为零。")
                continue
            share = rounded(Fraction(top) / Fraction(bottom) * 100, 2)
            if (written := _percent_in(state.actual)) is not None and abs(written - share) >= Decimal("0.01"):
                words = f"{plain(top)} ÷ {plain(bottom)} = {plain(share)} %"
                yield Fault(state_field(place, "actual"), f"“{row.name}”写的是 {plain(written)} %，{words}。")

    @cached_property
    def owed(self) -> tuple[Fault, ...]:
        """What must still be written before the report is handed in."""
        return (*self._owed_of_money(), *self._owed_of_states(), *self._owed_texts())

    @property
    def open_count(self) -> int:
        return len(self.faults) + len(self.owed)

    def _owed_of_money(self) -> Iterator[Fault]:
        if self.row.unit_id is None:
            return
        for column, label in FUND_COLUMNS.items():
            if self.amount(column) is None and fund_field(TOTAL, column) not in self._unread:
                yield _blank(fund_field(TOTAL, column), f"请填写{FUND_LABELS[FundSource.TOTAL]}的{label}。")
        spent = self.amount("spent")
        if self.differs_from_paid and not self.content.shortfall.strip():
            words = f"执行数 {plain(spent or Decimal(0))} 万元与支付系统的 {plain(self.paid or Decimal(0))} 万元不同"
            yield Fault("shortfall", f"{words}，请核对，确有不同的在原因分析中说明。")

    @property
    def _unread(self) -> set[str]:
        return {fault.field for fault in self._read[1]}

    @property
    def differs_from_paid(self) -> bool:
        spent = self.amount("spent")
        return self.paid is not None and spent is not None and spent != self.paid

    def _owed_of_states(self) -> Iterator[Fault]:
        for place, row in enumerate(self.content.states):
            for name in ("actual", "forecast"):
                if not getattr(row, name).strip():
                    yield _blank(state_field(place, name), f"“{row.name}”没有填写{STATE_FIELDS[name]}。")
            if not row.likelihood:
                yield _blank(state_field(place, "likelihood"), f"“{row.name}”没有勾选完成目标可能性。")
            if owes_reason(self.judgement, place, self.settings) and not row.reason.strip():
                lit = self.judgement.goals[place]
                words = f"“{row.name}”为{self._worst_of(place)}（{lit.words}），须说明偏差原因。"
                yield Fault(state_field(place, "reason"), words)

    def _worst_of(self, place: int) -> str:
        lights = self.judgement.goals[place].light, self.judgement.forecasts[place].light
        return next(light.label for light in self.settings.reasons if light in lights)

    def _owed_texts(self) -> Iterator[Fault]:
        if not self.content.on_track:
            yield _blank("on_track", "请说明是否达到预期绩效目标。")
        if not self.content.situation.strip():
            yield _blank("situation", f"请填写{TEXTS['situation']}。")
        for alert in self.judgement.alerts:
            if alert.rule.asks is Asks.REASON and not alert.settled:
                name = "" if alert.place is None else f"“{self.content.states[alert.place].name}”"
                field = "shortfall" if alert.place is None else state_field(alert.place, "reason")
                sentence = f"{alert.rule.code} {name}{alert.rule.name}：{alert.words}。{alert.rule.remedy}"
                yield Fault(field, sentence)
        needs = self.judgement.money.light in self.settings.reasons or self.content.on_track == "否"
        if needs and not self.content.shortfall.strip():
            yield _blank("shortfall", f"请填写{TEXTS['shortfall']}。")


def _blank(field: str, sentence: str) -> Fault:
    return Fault(field, sentence, blank=True)


def state_field(place: int, name: str) -> str:
    return f"state-{place}-{name}"


def _spent_in(content: ReportContent) -> Decimal | None:
    written = [(SPENT, row.spent, "") for row in content.funds if row.source == TOTAL]
    return read_numbers(written)[0].get(SPENT)


def _percent_in(text: str) -> Decimal | None:
    bare = text.strip().removesuffix("%").removesuffix("％").strip()
    if bare == text.strip() or not bare:
        return None
    try:
        return Decimal(bare)
    except ArithmeticError:
        return None
