"""What stands beside a report follows all that it was computed from, and says so where somebody has to answer."""

import inspect
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from departments.models import CalendarDay
from departments.timetables.calendar import working_calendar
from indicators.values import TargetValue
from performance.alerts.rules import judge
from performance.models import AlertState, MonitoringReport, MonitoringTask
from performance.monitoring import basis
from performance.monitoring.answering import raise_alerts
from performance.monitoring.recalculation import recalculate
from performance.monitoring.services import figures_of, report_of
from performance.statements.promised import promised_to
from performance.written.rows import read_numbers
from tests.performance.monitoring.test_transitions import behind, explained, take


def all_reports():
    return MonitoringReport.objects.all()


def test_nothing_is_read_where_nothing_has_changed(period, django_assert_max_num_queries, monkeypatch):
    period.save(period.report)
    recalculate(all_reports())
    monkeypatch.setattr("performance.monitoring.recalculation.figures_of", None)  # whoever computes fails
    with django_assert_max_num_queries(9):
        assert recalculate(all_reports()) == 0


@pytest.mark.parametrize(
    "part", [judge, figures_of, raise_alerts, report_of, promised_to, read_numbers, TargetValue]
)
def test_whoever_has_a_say_in_a_light_is_told_by_its_source(part):
    source = Path(inspect.getsourcefile(part)).relative_to(settings.BASE_DIR)
    assert any(source == Path(name) or Path(name) in source.parents for name in basis.JUDGES)


@pytest.mark.parametrize("change", ["rules", "settings", "save", "anew"])
def test_whatever_a_light_stands_on_has_it_computed_anew(period, change, monkeypatch):
    row = period.save(period.report)
    recalculate(all_reports())
    MonitoringReport.objects.filter(pk=row.pk).update(money_light="red")
    if change == "rules":
        monkeypatch.setattr(basis, "edition", lambda: "another")
    if change == "settings":
        MonitoringTask.objects.update(settings={**period.task.settings, "in_a_row": 2})
    if change == "save":
        period.save(row, explained(row, measures="另有措施"))
        MonitoringReport.objects.filter(pk=row.pk).update(money_light="red")
    assert recalculate(all_reports(), anew=change == "anew") == 1
    row.refresh_from_db()
    assert row.money_light != "red"


def test_the_later_period_follows_what_an_earlier_one_says_once_it_is_handed_in_anew(period):
    """Of states per period: what the period before said counts in the sum."""

    def handed_in(row, first):
        content = explained(row, spent="1", shortfall="采购流标")
        states = (replace(content.states[0], actual=first, counting="of_period"), *content.states[1:])
        period.save(row, replace(content, states=states))
        take(row, "submit", period.filler)

    earlier, later = period.report_in(period.opened(3)), period.report
    handed_in(earlier, "1次")
    handed_in(later, "1次")
    about = "·".join(report_of(later).content.states[0].key)
    assert later.alerts.get(code="MO10", about=about).words.startswith("2 ÷ 8 = 25 %")
    take(earlier, "return", period.department_reviewer)
    handed_in(earlier, "2次")
    assert later.alerts.get(code="MO10", about=about).words.startswith("3 ÷ 8 = 37.5 %")


def test_a_new_holiday_moves_the_day_of_a_warning_that_waits(period, django_capture_on_commit_callbacks):
    row = behind(period)
    due = row.alerts.first().due
    with django_capture_on_commit_callbacks(execute=True):
        CalendarDay.objects.create(day=due, working=False)
    alerts = list(row.alerts.all())
    assert {alert.due for alert in alerts} == {working_calendar().after(timezone.localdate(), 10)} != {due}
    with django_capture_on_commit_callbacks(execute=True):
        CalendarDay.objects.all().delete()
    assert {alert.due for alert in row.alerts.all()} == {due}


def test_a_warning_that_is_no_more_overdue_waits_again_and_its_pause_goes(
    period, django_capture_on_commit_callbacks
):
    row = behind(period)
    today = timezone.localdate()
    row.alerts.update(
        raised=today - timedelta(days=30), due=today - timedelta(days=1), state=AlertState.OVERDUE
    )
    MonitoringReport.objects.filter(pk=row.pk).update(paused=True)
    with django_capture_on_commit_callbacks(execute=True):
        for back in range(1, 30):
            CalendarDay.objects.create(day=today - timedelta(days=back), working=False)
    row.refresh_from_db()
    assert {alert.state for alert in row.alerts.all()} == {AlertState.OPEN}
    assert not row.paused


def test_the_daily_command_says_what_it_renewed(period, monkeypatch):
    behind(period)
    monkeypatch.setattr(basis, "edition", lambda: "another")
    MonitoringReport.objects.update(money_light="green")
    told = StringIO()
    call_command("send_reminders", days=1, stdout=told)
    assert "1份监控报告的灯或预警、0条预警的答复期限已按现在的规则和日历更新" in told.getvalue()
