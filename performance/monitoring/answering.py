"""Warnings: raised when a report is handed in, answered by the unit in time, and chased where nobody does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from departments.permissions.roles import Role
from departments.timetables.calendar import working_calendar
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record, record_refusal
from performance.alerts.rules import RULES, Alert, Asks
from performance.models import AlertAnswer, AlertState, MonitoringAlert, MonitoringReport, NoticeKind
from performance.models.monitoring_alerts import UNANSWERED
from performance.monitoring.report import Report
from performance.monitoring.services import lock_reports, why_closed
from performance.notifications.matters import alerts_of_report
from performance.notifications.services import notify, settle
from performance.steps.people import roles_of
from performance.steps.refusals import Refused
from performance.written.people import holders_of
from performance.written.rows import LONGEST

ANSWERERS = frozenset((Role.FILLER, Role.DEPARTMENT_REVIEWER))
CHASERS = (Role.DEPARTMENT_REVIEWER, Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER)


def raise_alerts(report: Report) -> list[MonitoringAlert]:
    """Those of the report as it is now; one that was raised before keeps its day, one that no longer holds lapses.

    In the transaction of the step. Those that are to be answered from now on.
    """
    row, today = report.row, timezone.localdate()
    due = working_calendar().after(today, report.settings.answer_days)
    there = {(alert.code, alert.about): alert for alert in row.alerts.all()}
    found = dict(_found(report))
    gone = [alert.pk for key, alert in there.items() if key not in found and alert.state in UNANSWERED]
    row.alerts.filter(pk__in=gone).update(state=AlertState.LAPSED)
    raised = [_renewed(there[key], words, due) for key, words in found.items() if key in there]
    earlier = _in_a_row(row)
    raised += MonitoringAlert.objects.bulk_create(
        MonitoringAlert(
            report=row,
            code=key[0],
            about=key[1],
            words=words,
            in_a_row=earlier[key] + 1,
            raised=today,
            due=due,
        )
        for key, words in found.items()
        if key not in there
    )
    new = [alert for alert in raised if alert is not None]
    if new:
        _tell(row, new)
        _escalate(row, [alert for alert in new if alert.in_a_row >= report.settings.in_a_row])
    _resume_answered(row)
    return new


def raise_again(reports: Sequence[Report]) -> set[int]:
    """Of reports that were handed in: those whose warnings are no more what they were, which are raised anew."""
    rows = [report.row for report in reports]
    prefetch_related_objects(rows, "alerts", "task__office", "statement__department__office", "unit")
    changed = [report for report in reports if _differ(report)]
    for report in changed:
        raise_alerts(report)
    return {report.row.pk for report in changed}


def _differ(report: Report) -> bool:
    there = {(alert.code, alert.about): alert for alert in report.row.alerts.all()}
    found = dict(_found(report))
    lapses = any(alert.state in UNANSWERED for key, alert in there.items() if key not in found)
    return lapses or any(
        key not in there or there[key].state == AlertState.LAPSED or there[key].words != words
        for key, words in found.items()
    )


def _renewed(alert: MonitoringAlert, words: str, due: date) -> MonitoringAlert | None:
    """Said anew in the words of today; asked anew where it had lapsed."""
    lapsed = alert.state == AlertState.LAPSED
    alert.words = words
    if lapsed:
        alert.state, alert.raised, alert.due = AlertState.OPEN, timezone.localdate(), due
    alert.save(update_fields=["words", "state", "raised", "due"])
    return alert if lapsed else None


def _resume_answered(row: MonitoringReport) -> None:
    """Nothing is waited for any more: the notices are done with, and so is a pause."""
    if row.alerts.filter(state__in=UNANSWERED).exists():
        return
    settle(alerts_of_report(row), [NoticeKind.ALERTED])
    MonitoringReport.objects.filter(pk=row.pk).update(paused=False)


def _found(report: Report) -> Iterator[tuple[tuple[str, str], str]]:
    """What the unit has to answer, by rule and indicator; of two indicators of one name the first speaks."""
    seen = set()
    for alert in report.judgement.alerts:
        key = (alert.rule.code, _name_of(report, alert))
        if alert.rule.asks is Asks.ANSWER and key not in seen:
            seen.add(key)
            yield key, alert.words


def _name_of(report: Report, alert: Alert) -> str:
    return "" if alert.place is None else "·".join(report.content.states[alert.place].key)


def _in_a_row(row: MonitoringReport) -> Counter[tuple[str, str]]:
    """For each warning, in how many periods just before this one, one after another, it was found too."""
    same = MonitoringReport.objects.filter(
        statement=row.statement_id, unit=row.unit_id, project=row.project_id, task__cutoff__lt=row.task.cutoff
    )
    if row.unit_id is not None and row.project_id is None:
        same = same.filter(code=row.code, label=row.label)
    periods = list(same.order_by("-task__cutoff", "-task_id").prefetch_related("alerts"))
    counted: Counter[tuple[str, str]] = Counter()
    going = {(alert.code, alert.about) for alert in periods[0].alerts.all()} if periods else set()
    for period in periods:
        going &= {
            (alert.code, alert.about) for alert in period.alerts.all() if alert.state != AlertState.LAPSED
        }
        counted.update(going)
    return counted


def _tell(row: MonitoringReport, alerts: list[MonitoringAlert]) -> None:
    names = "、".join(dict.fromkeys(RULES[alert.code].name for alert in alerts))
    notify(
        holders_of(row, ANSWERERS),
        NoticeKind.ALERTED,
        f"{row}：{names}，请于{alerts[0].due}以前答复。",
        link=f"{reverse('monitoring_report', args=[row.pk])}#alerts",
        about=alerts_of_report(row),
    )


def _escalate(row: MonitoringReport, alerts: list[MonitoringAlert]) -> None:
    """Found period after period: whoever is above the unit is told, and looks for themselves."""
    if not alerts:
        return
    names = "、".join(dict.fromkeys(RULES[alert.code].name for alert in alerts))
    notify(
        holders_of(row, CHASERS),
        NoticeKind.ALERTED,
        f"{row}：{names}已连续{max(alert.in_a_row for alert in alerts)}期，须现场核查",
        link=f"{reverse('monitoring_report', args=[row.pk])}#alerts",
        about=alerts_of_report(row),
    )


def may_answer(alert: MonitoringAlert, user) -> bool:
    row = alert.report
    roles = roles_of(user, row.statement, row.unit)
    return not row.task.closed and alert.state in UNANSWERED and not roles.isdisjoint(ANSWERERS)


def answer_alert(
    alert: MonitoringAlert,
    *,
    answer: str,
    reason: str,
    until: date | None,
    by,
    request: HttpRequest | None = None,
) -> MonitoringAlert:
    """Raises Refused, which goes into the trail as well."""
    try:
        with transaction.atomic():
            return _answered(alert, answer, reason.strip(), until, by, request)
    except Refused as refusal:
        record_refusal(by=by, subject=alert.report, details=f"答复预警：{refusal}", request=request)
        raise


def _answered(
    alert: MonitoringAlert, answer: str, reason: str, until: date | None, by, request: HttpRequest | None
) -> MonitoringAlert:
    lock_reports([alert.report_id])
    around = ("report__task", "report__statement__department__office", "report__unit")
    alert = MonitoringAlert.objects.select_related(*around).get(pk=alert.pk)
    faults = [closed] if (closed := why_closed(alert.report.task)) else []
    if alert.state not in UNANSWERED:
        faults.append(f"这条预警{alert.get_state_display()}，不再需要答复。")
    elif not may_answer(alert, by) and not faults:
        faults.append("预警由填报单位或其主管部门答复。")
    if answer not in AlertAnswer.values:
        faults.append(f"请选择{'、'.join(AlertAnswer.labels)}之一。")
    if not reason or len(reason) > LONGEST:
        faults.append(f"请说明理由，最多{LONGEST}字。")
    if until is None or until < timezone.localdate():
        faults.append("请写明办结日期，不早于今天。")
    if faults:
        raise Refused(*faults)
    alert.state, alert.answer, alert.reason, alert.until = AlertState.ANSWERED, answer, reason, until
    alert.answered_by, alert.answered_at = by, timezone.now()
    alert.save()
    row = alert.report
    _resume_answered(row)
    details = f"答复预警“{RULES[alert.code].name}”：{alert.get_answer_display()}，{until}以前办结，{reason}"
    record(Trailed.EDIT, by=by, subject=row, details=details, request=request)
    return alert


def chase(today: date) -> list[MonitoringAlert]:
    """Those whose day is over are overdue from now on; the report is paused where the office has it so. MO6 says why."""
    chased: list[MonitoringAlert] = []
    for pk, report in _late(today).order_by("pk").values_list("pk", "report"):
        with transaction.atomic():
            lock_reports([report])
            chased += _chased(pk, today)
    return chased


def _late(today: date) -> QuerySet[MonitoringAlert]:
    return MonitoringAlert.objects.filter(state=AlertState.OPEN, due__lt=today, report__task__closed=None)


def _chased(pk: int, today: date) -> Iterator[MonitoringAlert]:
    around = ("report__task", "report__statement__department__office", "report__unit")
    alert = _late(today).select_related(*around).filter(pk=pk).first()
    if alert is None:
        return
    row = alert.report
    pauses = row.task.alert_settings.pauses
    MonitoringAlert.objects.filter(pk=pk).update(state=AlertState.OVERDUE)
    words = f"{row}：{RULES['MO6'].name}（{RULES[alert.code].name}，期限{alert.due}）"
    if pauses:
        MonitoringReport.objects.filter(pk=row.pk).update(paused=True)
        words += "，按本局规定暂停"
    notify(
        holders_of(row, (Role.FILLER, *CHASERS)),
        NoticeKind.ALERTED,
        words,
        link=f"{reverse('monitoring_report', args=[row.pk])}#alerts",
        about=alerts_of_report(row),
    )
    record(Trailed.EDIT, by=None, subject=row, details=words)
    yield alert
