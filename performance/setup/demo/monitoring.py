"""Monitoring in the demo: the first half of last year finished, a period of this year open, with lights of every colour.

In the open one a report has come to the finance office with one warning answered, another not, and an application to
adjust that was born of it; of another nobody has written yet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from departments.models import Department
from departments.permissions.roles import Role
from departments.timetables.calendar import working_calendar
from indicators.values import parse_value
from performance.alerts.expected import time_share
from performance.alerts.setting_files import shipped_settings
from performance.content.model import FundSource
from performance.differences.opened import OpenedKind
from performance.models import (
    Action,
    MonitoringAlert,
    MonitoringKind,
    MonitoringReport,
    MonitoringTask,
    PerformanceStatement,
    PlannedPeriod,
)
from performance.models.planned_periods import label_of, last_day
from performance.monitoring.answering import answer_alert
from performance.monitoring.content import ReportContent, StateRow
from performance.monitoring.deciding import mark_reports
from performance.monitoring.notifications import tell_of_task
from performance.monitoring.opening import open_reports
from performance.monitoring.origins import origin_named, origin_of
from performance.monitoring.report import Report
from performance.monitoring.services import report_of, save_report
from performance.monitoring.tasks import Addressees, Wording, close_task, word_task
from performance.monitoring.transitions import perform
from performance.setup.demo.cycle import PUBLISHED, TEXTS, moved_years, person, text_of, walk
from performance.statements.services import save_content
from performance.workflow.applications import Application, NamedPart
from performance.workflow.request_steps import apply_for

STATES = TEXTS / "hebei-states.json"
DIVISION, OPEN_AT = "130200", "406"
MONTHS = (6, 9, 12)
REPORT_DAYS = 10
WARNED = "MO8"
CENT = Decimal("0.01")
TAKEN_BY = {
    Action.SUBMIT: Role.FILLER,
    Action.PASS: Role.DEPARTMENT_REVIEWER,
    Action.CLOSE: Role.FINANCE_SECTION_REVIEWER,
}


def begin_monitoring(today: date) -> list[MonitoringTask]:
    """To be called once the texts of last year are there."""
    departments = Department.objects.filter(office__division_code=DIVISION).select_related("office")
    office = departments[0].office
    for month in MONTHS:
        PlannedPeriod.objects.create(office=office, month=month, report_days=REPORT_DAYS)
    over = today.replace(day=1) - timedelta(days=1)
    return [
        _finished(departments, today.year - 1, MONTHS[0]),
        _open(departments.get(code=OPEN_AT), over.year, over.month),
    ]


def _task(department: Department, year: int, month: int, wanted: Addressees) -> MonitoringTask:
    cutoff = last_day(year, month)
    wording = Wording(
        year,
        MonitoringKind.GENERAL,
        label_of(month),
        cutoff,
        working_calendar().after(cutoff, REPORT_DAYS),
        shipped_settings()["national"].settings,
        wanted,
        "请对照批复的绩效目标如实填报，落后的说明原因。",
    )
    return word_task(department.office, wording, by=person(Role.PERFORMANCE_SECTION_REVIEWER, department))


def _finished(departments, year: int, month: int) -> MonitoringTask:
    """Every project and department has reported, the office has closed all of it."""
    task = _task(departments[0], year, month, Addressees())
    statements = PerformanceStatement.objects.filter(department__in=departments, fiscal_year=year)
    open_reports(task, statements)
    for row in MonitoringReport.objects.filter(task=task, unit__isnull=False).order_by("pk"):
        _write(row, "first_half")
        _take(row, Action.SUBMIT, Action.PASS, Action.CLOSE)
    for row in MonitoringReport.objects.filter(task=task, unit=None).order_by("pk"):
        by = person(Role.DEPARTMENT_REVIEWER, row.statement.department)
        situation = "两个项目都按计划推进，支出与时间进度大体相当。"
        content = replace(report_of(row).content, on_track="是", situation=situation)
        save_report(row, content, by=by, expected_version=row.version)
        row.refresh_from_db()
        perform(row, Action.SUBMIT, by=by, expected_version=row.version)
        _take(row, Action.CLOSE)
    by = person(Role.PERFORMANCE_SECTION_REVIEWER, departments[0])
    return close_task(task, closed=True, by=by)


def _open(department: Department, year: int, month: int) -> MonitoringTask:
    statement = _approved(department, year)
    task = _task(department, year, month, Addressees(departments=(department.code,)))
    open_reports(task, PerformanceStatement.objects.filter(pk=statement.pk))
    row = MonitoringReport.objects.filter(task=task, unit__isnull=False).order_by("position")[0]
    _write(row, "open")
    _take(row, Action.SUBMIT)
    _warned(row)
    _take(row, Action.PASS)
    mark_reports([row], marked=True, by=person(Role.FINANCE_SECTION_REVIEWER, department))
    tell_of_task(task)
    return task


def _approved(department: Department, year: int) -> PerformanceStatement:
    """In January the period that is over belongs to last year, whose text is there."""
    there = PerformanceStatement.objects.filter(department=department, fiscal_year=year)
    if found := there.first():
        return found
    content = text_of(department, year, 10)
    statement = save_content(content, department=department, year=year).statement
    walk(statement, PUBLISHED)
    statement.refresh_from_db()
    return statement


def _warned(row: MonitoringReport) -> None:
    """The warning about the money is answered, and the project's money is to be adjusted because of it."""
    filler = person(Role.FILLER, row.statement.department, row.unit)
    alert = MonitoringAlert.objects.get(report=row, code=WARNED)
    until = working_calendar().after(alert.due, REPORT_DAYS)
    answer_alert(alert, answer="transfer", reason="少办的场次所余经费，申请调减。", until=until, by=filler)
    origin = origin_named(origin_of(alert), row.statement, filler)
    part = NamedPart(OpenedKind.PROJECT_MONEY.value, row.project_id, reason="讲师调离，全年少办一场")
    apply_for(
        row.statement,
        Application((part,), origin),
        by=filler,
        unit=row.unit,
        reason="执行监控发现支出滞后，申请调减本年预算数。",
    )


def _take(row: MonitoringReport, *actions: Action) -> None:
    for action in actions:
        row.refresh_from_db()
        by = person(TAKEN_BY[action], row.statement.department, row.unit)
        perform(row, action, by=by, expected_version=row.version)
    row.refresh_from_db()


def _write(row: MonitoringReport, period: str) -> None:
    by = person(Role.FILLER, row.statement.department, row.unit)
    save_report(row, _filled(report_of(row), period), by=by, expected_version=row.version)
    row.refresh_from_db()


def _filled(report: Report, period: str) -> ReportContent:
    """What the file says of a project of this name; what goes with the time is as far as the time is, times its pace."""
    text = STATES.read_text(encoding="utf-8")
    task = report.row.task
    moved = json.loads(moved_years(text, json.loads(text)["year"], task.fiscal_year))
    script: Mapping[str, Any] = moved[period][report.row.label]
    funds = tuple(
        replace(
            fund,
            spent=f"{_so_far(Decimal(fund.budget), script['spent'], task).quantize(CENT):f}",
            forecast=fund.budget,
        )
        if fund.source == FundSource.TOTAL
        else fund
        for fund in report.content.funds
    )
    states = tuple(
        _state(row, indicator.target, script["states"][row.name], task)
        for row, indicator in zip(report.content.states, report.promised.content.indicators, strict=True)
    )
    return replace(report.content, funds=funds, states=states, **script["texts"])


def _state(row: StateRow, target: str, script: Mapping[str, Any], task: MonitoringTask) -> StateRow:
    values = {"forecast": target.lstrip("≥"), "likelihood": "certain", **script}
    if pace := values.pop("pace", None):
        value = parse_value(target, task.fiscal_year)
        amount = _so_far(value.number or Decimal(0), pace, task)
        whole = amount.to_integral_value(ROUND_CEILING if Decimal(pace) >= 1 else ROUND_FLOOR)
        values["actual"] = f"{whole:f}{value.unit}"
    if values.get("reason"):
        values["likelihood"] = "possible"
    return replace(row, **{**values, "reasons": tuple(values.get("reasons", ()))})


def _so_far(whole: Decimal, pace: str, task: MonitoringTask) -> Decimal:
    share = time_share(task.cutoff, task.fiscal_year)
    return whole * Decimal(pace) * share.numerator / share.denominator
