"""Exports that take longer than a page may: asked for here, written by the worker, given to whoever still sees it all."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from departments.uploads.limits import MEGABYTE
from performance.documents.convert import Unreadable
from performance.documents.formats.unprintable import Unprintable
from performance.exporting.gathering import supporting_bytes
from performance.exporting.requests import (
    NothingToExport,
    chosen,
    file_name,
    record_export,
    title_of,
    write_export,
)
from performance.jobs.queueing import queue_job
from performance.jobs.running import Attempt, JobRefused
from performance.models import ExportJob, JobKind, JobState, PerformanceStatement

AT_ONCE = 5  # so few texts are answered at once
MOST_BYTES_AT_ONCE = 20 * MEGABYTE  # of files that they rest on, held in memory with the package


def is_answered_at_once(kind: JobKind, statements: QuerySet[PerformanceStatement]) -> bool:
    """Whether a page may wait for it; the rest is the worker's."""
    if len(statements) > AT_ONCE:
        return False
    return kind != JobKind.PACKAGE or supporting_bytes(statements) <= MOST_BYTES_AT_ONCE


def start_export(
    kind: JobKind, statements: QuerySet[PerformanceStatement], *, by, request: HttpRequest | None = None
) -> ExportJob:
    """Raises NothingToExport and TooManyJobs."""
    found = list(statements)
    if not found:
        raise NothingToExport
    title = title_of(found)
    return queue_job(
        kind,
        title,
        by=by,
        total=len(found),
        parameters={"statements": [statement.pk for statement in found]},
        file_name=file_name(kind, title),
        request=request,
    )


def export(attempt: Attempt) -> None:
    """Memberships are asked as they are now, not as they were when the job was asked for."""
    job = attempt.job
    kind = JobKind(job.kind)
    statements = chosen(job.parameters["statements"], by=job.owner)
    found = list(statements)
    if not found:
        raise NothingToExport
    attempt.write(total=len(found), parameters={"statements": [statement.pk for statement in found]})
    with attempt.unfinished() as file:
        try:
            with file.open("wb") as stream:
                result = write_export(
                    kind, statements, stream, progress=lambda done: attempt.write(done=done)
                )
        except (Unreadable, Unprintable) as fault:
            raise JobRefused(str(fault)) from fault
        with transaction.atomic():
            attempt.end(JobState.DONE, f"共 {len(found)} 个部门。{result}")
            record_export(kind, found, by=job.owner)
            file.replace(job.result)


def collectable(jobs: Iterable[ExportJob], *, by) -> set[UUID]:
    """Whose results their owner may fetch: made, still kept, and of nothing that is out of sight by now."""
    made = {job.pk: set(job.parameters["statements"]) for job in jobs if job.downloadable}
    wanted = set().union(*made.values())
    seen = set(chosen(wanted, by=by).values_list("pk", flat=True)) if wanted else set()
    return {pk for pk, statements in made.items() if statements <= seen}
