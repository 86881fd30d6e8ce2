"""Proving a backup: restore it beside the running database, compare, and forget the copy."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from django.db import connections

from config.database import sqlite_at
from config.operation.backup.making import make_backup
from config.operation.backup.restoring import Restored, opened_backup, restore_into
from config.operation.second_database import opened


@dataclass(frozen=True)
class Drill:
    """``backup_seconds`` is 0 for a backup that was there already."""

    restored: Restored
    backup_seconds: float
    seconds: float


def drill(source: Path | None = None, *, into: dict[str, object] | None = None) -> Drill:
    """Make a backup, or take this one, and restore it into an empty database: that one, or one made for the moment."""
    started = perf_counter()
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        spent = 0.0
        if source is None:
            source = Path(folder) / "drill.backup"
            spent = make_backup(source, kept=False).seconds
        with (
            opened_backup(source) as (manifest, members, sealed),
            _empty(into, Path(folder)) as settings,
            opened(settings) as target,
        ):
            restored = restore_into(target, manifest, members, sealed=sealed)
    return Drill(restored, spent, perf_counter() - started)


@contextmanager
def _empty(into: dict[str, object] | None, folder: Path) -> Iterator[dict[str, object]]:
    connection = connections["default"]
    if into is not None:
        yield into
    elif connection.vendor == "sqlite":
        yield sqlite_at(folder / "drill.sqlite3")
    else:
        name = f"drill_{secrets.token_hex(6)}"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield {**connection.settings_dict, "NAME": name}
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name}")
