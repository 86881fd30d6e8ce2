"""A period is opened: of whom it asks, once for each, and what follows a newer approval."""

import pytest

from indicators.models import Indicator
from performance.alerts.settings import Light
from performance.jobs.running import run_job
from performance.models import (
    ExportJob,
    JobState,
    MonitoringReport,
    MonitoringState,
    MonitoringTask,
    Notice,
    PerformanceStatement,
)
from performance.monitoring import opening
from performance.monitoring.opening import open_reports
from performance.monitoring.recalculation import recalculate
from performance.monitoring.services import report_of
from performance.monitoring.tasks import Addressees, fill_task, open_task
from performance.steps.refusals import Refused
from tests.performance.monitoring.periods import worded
from tests.performance.self_evaluation.years import approve


def raise_target(project, target):
    """As an adjustment leaves the stored text."""
    Indicator.objects.filter(family__tree=project.tree, name="科普活动场次").update(value=target)


def everything():
    return PerformanceStatement.objects.all()


def labels(task):
    return list(
        MonitoringReport.objects.filter(task=task)
        .order_by("position", "-unit")
        .values_list("label", flat=True)
    )


def test_there_is_one_report_for_each_project_and_one_for_the_department(period):
    assert MonitoringReport.objects.filter(task=period.task, unit__isnull=False).count() == 2
    assert MonitoringReport.objects.filter(task=period.task, unit=None).count() == 1
    assert open_reports(period.task, everything()).made == 0


def test_an_approval_taken_back_before_its_text_is_locked_asks_for_no_report(period, monkeypatch):
    MonitoringReport.objects.all().delete()
    lock = opening._locked

    def lock_too_late(keys):
        PerformanceStatement.objects.update(approved_revision=None)
        return lock(keys)

    monkeypatch.setattr(opening, "_locked", lock_too_late)
    assert open_reports(period.task, everything()).made == 0


@pytest.mark.parametrize(
    ("chosen", "number"),
    [
        ({"least": "12.5"}, 3),
        ({"least": "12.51"}, 0),
        ({"projects": ("none",)}, 0),
        ({"classes": ("没有的类别",)}, 0),
    ],
)
def test_an_office_asks_only_of_whom_it_says(period, chosen, number):
    task = period.opened(5, addressees=Addressees(**chosen))
    assert MonitoringReport.objects.filter(task=task).count() == number


def test_a_period_that_asks_nobody_is_not_opened(period):
    with pytest.raises(Refused, match="没有符合条件的已批复的文本"):
        period.opened(5, addressees=Addressees(departments=("999",)))


def test_the_job_makes_the_reports_and_tells_those_who_write_them(period):
    MonitoringReport.objects.all().delete()
    job = fill_task(period.task, by=period.performance)
    run_job.func(str(job.pk), job.attempt)
    job = ExportJob.objects.get(pk=job.pk)
    assert (job.state, job.done) == (JobState.DONE, 1)
    assert job.message == "建立3份监控报告，0份按新的批复版更新。"
    told = set(
        Notice.objects.filter(about=f"monitoring-task-{period.task.pk}").values_list("recipient", flat=True)
    )
    assert told == {period.filler.pk, period.neighbour.pk, period.department_reviewer.pk}


@pytest.mark.parametrize("who", ["section", "department_reviewer", "filler", "stranger"])
def test_only_the_performance_section_opens_one(period, who):
    with pytest.raises(Refused, match="由该局财政绩效科审核人安排"):
        open_task(period.department.office, worded(5), by=getattr(period, who))
    assert MonitoringTask.objects.count() == 1


def test_one_period_is_opened_once(period):
    with pytest.raises(Refused, match="已有“1–7月”的一般监控任务"):
        period.opened()


def test_a_report_being_written_follows_the_newest_approval_and_shows_the_old_target(period):
    row = period.save(period.report)
    handed_in = MonitoringReport.objects.filter(task=period.task, unit__isnull=False).exclude(pk=row.pk)
    handed_in.update(state=MonitoringState.FINANCE)
    raise_target(row.project, "≥9次")
    newest = approve(period.statement, period.performance).approved_revision
    assert open_reports(period.task, everything()).led == 2
    row.refresh_from_db()
    report = report_of(row)
    assert (row.revision, handed_in.get().revision == newest) == (newest, False)
    assert report.content.states[0].actual == "6次"
    assert report.promised.earlier == {0: "≥8次"}


def test_colours_follow_a_target_that_has_changed(period):
    row = period.save(period.report)
    assert recalculate(MonitoringReport.objects.all()) == 0
    raise_target(row.project, "≥30次")
    approve(period.statement, period.performance)
    open_reports(period.task, everything())
    assert recalculate(MonitoringReport.objects.all()) == 1
    row.refresh_from_db()
    assert row.goal_light == Light.RED
