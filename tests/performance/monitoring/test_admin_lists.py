"""The lists of monitoring in admin: taken out of one's own office alone, taken in as the payment system gives them out."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import TrailEntry
from performance.models import (
    ExecutionAmount,
    MonitoringAlert,
    MonitoringReport,
    MonitoringTask,
    PlannedPeriod,
)
from tests.factories import a_department, a_unit
from tests.performance.lists import confirmed, faults, previewed, taken_out, url
from tests.performance.monitoring.periods import YEAR, a_period
from tests.performance.monitoring.test_transitions import behind

LISTS = {model._meta.model_name: model for model in (MonitoringTask, MonitoringReport, MonitoringAlert)}
JULY, AUGUST = date(YEAR, 7, 31), date(YEAR, 8, 31)


@pytest.fixture
def keeper(client, period):
    client.force_login(period.performance)
    return client


def an_amount(unit, code="P1", cutoff=JULY, **amounts):
    key = {"unit": unit, "fiscal_year": YEAR, "cutoff": cutoff, "code": code}
    return ExecutionAmount.objects.create(**key, **{"adjusted": Decimal(9), "spent": Decimal(3), **amounts})


def a_row(unit, code, adjusted="9", spent="3", cutoff=JULY):
    place = (unit.department.office.division_code, unit.department.code, unit.code)
    heads = ("财政区划代码", "部门编码", "单位编码", "预算年度", "数据截止日期", "项目编码")
    told = dict(zip(heads, (*place, YEAR, f"{cutoff}", code), strict=True))
    return {**told, "全年预算数（万元）": adjusted, "执行数（万元）": spent}


@pytest.mark.parametrize("model", LISTS)
def test_a_list_is_taken_out_of_ones_own_office_and_told(keeper, period, model):
    behind(period)
    other = a_period()
    behind(other)
    rows = taken_out(keeper, model)
    assert len(rows) == LISTS[model].objects.visible_to(period.performance).count() > 0
    assert {row["财政区划代码"] for row in rows} == {period.department.office.division_code}
    assert {(row["预算年度"], row["监控期间"], row["监控类型"]) for row in rows} == {
        (f"{YEAR}", "1–7月", "一般监控")
    }
    entry = TrailEntry.objects.latest("pk")
    assert (entry.action, entry.details) == ("export", f"{len(rows)}条，xlsx")


def test_what_is_taken_out_says_what_the_pages_say(keeper, period):
    row = behind(period)
    report = next(one for one in taken_out(keeper, "monitoringreport") if one["名称"] == row.label)
    assert (report["资金灯"], report["执行数（万元）"], report["状态"]) == (
        "红灯",
        1,
        "部门审核监控",
    )
    alert = next(one for one in taken_out(keeper, "monitoringalert") if one["规则"] == "MO8")
    assert alert["依据"] == row.alerts.get(code="MO8").words
    assert (alert["状态"], alert["答复"]) == (row.alerts.get(code="MO8").get_state_display(), None)


@pytest.mark.parametrize("model", ["monitoringreport", "monitoringalert"])
def test_a_longer_list_asks_no_more(keeper, period, model):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            taken_out(keeper, model)
        return len(queries)

    behind(period)
    asked()
    few = asked()
    august = period.opened(8)
    behind(period, period.report_in(august))
    assert asked() == few


def test_a_name_that_begins_like_a_formula_stays_text(keeper, period):
    MonitoringReport.objects.filter(pk=period.report.pk).update(label="=1+1")
    assert "=1+1" in {row["名称"] for row in taken_out(keeper, "monitoringreport")}


def test_amounts_that_are_taken_in_again_change_nothing(keeper, period):
    an_amount(period.unit)
    an_amount(period.unit, "P2", adjusted=None, spent=Decimal("0.000001"))
    preview = previewed(keeper, "executionamount", taken_out(keeper, "executionamount"))
    assert faults(preview) == {}
    assert preview.context["result"].totals["skip"] == 2


def test_amounts_are_brought_up_to_date_and_those_of_another_month_stay(keeper, period):
    earlier, now = an_amount(period.unit), an_amount(period.unit, cutoff=AUGUST)
    rows = [
        a_row(period.unit, "P1", spent="4.5", cutoff=AUGUST),
        a_row(period.unit, "P2", "1,200.5", "７", AUGUST),
    ]
    confirmed(keeper, "executionamount", previewed(keeper, "executionamount", rows))
    told = {(one.cutoff, one.code): (one.adjusted, one.spent) for one in ExecutionAmount.objects.all()}
    assert told == {
        (JULY, "P1"): (earlier.adjusted, earlier.spent),
        (AUGUST, "P1"): (now.adjusted, Decimal("4.5")),
        (AUGUST, "P2"): (Decimal("1200.5"), Decimal(7)),
    }


def test_a_list_of_one_month_is_not_held_against_all_others(keeper, period):
    for month in range(1, 8):
        an_amount(period.unit, cutoff=date(YEAR, month, 28))
    with CaptureQueriesContext(connection) as queries:
        previewed(keeper, "executionamount", [a_row(period.unit, "P1", cutoff=AUGUST)])
    held = [one["sql"] for one in queries if 'FROM "performance_executionamount"' in one["sql"]]
    assert any(f"{AUGUST}" in sql for sql in held)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"执行数（万元）": "三万"}, "不是数"),
        ({"执行数（万元）": "-1"}, "负"),
        ({"数据截止日期": "去年"}, "日期"),
        ({"预算年度": "二〇二五"}, "不是数"),
        ({"单位编码": "999999"}, "没有编码为"),
        ({"项目编码": ""}, "不能空白"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_and_nothing_is_written(keeper, period, changed, said):
    an_amount(period.unit)
    rows = [a_row(period.unit, "P1", spent="5"), {**a_row(period.unit, "P2"), **changed}]
    preview = previewed(keeper, "executionamount", rows)
    assert list(faults(preview)) == [2]
    assert said in faults(preview)[2]
    assert ExecutionAmount.objects.get().spent == 3


def test_amounts_of_another_office_are_neither_seen_nor_written(keeper, period):
    foreign = a_unit(a_department())
    an_amount(foreign)
    assert taken_out(keeper, "executionamount") == []
    preview = previewed(keeper, "executionamount", [a_row(foreign, "P1", spent="8")])
    assert "没有编码为" in faults(preview)[1]


def test_planned_periods_go_out_and_in(keeper, period):
    PlannedPeriod.objects.create(
        office=period.department.office, kind="general", month=7, report_days=10, settings="national"
    )
    rows = taken_out(keeper, "plannedperiod")
    later = {**rows[0], "截至月份": 10, "报送工作日": 5}
    confirmed(keeper, "plannedperiod", previewed(keeper, "plannedperiod", [*rows, later]))
    assert list(PlannedPeriod.objects.order_by("month").values_list("month", "report_days")) == [
        (7, 10),
        (10, 5),
    ]
    assert keeper.get(url("plannedperiod", "changelist")).status_code == 200
