"""Whether this installation can do its work: what a load balancer or a watchman asks every few seconds."""

import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import connections

from config.operation.releases import waiting_migrations
from departments.trail.chain import is_sealed
from departments.trail.entry import SEALED, TrailEntry
from performance.jobs.worker_sign import SILENT_SECONDS, silence
from performance.models import ScheduledRun
from performance.upkeep.scheduled_work import standings

log = logging.getLogger("readiness")
LEAST_FREE_BYTES = 500 * 1024 * 1024
KEPT_SECONDS = 5  # strangers may ask, too, and shall not keep the database busy


class NotReady(Exception):
    """What is amiss; for the log alone."""


@dataclass(frozen=True)
class Condition:
    """``vital``: without it no request can be answered. Without a worker, long work only waits."""

    name: str
    look: Callable[[], None]
    vital: bool = True


def _database() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    if waiting := waiting_migrations(connections["default"]):
        raise NotReady(f"migrations wait: {', '.join(waiting)}")


def _trail() -> None:
    """Its last row bears the seal of our key, and rows may be added: without writing one every few seconds."""
    last = TrailEntry.objects.order_by("-number").first()
    if last and not is_sealed(
        {name: getattr(last, name) for name in SEALED}, last.hash, key=settings.TRAIL_KEY
    ):
        raise NotReady("the last row of the trail is not sealed with this key")
    if not _is_writable(connections["default"]):
        raise NotReady("the database takes no rows")


def _is_writable(connection) -> bool:
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        return not file.exists() or (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return cursor.fetchone() == ("off",)


def _disk() -> None:
    free = shutil.disk_usage(settings.VAR_DIR).free
    if free < LEAST_FREE_BYTES:
        raise NotReady(f"{free >> 20} MiB free")


def _worker() -> None:
    silent = silence()
    if silent is None or silent > SILENT_SECONDS:
        raise NotReady("no sign of life" if silent is None else f"silent for {silent:.0f} s")


def _schedule() -> None:
    if amiss := [one.task.command for one in standings(ScheduledRun.objects.all()) if one.amiss]:
        raise NotReady(f"failed or overdue: {', '.join(amiss)}")


CONDITIONS = (
    Condition("database", _database),
    Condition("migrations", _migrations),
    Condition("trail", _trail),
    Condition("disk", _disk),
    Condition("worker", _worker, vital=False),
    Condition("schedule", _schedule, vital=False),
)
_kept: tuple[float, dict[str, bool]] | None = None


def conditions() -> dict[str, bool]:
    """Whether each condition is met, as seen a moment ago at most."""
    global _kept
    if _kept is None or monotonic() - _kept[0] >= KEPT_SECONDS:
        _kept = monotonic(), {condition.name: _is_met(condition) for condition in CONDITIONS}
    return _kept[1]


def is_ready(met: dict[str, bool]) -> bool:
    return all(met[condition.name] for condition in CONDITIONS if condition.vital)


def _is_met(condition: Condition) -> bool:
    try:
        condition.look()
    except Exception as fault:  # whatever it is, the answer is no
        log.warning("not met: %s", condition.name, extra={"fault": f"{type(fault).__name__}: {fault}"})
        return False
    return True
