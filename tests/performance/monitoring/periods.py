"""An approved text of this year, a period that is over, and the people around it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.contrib.auth.models import User

from departments.models import BudgetUnit, Department
from performance.alerts.setting_files import shipped_settings
from performance.content.model import FundSource
from performance.models import MonitoringKind, MonitoringReport, MonitoringTask, PerformanceStatement
from performance.monitoring.opening import open_reports
from performance.monitoring.services import report_of, save_report
from performance.monitoring.tasks import Wording, open_task
from tests.factories import a_statement
from tests.performance.self_evaluation.years import approve, people_around_a_unit

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


@dataclass
class OpenPeriod:
    """``task`` is open and its reports are made; ``report`` is that of the unit's project."""

    department: Department
    unit: BudgetUnit
    filler: User
    neighbour: User
    department_reviewer: User
    section: User
    performance: User
    stranger: User
    statement: PerformanceStatement
    worded_as: dict[str, object]
    task: MonitoringTask | None = None
    report: MonitoringReport | None = None

    def opened(self, month=7, **worded_as):
        wording = worded(month, **{**self.worded_as, **worded_as})
        task, _ = open_task(self.department.office, wording, by=self.performance)
        open_reports(task, PerformanceStatement.objects.filter(pk=self.statement.pk))
        return task

    def report_in(self, task):
        return MonitoringReport.objects.get(task=task, unit=self.unit)

    def save(self, row, content=None, by=None):
        save_report(
            row, content or written(report_of(row)), by=by or self.filler, expected_version=row.version
        )
        row.refresh_from_db()
        return row


def a_period(**changes):
    people = people_around_a_unit()
    statement = approve(a_statement(people["department"], year=YEAR, projects=2), people["performance"])
    period = OpenPeriod(**people, statement=statement, worded_as=changes)
    period.task = period.opened()
    period.report = period.report_in(period.task)
    return period
