"""Reports read and saved: each save is a version, and nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.models import ExecutionAmount, MonitoringReport, MonitoringTask
from performance.monitoring.content import (
    ReportContent,
    blank_content,
    fitted,
    from_plain,
    only_choices,
    to_plain,
)
from performance.monitoring.people import subject_of
from performance.monitoring.report import Report
from performance.statements.promised import Promised, promised_to, why_not_promised
from performance.steps.locks import REPORT_OPEN
from performance.steps.people import roles_of
from performance.steps.refusals import Overtaken, Refused
from performance.written.people import writer_roles
from performance.written.versions import Saving, keep_version


def why_closed(task: MonitoringTask) -> str:
    """Why nothing in a period can be changed any more, or nothing."""
    if task.closed is None:
        return ""
    return f"“{task}”已于{timezone.localtime(task.closed):%Y-%m-%d}关闭，不能再修改和办理。"


def why_not_open(task: MonitoringTask) -> str:
    """Why nothing can be written for a period today, or nothing: one that is to come asks for nothing."""
    if closed := why_closed(task):
        return closed
    if timezone.localdate() <= task.cutoff:
        return f"“{task}”的数据截至{task.cutoff}，其后填报。"
    return ""


def earlier_contents(report: MonitoringReport) -> tuple[ReportContent, ...]:
    """What was said of the same subject for the earlier periods of the year, the latest last."""
    same = MonitoringReport.objects.filter(
        statement=report.statement_id,
        unit=report.unit_id,
        task__cutoff__lt=report.task.cutoff,
        latest__isnull=False,
    )
    named = (
        {"project": report.project_id} if report.project_id else {"code": report.code, "label": report.label}
    )
    found = same.filter(**named).order_by("task__cutoff", "task_id")
    return tuple(from_plain(content) for content in found.values_list("latest__content", flat=True))


def paid_by(report: MonitoringReport) -> Decimal | None:
    """What the payment system says was spent by the cut-off."""
    if not report.code or report.unit_id is None:
        return None
    amounts = ExecutionAmount.objects.filter(
        unit=report.unit_id,
        fiscal_year=report.task.fiscal_year,
        cutoff=report.task.cutoff,
        code=report.code,
    )
    return amounts.values_list("spent", flat=True).first()


def report_of(row: MonitoringReport, content: ReportContent | None = None) -> Report:
    """As stored, or with what somebody is about to save."""
    return assembled(row, promised_to(row), earlier_contents(row), paid_by(row), content)


def assembled(
    row: MonitoringReport,
    promised: Promised,
    before: tuple[ReportContent, ...],
    paid: Decimal | None,
    content: ReportContent | None = None,
) -> Report:
    """From what has been read already, for one report or for many."""
    if content is None:
        stored = row.latest and from_plain(row.latest.content)
        content = stored or unwritten(promised, before, paid)
    return Report(row, promised, fitted(content, promised), before, paid)


def unwritten(promised: Promised, before: tuple[ReportContent, ...], paid: Decimal | None) -> ReportContent:
    """What stands in a report before anybody has saved it."""
    words = "" if paid is None else f"{paid.normalize():f}"
    return blank_content(promised, before[-1] if before else None, words)


def may_write(report: MonitoringReport, user) -> bool:
    """Whether the report is this person's to write now, if the period lets anybody."""
    roles = roles_of(user, report.statement, report.unit)
    writers = writer_roles(subject_of(report), report.state)
    return report.state in REPORT_OPEN and not roles.isdisjoint(writers)


def why_not_written(report: MonitoringReport, user) -> str:
    """Why this person cannot write the report now, or nothing."""
    if not may_write(report, user):
        return f"目前为“{report.get_state_display()}”，或不由您填报，不能保存。"
    return why_not_promised(report) or why_not_open(report.task)


@transaction.atomic
def save_report(
    row: MonitoringReport,
    content: ReportContent,
    *,
    by,
    expected_version: int,
    request: HttpRequest | None = None,
) -> Report:
    """Keep what is written as the next version. Faults in it are kept too, except what no column can hold."""
    row = locked_report(row)
    if reason := why_not_written(row, by):
        raise Refused(reason)
    if row.version != expected_version:
        raise Overtaken(f"{row.latest.by if row.latest else '他人'}在您打开之后已有修改，请核对后再保存。")
    return save_as(row, content, Saving(by, request=request))


def save_as(row: MonitoringReport, content: ReportContent, saving: Saving) -> Report:
    """``save_report`` for whoever has locked the report and seen that it may be written."""
    report = report_of(row, only_choices(content))
    if longest := [fault.sentence for fault in report.too_long]:
        raise Refused(*longest)
    if row.latest and from_plain(row.latest.content) == report.content:
        return report
    plain = to_plain(report.content)
    version, is_new = keep_version(row.versions.all(), row.latest, plain, saving, report=row)
    figures = figures_of(report)
    MonitoringReport.objects.filter(pk=row.pk).update(latest=version, version=F("version") + 1, **figures)
    row.refresh_from_db(fields=["latest", "version", *figures])
    if is_new or not saving.by_itself:
        details = f"保存监控报告，{words_of(report)}"
        record(Trailed.EDIT, by=saving.by, subject=row, details=details, request=saving.request)
    return report


def figures_of(report: Report) -> dict[str, object]:
    """What stands beside a report for lists: its amounts and the colours of its lights."""
    judged = report.lights
    return {
        "budget": report.amount("budget"),
        "spent": report.amount("spent"),
        "forecast": report.amount("forecast"),
        "money_light": judged.money.light.value,
        "goal_light": judged.goal.light.value,
        "forecast_light": judged.forecast.light.value,
    }


def words_of(report: Report) -> str:
    judged = report.lights
    lights = {"资金": judged.money, "目标": judged.goal, "预计": judged.forecast}
    return "、".join(f"{name}{lit.light.label}" for name, lit in lights.items())


def locked_report(row: MonitoringReport) -> MonitoringReport:
    """Read once it is locked: whether its period was closed meanwhile as well."""
    lock_reports([row.pk])
    around = ("task__office", "statement__department__office", "unit", "revision", "latest__person")
    return MonitoringReport.objects.select_related(*around).get(pk=row.pk)


def lock_reports(keys: Iterable[int]) -> list[int]:
    """Whatever changes a report or its warnings asks for this first, in one order for everybody."""
    locked = MonitoringReport.objects.select_for_update(no_key=True).filter(pk__in=list(keys)).order_by("pk")
    return list(locked.values_list("pk", flat=True))
