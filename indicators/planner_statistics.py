"""What PostgreSQL plans by: how many rows it takes a table to have, and what stands in them.

Autovacuum finds out for itself, about a minute after rows are committed. Until then a table just filled counts as empty,
and a join of two such tables is planned as if each had one row: reading the texts of one office took 70 seconds of
processor time instead of a fraction of one. Whoever fills tables at once and reads them again says so here.
"""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model


def renew_statistics(connection: BaseDatabaseWrapper, models: Iterable[type[Model]] | None = None) -> None:
    """Within a transaction too, whose own rows are counted; of all tables without ``models``, of none on SQLite."""
    if connection.vendor != "postgresql":
        return
    quote = connection.ops.quote_name
    tables = [""] if models is None else [quote(model._meta.db_table) for model in models]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {table}")
