"""The command that computes the lights anew says of how many reports, and how many were other; closed periods stay."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from performance.models import MonitoringReport, MonitoringTask
from tests.performance.monitoring.periods import a_period
from tests.performance.monitoring.test_transitions import behind

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    period = a_period()
    period.save(period.report)
    MonitoringReport.objects.update(money_light="red")  # as of rules before
    return MonitoringReport.objects.get(pk=period.report.pk)


def said(**options):
    told = StringIO()
    call_command("recalculate_monitoring", stdout=told, **options)
    return told.getvalue().strip()


def light(report):
    return MonitoringReport.objects.values_list("money_light", flat=True).get(pk=report.pk)


def test_lights_follow_the_rules_and_a_second_time_changes_nothing(report):
    assert said() == "1份监控报告已重新计算，1份的金额、灯或预警有变化。"
    assert light(report) != "red"
    assert said() == "1份监控报告已重新计算，0份的金额、灯或预警有变化。"


def test_another_year_and_a_closed_period_are_left_alone(report):
    assert said(year=2020) == "0份监控报告已重新计算，0份的金额、灯或预警有变化。"
    MonitoringTask.objects.update(closed=timezone.now())
    assert said().startswith("0份")
    assert light(report) == "red"
    assert said(closed=True) == "1份监控报告已重新计算，1份的金额、灯或预警有变化。"


def test_nobody_is_asked_about_a_closed_period_any_more():
    period = a_period()
    row = behind(period)
    row.alerts.all().delete()
    MonitoringReport.objects.update(basis="")
    MonitoringTask.objects.update(closed=timezone.now())
    said(closed=True, anew=True)
    assert not row.alerts.exists()
    MonitoringTask.objects.update(closed=None)
    said(anew=True)
    assert row.alerts.exists()
