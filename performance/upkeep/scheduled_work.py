"""The scheduled tasks at work: each time that one is due it is done once, whoever is killed and however many workers run.

A run's row is made by one worker alone. What it held when it was killed another takes up after a minute, and what
failed is tried again an hour later; after three attempts it stays failed until it is due again.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from threading import Event, Thread

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connections, transaction
from django.db.models import Q
from django.utils import timezone

from departments.accounts.clocks import CLOCKS_DIFFER
from performance.jobs.leases import WAITING, WORKING, lease, renewed
from performance.models import RunState, ScheduledRun
from performance.upkeep.schedule import ScheduledTask, in_force

ROUND_SECONDS = 30
MOST_ATTEMPTS = 3
TRIED_AGAIN = timedelta(hours=1)
KEPT = timedelta(days=90)
LATE = timedelta(hours=6)
LONGEST_MESSAGE = 2000
BROKEN_OFF = f"办理了 {MOST_ATTEMPTS} 次，每次都中断，没有办成：后台任务进程被终止，或内存不足。"

logger = logging.getLogger("performance.upkeep")


@dataclass(frozen=True)
class WorkState:
    """A task with its latest run; ``amiss`` if that failed, or if it should have been done long ago."""

    task: ScheduledTask
    missing: str  # the setting that it would need
    run: ScheduledRun | None
    amiss: bool


def tasks() -> list[ScheduledTask]:
    return in_force(settings.SCHEDULE) if settings.SCHEDULE_RUNS else []


def is_set(task: ScheduledTask) -> bool:
    return not task.needs or bool(getattr(settings, task.needs))


def standings(runs) -> list[WorkState]:
    """Of every task that this installation has; ``runs`` are those that the reader may see."""
    now = timezone.localtime()
    latest: dict[str, ScheduledRun] = {}
    for run in runs.since(now - timedelta(days=15)).order_by("due"):
        latest[run.task] = run
    return [_standing(task, latest.get(task.command), now) for task in tasks()]


def _standing(task: ScheduledTask, run: ScheduledRun | None, now: datetime) -> WorkState:
    if not is_set(task):
        return WorkState(task, task.needs, run, amiss=False)
    due = task.last_due(now)
    overdue = now - due > LATE and (run is None or run.due < due)
    return WorkState(task, "", run, overdue or (run is not None and run.state == RunState.FAILED))


def do_what_is_due() -> list[ScheduledRun]:
    """One round: what is due and nobody else does."""
    now = timezone.localtime()
    done = []
    for task in tasks():
        if is_set(task) and (run := take(task, task.last_due(now))):
            work(task, run)
            done.append(run)
    return done


def take(task: ScheduledTask, due: datetime) -> ScheduledRun | None:
    """The run for that time, if it is ours to do."""
    found = ScheduledRun.objects.filter(task=task.command, due=due).first()
    if found is not None:
        return _take_up(found)
    try:
        with transaction.atomic():
            return ScheduledRun.objects.create(task=task.command, due=due, **_ours())
    except IntegrityError:  # another worker was quicker
        return None


def work(task: ScheduledTask, run: ScheduledRun) -> None:
    """Do it, and write down what became of it; a fault of the database leaves the run to whoever comes next."""
    own = ScheduledRun.objects.filter(pk=run.pk, attempt=run.attempt, state=RunState.RUNNING)
    with renewed(lambda: own.update(lease=lease(WORKING)), str(run)):
        state, message = _called(task)
    run.state, run.message, run.finished = state, message[:LONGEST_MESSAGE], timezone.now()
    own.update(state=run.state, message=run.message, finished=run.finished)
    log = logger.info if state == RunState.DONE else logger.error
    log("%s: %s", task.command, run.message)


def forget_old_runs() -> int:
    return ScheduledRun.objects.filter(due__lt=timezone.now() - KEPT).delete()[0]


@contextmanager
def keeping_the_schedule() -> Iterator[None]:
    """From a thread of its own: neither a long text nor a long backup holds the other up."""
    over = Event()

    def rounds() -> None:
        while not over.is_set():
            try:
                try:
                    do_what_is_due()
                finally:
                    connections.close_all()
            except Exception:  # whatever it is: a thread that ends would keep no schedule and tell nobody
                logger.exception("the schedule is tried again")
            over.wait(ROUND_SECONDS)

    thread = Thread(target=rounds, name="schedule", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(ROUND_SECONDS)


def _ours() -> dict[str, object]:
    worker = f"{socket.gethostname()[:180]}:{os.getpid()}"  # for whoever looks at the rows; decides nothing
    return {"lease": lease(WORKING), "started": timezone.now(), "worker": worker}


def _take_up(run: ScheduledRun) -> ScheduledRun | None:
    """Conditional on the row as it was read: whoever takes it up in the same moment finds another attempt."""
    now = timezone.now()
    lost = Q(state=RunState.RUNNING) & (Q(lease__lt=now) | Q(lease__gt=now + 2 * WAITING))
    failed = Q(state=RunState.FAILED) & (
        Q(finished__lt=now - TRIED_AGAIN) | Q(finished__gt=now + CLOCKS_DIFFER)
    )
    held = ScheduledRun.objects.filter(pk=run.pk, attempt=run.attempt)
    if run.attempt >= MOST_ATTEMPTS:
        held.filter(lost).update(state=RunState.FAILED, finished=now, message=BROKEN_OFF)
        return None
    anew = {"state": RunState.RUNNING, "attempt": run.attempt + 1, "finished": None, "message": ""}
    if not held.filter(lost | failed).update(**anew, **_ours()):
        return None
    run.refresh_from_db()
    return run


def _called(task: ScheduledTask) -> tuple[RunState, str]:
    output = StringIO()
    value = getattr(settings, task.needs) if task.needs else ""
    arguments = [argument.format(value) for argument in task.arguments]
    try:
        call_command(task.command, *arguments, stdout=output, stderr=output, no_color=True)
    except CommandError as refusal:
        return RunState.FAILED, f"{output.getvalue()}{refusal}".strip()
    except Exception as fault:  # whatever it is: the task failed, and the worker goes on
        logger.exception("%s failed", task.command)
        return RunState.FAILED, f"办理时出错（{type(fault).__name__}），详情在后台任务进程的日志中。"
    return RunState.DONE, output.getvalue().strip()
