"""The way of a report from the unit by its department to the finance office, and its warnings on that way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from departments.timetables.calendar import working_calendar
from performance.alerts.setting_files import shipped_settings
from performance.alerts.settings import Light
from performance.models import AlertState, MonitoringReport, MonitoringState, Notice, NoticeKind
from performance.monitoring.answering import answer_alert, chase
from performance.monitoring.report import state_field
from performance.monitoring.services import report_of
from performance.monitoring.tasks import close_task
from performance.monitoring.transitions import obstacles_to, open_steps, perform
from performance.steps.refusals import Refused
from tests.performance.monitoring.periods import REACHED, a_period, written

S = MonitoringState
BEHIND = (("1次", "8次"), *REACHED[1:])


def take(row, action, by, reason="理由"):
    row.refresh_from_db()
    event = perform(row, action, by=by, expected_version=row.version, reason=reason)
    row.refresh_from_db()
    return event


def explained(row, **texts):
    """With a goal that is behind, and the reason for it."""
    content = written(report_of(row), BEHIND, on_track="否", **texts)
    states = (replace(state, reason="缺讲师", likelihood="possible") for state in content.states)
    return replace(content, states=tuple(states))


def behind(period, row=None):
    """Handed in with a goal and the money behind."""
    row = row or period.report
    period.save(row, explained(row, spent="1", shortfall="采购流标"))
    take(row, "submit", period.filler)
    return row


def answered(alert, by, **words):
    told = {"answer": "continue", "reason": "重新招标", "until": timezone.localdate() + timedelta(days=30)}
    return answer_alert(alert, by=by, **{**told, **words})


def test_the_whole_way(period):
    row = period.save(period.report)
    take(row, "submit", period.filler)
    assert row.state == S.DEPARTMENT
    take(row, "pass", period.department_reviewer)
    assert row.state == S.FINANCE
    take(row, "rectify", period.section, "请补充佐证")
    assert row.state == S.RECTIFYING
    take(row, "submit", period.filler)
    take(row, "pass", period.department_reviewer)
    take(row, "close", period.performance)
    assert row.state == S.CLOSED
    kept = list(row.events.values_list("action", "reason"))
    assert kept[2] == ("rectify", "请补充佐证")


def test_what_is_owed_keeps_a_report_with_its_unit(period):
    step = next(step for step in open_steps(period.report, period.filler) if step.action == "submit")
    assert "报告还没有保存过" in obstacles_to(period.report, step, period.filler)[0]
    with pytest.raises(Refused, match="没有填写执行情况"):
        take(period.report, "submit", period.filler)


def test_a_return_keeps_its_reason_and_the_version_it_was_about(period):
    row = period.save(period.report)
    take(row, "submit", period.filler)
    take(row, "return", period.department_reviewer, "数字与台账不符")
    assert row.state == S.RETURNED
    period.save(row, written(report_of(row), spent="7.6"))
    assert row.versions.count() == 2
    assert row.events.last().reason == "数字与台账不符"


def test_nothing_is_taken_in_a_closed_period(period):
    row = period.save(period.report)
    close_task(period.task, closed=True, by=period.performance)
    with pytest.raises(Refused, match="已于"):
        take(row, "submit", period.filler)


def test_the_department_signs_when_all_its_reports_have_passed(period):
    own = MonitoringReport.objects.get(task=period.task, unit=None)
    content = written(report_of(own), ())
    period.save(own, content, by=period.department_reviewer)
    with pytest.raises(Refused, match="份项目监控报告没有部门通过"):
        take(own, "submit", period.department_reviewer)
    others = MonitoringReport.objects.filter(task=period.task, unit__isnull=False)
    others.update(state=S.FINANCE)
    take(own, "submit", period.department_reviewer)
    assert own.state == S.FINANCE


def test_warnings_are_raised_told_and_answered_before_the_report_is_closed(period):
    row = behind(period)
    assert {alert.code for alert in row.alerts.all()} == {"MO8", "MO9", "MO10"}
    alert = row.alerts.get(code="MO8")
    assert alert.words == "1 ÷ 12.5 = 8 %，时间进度 58.33 %，为应有的 13.71 %"
    assert alert.due == working_calendar().after(timezone.localdate(), 10)
    assert Notice.objects.filter(kind=NoticeKind.ALERTED, recipient=period.filler).count() == 1
    take(row, "pass", period.department_reviewer)
    with pytest.raises(Refused, match="还有3条预警没有答复"):
        take(row, "close", period.section)
    for each in row.alerts.all():
        answered(each, period.filler)
    take(row, "close", period.section)
    assert not Notice.objects.filter(kind=NoticeKind.ALERTED, read_at=None).exists()


@pytest.mark.parametrize(
    ("who", "words", "said"),
    [
        ("filler", {"answer": "wait"}, "请选择继续执行、调剂预算、取消项目之一"),
        ("filler", {"reason": " "}, "请说明理由"),
        ("filler", {"until": None}, "请写明办结日期"),
        ("section", {}, "由填报单位或其主管部门答复"),
        ("neighbour", {}, "由填报单位或其主管部门答复"),
    ],
)
def test_an_answer_says_what_why_and_until_when(period, who, words, said):
    alert = behind(period).alerts.get(code="MO8")
    with pytest.raises(Refused, match=said):
        answered(alert, getattr(period, who), **words)
    alert.refresh_from_db()
    assert (alert.state, alert.answer) == (AlertState.OPEN, "")


def test_a_warning_that_no_longer_holds_lapses_and_one_that_does_keeps_its_day(period):
    row = behind(period)
    first = row.alerts.get(code="MO10")
    take(row, "return", period.department_reviewer)
    period.save(row, explained(row, spent="7.5", shortfall="已经补办"))
    take(row, "submit", period.filler)
    states = dict(row.alerts.values_list("code", "state"))
    assert states == {"MO8": AlertState.LAPSED, "MO9": AlertState.OPEN, "MO10": AlertState.OPEN}
    assert row.alerts.get(code="MO10").raised == first.raised


@pytest.mark.parametrize(("settings", "paused"), [("national", False), ("sichuan-2025", True)])
def test_who_does_not_answer_is_chased_once_and_paused_where_the_office_says_so(db, settings, paused):
    period = a_period(settings=shipped_settings()[settings].settings)
    row = behind(period)
    due = row.alerts.first().due
    assert chase(due) == []
    late = chase(due + timedelta(days=1))
    assert len(late) == row.alerts.count()
    assert chase(due + timedelta(days=1)) == []
    row.refresh_from_db()
    assert row.paused is paused
    assert Notice.objects.filter(kind=NoticeKind.ALERTED, recipient=period.section).exists()
    for alert in row.alerts.all():
        answered(alert, period.department_reviewer)
    row.refresh_from_db()
    assert not row.paused


def test_three_in_a_row_are_counted(period):
    first = behind(period, period.report_in(period.opened(3)))
    assert {alert.in_a_row for alert in first.alerts.all()} == {1}
    second = behind(period, period.report_in(period.opened(5)))
    third = behind(period)
    assert {alert.in_a_row for alert in second.alerts.filter(code="MO10")} == {2}
    assert {alert.in_a_row for alert in third.alerts.filter(code="MO10")} == {3}


def test_whoever_is_above_the_unit_is_told_of_three_in_a_row(period):
    for month in (3, 5):
        behind(period, period.report_in(period.opened(month)))
    told = Notice.objects.filter(text__contains="须现场核查")
    assert not told.exists()
    behind(period)
    assert set(told.values_list("recipient", flat=True)) == {
        period.department_reviewer.pk,
        period.section.pk,
        period.performance.pk,
    }
    assert "已连续3期" in told.first().text


@pytest.mark.parametrize(
    ("colours", "owed"),
    [((), False), ((Light.RED,), False), ((Light.YELLOW,), True), ((Light.RED, Light.YELLOW), True)],
)
def test_a_reason_is_owed_under_the_colours_that_the_office_names(db, colours, owed):
    period = a_period(settings=replace(shipped_settings()["national"].settings, reasons=colours))
    content = written(report_of(period.report), (("4次", "8次"), *REACHED[1:]))
    report = report_of(period.report, content)
    assert report.judgement.goals[0].light is Light.YELLOW
    assert [fault.field for fault in report.owed] == ([state_field(0, "reason")] if owed else [])
