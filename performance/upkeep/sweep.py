"""The rounds of the worker: lost work is begun anew, findings are counted, and what has expired is cleared away."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import monotonic

from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from performance.changes.numbering import forget_old_changes, number_changes
from performance.http.counts_in_database import forget_old_counts
from performance.jobs.queueing import purge_expired, resume_lost
from performance.models import ConfirmedImport, PerformanceStatement, Upload
from performance.statements.figures.renewing import count_anew, not_counted
from performance.upkeep.scheduled_work import forget_old_runs
from performance.webhooks.deliveries import send_webhooks

logger = logging.getLogger("performance.upkeep")

ROUND_SECONDS = 15
HOUR = 3600.0
QUEUE_DAYS = 7
COUNTED_AT_ONCE = 20  # texts; the rest is counted in the next round


def drop_outdated_uploads() -> int:
    return Upload.objects.outdated().delete()[0] + ConfirmedImport.objects.outdated().delete()[0]


def count_findings() -> int:
    """Of texts whose worker or whose server ended before they were reviewed, and after the rules have changed.

    One whose review fails keeps no other waiting, so they come in any order.
    """
    left = not_counted(PerformanceStatement.objects.all()).order_by("?")[:COUNTED_AT_ONCE]
    return sum(map(_counted, left.values_list("pk", flat=True)))


def _counted(key: int) -> int:
    try:
        return count_anew(PerformanceStatement.objects.filter(pk=key))
    except DatabaseError:
        raise
    except Exception:  # whatever a text does to a rule
        logger.exception("findings of the text %s cannot be counted", key)
        return 0


def clear_sessions() -> None:
    call_command("clearsessions", verbosity=0)


def clear_queue() -> None:
    """Of the task queue, also what a killed worker had taken; what became of a job its own row tells."""
    old = timezone.now() - timedelta(days=QUEUE_DAYS)
    DBTaskResult.objects.filter(Q(finished_at__lt=old) | Q(started_at__lt=old)).delete()


# What is done, and how many seconds apart.
DUTIES: dict[Callable[[], object], float] = {
    resume_lost: ROUND_SECONDS,
    send_webhooks: ROUND_SECONDS,
    number_changes: ROUND_SECONDS,
    count_findings: 4 * ROUND_SECONDS,
    drop_outdated_uploads: HOUR / 4,
    purge_expired: HOUR,
    clear_sessions: HOUR,
    clear_queue: HOUR,
    forget_old_counts: HOUR,
    forget_old_changes: HOUR,
    forget_old_runs: HOUR,
}


class Sweep:
    """One process's rounds. Several processes may sweep at once: every duty takes only what is still there."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._due = dict.fromkeys(DUTIES, clock())

    def round(self) -> dict[str, object]:
        """What is due now, with what each duty returned; a duty that fails is tried again in the next round."""
        done: dict[str, object] = {}
        for duty, apart in DUTIES.items():
            if self._clock() < self._due[duty]:
                continue
            try:
                done[duty.__name__] = duty()
            except Exception:  # whatever it is: a duty that fails holds up no other
                logger.exception("%s failed and is tried again", duty.__name__)
                connections.close_all()
            else:
                self._due[duty] = self._clock() + apart
        return done


@contextmanager
def sweeping() -> Iterator[None]:
    """From a thread beside the work, so that long work holds nothing up."""
    over, sweep = Event(), Sweep()

    def rounds() -> None:
        while not over.is_set():
            sweep.round()
            connections.close_all()
            over.wait(ROUND_SECONDS)

    thread = Thread(target=rounds, name="sweep", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(ROUND_SECONDS)
