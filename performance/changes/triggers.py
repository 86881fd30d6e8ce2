"""Triggers that write down what changes: no way of writing passes them by, neither in bulk nor past the models."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from performance.changes.numbering import begin_anew
from performance.changes.watched import ALWAYS, TABLES, WATCHED, Watch
from performance.models.changes import Change

TABLE = Change._meta.db_table
# What is written again loses its number, and so comes last.
AGAIN = f"""ON CONFLICT (kind, "row", office_code, department, unit) DO UPDATE SET number = NULL
    WHERE {TABLE}.number IS NOT NULL"""
OLD_SIDE, NEW_SIDE = "OLD", "NEW"
SIDES = {"insert": (NEW_SIDE,), "update": (OLD_SIDE, NEW_SIDE), "delete": (OLD_SIDE,)}


def _name(table: str, event: str) -> str:
    return f"changes_{table}_{event}"


def _watches(table: str, event: str) -> list[Watch]:
    return [watch for watch in WATCHED if watch.table == table and event in watch.events]


def _events() -> Iterator[tuple[str, str]]:
    return ((table, event) for table in TABLES for event in ALWAYS if _watches(table, event))


def _first(watch: Watch, event: str, side: str) -> str:
    """Where a thing stood before its row was written, it is not new; the new place of one that was moved is."""
    return "CAST(NULL AS BIGINT)" if side == NEW_SIDE and (event == "update" or watch.own) else "0"


def _written(watch: Watch, event: str, side: str, *, row: str, rows: str, moved: str) -> str:
    """The statement that writes down what changes with ``row``, which stands in ``rows`` where it is not by itself."""
    columns = ", ".join((watch.row, watch.office_code, watch.department, watch.unit)).format(r=row)
    tables = ", ".join(filter(None, (rows, watch.beside)))
    where = watch.where.format(r=row) + (f" AND {moved}" if watch.moved and event == "update" else "")
    return (
        f'INSERT INTO {TABLE} (kind, "row", office_code, department, unit, first_number)'  # noqa: S608  (our own names)
        f" SELECT DISTINCT '{watch.kind.value}', {columns}, {_first(watch, event, side)}"
        f"{' FROM ' + tables if tables else ''} WHERE {where} {AGAIN}"
    )


def _of_sqlite(table: str, event: str) -> list[str]:
    body = "; ".join(
        _written(watch, event, side, row=side, rows="", moved=f"OLD.{watch.moved} <> NEW.{watch.moved}")
        for watch in _watches(table, event)
        for side in SIDES[event]
    )
    return [f"CREATE TRIGGER {_name(table, event)} AFTER {event.upper()} ON {table} BEGIN {body}; END"]


ROWS = {OLD_SIDE: "old_rows", NEW_SIDE: "new_rows"}
OTHER = {OLD_SIDE: NEW_SIDE, NEW_SIDE: OLD_SIDE}


def _of_postgresql(table: str, event: str) -> list[str]:
    """Once for each statement, however many rows it writes: also of a table in partitions."""
    name = _name(table, event)
    body = "; ".join(
        _of_many(watch, event, side) for watch in _watches(table, event) for side in SIDES[event]
    )
    seen = " ".join(f"{side} TABLE AS {ROWS[side]}" for side in SIDES[event])
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {body}; RETURN NULL; END $$",
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event.upper()} ON {table} REFERENCING {seen}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


def _of_many(watch: Watch, event: str, side: str) -> str:
    """Where old rows are held against new ones it is planned anew each time, by how many there are.

    A plan that was kept from one row compares each with each: a thousand rows took minutes.
    """
    moved = (
        f"EXISTS (SELECT FROM {ROWS[OTHER[side]]} o WHERE o.id = r.id AND o.{watch.moved} <> r.{watch.moved})"
    )
    written = _written(watch, event, side, row="r", rows=f"{ROWS[side]} r", moved=moved)
    return f"EXECUTE $q${written}$q$" if watch.moved and event == "update" else written


MADE = {"sqlite": _of_sqlite, "postgresql": _of_postgresql}


def _tables_are_there(connection: BaseDatabaseWrapper) -> bool:
    return {TABLE, *TABLES} <= set(connection.introspection.table_names())


def install(using: str = "default") -> None:
    """All of them anew, where their tables are."""
    connection = connections[using]
    if not _tables_are_there(connection):
        return
    with transaction.atomic(using):
        if connection.vendor == "sqlite":
            remove(using)
        with connection.cursor() as cursor:
            for table, event in _events():
                for statement in MADE[connection.vendor](table, event):
                    cursor.execute(statement)


def remove(using: str = "default") -> None:
    connection = connections[using]
    there = set(connection.introspection.table_names())
    with transaction.atomic(using), connection.cursor() as cursor:
        for table, event in _events():
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}")
            elif table in there:
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)} ON {table}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Triggers that should be there and are not; of a database without the tables, which says so itself, none."""
    if not _tables_are_there(connection):
        return []
    catalog = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalog[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    return [name for table, event in _events() if (name := _name(table, event)) not in there]


def make_room(using: str = "default", plan: object = (), **_signal: object) -> None:
    """Before a ``migrate`` that changes something: SQLite renames no table to which a trigger of another leads."""
    if plan and connections[using].vendor == "sqlite":
        remove(using)


def install_after_migrating(using: str = "default", **signal: object) -> None:
    """After every ``migrate``. Emptying the tables (``flush``) sends the same signal without a plan, and leaves them be.

    What was written while some were away, by a migration or after one that failed, nobody was told: who keeps a copy
    has to read everything once more.
    """
    if "plan" not in signal:
        return
    with transaction.atomic(using):
        if missing(connections[using]):
            begin_anew(using)
        install(using)


@contextmanager
def lifted(using: str) -> Iterator[None]:
    """For a copy of all tables, of which that of the changes is one."""
    with transaction.atomic(using):
        remove(using)
        yield
        install(using)
