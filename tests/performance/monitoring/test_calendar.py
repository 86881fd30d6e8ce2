"""An office's calendar of monitoring: loaded as a list, seen on the page, and opened from it by hand or by the clock."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook

from departments.models import FinanceOffice
from performance.alerts.setting_files import shipped_settings
from performance.alerts.setting_files import to_plain as settings_to_plain
from performance.models import MonitoringKind, MonitoringTask, PerformanceStatement, PlannedPeriod
from performance.monitoring.calendar import calendars_of, periods_to_open, wording_of
from tests.factories import an_office

HEADS = [
    *("财政区划代码", "监控类型", "截至月份", "报送工作日", "预警参数", "项目类别", "预算数不小于（万元）"),
    "监控要求",
]


def planned(office, month=7, **columns):
    return PlannedPeriod.objects.create(office=office, month=month, **columns)


def loaded(client, user, *rows):
    book, stream = Workbook(), BytesIO()
    for row in (HEADS, *rows):
        book.active.append(row)
    book.save(stream)
    client.force_login(user)
    address = "/admin/performance/plannedperiod"
    file = SimpleUploadedFile("list.xlsx", stream.getvalue())
    preview = client.post(f"{address}/import/", {"import_file": file, "format": "0"})
    confirm = preview.context.get("confirm_form") if preview.context else None
    return client.post(f"{address}/process_import/", confirm.initial) if confirm else preview


def test_a_calendar_is_loaded_and_brought_up_to_date(client, period):
    code = period.department.office.division_code
    row = [code, "一般监控", "7", "10", "national", "", "", "请如实填报"]
    assert loaded(
        client, period.performance, row, [code, "重点监控", "10", "5", "sichuan-2025", "基建", "200", ""]
    )
    assert loaded(client, period.performance, [*row[:3], "15", *row[4:]]).status_code == 302
    found = PlannedPeriod.objects.values_list("month", "kind", "report_days", "settings", "least")
    assert list(found) == [
        (7, "general", 15, "national", None),
        (10, "key", 5, "sichuan-2025", Decimal(200)),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {2: "13"},
        {2: "0"},
        {1: "不监控"},
        {4: "no-such"},
        {6: "-1"},
        {6: "两百"},
        {3: "0"},
    ],
)
def test_a_list_with_a_fault_is_refused_as_a_whole(client, period, wrong):
    code = period.department.office.division_code
    row = [code, "一般监控", "7", "10", "national", "", "", ""]
    faulty = [wrong.get(place, cell) for place, cell in enumerate([code, "重点监控", *row[2:]])]
    loaded(client, period.performance, row, faulty)
    assert not PlannedPeriod.objects.exists()


def test_the_calendar_of_another_office_is_nobodys(client, period):
    other = an_office()
    loaded(client, period.performance, [other.division_code, "一般监控", "7", "10", "national", "", "", ""])
    planned(other)
    assert not PlannedPeriod.objects.filter(office=period.department.office).exists()
    assert PlannedPeriod.objects.count() == 1
    assert not PlannedPeriod.objects.visible_to(period.performance).exists()


def test_a_period_stands_beside_the_task_that_was_opened_for_it(period):
    office = period.department.office
    for month in (1, 7):
        planned(office, month)
    january, july = calendars_of([office], 2025)[office.pk]
    assert (january.period.label, january.task, january.cutoff) == ("1月", None, date(2025, 1, 31))
    assert (july.period.label, july.task) == ("1–7月", period.task)
    assert july.due > july.cutoff + timedelta(days=13)


def test_the_form_is_filled_in_as_the_calendar_says(client, period):
    office = period.department.office
    own = planned(
        office, 10, kind=MonitoringKind.KEY, settings="sichuan-2025", classes="基建，采购", least="200"
    )
    client.force_login(period.performance)
    address = reverse("monitoring_new", args=[office.pk, 2025])
    page = client.get(address, {"planned": own.pk})
    initial = page.context["form"].initial
    assert (initial["label"], initial["kind"], initial["classes"]) == ("1–10月", "key", "基建、采购")
    assert Decimal(initial["least"]) == 200
    assert "4:25 6:40 8:60 10:80" in page.content.decode()
    assert "监控日历的“1–10月重点监控”" in page.content.decode()


@pytest.mark.parametrize(
    ("today", "labels"),
    [
        (date(2025, 7, 31), []),
        (date(2025, 8, 1), ["1–7月"]),
        (date(2026, 1, 5), ["1–12月"]),
        (date(2026, 6, 1), []),
    ],
)
def test_a_period_is_opened_once_its_months_are_over(period, today, labels):
    office = period.department.office
    MonitoringTask.objects.filter(pk=period.task.pk).update(label="上半年")
    for month in (7, 12):
        planned(office, month)
    assert [each.period.label for each in periods_to_open(office, today)] == labels


@pytest.fixture
def today(monkeypatch):
    """A day in the middle of a year for the command, whatever the day is."""
    day = date(2026, 6, 15)
    clock = SimpleNamespace(localdate=lambda: day)
    monkeypatch.setattr("performance.management.commands.open_monitoring.timezone", clock)
    return day


def test_the_command_opens_what_is_due_in_somebodys_name(period, today):
    office = period.department.office
    FinanceOffice.objects.filter(pk=office.pk).update(name="本局")
    planned(office, 1)
    planned(office, 7)  # not over yet
    PerformanceStatement.objects.filter(pk=period.statement.pk).update(fiscal_year=today.year)
    told = StringIO()
    call_command("open_monitoring", by=period.performance.username, dry_run=True, stdout=told)
    assert told.getvalue().count("还没有安排") == 1
    assert MonitoringTask.objects.count() == 1
    call_command("open_monitoring", by=period.performance.username, stdout=told)
    opened = MonitoringTask.objects.exclude(pk=period.task.pk)
    assert list(opened.values_list("cutoff", flat=True)) == [date(2026, 1, 31)]
    for name in (period.filler.username, "nobody-of-this-name"):
        with pytest.raises(CommandError):
            call_command("open_monitoring", by=name, stdout=told)


@pytest.mark.usefixtures("today")
def test_what_cannot_be_opened_is_named_and_the_command_fails(period):
    planned(period.department.office, 1)  # of a year in which nothing is approved
    told = StringIO()
    with pytest.raises(CommandError, match="有1项没有安排"):
        call_command("open_monitoring", by=period.performance.username, stderr=told)
    assert "没有符合条件的已批复的文本" in told.getvalue()


def test_a_calendar_says_all_that_a_wording_needs(period):
    own = planned(period.department.office, 7, settings="pidu-2026", description="请如实填报")
    (each,) = calendars_of([period.department.office], 2025)[period.department.office_id]
    wording = wording_of(each)
    assert list(wording.faults()) == []
    assert settings_to_plain(wording.settings) == settings_to_plain(shipped_settings()["pidu-2026"].settings)
    assert (wording.description, wording.addressees.words) == (own.description, "全部项目")
