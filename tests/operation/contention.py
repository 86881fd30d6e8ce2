"""SQLite under many writers at once: ``python -m tests.operation.contention`` prints what figure 19 asks for.

Each writer is a process of its own, as in an installation: it reads a row, writes it with one more, and adds a row
to the trail, all in one transaction. A deferred transaction would end many of these with "database is locked".
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter

WRITERS, EACH = 8, 250


@dataclass(frozen=True)
class Contention:
    writers: int
    each: int
    refused: int  # ended by an error of the database
    lost: int  # acknowledged, but not there
    trail_is_whole: bool
    p95_ms: float
    seconds: float


def contend(writers: int = WRITERS, each: int = EACH) -> Contention:
    with tempfile.TemporaryDirectory(prefix="contention-") as folder:
        _run(Path(folder), "prepare")
        started = perf_counter()
        running = [_start(Path(folder), "write", str(each)) for _ in range(writers)]
        payload = [json.loads(process.communicate()[0]) for process in running]
        seconds = perf_counter() - started
        counted = json.loads(_run(Path(folder), "count"))
    times = [spent for one in payload for spent in one["ms"]]
    acknowledged = len(times)
    return Contention(
        writers=writers,
        each=each,
        refused=sum(one["refused"] for one in payload),
        lost=max(acknowledged - counted["updates"], acknowledged - counted["rows"]),
        trail_is_whole=counted["whole"],
        p95_ms=round(quantiles(times, n=20)[-1], 1),
        seconds=round(seconds, 2),
    )


def _start(folder: Path, *words: str) -> subprocess.Popen:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "for this measure alone",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
    }
    command = [sys.executable, "-m", "tests.operation.contention", *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603


def _run(folder: Path, word: str) -> str:
    process = _start(folder, word)
    output = process.communicate()[0]
    if process.returncode:
        raise RuntimeError(f"{word} ended with {process.returncode}")
    return output


def _prepare() -> None:
    from django.db import connection

    from departments.models import FinanceOffice
    from tests.migrated import copy_sqlite

    copy_sqlite(Path(connection.settings_dict["NAME"]))
    FinanceOffice.objects.create(division_code="130200", name="0", province="河北")


def _write(each: int) -> None:
    from django.db import OperationalError, transaction

    from departments.models import FinanceOffice
    from departments.trail.entry import Action
    from departments.trail.writing import record

    times, refused = [], 0
    for _ in range(each):
        started = perf_counter()
        try:
            with transaction.atomic():
                office = FinanceOffice.objects.get()
                office.name = str(int(office.name) + 1)
                office.save()
                record(Action.SETTINGS, by=None, subject=office)
        except OperationalError:
            refused += 1
        else:
            times.append((perf_counter() - started) * 1000)
    print(json.dumps({"ms": times, "refused": refused}))


def _count() -> None:
    from departments.models import FinanceOffice, TrailEntry
    from departments.trail.verification import verify

    updates, rows = int(FinanceOffice.objects.get().name), TrailEntry.objects.count()
    print(json.dumps({"updates": updates, "rows": rows, "whole": verify().fault is None}))


def main(*words: str) -> int:
    if not words:
        found = contend()
        print(json.dumps(asdict(found), ensure_ascii=False))
        return int(bool(found.refused or found.lost or not found.trail_is_whole))
    import django

    django.setup()
    {"prepare": _prepare, "write": lambda: _write(int(words[1])), "count": _count}[words[0]]()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
