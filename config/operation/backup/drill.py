"""Proving a backup: restore it beside the running database, compare, and forget the copy."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

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
        with of_the_moment(connection) as name:
            yield {**connection.settings_dict, "NAME": name}


@contextmanager
def of_the_moment(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """The name of an empty PostgreSQL database. What a drill that was killed left behind goes first.

    A running drill holds a lock on its own, which its end or its death gives up; the name says of which installation.
    """
    ours = sha256(str(connection.settings_dict["NAME"]).encode()).hexdigest()[:8]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname ~ %s", [f"^drill_{ours}_[0-9a-f]{{12}}$"]
        )
        for (left,) in cursor.fetchall():
            with _held(cursor, left) as is_dead:
                if is_dead:
                    cursor.execute(f"DROP DATABASE IF EXISTS {left}")
        name = f"drill_{ours}_{secrets.token_hex(6)}"
        with _held(cursor, name):
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
            try:
                yield name
            finally:
                cursor.execute(f"DROP DATABASE {name}")


@contextmanager
def _held(cursor: CursorWrapper, name: str) -> Iterator[bool]:
    """Whether nobody else holds it."""
    key = int(name.rpartition("_")[2], 16)
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
    (is_free,) = cursor.fetchone()
    try:
        yield is_free
    finally:
        if is_free:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
