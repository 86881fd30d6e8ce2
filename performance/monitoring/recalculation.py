"""The lights of many reports computed anew: the texts and the earlier periods of a batch are read once for all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from performance.models import MonitoringReport, Revision
from performance.monitoring.content import ReportContent, from_plain
from performance.monitoring.report import Report
from performance.monitoring.services import assembled, figures_of
from performance.statements.promised import promised_in
from performance.statements.revisions import content_of

AT_ONCE = 500
FIGURES = ("budget", "spent", "forecast", "money_light", "goal_light", "forecast_light")
Subject = tuple[int, int | None, int | str | None]


def recalculate(reports: QuerySet[MonitoringReport]) -> int:
    """How many had other amounts or colours beside them than what is written in them gives now."""
    changed = 0
    written = (
        reports.filter(latest__isnull=False).select_related("task", "latest").order_by("revision_id", "pk")
    )
    rows = iter(written.iterator(AT_ONCE))
    while some := list(islice(rows, AT_ONCE)):
        with transaction.atomic():
            changed += _recalculated(some)
    return changed


def _recalculated(rows: Sequence[MonitoringReport]) -> int:
    other = []
    for report in read_together(rows):
        figures = figures_of(report)
        if any(getattr(report.row, name) != figures[name] for name in FIGURES):
            for name in FIGURES:
                setattr(report.row, name, figures[name])
            other.append(report.row)
    MonitoringReport.objects.bulk_update(other, FIGURES)
    return len(other)


def read_together(rows: Sequence[MonitoringReport]) -> Iterator[Report]:
    """The reports of these rows, in order of their texts; of the period before only what stood then."""
    revisions = Revision.objects.in_bulk({row.revision_id for row in rows})
    earlier = _earlier(rows)
    read, content = None, None
    for row in rows:
        row.revision = revisions[row.revision_id]
        if content is None or read != row.revision_id:
            read, content = row.revision_id, content_of(row.revision)
        before = tuple(said for cutoff, said in earlier[_subject(row)] if cutoff < row.task.cutoff)
        yield assembled(row, promised_in(row, content, None), before, None)


def _earlier(rows: Sequence[MonitoringReport]) -> defaultdict[Subject, list]:
    """What was written of each subject, with its day, the earliest first."""
    found: defaultdict[Subject, list[tuple[object, ReportContent]]] = defaultdict(list)
    last = max(row.task.cutoff for row in rows)
    same = MonitoringReport.objects.filter(
        statement__in={row.statement_id for row in rows}, latest__isnull=False, task__cutoff__lt=last
    )
    for other in same.select_related("task", "latest").order_by("task__cutoff", "task_id"):
        assert other.latest is not None  # noqa: S101 - only such were asked for
        found[_subject(other)].append((other.task.cutoff, from_plain(other.latest.content)))
    return found


def _subject(row: MonitoringReport) -> Subject:
    """The same project of the same text in every period."""
    return row.statement_id, row.unit_id, row.project_id or f"{row.code} {row.label}"
