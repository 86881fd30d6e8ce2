"""Taking a step with a report, as ``written.transitions`` has it."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from performance.models import Action, MonitoringEvent, MonitoringReport, MonitoringState
from performance.models.monitoring_alerts import UNANSWERED
from performance.monitoring.answering import raise_alerts
from performance.monitoring.people import subject_of
from performance.monitoring.recalculation import renew_later
from performance.monitoring.services import locked_report, report_of, why_closed, why_not_open
from performance.notifications.matters import monitoring_report
from performance.steps.transitions import StepRequest, take
from performance.steps.vocabulary import Effect, Guard, Step
from performance.written.transitions import (
    Judges,
    WrittenTransition,
    not_begun,
    obstacles,
    steps_open,
    written_by,
)


def open_steps(row: MonitoringReport, user) -> tuple[Step, ...]:
    return steps_open(row, subject_of(row), user)


def obstacles_to(row: MonitoringReport, step: Step, user) -> tuple[str, ...]:
    return obstacles(JUDGES, row, step, user)


def perform(
    row: MonitoringReport,
    action: Action,
    *,
    by,
    expected_version: int,
    reason: str = "",
    key: str = "",
    request: HttpRequest | None = None,
) -> MonitoringEvent:
    """Move a report along one arrow of the table."""
    step_request = StepRequest(action, by, expected_version, reason.strip(), key, request)
    return take(ReportTransition(step_request, row, subject_of(row)))


def _period_open(row: MonitoringReport, by: User) -> Iterator[str]:
    if reason := why_closed(row.task):
        yield reason


def _complete(row: MonitoringReport, by: User) -> Iterator[str]:
    if reason := why_not_open(row.task):
        if not row.task.closed:  # that has been said
            yield reason
        return
    report = report_of(row)
    if row.latest is None:
        yield "报告还没有保存过，请填写并保存。"
    yield from (fault.sentence for fault in (*report.faults, *report.owed))


def _reports_passed(row: MonitoringReport, by: User) -> Iterator[str]:
    """All others of the department for this period have gone to the finance office."""
    others = MonitoringReport.objects.filter(task=row.task_id, statement=row.statement_id, unit__isnull=False)
    waiting = others.exclude(state__in=[MonitoringState.FINANCE, MonitoringState.CLOSED])
    if number := waiting.count():
        names = "、".join(waiting.values_list("label", flat=True)[:5])
        yield f"还有{number}份项目监控报告没有部门通过：{names}{'等' if number > 5 else ''}。"


def _alerts_answered(row: MonitoringReport, by: User) -> Iterator[str]:
    if number := row.alerts.filter(state__in=UNANSWERED).count():
        yield f"还有{number}条预警没有答复。"


def _not_own(row: MonitoringReport, by: User) -> Iterator[str]:
    if by.pk in written_by(row, row.latest):
        yield "不能审核本人填写、报送或通过的监控报告，请由其他人办理。"


JUDGES: Judges = {
    Guard.PERIOD_OPEN: _period_open,
    Guard.REPORT_COMPLETE: _complete,
    Guard.REPORTS_PASSED: _reports_passed,
    Guard.ALERTS_ANSWERED: _alerts_answered,
    Guard.NOT_OWN: _not_own,
    Guard.NOT_BEGUN: not_begun,
}


class ReportTransition(WrittenTransition[MonitoringEvent]):
    row: MonitoringReport
    judges = JUDGES
    owner = "report"
    route = "monitoring_report"

    def lock(self) -> None:
        self.row = locked_report(self.row)

    def all_events(self) -> QuerySet[MonitoringEvent]:
        return MonitoringEvent.objects.all()

    def about(self) -> str:
        return monitoring_report(self.row)

    def done(self, event: MonitoringEvent) -> None:
        if Effect.RAISE_ALERTS in self.step.effects:
            raise_alerts(report_of(self.row))
            renew_later(self.row)
