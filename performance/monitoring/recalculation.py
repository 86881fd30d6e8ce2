"""The lights and warnings of many reports computed anew: the text and the periods of a statement are read once for all its reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet

from performance.models import MonitoringReport, MonitoringState, Revision
from performance.monitoring.answering import raise_again
from performance.monitoring.basis import stands_on
from performance.monitoring.content import ReportContent, from_plain
from performance.monitoring.report import Report
from performance.monitoring.services import assembled, figures_of, lock_reports
from performance.statements.promised import promised_in
from performance.statements.revisions import content_of

AT_ONCE = 500  # reports, unless one text has more
FIGURES = ("budget", "spent", "forecast", "money_light", "goal_light", "forecast_light")
# Their warnings are asked about; of those before they are raised on handing in, those behind are decided on.
HANDED_IN = (MonitoringState.DEPARTMENT, MonitoringState.FINANCE)
Subject = tuple[int, int | None, int | str | None]


def recalculate(reports: QuerySet[MonitoringReport], *, anew: bool = False) -> int:
    """How many had other amounts, colours or warnings beside them than what is written in them gives now.

    Those are read that stand on something else than when they were last computed; ``anew``: all of them.
    """
    written = reports.filter(latest__isnull=False)
    return sum(_recalculated(written, some, anew) for some in _statements_of(written))


def renew_later(row: MonitoringReport) -> int:
    """The later periods of the same subject, once this one says something else."""
    later = MonitoringReport.objects.filter(
        statement=row.statement_id, unit=row.unit_id, task__cutoff__gt=row.task.cutoff, task__closed=None
    )
    named = {"project": row.project_id} if row.project_id else {"code": row.code, "label": row.label}
    return recalculate(later.filter(**named))


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
def _recalculated(reports: QuerySet[MonitoringReport], statements: Sequence[int], anew: bool) -> int:
    """What somebody saves meanwhile has its figures from that save: such a row is left as it is."""
    words = {pk: word for pk, kept, word in stands_on(statements) if anew or kept != word}
    chosen = reports.filter(statement__in=statements, pk__in=words)
    rows = list(
        chosen.select_related("latest").prefetch_related("task").order_by("revision_id", "task__cutoff", "pk")
    )
    computed = {report.row.pk: report for report in read_together(rows)} if rows else {}
    locked = MonitoringReport.objects.filter(pk__in=lock_reports(computed))
    same = [
        computed[pk]
        for pk, *seen in locked.values_list("pk", "version", "revision")
        if seen == [computed[pk].row.version, computed[pk].row.revision_id]
    ]
    other = {report.row.pk for report in same if _renewed(report)}
    moved = [report.row for report in same if report.row.basis != words[report.row.pk]]
    for row in moved:
        row.basis = words[row.pk]
    MonitoringReport.objects.bulk_update([one.row for one in same if one.row.pk in other], FIGURES)
    _keep_basis(moved)
    warned = raise_again([report for report in same if _is_answered_for(report.row)])
    return len(other | warned)


def _is_answered_for(row: MonitoringReport) -> bool:
    """In a closed period nobody could answer what is asked now."""
    return row.state in HANDED_IN and row.task.closed is None


def _keep_basis(rows: Sequence[MonitoringReport]) -> None:
    """Of rows that are locked: an upsert never makes one."""
    MonitoringReport.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["pk"], update_fields=["basis"]
    )


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
        before = tuple(
            written_then for cutoff, written_then in earlier[_subject(row)] if cutoff < row.task.cutoff
        )
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
            content = written.get(row.pk) or from_plain(row.latest.content)
            found[_subject(row)].append((row.task.cutoff, content))
    return found


def _subject(row: MonitoringReport) -> Subject:
    """The same project of the same text in every period."""
    return row.statement_id, row.unit_id, row.project_id or f"{row.code} {row.label}"
