"""Plain rows into a table: COPY on PostgreSQL, one prepared statement for all of them on SQLite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from io import StringIO

from django.core.management.color import no_style
from django.db import connection
from django.db.models import DateTimeField, Field, Max, Model
from django.utils import timezone

Row = Sequence[object]
_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPED = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}


def next_key(model: type[Model]) -> int:
    return (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def write_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Columns that are not named get their default; nothing of a model's ``save`` or ``full_clean`` is called."""
    named, others = _fields(model, tuple(columns))
    rest = [_default(field) for field in others]
    full = ((*row, *rest) for row in rows)
    fields = (*named, *others)
    (_copy if connection.vendor == "postgresql" else _insert)(model, fields, full)


def set_sequences(models: Iterable[type[Model]]) -> None:
    """Keys were given by hand; the database goes on behind them."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(sql)


@cache
def _fields(model: type[Model], columns: tuple[str, ...]) -> tuple[list[Field], list[Field]]:
    known = {field.attname: field for field in model._meta.concrete_fields}
    return [known[column] for column in columns], [
        field for name, field in known.items() if name not in columns
    ]


def _default(field: Field) -> object:
    """As a new row gets it."""
    if isinstance(field, DateTimeField) and (field.auto_now or field.auto_now_add):
        return timezone.now()
    return field.get_default()


def _copy(model: type[Model], fields: Sequence[Field], rows: Iterable[Row]) -> None:
    lines = StringIO("".join("\t".join(map(_copied, row)) + "\n" for row in rows))
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN", lines)


def _copied(value: object) -> str:
    if value is None:
        return r"\N"
    text = value if type(value) is str else str(value)
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text) if _SPECIAL.search(text) else text


def _insert(model: type[Model], fields: Sequence[Field], rows: Iterable[Row]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    ready = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})",  # noqa: S608  (names of ours)
            ready,
        )
