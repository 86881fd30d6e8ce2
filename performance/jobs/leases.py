"""Who works on a job holds it for a minute and says so again and again; a lease that has run out is anybody's.

Only the database's rows are asked: a number of a process may be another's by now, and its machine may be far away.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import Error, connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from performance.models import ExportJob, JobState

WORKING = timedelta(minutes=1)
WAITING = timedelta(minutes=2)  # then a place in the queue is taken anew; the older one comes to nothing
RENEWED_SECONDS = 15
_AT_ONCE = 500  # jobs in one statement

logger = logging.getLogger("performance.jobs")


def lease(of: timedelta) -> datetime:
    return timezone.now() + of


def lost_jobs(at: datetime) -> QuerySet[ExportJob]:
    """Under way, and held by nobody at that moment. A lease that ends later than any can is of a wrong clock."""
    over = Q(lease=None) | Q(lease__lt=at) | Q(lease__gt=at + 2 * WAITING)
    return ExportJob.objects.under_way().filter(over).order_by("created", "pk")


def renew_waiting(at: datetime) -> None:
    """Renew what no worker has taken from the queue yet: a long queue is no loss, and costs few statements."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    places = {str(pk) for pk in ready.values_list("pk", flat=True)}
    lost = lost_jobs(at).filter(state=JobState.QUEUED).values_list("pk", "task_id")
    waiting = [pk for pk, task in lost if task in places]
    for start in range(0, len(waiting), _AT_ONCE):
        some = lost_jobs(at).filter(state=JobState.QUEUED, pk__in=waiting[start : start + _AT_ONCE])
        some.update(lease=lease(WAITING))  # a second place would only make the queue longer


def held(job: ExportJob) -> AbstractContextManager[None]:
    own = ExportJob.objects.filter(pk=job.pk, attempt=job.attempt, state=JobState.RUNNING)
    return renewed(lambda: own.update(lease=lease(WORKING), beat=timezone.now()), f"job {job.pk}")


@contextmanager
def renewed(renew_once: Callable[[], object], what: str) -> Iterator[None]:
    """Renews a lease from a thread beside the work: a long text is no silence."""
    over = Event()

    def renew() -> None:
        while not over.wait(RENEWED_SECONDS):
            try:
                renew_once()
            except Error:  # InterfaceError is no DatabaseError, and a lease that ends makes the work twice
                logger.exception("the lease of %s was not renewed", what)
            finally:
                connection.close()

    thread = Thread(target=renew, name=f"lease of {what}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
