"""A department's report of a period: every project and warning is in it, sums are of what is known, and it leaves as three files."""

from fractions import Fraction

import pytest
from django.urls import reverse

from performance.documents.blocks import TableBlock
from performance.documents.formats.docx.reader import read_docx
from performance.models import MonitoringReport
from performance.monitoring.department_report import bar, department_report, printed_department
from performance.monitoring.services import report_of
from performance.statement_pages.form_files import WRITERS
from tests.performance.monitoring.periods import written
from tests.performance.monitoring.test_transitions import answered, behind, take


@pytest.fixture
def own(period):
    """One project is behind with its warnings, one of them answered; of the other nobody has written yet."""
    behind(period)
    answered(period.report.alerts.get(code="MO8"), period.filler, answer="transfer", reason="调剂到下一季度")
    return MonitoringReport.objects.get(task=period.task, unit=None)


def rows_of(printed, part):
    return [
        [cell.text for cell in row]
        for block in printed.parts[part].blocks
        if isinstance(block, TableBlock)
        for row in block.rows
    ]


def test_sums_are_of_what_is_known_and_say_of_how_many(own):
    printed = printed_department(department_report(own))
    lines = [block.text for block in printed.parts[0].blocks if hasattr(block, "text")]
    assert "纳入监控的项目2个，已报送1个" in lines[2]
    assert "已填写预算数和执行数的1个项目，预算数合计12.50万元，执行数合计1.00万元，执行率8 %" in lines[3]
    assert "部门签章：尚未签章报送。" in lines
    assert ["资金", "1", "0", "0", "1", "■■■■■□□□□□"] in rows_of(printed, 0)
    assert rows_of(printed, 0)[-1] == ["1–7月", "12.50", "1.00", "8 %", "■" + "□" * 9]


def test_every_project_and_every_warning_is_in_it(period, own):
    printed = printed_department(department_report(own))
    projects, shortfalls, alerts = (rows_of(printed, part) for part in (1, 2, 3))
    assert len(projects) == 2 + 2  # heads and the sum
    assert projects[-1][1:4] == ["12.50", "1.00", "8 %"]
    assert [row[2] for row in shortfalls[1:]] == ["采购流标"]
    assert {row[1].split()[0] for row in alerts[1:]} == {"MO8", "MO9", "MO10"}
    (money,) = (row for row in alerts if row[1].startswith("MO8"))
    assert money[3:7] == ["已答复", "1", "调剂预算", "调剂到下一季度"]


def test_whoever_signed_it_is_named_with_the_day(period, own):
    period.save(own, written(report_of(own), ()), by=period.department_reviewer)
    MonitoringReport.objects.filter(task=period.task, unit__isnull=False).update(state="monitoring_finance")
    event = take(own, "submit", period.department_reviewer)
    report = department_report(own)
    assert report.signed == event
    texts = [getattr(block, "text", "") for block in printed_department(report).parts[0].blocks]
    assert any(text.startswith(f"部门签章：{event.actor_name}，") for text in texts)


def test_earlier_periods_of_the_year_stand_before_it(period, own):
    first = period.report_in(period.opened(3))
    period.save(first)
    periods = [label for label, *_ in department_report(own).earlier]
    assert periods == ["1–3月", "1–7月"]


@pytest.mark.parametrize("suffix", WRITERS)
def test_it_leaves_as_a_file_of_each_kind(client, period, own, suffix):
    client.force_login(period.department_reviewer)
    answer = client.get(reverse("monitoring_department_file", args=[own.pk, suffix]))
    assert answer.status_code == 200
    if suffix == "docx":
        texts = [cell for row in read_docx(answer.content).rows for cell in row.cells]
        assert "四、偏差和措施" in texts
        assert "采购流标" in texts


def test_a_unit_gets_none_and_a_project_has_none(client, period, own):
    for who, row in ((period.filler, own), (period.department_reviewer, period.report)):
        client.force_login(who)
        assert client.get(reverse("monitoring_department_file", args=[row.pk, "docx"])).status_code == 404


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (None, "—"),
        (Fraction(0), "□□□□"),
        (Fraction(1, 2), "■■□□"),
        (Fraction(1), "■■■■"),
        (Fraction(3, 2), "■■■■▶"),
    ],
)
def test_a_bar_never_looks_longer_than_the_whole_without_saying_so(share, drawn):
    assert bar(share, 4) == drawn
