"""Taking a step with a report, as ``steps.taking`` has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.models import Action, MonitoringEvent, MonitoringReport, MonitoringState
from performance.models.monitoring_alerts import UNANSWERED
from performance.monitoring.answering import raise_alerts
from performance.monitoring.people import audience, subject_of
from performance.monitoring.services import locked_report, report_of, why_closed, why_not_open
from performance.notifications.matters import monitoring_report
from performance.notifications.services import announce
from performance.steps.people import roles_of
from performance.steps.table import FORWARD, steps_open_to
from performance.steps.taking import Asked, Walk, columns_of, take, target_of, undone_by
from performance.steps.vocabulary import ACTIONS, BEFORE, Effect, Guard, Step


def open_steps(row: MonitoringReport, user) -> tuple[Step, ...]:
    return steps_open_to(roles_of(user, row.statement, row.unit), subject_of(row), row.state)


def obstacles_to(row: MonitoringReport, step: Step, user) -> tuple[str, ...]:
    return tuple(sentence for guard in step.guards for sentence in JUDGES[guard](row, user))


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
    return take(ReportWalk(Asked(action, by, expected_version, reason.strip(), key, request), row))


class ReportWalk(Walk[MonitoringEvent]):
    def __init__(self, asked: Asked, row: MonitoringReport) -> None:
        super().__init__(asked)
        self.row = row
        self.kind = subject_of(row)

    @property
    def subject(self) -> MonitoringReport:
        return self.row

    @property
    def trailed(self) -> tuple[MonitoringReport, str]:
        return self.row, ""

    def lock(self) -> None:
        self.row = locked_report(self.row)

    def roles(self) -> frozenset[Role]:
        return roles_of(self.asked.by, self.row.statement, self.row.unit)

    def all_events(self) -> QuerySet[MonitoringEvent]:
        return MonitoringEvent.objects.all()

    def own_events(self) -> QuerySet[MonitoringEvent]:
        return self.row.events.all()

    def faults(self) -> Iterator[str]:
        yield from obstacles_to(self.row, self.step, self.asked.by)

    def carry_out(self) -> MonitoringEvent:
        row, step, asked = self.row, self.step, self.asked
        undone = undone_by(step, self.own_events()) if step.target is BEFORE else None
        target = target_of(step, undone)
        source, version = row.state, row.version
        self.move(target)
        event = MonitoringEvent.objects.create(
            **columns_of(step, asked.by, version=version, reason=asked.reason, key=asked.key),
            report=row,
            source=source,
            target=target,
        )
        row.refresh_from_db(fields=["state", "version"])
        if Effect.RAISE_ALERTS in step.effects:
            raise_alerts(report_of(row))
        _announce(event, step)
        return event


def _announce(event: MonitoringEvent, step: Step) -> None:
    reason = f"，意见：{event.reason}" if event.reason else ""
    announce(
        event.actor,
        step.notice or ACTIONS[step.action].notice,
        audience(event.report, step, event.actor),
        f"{event.report}：{event.actor_name}已办理“{event.label}”{reason}",
        link=reverse("monitoring_report", args=[event.report_id]),
        about=monitoring_report(event.report),
    )


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
    """Whoever handed it in, passed it on or wrote what stands in it does not check it."""
    since = row.events.filter(action=Action.SUBMIT).order_by("-pk").first()
    own = {since.actor_id} if since else set()
    if since:
        own |= set(row.events.filter(pk__gt=since.pk, action=Action.PASS).values_list("actor", flat=True))
    if row.latest:
        own.add(row.latest.person_id)
    if by.pk in own:
        yield "不能审核本人填写、报送或通过的监控报告，请由其他人办理。"


def _not_begun(row: MonitoringReport, by: User) -> Iterator[str]:
    last = row.events.order_by("-pk").first()
    if last is None or last.action not in FORWARD or last.target != row.state:
        yield "没有可撤回的办理事项：下一环节已经办理过。"


JUDGES: Mapping[Guard, Callable[[MonitoringReport, User], Iterator[str]]] = {
    Guard.PERIOD_OPEN: _period_open,
    Guard.REPORT_COMPLETE: _complete,
    Guard.REPORTS_PASSED: _reports_passed,
    Guard.ALERTS_ANSWERED: _alerts_answered,
    Guard.NOT_OWN: _not_own,
    Guard.NOT_BEGUN: _not_begun,
}
