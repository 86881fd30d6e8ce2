"""Where a family of benchmarks runs: a fresh process, on an empty database if it needs one."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from importlib import import_module

from bench.frame import BENCHMARKS, Database, Measured, measure
from tests.throwaway_postgres import server_programs, throwaway_postgres


class NoServer(RuntimeError):
    """A family needs PostgreSQL, and this machine has no server program."""


@contextmanager
def room(database: Database) -> Iterator[ProcessPoolExecutor]:
    """A process of its own. Its database goes with it: a file of the test settings, or a whole server."""
    before = os.environ.pop("DATABASE_URL", None)
    try:
        with ExitStack() as open_now:
            if database is Database.POSTGRES:
                programs = server_programs()
                if programs is None:
                    raise NoServer
                os.environ["DATABASE_URL"] = open_now.enter_context(throwaway_postgres(programs))
            spawned = multiprocessing.get_context("spawn")
            ready = {"initializer": _make_ready, "initargs": (database,)}
            yield open_now.enter_context(ProcessPoolExecutor(1, mp_context=spawned, **ready))
    finally:
        os.environ.pop("DATABASE_URL", None)
        if before is not None:
            os.environ["DATABASE_URL"] = before


def _make_ready(database: Database) -> None:
    import_module("bench.families")
    if database:
        from django.test.utils import setup_databases

        setup_databases(verbosity=0, interactive=False)


def run(name: str) -> Measured:
    """Measure a benchmark; called in the process of its room."""
    return measure(BENCHMARKS[name])
