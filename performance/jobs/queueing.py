"""Long work is asked for here, cancelled, and begun anew where its worker is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from departments.accounts.clocks import ahead, recent
from departments.accounts.turns import take_turn
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.jobs.leases import WAITING, lease, lost_jobs, renew_waiting
from performance.jobs.running import run_job
from performance.models import ExportJob, JobFile, JobKind, JobState

MOST_UNDER_WAY = 5  # jobs of one person


class TooManyJobs(Exception):
    def __init__(self) -> None:
        super().__init__(f"您已有 {MOST_UNDER_WAY} 个任务还没有完成，请等待完成或先取消。")


@transaction.atomic
def queue_job(
    kind: JobKind,
    title: str,
    *,
    by,
    total: int,
    parameters: dict[str, object],
    file_name: str = "",
    files: Sequence[tuple[str, bytes]] = (),
    request: HttpRequest | None = None,
) -> ExportJob:
    """``files`` are names and contents that the work is to look at. Raises TooManyJobs."""
    take_turn(by)
    if ExportJob.objects.visible_to(by).under_way().count() >= MOST_UNDER_WAY:
        raise TooManyJobs
    job = ExportJob.objects.create(
        owner=by,
        kind=kind,
        title=title[-200:],
        parameters=parameters,
        total=total,
        file_name=file_name,
        lease=lease(WAITING),
    )
    JobFile.objects.bulk_create(JobFile(job=job, name=name[-255:], content=data) for name, data in files)
    _enqueue(job)
    record(Action.EXPORT, by=by, details=f"申请后台任务：{job}", request=request)
    job.refresh_from_db()
    return job


@transaction.atomic
def cancel_job(job: ExportJob, *, by, request: HttpRequest | None = None) -> bool:
    """Whether there was still something to cancel. A worker stops at its next text or page."""
    under_way = ExportJob.objects.under_way().filter(pk=job.pk)
    cancelled = under_way.update(
        state=JobState.CANCELLED, finished=timezone.now(), message="已由申请人取消。"
    )
    if cancelled:
        job.files.all().delete()
        record(Action.EXPORT, by=by, details=f"取消后台任务：{job}", request=request)
    return bool(cancelled)


def resume_lost() -> int:
    """Begin anew what nobody holds any more, and say how much that was."""
    moment = timezone.now()  # one for both: what waits together runs out together, perhaps between them
    renew_waiting(moment)
    return sum(_resume(job) for job in lost_jobs(moment))


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


def _enqueue(job: ExportJob) -> None:
    queued = run_job.enqueue(str(job.pk), job.attempt)
    ExportJob.objects.filter(pk=job.pk, attempt=job.attempt).update(task_id=queued.id)


def _resume(job: ExportJob) -> bool:
    """Conditional on the lease that was read: whoever holds the job again meanwhile keeps it."""
    lost = ExportJob.objects.filter(pk=job.pk, attempt=job.attempt, state=job.state, lease=job.lease)
    with transaction.atomic():
        anew = {"state": JobState.QUEUED, "attempt": F("attempt") + 1, "done": 0, "worker": ""}
        if not lost.update(lease=lease(WAITING), **anew):
            return False
        job.refresh_from_db()
        _enqueue(job)
    return True
