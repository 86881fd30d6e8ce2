"""An approved text of this year, a period that is over, and the people around it."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

from departments.permissions.roles import Role
from performance.alerts.setting_files import shipped_settings
from performance.content.model import FundSource
from performance.models import MonitoringKind, MonitoringReport, PerformanceStatement
from performance.monitoring.opening import open_reports
from performance.monitoring.services import report_of, save_report
from performance.monitoring.tasks import Wording, open_task
from tests.factories import a_department, a_member, a_statement, a_unit
from tests.performance.self_evaluation.years import approve

YEAR = 2025
# How far the four indicators of a_project_content are at the end of July, and will be in December.
REACHED = (("6次", "10次"), ("7万元", "12.5万元"), ("9万人次", "15万人次"), ("96%", "96%"))


def worded(month=7, **changes):
    last = date(YEAR, month, 31)
    usual = Wording(
        YEAR,
        MonitoringKind.GENERAL,
        f"1–{month}月",
        last,
        last + timedelta(days=20),
        shipped_settings()["national"].settings,
    )
    return replace(usual, **changes)


def written(report, reached=REACHED, *, spent="7.5", forecast="12.5", **texts):
    """Everything that must be written, in the order of the indicators."""
    funds = tuple(
        replace(row, budget=row.budget or "12.5", spent=spent, forecast=forecast)
        if row.source == FundSource.TOTAL
        else replace(row, spent="", forecast="")
        for row in report.content.funds
    )
    states = tuple(
        replace(row, actual=actual, forecast=expected, likelihood="certain")
        for row, (actual, expected) in zip(report.content.states, reached, strict=True)
    )
    said = {"on_track": "是", "situation": "各项活动按计划进行。", **texts}
    return replace(report.content, funds=funds, states=states, **said)


def a_period(**changes):
    """``task`` is open and its reports are made; ``report`` is that of the unit's project."""
    department = a_department()
    unit, other = a_unit(department), a_unit(department)
    people = SimpleNamespace(
        filler=a_member(Role.FILLER, at=unit),
        neighbour=a_member(Role.FILLER, at=other),
        department_reviewer=a_member(Role.DEPARTMENT_REVIEWER, at=department),
        section=a_member(Role.FINANCE_SECTION_REVIEWER, at=department.office),
        performance=a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=department.office),
        stranger=a_member(Role.FILLER),
    )
    statement = approve(a_statement(department, year=YEAR, projects=2), people.performance)

    def opened(month=7, **worded_as):
        task, _ = open_task(
            department.office, worded(month, **{**changes, **worded_as}), by=people.performance
        )
        open_reports(task, PerformanceStatement.objects.filter(pk=statement.pk))
        return task

    def report_in(task):
        return MonitoringReport.objects.get(task=task, unit=unit)

    def save(row, content=None, by=None):
        save_report(
            row, content or written(report_of(row)), by=by or people.filler, expected_version=row.version
        )
        row.refresh_from_db()
        return row

    task = opened()
    return SimpleNamespace(
        department=department,
        unit=unit,
        statement=statement,
        task=task,
        report=report_in(task),
        opened=opened,
        report_in=report_in,
        save=save,
        **vars(people),
    )
