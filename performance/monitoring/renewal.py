"""The calendar has changed: until when warnings are to be answered is counted anew, each from its own day."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from departments.timetables.calendar import working_calendar
from performance.models import AlertState, MonitoringAlert, MonitoringReport
from performance.models.monitoring_alerts import UNANSWERED
from performance.monitoring.services import lock_reports


def renew_due_days(**signal) -> None:
    """Receive that a day of the calendar was written or taken out."""
    transaction.on_commit(renew_due)


@transaction.atomic
def renew_due() -> int:
    """How many have another day. One that was overdue and is no more waits again, and so goes its pause."""
    waiting = MonitoringAlert.objects.filter(state__in=UNANSWERED, report__task__closed=None)
    moved = _moved(list(waiting.select_related("report__task")))
    if not moved:
        return 0
    lock_reports({alert.report_id for alert in moved})
    # What was answered while this waited is not asked again.
    moved = _moved(list(waiting.filter(pk__in=[alert.pk for alert in moved]).select_related("report__task")))
    MonitoringAlert.objects.bulk_update(moved, ["due", "state"])
    paused = MonitoringReport.objects.filter(pk__in={alert.report_id for alert in moved}, paused=True)
    paused.exclude(alerts__state=AlertState.OVERDUE).update(paused=False)
    return len(moved)


def _moved(alerts: list[MonitoringAlert]) -> list[MonitoringAlert]:
    """Those whose day is another by the calendar of today, with that day."""
    days, today = working_calendar(), timezone.localdate()
    found = []
    for alert in alerts:
        due = days.after(alert.raised, alert.report.task.alert_settings.answer_days)
        if due != alert.due:
            alert.due = due
            alert.state = AlertState.OPEN if due >= today else alert.state
            found.append(alert)
    return found
