"""Two people at the same moment at one period: nothing is there twice, nothing is written into what is closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.permissions.roles import Role
from performance.jobs.running import run_job
from performance.models import (
    Action,
    AlertState,
    MonitoringReport,
    MonitoringTask,
    MonitoringVersion,
    PerformanceStatement,
)
from performance.monitoring.answering import answer_alert, chase
from performance.monitoring.opening import open_reports
from performance.monitoring.recalculation import recalculate
from performance.monitoring.services import report_of, save_report
from performance.monitoring.tasks import close_task, fill_task, open_task
from performance.steps.refusals import Refused
from performance.workflow.services import perform as walk_text
from tests.factories import a_member
from tests.performance.monitoring.periods import a_period, worded, written
from tests.performance.monitoring.test_transitions import behind, explained, take
from tests.performance.racing import at_once, several_writers
from tests.performance.self_evaluation.years import approve

ROUNDS = 8

pytestmark = [pytest.mark.django_db(transaction=True), several_writers]


@pytest.fixture
def period():
    return a_period()


def test_a_period_opened_twice_at_once_is_there_once(period):
    office, by = period.department.office, period.performance
    for month in (1, 3, 5):
        outcomes = at_once(*[lambda: open_task(office, worded(month), by=by)] * 2)  # noqa: B023
        assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
        task = MonitoringTask.objects.get(label=worded(month).label)
        assert task.reports.count() == 3
        task.reports.all().delete()
        everything = PerformanceStatement.objects.filter(pk=period.statement.pk)
        made = at_once(*[lambda: open_reports(task, everything).made] * 2)  # noqa: B023
        assert sorted(made) == [0, 3]


def test_reports_made_by_two_jobs_at_once_are_there_once(period):
    MonitoringReport.objects.all().delete()
    jobs = [fill_task(period.task, by=period.performance) for _ in range(2)]
    at_once(*[lambda job=job: run_job.func(str(job.pk), job.attempt) for job in jobs])
    assert MonitoringReport.objects.filter(task=period.task).count() == 3


def test_a_save_comes_before_the_closing_or_is_refused(period):
    row = period.report
    for number in range(ROUNDS):
        row.refresh_from_db()
        version = row.version
        content = written(report_of(row), spent=f"{number}.25")
        saved, _ = at_once(
            lambda: save_report(row, content, by=period.filler, expected_version=version),  # noqa: B023
            lambda: close_task(period.task, closed=True, by=period.performance),
        )
        closed = MonitoringTask.objects.get(pk=period.task.pk).closed
        last = MonitoringVersion.objects.filter(report=row).order_by("-number").first()
        if isinstance(saved, Refused):
            assert "关闭" in str(saved)
        else:
            assert last.at <= closed
        close_task(period.task, closed=False, by=period.performance)


def test_an_answer_and_a_recalculation_keep_each_others_work(period):
    behind(period)
    for _ in range(ROUNDS):
        row = MonitoringReport.objects.get(pk=period.report.pk)
        alert = row.alerts.get(code="MO8")
        MonitoringReport.objects.filter(pk=row.pk).update(money_light="none", basis="", paused=True)
        row.alerts.update(state=AlertState.ANSWERED)
        row.alerts.filter(pk=alert.pk).update(state=AlertState.OPEN)
        until = timezone.localdate() + timedelta(days=30)
        said = {"answer": "continue", "reason": "重新招标", "until": until, "by": period.filler}
        at_once(
            lambda: answer_alert(alert, **said),  # noqa: B023
            lambda: recalculate(MonitoringReport.objects.all()),
        )
        row.refresh_from_db()
        alert.refresh_from_db()
        assert (row.money_light, row.paused, alert.state) == ("red", False, AlertState.ANSWERED)


def test_a_recalculation_leaves_what_was_saved_meanwhile(period):
    row = period.save(period.report)
    for number in range(ROUNDS):
        row.refresh_from_db()
        MonitoringReport.objects.filter(pk=row.pk).update(spent="0", money_light="none")
        content, version = written(report_of(row), spent=f"{number + 6}.5"), row.version
        at_once(
            lambda: save_report(row, content, by=period.filler, expected_version=version),  # noqa: B023
            lambda: recalculate(MonitoringReport.objects.all()),
        )
        row.refresh_from_db()
        assert f"{row.spent.normalize()}" == f"{number + 6}.5"


def test_a_warning_is_answered_or_late_and_handing_in_again_waits(period):
    for _ in range(ROUNDS):
        period.report.refresh_from_db()
        if period.report.latest is None:
            behind(period)
        else:
            period.save(period.report, explained(period.report, spent="1.5", shortfall="采购流标"))
            take(period.report, "submit", period.filler)
        alert = period.report.alerts.get(code="MO8")
        late = alert.due + timedelta(days=1)
        said = {
            "answer": "continue",
            "reason": "补",
            "until": late + timedelta(days=400),
            "by": period.filler,
        }
        at_once(
            lambda: answer_alert(alert, **said),  # noqa: B023
            lambda: chase(late),  # noqa: B023
            lambda: take(period.report, "return", period.department_reviewer),
        )
        alert.refresh_from_db()
        assert alert.state == AlertState.ANSWERED
        period.report.refresh_from_db()
        assert period.report.state == "monitoring_returned"
        period.report.alerts.all().update(state=AlertState.LAPSED)


def test_an_approval_is_taken_back_or_a_report_written_by_it(period):
    statement, report = period.statement, period.report
    reviewer = a_member(Role.PERFORMANCE_SECTION_REVIEWER, period.department.office)
    content = written(report_of(report))
    for _ in range(ROUNDS):
        asked_at = {"expected_version": statement.version, "by": reviewer, "reason": "批错了"}
        outcomes = at_once(
            lambda: save_report(report, content, by=period.filler, expected_version=report.version),
            lambda: walk_text(statement, Action.REVOKE, **asked_at),  # noqa: B023
        )
        assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
        MonitoringReport.objects.update(latest=None)
        MonitoringVersion.objects.all().delete()
        report.refresh_from_db()
        statement.refresh_from_db()
        if statement.approved_revision is None:
            approve(statement, period.performance)
