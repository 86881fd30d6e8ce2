"""On what the lights of a report stand: told by a word that is another as soon as any of it is.

Nothing that is written has to be read for it: a text once approved, a period once worded and a report of one version
never say anything else. The rules are told by their own sources, so that no edition can be forgotten.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from performance.models import MonitoringReport, MonitoringTask

JUDGES = (
    *("performance/alerts", "performance/scoring", "performance/documents/numbers.py"),
    *(f"indicators/{name}.py" for name in ("values", "deadlines", "units", "kinds", "text")),
    *(
        f"performance/monitoring/{name}.py"
        for name in ("report", "content", "recalculation", "answering", "services")
    ),
    *("performance/statements/promised.py", "performance/written/rows.py"),
)
SIZE = 16
Row = tuple[Any, ...]


@cache
def edition() -> str:
    """Of everything that has a say in a light."""
    digest = blake2b(digest_size=SIZE)
    for name in JUDGES:
        place = settings.BASE_DIR / name
        for file in [place] if place.suffix else sorted(place.rglob("*.*")):
            if file.suffix in (".py", ".toml"):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def stands_on(statements: Iterable[int]) -> Iterator[tuple[int, str, str]]:
    """Every written report of these texts by its key: the word that was kept beside it, and that of today."""
    columns = (
        *("pk", "statement", "unit", "project", "code", "label"),
        *("task", "version", "revision", "basis"),
    )
    written = MonitoringReport.objects.filter(statement__in=statements, latest__isnull=False)
    # The reports of one subject after each other, the earliest first.
    rows = written.order_by("statement", "task__cutoff", "task").values_list(*columns)
    tasks = {pk: _told(*values) for pk, *values in _tasks(statements)}
    earlier: defaultdict[Row, list[tuple[date, Row]]] = defaultdict(list)
    for pk, statement, unit, project, code, label, task, version, revision, kept in rows:
        before = earlier[statement, unit, project or f"{code} {label}"]
        cutoff = tasks[task][0]
        known = [one for day, one in before if day < cutoff]
        word = _digest((edition(), tasks[task], version, revision, known))
        before.append((cutoff, (pk, version)))
        yield pk, kept, word


def _tasks(statements: Iterable[int]) -> QuerySet[MonitoringTask, Row]:
    reports = MonitoringReport.objects.filter(statement__in=statements)
    tasks = MonitoringTask.objects.filter(pk__in=reports.values("task"))
    return tasks.values_list("pk", "cutoff", "settings")


def _told(cutoff: date, worded: dict[str, Any]) -> tuple[date, str]:
    return cutoff, json.dumps(worded, sort_keys=True)


def _digest(parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=SIZE).hexdigest()
