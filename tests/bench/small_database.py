"""A second database on the same server: what the first one holds at this moment."""

from __future__ import annotations

SMALL = "small"


def copied_as_small() -> None:
    """PostgreSQL copies a database that nobody is connected to."""
    from django.db import connection, connections

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    said = dict(connection.settings_dict)
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{SMALL}" TEMPLATE "{said["NAME"]}"')
    connections.settings[SMALL] = {**said, "NAME": SMALL}
