"""Triggers that refuse to alter the trail. They hinder; what got past them is found by the chain."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from departments.trail.entry import TrailEntry
from departments.trail.turn import TURN

TABLE = TrailEntry._meta.db_table
REFUSAL = "操作记录只能增加，不能修改或删除"

NO_TRUNCATE = """CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()"""
INSTALL = {
    "sqlite": [
        f"CREATE TRIGGER trail_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER trail_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        # INSERT OR REPLACE deletes without asking the trigger above
        f"""CREATE TRIGGER trail_no_replace BEFORE INSERT ON {TABLE}
            WHEN EXISTS (SELECT 1 FROM {TABLE}
                         WHERE number = NEW.number OR hash = NEW.hash OR prev_hash = NEW.prev_hash)
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # noqa: S608  (our own names)
    ],
    "postgresql": [
        f"""CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$""",
        f"""CREATE TRIGGER trail_no_update BEFORE UPDATE OR DELETE ON {TABLE}
            FOR EACH ROW EXECUTE FUNCTION trail_refuse()""",
        NO_TRUNCATE.format(table=TABLE),
    ],
}
REMOVE = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {name}"
        for name in ("trail_no_update", "trail_no_delete", "trail_no_replace")
    ],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {name} ON {TABLE}"
        for name in ("trail_no_update", "trail_no_truncate", "trail_no_twin")
    ],
}

# A table in partitions by year has no key without the time; so who writes looks, in turn, whether there is a twin.
NO_TWIN = (
    f"""CREATE OR REPLACE FUNCTION trail_refuse_twin() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock({TURN});
            IF EXISTS (SELECT 1 FROM {TABLE}
                       WHERE number = NEW.number OR hash = NEW.hash OR prev_hash = NEW.prev_hash) THEN
                RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'unique_violation';
            END IF;
            RETURN NEW;
        END $$""",  # noqa: S608  (our own names)
    f"""CREATE TRIGGER trail_no_twin BEFORE INSERT ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION trail_refuse_twin()""",
)


def partitions(connection: BaseDatabaseWrapper) -> list[str]:
    """Of the table, where PostgreSQL keeps it by years (``manage.py partition``)."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", [TABLE]
        )
        return [name for (name,) in cursor.fetchall()]


def _removal(connection: BaseDatabaseWrapper) -> list[str]:
    return REMOVE[connection.vendor] + [
        f"DROP TRIGGER IF EXISTS trail_no_truncate ON {one}" for one in partitions(connection)
    ]


def _installation(connection: BaseDatabaseWrapper) -> list[str]:
    """PostgreSQL gives each partition the triggers of rows by itself, and no other."""
    parts = partitions(connection)
    return [
        *INSTALL[connection.vendor],
        *(NO_TRUNCATE.format(table=one) for one in parts),
        *(NO_TWIN if parts else ()),
    ]


def install_guard(using: str = "default", **_signal: object) -> None:
    """After every ``migrate``: SQLite drops the triggers of a table that a migration writes anew."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in _removal(connection) + _installation(connection):
            cursor.execute(statement)


@contextmanager
def guard_lifted(using: str = "default") -> Iterator[None]:
    """For the purge alone, and back again before anybody else can see it: both databases roll triggers back too."""
    connection = connections[using]
    with transaction.atomic(using):
        with connection.cursor() as cursor:
            for statement in _removal(connection):
                cursor.execute(statement)
        yield
        install_guard(using)
