"""A drill that was killed leaves a database behind on PostgreSQL; the next one takes it away, and no other's."""

from hashlib import sha256

import pytest
from django.db import connection

from config.operation.backup.drill import of_the_moment

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="a SQLite drill is a file in a folder that goes"
    ),
]


def test_what_a_killed_drill_left_goes_and_what_another_is_at_stays():
    ours = sha256(connection.settings_dict["NAME"].encode()).hexdigest()[:8]
    left, elsewhere, held = (f"drill_{ours}_{1:012x}", f"drill_00000000_{2:012x}", f"drill_{ours}_{3:012x}")

    def there():
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'drill%%'")
            return {name for (name,) in cursor.fetchall()}

    other = connection.copy()
    with connection.cursor() as cursor:
        for name in (left, elsewhere, held):
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            with other.cursor() as another:
                another.execute("SELECT pg_advisory_lock(3)")
                with of_the_moment(connection) as name:
                    assert there() == {name, elsewhere, held}
            assert there() == {elsewhere, held}
        finally:
            other.close()
            for name in (left, elsewhere, held):
                cursor.execute(f"DROP DATABASE IF EXISTS {name}")
