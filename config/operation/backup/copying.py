"""A database's contents as a file, and back: each kind by the means that its makers give for it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from config.database import sqlite_at
from config.fair_sqlite3.base import create_for_owner_alone
from config.operation.backup.postgres_programs import run
from config.operation.copy_database import unchanging
from config.operation.second_database import opened


@contextmanager
def copied(connection: BaseDatabaseWrapper, target: Path) -> Iterator[BaseDatabaseWrapper]:
    """Write a copy, and show a database with just what it holds, whatever goes on meanwhile."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(_uri(connection), uri=True)) as source:
            _copy_pages(source, target)  # never the file itself: half of it may stand in the write-ahead log
        with opened(sqlite_at(target)) as copy:
            yield copy
    else:
        with opened(connection.settings_dict) as reading, unchanging(reading):
            with reading.cursor() as cursor:
                cursor.execute("SELECT pg_export_snapshot()")
                (snapshot,) = cursor.fetchone()
            run("pg_dump", reading, ["-Fc", f"--snapshot={snapshot}", f"--file={target}"])
            yield reading


def put_back(copy: Path, connection: BaseDatabaseWrapper) -> None:
    """Put a copy in the place of everything that is there; all of it, or nothing."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(copy)) as source:
            _copy_pages(source, Path(connection.settings_dict["NAME"]))
    else:
        script, drops = copy.with_suffix(".sql"), copy.with_suffix(".drops.sql")
        run(
            "pg_restore", connection, ["--no-owner", "--no-acl", f"--file={script}", str(copy)], reached=False
        )
        drops.write_text("".join(_drops(connection)), encoding="utf-8")
        files = [f"--file={file}" for file in (drops, script)]
        run("psql", connection, ["-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", *files])
    connection.close()


def _uri(connection: BaseDatabaseWrapper) -> str:
    return f"{Path(connection.settings_dict['NAME']).resolve().as_uri()}?mode=ro"


def _copy_pages(source: sqlite3.Connection, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    create_for_owner_alone(target)
    with closing(sqlite3.connect(target, timeout=20)) as into:
        source.backup(into)


def _drops(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Whatever stands in the schema, so that the copy finds it as empty as it was made for."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            yield f"DROP TABLE IF EXISTS {quote(table)} CASCADE;\n"
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
            " AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
        )
        for (function,) in cursor.fetchall():
            yield f"DROP FUNCTION IF EXISTS {function} CASCADE;\n"
