"""A report: what is written in it, what is owed, what stands beside it from the period before and the payment system."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from performance.alerts.settings import Light
from performance.models import ExecutionAmount, MonitoringTask, PerformanceStatement
from performance.monitoring.content import from_plain, to_plain
from performance.monitoring.report import state_field
from performance.monitoring.services import report_of, save_report
from performance.monitoring.tasks import close_task
from performance.steps.refusals import Overtaken, Refused
from performance.written.rows import LONGEST
from tests.performance.monitoring.periods import YEAR, written
from tests.performance.self_evaluation.years import approve


def changed(report, place, **words):
    states = [replace(row, **words) if at == place else row for at, row in enumerate(report.content.states)]
    return replace(report.content, states=tuple(states))


def test_a_whole_report_owes_nothing_and_stands_in_the_lists(period):
    row = period.save(period.report)
    report = report_of(row)
    assert (report.faults, report.owed) == ((), ())
    assert (row.budget, row.spent, row.forecast) == (Decimal("12.5"), Decimal("7.5"), Decimal("12.5"))
    assert {row.money_light, row.goal_light, row.forecast_light} == {Light.GREEN.value}
    assert from_plain(to_plain(report.content)) == report.content


def test_each_save_is_a_version_and_the_same_words_are_none(period):
    row = period.save(period.report)
    first = row.version
    assert period.save(row).version == first
    period.save(row, written(report_of(row), spent="8"))
    assert list(row.versions.values_list("number", flat=True)) == [2, 1]
    assert row.latest.number == 2


def test_nobody_overwrites_what_they_have_not_seen(period):
    seen = period.report.version
    row = period.save(period.report)
    with pytest.raises(Overtaken):
        save_report(row, written(report_of(row), spent="1"), by=period.filler, expected_version=seen)


@pytest.mark.parametrize("who", ["neighbour", "department_reviewer", "performance", "stranger"])
def test_only_the_unit_writes_its_report(period, who):
    with pytest.raises(Refused, match="不由您填报"):
        period.save(period.report, by=getattr(period, who))


def test_a_closed_period_is_locked_until_it_is_opened_again(period):
    close_task(period.task, closed=True, by=period.performance)
    with pytest.raises(Refused, match="不能再修改"):
        period.save(period.report)
    close_task(period.task, closed=False, by=period.performance)
    assert period.save(period.report).latest


def test_no_report_is_written_by_an_approval_that_was_taken_back(period):
    PerformanceStatement.objects.update(approved_revision=None)
    with pytest.raises(Refused, match="批复已经撤回"):
        period.save(period.report)
    approve(period.statement, period.performance)
    period.save(period.report)


def test_a_period_to_come_asks_for_nothing(period):
    tomorrow = timezone.localdate() + timedelta(days=1)
    MonitoringTask.objects.filter(pk=period.task.pk).update(cutoff=tomorrow, due=tomorrow)
    period.report.refresh_from_db()
    with pytest.raises(Refused, match="其后填报"):
        period.save(period.report)


@pytest.mark.parametrize(
    ("place", "words", "field"),
    [
        (0, {"actual": ""}, "actual"),
        (0, {"forecast": ""}, "forecast"),
        (0, {"likelihood": ""}, "likelihood"),
        (0, {"actual": "1次"}, "reason"),
        (0, {"actual": "9次"}, "reason"),
        (0, {"reasons": ("staff",)}, "reason"),
    ],
)
def test_what_is_owed_is_named_by_its_field(period, place, words, field):
    content = changed(replace_content(period), place, **words)
    owed = {fault.field for fault in report_of(period.report, content).owed}
    assert owed == {state_field(place, field)}


def replace_content(period):
    """A report with all that is to be written."""
    report = report_of(period.report)
    return report_of(period.report, written(report))


def test_a_rate_is_that_of_its_two_numbers(period):
    whole = replace_content(period)
    right = changed(whole, 3, numerator="48", denominator="50")
    wrong = changed(whole, 3, numerator="45", denominator="50")
    half = changed(whole, 3, numerator="45")
    assert report_of(period.report, right).faults == ()
    assert "45 ÷ 50 = 90 %" in report_of(period.report, wrong).faults[0].sentence
    assert "须同时填写" in report_of(period.report, half).faults[0].sentence


def test_what_cannot_be_read_is_kept_and_said(period):
    row = period.save(period.report, written(report_of(period.report), spent="大约七万"))
    assert "不是可以读懂的数" in report_of(row).faults[0].sentence
    assert row.spent is None


def test_a_text_that_is_too_long_is_not_cut(period):
    with pytest.raises(Refused, match="最多"):
        period.save(period.report, written(report_of(period.report), situation="长" * (LONGEST + 1)))


def test_what_the_payment_system_says_stands_there_and_is_confirmed(period):
    ExecutionAmount.objects.create(
        unit=period.unit,
        fiscal_year=YEAR,
        cutoff=period.task.cutoff,
        code=period.report.code,
        spent=Decimal("7.4"),
    )
    report = report_of(period.report)
    assert report.amount("spent") == Decimal("7.4")
    other = report_of(period.report, written(report, spent="7.5"))
    assert [fault.field for fault in other.owed] == ["shortfall"]
    assert "与支付系统的 7.4 万元不同" in other.owed[0].sentence
    explained = report_of(period.report, written(report, spent="7.5", shortfall="月末一笔尚未入账"))
    assert explained.owed == ()


def test_the_period_before_stands_beside_and_goes_on(period):
    first = period.report_in(period.opened(5))
    period.save(
        first, changed(report_of(first, written(report_of(first))), 0, source="活动台账", actual="7次")
    )
    report = report_of(period.report)
    assert report.content.states[0].source == "活动台账"
    assert list(report.earlier_actuals(report.content.states[0])) == ["7次"]
    fewer = report_of(period.report, written(report))
    assert "MO7" in fewer.owed[0].sentence
    assert "本期 6次，上期 7次" in fewer.owed[0].sentence
