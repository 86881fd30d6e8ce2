"""The worker's sign of life: a file beside the results, for whoever has to know whether long work goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from threading import Event, Thread
from time import time

from django.conf import settings

from departments.accounts.clocks import CLOCKS_DIFFER

BEAT_SECONDS = 15
SILENT_SECONDS = 60


def sign() -> Path:
    return Path(settings.VAR_DIR) / "worker-sign"


def silence() -> float | None:
    """Seconds since the last sign of any worker that shares this folder; None if there never was one."""
    try:
        silent = time() - sign().stat().st_mtime
    except FileNotFoundError:
        return None
    # A sign of a clock that has been set back since says of no worker that it lives.
    return max(0.0, silent) if silent > -CLOCKS_DIFFER.total_seconds() else inf


def is_at_work() -> bool:
    silent = silence()
    return silent is not None and silent <= SILENT_SECONDS


@contextmanager
def giving_signs() -> Iterator[None]:
    """From a thread beside the work: a long text is no silence. Whether a job gets on, its own row tells."""
    over = Event()

    def beat() -> None:
        while True:
            sign().touch()
            if over.wait(BEAT_SECONDS):
                return

    thread = Thread(target=beat, name="worker-sign", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
