"""A year that an office monitors: approved texts of many departments, and the reports of four periods filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from types import SimpleNamespace

from bench.places import settle

DEPARTMENTS = 20  # of one unit with 10 projects of 10 indicators each
PROJECTS = 10
YEAR = 2025
MONTHS = (3, 6, 9, 12)


@cache
def monitored() -> SimpleNamespace:
    """``user`` sees everything; ``statements`` are all texts of ``office``, ``tasks`` its periods with their reports."""
    from departments.models import Department, FinanceOffice
    from performance.models import PerformanceStatement
    from performance.setup.simulated_province.making import make_province
    from performance.setup.simulated_province.size import Size
    from tests.factories import a_user

    make_province(Size(departments=DEPARTMENTS, units=1, projects=PROJECTS, year=YEAR))
    office = FinanceOffice.objects.order_by("division_code").first()
    Department.objects.update(office=office)
    user = a_user(is_superuser=True)
    statements = PerformanceStatement.objects.select_related("department__office")
    _approve(statements.filter(fiscal_year=YEAR))
    settle()
    tasks = [_filled(office, month, statements.filter(fiscal_year=YEAR), user) for month in MONTHS]
    settle()
    return SimpleNamespace(office=office, user=user, statements=statements, tasks=tasks)


def _approve(statements) -> None:
    from performance.models import StatementState
    from performance.statements.revisions import take_revision
    from performance.statements.selectors import statement_content

    for statement in statements:
        revision = take_revision(statement, None, statement_content(statement))
        statements.filter(pk=statement.pk).update(state=StatementState.APPROVED, approved_revision=revision)


def a_task(office, month: int, kind="general"):
    """A period that nobody has made reports for yet."""
    from performance.alerts.setting_files import shipped_settings, to_plain
    from performance.models import MonitoringTask

    cutoff = date(YEAR, month, 28)
    return MonitoringTask.objects.create(
        office=office,
        fiscal_year=YEAR,
        kind=kind,
        label=f"1–{month}月",
        cutoff=cutoff,
        due=cutoff + timedelta(days=20),
        settings=to_plain(shipped_settings()["national"].settings),
    )


def _filled(office, month: int, statements, user):
    """Every report as its unit would have filled it: on time, behind or ahead, by turns."""
    from performance.models import MonitoringReport, MonitoringVersion
    from performance.monitoring.content import to_plain
    from performance.monitoring.opening import open_reports
    from performance.monitoring.recalculation import read_together, recalculate

    task = a_task(office, month)
    open_reports(task, statements)
    rows = MonitoringReport.objects.filter(task=task).select_related("task", "statement", "latest")
    written = [
        MonitoringVersion(
            report=report.row, number=1, content=to_plain(_said(report, month, report.row.pk)), person=user
        )
        for report in read_together(rows.order_by("revision_id", "pk"))
    ]
    latest = {version.report_id: version for version in MonitoringVersion.objects.bulk_create(written)}
    for row in rows:
        row.latest = latest[row.pk]
    MonitoringReport.objects.bulk_update(rows, ["latest"])
    recalculate(MonitoringReport.objects.filter(task=task))
    return task


def _said(report, month: int, serial: int):
    """Numbers that differ from report to report, as real ones do."""
    from indicators.values import parse_value

    def reached(indicator, place: int) -> str:
        target = parse_value(indicator.target, YEAR)
        if target.number is None:
            return indicator.target
        share = month * (70 + (serial + place) % 60)
        return f"{target.number * share / 1200:.2f}{target.unit}"

    states = tuple(
        replace(
            row,
            actual=reached(indicator, place),
            forecast=reached(indicator, place + 30),
            likelihood="possible",
            reason="按计划推进",
        )
        for place, (indicator, row) in enumerate(
            zip(report.promised.content.indicators, report.content.states, strict=True)
        )
    )
    funds = tuple(
        replace(row, spent=f"{serial % 50 + month}.5", forecast=row.budget) for row in report.content.funds
    )
    return replace(report.content, funds=funds, states=states, on_track="是", situation="按计划推进。")
