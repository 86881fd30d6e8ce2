"""Who works on a job holds it for a minute and says so again and again; a lease that has run out is anybody's.

Only the database's rows are asked: a number of a process may be another's by now, and its machine may be far away.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from performance.models import ExportJob, JobState

WORKING = timedelta(minutes=1)
WAITING = timedelta(minutes=2)  # then a place in the queue is taken anew; the older one comes to nothing
RENEWED_SECONDS = 15

logger = logging.getLogger("performance.jobs")


def lease(of: timedelta) -> datetime:
    return timezone.now() + of


def lost_jobs() -> QuerySet[ExportJob]:
    """Under way, and held by nobody. A lease that ends later than any can is of a clock that was wrong."""
    now = timezone.now()
    over = Q(lease=None) | Q(lease__lt=now) | Q(lease__gt=now + 2 * WAITING)
    return ExportJob.objects.under_way().filter(over).order_by("created", "pk")


def waits_in_queue(job: ExportJob) -> bool:
    """Whether no worker has taken the job's place in the queue yet: a long queue is no loss."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return ready.filter(pk__in=_place(job.task_id)).exists()


def _place(task: str) -> list[UUID]:
    """The key of a row of the queue; other queues than the database's have names that are none."""
    try:
        return [UUID(task)]
    except ValueError:
        return []


@contextmanager
def held(job: ExportJob) -> Iterator[None]:
    """Renews the lease from a thread beside the work: a long text is no silence."""
    over = Event()
    own = ExportJob.objects.filter(pk=job.pk, attempt=job.attempt, state=JobState.RUNNING)

    def renew() -> None:
        while not over.wait(RENEWED_SECONDS):
            try:
                own.update(lease=lease(WORKING), beat=timezone.now())
            except DatabaseError:
                logger.exception("the lease of job %s was not renewed", job.pk)
            finally:
                connection.close()

    thread = Thread(target=renew, name=f"lease {job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
