"""Triggers that refuse to alter the trail. They hinder; what got past them is found by the chain."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from departments.trail.entry import TrailEntry

TABLE = TrailEntry._meta.db_table
REFUSAL = "操作记录只能增加，不能修改或删除"

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
        f"""CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON {TABLE}
            FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()""",
    ],
}
REMOVE = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {name}"
        for name in ("trail_no_update", "trail_no_delete", "trail_no_replace")
    ],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in ("trail_no_update", "trail_no_truncate")
    ],
}


def install_guard(using: str = "default", **_signal: object) -> None:
    """After every ``migrate``: SQLite drops the triggers of a table that a migration writes anew."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in REMOVE[connection.vendor] + INSTALL[connection.vendor]:
            cursor.execute(statement)


@contextmanager
def guard_lifted(using: str = "default") -> Iterator[None]:
    """For the purge alone, and back again before anybody else can see it: both databases roll triggers back too."""
    connection = connections[using]
    with transaction.atomic(using):
        with connection.cursor() as cursor:
            for statement in REMOVE[connection.vendor]:
                cursor.execute(statement)
        yield
        install_guard(using)
