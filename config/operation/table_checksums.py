"""Everything that is stored, table by table: in which order, how much of it, and whether it is the same elsewhere."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

MADE_BY_MIGRATE = (ContentType, Permission)  # an empty installation has rows of these, too
CHUNK = 2000
WHOLE = 1 << 256


@dataclass(frozen=True)
class TableState:
    """The rows of a table as one number: the same in every database and whatever order the rows come in."""

    rows: int
    columns: tuple[str, ...]
    hash: str


def stored_models() -> list[type[models.Model]]:
    """Every model with a table, behind all that it cannot do without: what may be empty may close a ring."""
    waiting = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    placed: list[type[models.Model]] = []
    while waiting:
        ready = [model for model in waiting if not required_by(model) & {*waiting}]
        placed += ready or waiting
        waiting = [model for model in waiting if model not in placed]
    return placed


def required_by(model: type[models.Model]) -> set[type[models.Model]]:
    fields = model._meta.concrete_fields
    return {field.related_model for field in fields if field.is_relation and not field.null} - {model}


def rows_of(connection: BaseDatabaseWrapper, model: type[models.Model]) -> models.QuerySet:
    """All rows, past every manager that hides or guards some."""
    return models.QuerySet(model, using=connection.alias).order_by()


def first_occupied(connection: BaseDatabaseWrapper) -> type[models.Model] | None:
    """A model with rows that ``migrate`` has not made; None in an empty database."""
    there = set(connection.introspection.table_names())
    for model in stored_models():
        counts = model not in MADE_BY_MIGRATE and model._meta.db_table in there
        if counts and rows_of(connection, model).values("pk")[:1].exists():
            return model
    return None


def table_states(connection: BaseDatabaseWrapper) -> dict[str, TableState]:
    """The state of every table that is there, over the columns that are there: an older release has fewer."""
    states = {}
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in stored_models():
            table = model._meta.db_table
            if table in there:
                description = connection.introspection.get_table_description(cursor, table)
                states[table] = table_state(connection, model, {column.name for column in description})
    return states


def table_state(connection: BaseDatabaseWrapper, model: type[models.Model], columns: set[str]) -> TableState:
    fields = sorted(
        (field for field in model._meta.concrete_fields if field.column in columns),
        key=lambda field: field.column,
    )
    names = [field.attname for field in fields]
    rows = total = 0
    for row in rows_of(connection, model).values_list(*names).iterator(chunk_size=CHUNK):
        total = (total + _number_of(row)) % WHOLE  # a sum: collations put keys of text in another order
        rows += 1
    return TableState(rows, tuple(field.column for field in fields), f"{total:064x}")


def _number_of(row: tuple) -> int:
    spelt = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_spelt)
    return int.from_bytes(sha256(spelt.encode("utf-8", "surrogatepass")).digest())


def _spelt(value: object) -> str:
    """One spelling of a value, whichever database it comes from."""
    match value:
        case Decimal():
            return format(value, "f")
        case datetime():
            return f"{value.timestamp():.6f}"
        case date():
            return value.isoformat()
        case UUID():
            return value.hex
        case bytes() | memoryview():
            return bytes(value).hex()
    raise TypeError(f"{value!r} is of a kind that no table has held so far")


def differences(expected: dict[str, TableState], found: dict[str, TableState]) -> Iterator[str]:
    """What is not the same, a Chinese sentence for each table."""
    for table, wanted in expected.items():
        got = found.get(table)
        if got is None:
            yield f"{table}：缺少这张表。"
        elif got.rows != wanted.rows:
            yield f"{table}：应有{wanted.rows}行，实有{got.rows}行。"
        elif got.columns == wanted.columns and got.hash != wanted.hash:
            yield f"{table}：{wanted.rows}行，但内容不同。"
