"""The lights of many reports computed anew: the text and the periods of a statement are read once for all its reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet

from performance.models import MonitoringReport, Revision
from performance.monitoring.content import ReportContent, from_plain
from performance.monitoring.report import Report
from performance.monitoring.services import assembled, figures_of, lock_reports
from performance.statements.promised import promised_in
from performance.statements.revisions import content_of

AT_ONCE = 500  # reports, unless one text has more
FIGURES = ("budget", "spent", "forecast", "money_light", "goal_light", "forecast_light")
Subject = tuple[int, int | None, int | str | None]


def recalculate(reports: QuerySet[MonitoringReport]) -> int:
    """How many had other amounts or colours beside them than what is written in them gives now."""
    written = reports.filter(latest__isnull=False)
    return sum(_recalculated(written.filter(statement__in=some)) for some in _statements_of(written))


def _statements_of(reports: QuerySet[MonitoringReport]) -> Iterator[list[int]]:
    """As many texts at a time as have some hundred reports."""
    some: list[int] = []
    number = 0
    counts = reports.order_by("statement").values_list("statement").annotate(Count("pk"))
    for statement, count in counts:
        some.append(statement)
        number += count
        if number >= AT_ONCE:
            yield some
            some, number = [], 0
    if some:
        yield some


@transaction.atomic
def _recalculated(reports: QuerySet[MonitoringReport]) -> int:
    """What somebody saves meanwhile has its figures from that save: such a row is left as it is."""
    rows = list(reports.select_related("task", "latest").order_by("revision_id", "task__cutoff", "pk"))
    other = {report.row.pk: report.row for report in read_together(rows) if _renewed(report)}
    locked = MonitoringReport.objects.filter(pk__in=lock_reports(other))
    same = [
        other[pk]
        for pk, *seen in locked.values_list("pk", "version", "revision")
        if seen == [other[pk].version, other[pk].revision_id]
    ]
    MonitoringReport.objects.bulk_update(same, FIGURES)
    return len(same)


def _renewed(report: Report) -> bool:
    figures = figures_of(report)
    changed = any(getattr(report.row, name) != figures[name] for name in FIGURES)
    if changed:
        for name in FIGURES:
            setattr(report.row, name, figures[name])
    return changed


def read_together(rows: Sequence[MonitoringReport]) -> Iterator[Report]:
    """The reports of these rows, in order of their texts; of the period before only what stood then."""
    revisions = Revision.objects.in_bulk({row.revision_id for row in rows})
    written = {row.pk: from_plain(row.latest.content) for row in rows if row.latest}
    earlier = _earlier(rows, written)
    read, content = None, None
    for row in rows:
        row.revision = revisions[row.revision_id]
        if content is None or read != row.revision_id:
            read, content = row.revision_id, content_of(row.revision)
        before = tuple(said for cutoff, said in earlier[_subject(row)] if cutoff < row.task.cutoff)
        yield assembled(row, promised_in(row, content, None), before, None, written.get(row.pk))


def _earlier(
    rows: Sequence[MonitoringReport], written: Mapping[int, ReportContent]
) -> defaultdict[Subject, list[tuple[date, ReportContent]]]:
    """What was written of each subject, with its day, the earliest first; what has been read is not read again."""
    last = max(row.task.cutoff for row in rows)
    same = MonitoringReport.objects.filter(
        statement__in={row.statement_id for row in rows}, latest__isnull=False, task__cutoff__lt=last
    )
    others = [*same.exclude(pk__in=written).select_related("task", "latest")]
    found: defaultdict[Subject, list[tuple[date, ReportContent]]] = defaultdict(list)
    for row in sorted((*rows, *others), key=lambda row: (row.task.cutoff, row.task_id)):
        if row.latest:
            said = written.get(row.pk) or from_plain(row.latest.content)
            found[_subject(row)].append((row.task.cutoff, said))
    return found


def _subject(row: MonitoringReport) -> Subject:
    """The same project of the same text in every period."""
    return row.statement_id, row.unit_id, row.project_id or f"{row.code} {row.label}"
