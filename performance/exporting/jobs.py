"""Long work: asked for here, done by the worker of the task queue, never lost and never done twice over.

Whoever writes a job's row names the attempt and the state that he believes in; if the job was cancelled or given
to another worker meanwhile, nothing is written and the work stops there. A worker that is killed leaves a job
whose lease runs out (leases.py), whether it had begun or had only taken it from the queue: ``resume_lost`` begins it
anew. The same parameters make the same file, so nothing is lost by it but time.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django_tasks import task

from departments.accounts.clocks import ahead, recent
from departments.accounts.turns import take_turn
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.convert import Unreadable
from performance.exporting.leases import WAITING, WORKING, held, lease, lost_jobs, waits_in_queue
from performance.exporting.requests import (
    NothingToExport,
    chosen,
    file_name,
    record_export,
    title_of,
    write_export,
)
from performance.findings.batch_check import batch_workbook, check_file, summary
from performance.models import ExportJob, JobFile, JobKind, JobState, PerformanceStatement
from performance.rule_adjustments.in_force import rule_set_for_reader

AT_ONCE = 5  # so few texts are answered at once
MOST_UNDER_WAY = 5  # jobs of one person
FAULT = "办理时出错，没有生成文件。请重试；仍然出错时请联系系统管理员。"


class TooManyJobs(Exception):
    def __init__(self) -> None:
        super().__init__(f"您已有 {MOST_UNDER_WAY} 个任务还没有完成，请等待完成或先取消。")


class Superseded(Exception):
    """The job was cancelled, or is another worker's by now."""


def start_job(
    kind: JobKind, statements: QuerySet[PerformanceStatement], *, by, request: HttpRequest | None = None
) -> ExportJob:
    """Ask for an export of these statements. Raises NothingToExport and TooManyJobs."""
    found = list(statements)
    if not found:
        raise NothingToExport
    with transaction.atomic():
        parameters = {"statements": [statement.pk for statement in found]}
        title = title_of(found)
        job = _new_job(kind, title, file_name(kind, title), parameters, len(found), by)
        _enqueue(job)
        record(Action.EXPORT, by=by, details=f"申请后台任务：{job}", request=request)
    job.refresh_from_db()
    return job


def start_check(files: Sequence[tuple[str, bytes]], *, by, request: HttpRequest | None = None) -> ExportJob:
    """Ask for the review of these files, by name. Raises TooManyJobs."""
    kind, number = JobKind.CHECK, len(files)
    with transaction.atomic():
        title = f"{files[0][0][-150:]}等{number}个文件"
        job = _new_job(kind, title, file_name(kind, f"{number}个文件"), {"statements": []}, number, by)
        JobFile.objects.bulk_create(JobFile(job=job, name=name[-255:], content=data) for name, data in files)
        _enqueue(job)
        record(Action.EXPORT, by=by, details=f"申请后台任务：{job}", request=request)
    job.refresh_from_db()
    return job


def _new_job(
    kind: JobKind, title: str, file: str, parameters: dict[str, list[int]], total: int, by
) -> ExportJob:
    take_turn(by)
    if ExportJob.objects.visible_to(by).under_way().count() >= MOST_UNDER_WAY:
        raise TooManyJobs
    return ExportJob.objects.create(
        owner=by,
        kind=kind,
        title=title,
        parameters=parameters,
        total=total,
        file_name=file,
        lease=lease(WAITING),
    )


@transaction.atomic
def cancel_job(job: ExportJob, *, by, request: HttpRequest | None = None) -> bool:
    """Whether there was still something to cancel. A worker stops at its next text."""
    under_way = ExportJob.objects.under_way().filter(pk=job.pk)
    cancelled = under_way.update(
        state=JobState.CANCELLED, finished=timezone.now(), message="已由申请人取消。"
    )
    if cancelled:
        job.files.all().delete()
        record(Action.EXPORT, by=by, details=f"取消后台任务：{job}", request=request)
    return bool(cancelled)


def collectable(jobs: Iterable[ExportJob], *, by) -> set[UUID]:
    """Whose results their owner may fetch: made, still kept, and of nothing that is out of sight by now."""
    made = {job.pk: set(job.parameters["statements"]) for job in jobs if job.downloadable}
    wanted = set().union(*made.values())
    seen = set(chosen(wanted, by=by).values_list("pk", flat=True)) if wanted else set()
    return {pk for pk, statements in made.items() if statements <= seen}


def resume_lost() -> int:
    """Begin anew what nobody holds any more, and say how much that was."""
    return sum(_resume(job) for job in lost_jobs())


def purge_expired() -> int:
    """Delete results that nobody can download any more, and files that belong to no job."""
    finished = ExportJob.objects.filter(finished__isnull=False)
    finished.filter(ahead("finished")).update(finished=timezone.now())  # by a clock that was wrong
    finished.exclude(recent("finished", timedelta(days=settings.EXPORT_DAYS))).delete()
    results = {job.result.name for job in ExportJob.objects.filter(state=JobState.DONE)}
    under_way = {str(pk) for pk in ExportJob.objects.under_way().values_list("pk", flat=True)}
    files = Path(settings.EXPORT_DIR).glob("*")
    gone = [
        file for file in files if file.name not in results and file.name.partition(".")[0] not in under_way
    ]
    for file in gone:
        file.unlink(missing_ok=True)
    return len(gone)


@task()
def run_job(pk: str, attempt: int) -> None:
    job = ExportJob.objects.select_related("owner").get(pk=pk)
    try:
        _begin(job, attempt)
        with held(job):
            (_check if job.kind == JobKind.CHECK else _work)(job)
    except Superseded:
        return
    except (NothingToExport, Unreadable) as fault:
        _write(job, JobState.RUNNING, state=JobState.FAILED, finished=timezone.now(), message=str(fault))
    except Exception:
        _write(job, JobState.RUNNING, state=JobState.FAILED, finished=timezone.now(), message=FAULT)
        raise  # the queue keeps the trace


def _begin(job: ExportJob, attempt: int) -> None:
    job.attempt = attempt
    begun = _write(job, JobState.QUEUED, state=JobState.RUNNING, done=0, worker=_this_worker())
    if not begun:
        raise Superseded


def _work(job: ExportJob) -> None:
    """Memberships are asked as they are now, not as they were when the job was asked for."""
    kind = JobKind(job.kind)
    statements = chosen(job.parameters["statements"], by=job.owner)
    found = list(statements)
    if not found:
        raise NothingToExport
    parameters = {"statements": [statement.pk for statement in found]}
    if not _write(job, JobState.RUNNING, total=len(found), parameters=parameters):
        raise Superseded

    def progress(done: int) -> None:
        if not _write(job, JobState.RUNNING, done=done):
            raise Superseded

    with _unfinished(job) as file:
        with file.open("wb") as stream:
            write_export(kind, statements, stream, progress=progress)
        with transaction.atomic():
            message = f"共 {len(found)} 个部门。"
            if not _write(
                job, JobState.RUNNING, state=JobState.DONE, finished=timezone.now(), message=message
            ):
                raise Superseded
            record_export(kind, found, by=job.owner)
            file.replace(job.result)


def _check(job: ExportJob) -> None:
    """Each file is read by itself, and how far its pages are is told; a cancelled job ends the reading at once."""
    checked = []
    for number, file in enumerate(job.files.iterator(chunk_size=1)):

        def progress(page: int, pages: int, number=number, name=file.name) -> None:
            message = f"{name}：第 {min(page + 1, pages)} 页，共 {pages} 页"
            if not _write(job, JobState.RUNNING, done=number, message=message):
                raise Superseded

        progress(0, 1)
        checked.append(
            check_file(
                file.name,
                bytes(file.content),
                progress,
                lambda content: rule_set_for_reader(content, job.owner),
            )
        )
    with _unfinished(job) as file:
        file.write_bytes(batch_workbook(checked))
        with transaction.atomic():
            done = {"state": JobState.DONE, "finished": timezone.now(), "message": summary(checked)}
            if not _write(job, JobState.RUNNING, done=len(checked), **done):
                raise Superseded
            job.files.all().delete()
            file.replace(job.result)


@contextmanager
def _unfinished(job: ExportJob) -> Iterator[Path]:
    """A file for this attempt alone, gone at the end unless it was given another name."""
    folder = Path(settings.EXPORT_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{job.pk}.{job.attempt}.part"
    try:
        yield file
    finally:
        file.unlink(missing_ok=True)


def _write(job: ExportJob, believed: JobState, **values: object) -> bool:
    """Write if the job still is this attempt's, and in the state that it is believed to be in."""
    own = ExportJob.objects.filter(pk=job.pk, attempt=job.attempt, state=believed)
    return bool(own.update(**{"beat": timezone.now(), "lease": lease(WORKING), **values}))


def _enqueue(job: ExportJob) -> None:
    queued = run_job.enqueue(str(job.pk), job.attempt)
    ExportJob.objects.filter(pk=job.pk, attempt=job.attempt).update(task_id=queued.id)


def _resume(job: ExportJob) -> bool:
    """Conditional on the lease that was read: whoever holds the job again meanwhile keeps it."""
    lost = ExportJob.objects.filter(pk=job.pk, attempt=job.attempt, state=job.state, lease=job.lease)
    if job.state == JobState.QUEUED and waits_in_queue(job):
        lost.update(lease=lease(WAITING))  # a second place would only make the queue longer
        return False
    with transaction.atomic():
        anew = {"state": JobState.QUEUED, "attempt": F("attempt") + 1, "done": 0, "worker": ""}
        if not lost.update(lease=lease(WAITING), **anew):
            return False
        job.refresh_from_db()
        _enqueue(job)
    return True


def _this_worker() -> str:
    """For whoever looks at the rows; nothing is decided by it."""
    return f"{socket.gethostname()[:180]}:{os.getpid()}"
