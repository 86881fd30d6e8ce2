"""A second database on the same server: what the first one holds at this moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

SMALL = "small"


def copied_as_small() -> None:
    """PostgreSQL copies a database that nobody is connected to."""
    from django.db import connection, connections

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    options = dict(connection.settings_dict)
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{SMALL}" TEMPLATE "{options["NAME"]}"')
    connections.settings[SMALL] = {**options, "NAME": SMALL}


@contextmanager
def rebuilt_afterwards(index: str) -> Iterator[None]:
    """A large index is made in one go faster than row by row."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [index])
        (made,) = cursor.fetchone()
        cursor.execute(f'DROP INDEX "{index}"')
    yield
    with connection.cursor() as cursor:
        cursor.execute(made)
