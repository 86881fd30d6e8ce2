"""A job at work: never lost and never done twice over.

Whoever writes a job's row names the attempt and the state that he believes in; if the job was cancelled or given
to another worker meanwhile, nothing is written and the work stops there. A worker that is killed leaves a job
whose lease runs out (leases.py), whether it had begun or had only taken it from the queue: ``queueing.resume_lost``
begins it anew. The same parameters make the same result, so nothing is lost by it but time.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from performance.jobs.leases import WORKING, held, lease
from performance.models import ExportJob, JobKind, JobState

FAULT = "办理时出错，没有办成。请重试；仍然出错时请联系系统管理员。"


class Superseded(Exception):
    """The job was cancelled, or is another worker's by now."""


class JobRefused(ValueError):
    """Why a job comes to nothing, in the words of its owner."""


class Attempt:
    """One worker's hold on a job. All that it writes raises Superseded once the job is not its own any more."""

    def __init__(self, job: ExportJob) -> None:
        self.job = job

    def begin(self) -> None:
        worker = (
            f"{socket.gethostname()[:180]}:{os.getpid()}"  # for whoever looks at the rows; decides nothing
        )
        self._write(JobState.QUEUED, state=JobState.RUNNING, done=0, worker=worker)

    def write(self, **values: object) -> None:
        self._write(JobState.RUNNING, **values)

    @transaction.atomic
    def end(self, state: JobState, message: str, **values: object) -> None:
        """The files that it looked at go; what the job leaves belongs into one transaction with this."""
        self.write(state=state, finished=timezone.now(), message=message, **values)
        self.job.files.all().delete()

    @contextmanager
    def unfinished(self) -> Iterator[Path]:
        """A file for this attempt alone, gone at the end unless it was given another name."""
        folder = Path(settings.EXPORT_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / f"{self.job.pk}.{self.job.attempt}.part"
        try:
            yield file
        finally:
            file.unlink(missing_ok=True)

    def _write(self, believed: JobState, **values: object) -> None:
        own = ExportJob.objects.filter(pk=self.job.pk, attempt=self.job.attempt, state=believed)
        if not own.update(**{"beat": timezone.now(), "lease": lease(WORKING), **values}):
            raise Superseded


Work = Callable[[Attempt], None]
_WORKS: dict[JobKind, Work] = {}


def register(works: dict[JobKind, Work]) -> None:
    """Each kind is worked on by the room that offers it."""
    _WORKS.update(works)


@task()
def run_job(pk: str, attempt: int) -> None:
    job = ExportJob.objects.select_related("owner").get(pk=pk)
    job.attempt = attempt
    own = Attempt(job)
    try:
        own.begin()
        with held(job):
            _work(own)
    except Superseded:
        return


def _work(own: Attempt) -> None:
    try:
        _WORKS[JobKind(own.job.kind)](own)
    except Superseded:
        raise
    except JobRefused as refusal:
        own.end(JobState.FAILED, str(refusal))
    except Exception:
        own.end(JobState.FAILED, FAULT)
        raise  # the queue keeps the trace
