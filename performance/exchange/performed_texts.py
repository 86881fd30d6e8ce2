"""The reports and cards of texts, read for many texts together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import OuterRef, Subquery

from performance.alerts.period import Counting, Likelihood, ReasonKind
from performance.content.json import ContentLoader
from performance.content.model import FundSource, IndicatorContent, StatementContent
from performance.content.self_evaluation import ResultRow
from performance.content.self_evaluation import from_plain as card_content
from performance.exchange.performed import (
    ExchangedAnswer,
    ExchangedCard,
    ExchangedFund,
    ExchangedOutcome,
    ExchangedPart,
    ExchangedPeriod,
    ExchangedReport,
    ExchangedResult,
    ExchangedSpending,
    ExchangedState,
)
from performance.models import EvaluationVersion, MonitoringReport, Revision, SelfEvaluation
from performance.monitoring.content import StateRow
from performance.monitoring.content import fitted as report_fitted
from performance.monitoring.content import from_plain as report_content
from performance.scoring.methods import IndicatorScore
from performance.scoring.scheme_files import shipped_schemes
from performance.self_evaluation.card import Card, fitted
from performance.self_evaluation.forms.declaration import asked_of_some_form, shipped_forms
from performance.statements.promised import Promised, promised_in

YES, NO = "1", "2"


def periods_of(statements: Sequence[int]) -> Mapping[int, tuple[ExchangedPeriod, ...]]:
    """By the key of the statement; what nobody has saved yet is no report."""
    rows = (
        MonitoringReport.objects.filter(statement__in=statements, latest__isnull=False)
        .select_related("task", "unit", "latest")
        .order_by("statement", "task__cutoff", "task", "position", "pk")
    )
    found: dict[int, dict[int, list[MonitoringReport]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.statement_id][row.task_id].append(row)
    texts = _Texts(rows)
    return {
        statement: tuple(_period(group, texts) for group in groups.values())
        for statement, groups in found.items()
    }


def cards_of(statements: Sequence[int]) -> Mapping[int, tuple[ExchangedCard, ...]]:
    """By the key of the statement; what nobody has saved yet is no card."""
    latest = EvaluationVersion.objects.filter(evaluation=OuterRef("pk")).order_by("-number")
    rows = (
        SelfEvaluation.objects.filter(statement__in=statements)
        .annotate(said=Subquery(latest.values("content")[:1]))
        .filter(said__isnull=False)
        .select_related("unit", "statement")
        .order_by("statement", "position", "pk")
    )
    texts, found = _Texts(rows), defaultdict(list)
    for row in rows:
        found[row.statement_id].append(_card(row, texts.promised_to(row)))
    return {statement: tuple(cards) for statement, cards in found.items()}


class _Texts:
    """The approved texts that rows are held against, each read once."""

    def __init__(self, rows: Iterable[MonitoringReport | SelfEvaluation]) -> None:
        self._revisions = Revision.objects.in_bulk({row.revision_id for row in rows})
        self._contents: dict[int, StatementContent] = {}
        self._loader = ContentLoader()

    def promised_to(self, row: MonitoringReport | SelfEvaluation) -> Promised:
        revision = row.revision = self._revisions[row.revision_id]
        if revision.pk not in self._contents:
            self._contents[revision.pk] = self._loader.load(revision.content)
        return promised_in(row, self._contents[revision.pk], None)


def _place(row: MonitoringReport | SelfEvaluation) -> dict[str, str]:
    unit = row.unit
    return {
        "unit_code": unit.code if unit else "",
        "unit_name": unit.name if unit else "",
        "code": row.code,
        "name": row.label,
        "state": row.get_state_display(),
    }


def _period(rows: Sequence[MonitoringReport], texts: _Texts) -> ExchangedPeriod:
    task = rows[0].task
    return ExchangedPeriod(
        kind=task.get_kind_display(),
        label=task.label,
        description=task.description,
        cutoff=task.cutoff.isoformat(),
        due=task.due.isoformat(),
        reports=tuple(_report(row, texts.promised_to(row)) for row in rows),
    )


def _report(row: MonitoringReport, promised: Promised) -> ExchangedReport:
    fitted = report_fitted(report_content(row.latest.content), promised)  # type: ignore[union-attr]  # asked for
    return ExchangedReport(
        **_place(row),
        goal=promised.goal,
        spent=row.spent,
        expected=row.forecast,
        on_track=fitted.on_track,
        situation=fitted.situation,
        shortfall=fitted.shortfall,
        measures=fitted.measures,
        funds=tuple(
            ExchangedSpending(FundSource(one.source).label, one.budget, one.spent, one.forecast)
            for one in fitted.funds
        ),
        states=tuple(
            _state(one, indicator.target)
            for one, indicator in zip(fitted.states, promised.content.indicators, strict=True)
        ),
    )


def _state(row: StateRow, target: str) -> ExchangedState:
    return ExchangedState(
        *row.key,
        target=target,
        actual=row.actual,
        forecast=row.forecast,
        counting=Counting(row.counting).label,
        likelihood=Likelihood(row.likelihood).label if row.likelihood else "",
        reasons="、".join(ReasonKind(reason).label for reason in row.reasons),
        reason=row.reason,
        remark=row.remark,
        baseline=row.baseline,
        source=row.source,
        numerator=row.numerator,
        denominator=row.denominator,
    )


def _card(row: SelfEvaluation, promised: Promised) -> ExchangedCard:
    scheme = shipped_schemes()[row.scheme]
    form = shipped_forms()[row.form]
    card = Card(row, promised, fitted(card_content(row.said), promised, scheme, form))  # type: ignore[attr-defined]  # annotated
    content, sheet = card.content, card.sheet
    return ExchangedCard(
        **_place(row),
        scheme=scheme.name,
        total=row.total,
        grade=row.grade,
        final_total=row.final_total,
        final_grade=row.final_grade,
        execution_score=sheet.execution.awarded,
        execution_entered=content.execution_entered,
        funds_reason=content.funds_reason,
        conclusion=content.conclusion,
        problems=content.problems,
        measures=content.measures,
        goals=(ExchangedOutcome(promised.goal, content.goal_result),),
        results=tuple(
            _result(one, indicator, scored)
            for one, indicator, scored in zip(
                content.results, promised.content.indicators, sheet.indicators, strict=True
            )
        ),
        funds=tuple(
            ExchangedFund(FundSource(one.source).label, one.opening, one.adjusted, one.spent)
            for one in content.funds
        ),
        parts=tuple(ExchangedPart(name, entered) for name, entered in content.parts),
        more=tuple(
            ExchangedAnswer(asked_of_some_form()[key].label, text) for key, text in content.more if text
        ),
    )


def _result(row: ResultRow, indicator: IndicatorContent, scored: IndicatorScore) -> ExchangedResult:
    return ExchangedResult(
        *row.key,
        target=indicator.target,
        standard=indicator.standard,
        points=scored.points,
        score=scored.awarded,
        value=row.value,
        method=row.method,
        parameter=row.parameter,
        entered=row.entered,
        score_reason=row.score_reason,
        reason=row.reason,
        measure=row.measure,
        applicable=YES if row.applicable else NO,
        source=row.source,
    )
