"""What follows approval in a made-up province: a period under monitoring, and the cards of the years before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from departments.models import FinanceOffice
from indicators.values import parse_value
from performance.alerts.setting_files import shipped_settings, to_plain
from performance.models import (
    EvaluationTimetable,
    MonitoringKind,
    MonitoringReport,
    MonitoringTask,
    MonitoringVersion,
    PerformanceStatement,
)
from performance.models.planned_periods import label_of, last_day
from performance.monitoring.content import ReportContent
from performance.monitoring.content import to_plain as report_to_plain
from performance.monitoring.opening import open_reports
from performance.monitoring.recalculation import read_together, recalculate
from performance.monitoring.report import Report
from performance.self_evaluation.services import make_cards
from performance.setup.simulated_province.size import Size
from performance.statements.promised import places_of

MONTH, REPORT_DAYS = 6, 20
LEAST = "450"  # 万元: about one project in ten is asked about
SCHEME = "national-cost-2021"
BLANK_EVERY = 4  # one report in so many has not been begun


def follow_approval(offices: Iterable[FinanceOffice], size: Size, by: int) -> None:
    """``by`` is the key of whoever wrote the reports."""
    for office in offices:
        for year in range(size.year - size.years + 1, size.year + 1):
            approved = PerformanceStatement.objects.filter(
                department__office=office, fiscal_year=year, approved_revision__isnull=False
            )
            if year < size.year:
                _evaluate(office, year, approved.select_related("approved_revision").order_by("pk"))
            elif approved.exists():
                task = monitoring_task(office, year, MONTH, least=LEAST)
                open_reports(task, approved)
                fill_reports(task, by, blank_every=BLANK_EVERY)


def monitoring_task(
    office: FinanceOffice, year: int, month: int, *, kind: str = MonitoringKind.GENERAL, least: str = ""
) -> MonitoringTask:
    """A period that nobody has made reports for yet."""
    cutoff = last_day(year, month)
    return MonitoringTask.objects.create(
        office=office,
        fiscal_year=year,
        kind=kind,
        label=label_of(month),
        cutoff=cutoff,
        due=cutoff + timedelta(days=REPORT_DAYS),
        settings=to_plain(shipped_settings()["national"].settings),
        addressees={"least": least},
    )


def fill_reports(task: MonitoringTask, by: int, *, blank_every: int = 0) -> None:
    """As their units would have filled them: on time, behind or ahead, by turns."""
    rows = MonitoringReport.objects.filter(task=task).select_related("task", "statement", "latest")
    written = [
        MonitoringVersion(
            report=report.row,
            number=1,
            content=report_to_plain(_said(report, task.cutoff.month, serial)),
            person_id=by,
        )
        for serial, report in enumerate(read_together([*rows.order_by("revision_id", "pk")]), 1)
        if not blank_every or serial % blank_every
    ]
    MonitoringVersion.objects.bulk_create(written)
    for version in written:
        version.report.latest = version
    MonitoringReport.objects.bulk_update([version.report for version in written], ["latest"])
    recalculate(MonitoringReport.objects.filter(task=task))


def _said(report: Report, month: int, serial: int) -> ReportContent:
    """Numbers that differ from report to report, as real ones do."""
    year = report.row.task.fiscal_year

    def reached(target: str, place: int) -> str:
        value = parse_value(target, year)
        if value.number is None:
            return target
        share = month * (70 + (serial + place) % 60)
        return f"{value.number * share / 1200:.2f}{value.unit}"

    states = tuple(
        replace(
            row,
            actual=reached(indicator.target, place),
            forecast=reached(indicator.target, place + 30),
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


def _evaluate(office: FinanceOffice, year: int, approved: Iterable[PerformanceStatement]) -> None:
    """A blank card for each project and department, open all through the year after."""
    after = year + 1
    timetable = EvaluationTimetable.objects.create(
        office=office,
        fiscal_year=year,
        opens=date(after, 1, 1),
        closes=date(after, 12, 31),
        scheme=SCHEME,
    )
    for statement in approved:
        revision = statement.approved_revision
        assert revision is not None  # noqa: S101 - only such were asked for
        places = enumerate(places_of(statement, revision))
        make_cards(statement, revision, timetable, [pair for pair in places if not pair[1].lost])
