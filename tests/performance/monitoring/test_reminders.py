"""Who is reminded of a period, and chased for an answer: once a day, and nobody who has nothing left to do."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from performance.models import (
    AlertState,
    MonitoringReport,
    MonitoringState,
    MonitoringTask,
    Notice,
    NoticeKind,
)
from performance.monitoring.notifications import near_tasks, remind_of_task
from tests.performance.monitoring.test_transitions import behind

DAYS = 7


@pytest.fixture
def near(period):
    """The reports are to be handed in tomorrow."""
    due = timezone.localdate() + timedelta(days=1)
    MonitoringTask.objects.filter(pk=period.task.pk).update(due=due)
    period.task.refresh_from_db()
    return period


def reminded():
    notices = Notice.objects.filter(kind=NoticeKind.DEADLINE)
    return set(notices.values_list("recipient", flat=True))


def test_those_whose_reports_are_still_theirs_are_reminded_once_a_day(near):
    today = timezone.localdate()
    assert list(near_tasks(DAYS)) == [near.task]
    assert remind_of_task(near.task, today=today) == 3
    assert remind_of_task(near.task, today=today) == 0
    assert reminded() == {near.filler.pk, near.neighbour.pk, near.department_reviewer.pk}
    assert "还有1天" in Notice.objects.filter(kind=NoticeKind.DEADLINE).first().text


def test_whoever_has_handed_in_is_left_in_peace(near):
    MonitoringReport.objects.filter(pk=near.report.pk).update(state=MonitoringState.DEPARTMENT)
    remind_of_task(near.task, today=timezone.localdate())
    assert reminded() == {near.neighbour.pk, near.department_reviewer.pk}


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_that_is_far_or_over_is_nobodys_business(near, days):
    MonitoringTask.objects.update(due=timezone.localdate() + timedelta(days=DAYS + 1 if days == 0 else days))
    assert not near_tasks(DAYS).exists()


def test_the_command_reminds_and_chases_or_only_lists(near):
    alert = behind(near).alerts.get(code="MO8")
    today = timezone.localdate()
    near.report.alerts.update(raised=today - timedelta(days=30), due=today - timedelta(days=1))
    told = StringIO()
    call_command("send_reminders", days=DAYS, dry_run=True, stdout=told)
    assert f"{near.task}，{near.task.due}截止：2人还有没有报送的报告，已提醒0人" in told.getvalue()
    assert not reminded()
    call_command("send_reminders", days=DAYS, stdout=told)
    assert "3条监控预警逾期没有答复" in told.getvalue()
    assert reminded() == {near.neighbour.pk, near.department_reviewer.pk}
    alert.refresh_from_db()
    assert alert.state == AlertState.OVERDUE
