"""How large the tables are, and how long it will take here: a sample of each is copied as the whole will be."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from config.partitions.catalog import foreign_keys, size_of, unique_keys
from config.partitions.converting import refusals
from config.partitions.plan import Spread

SAMPLE = 20_000  # rows
# Beside copying and indexes the rows are read twice to be compared, and once for each foreign key; measured on a million
# indicators, see docs/scaling.md.
OTHER_WORK = 2.0


@dataclass(frozen=True)
class Foreseen:
    """What will happen to a table. ``keys`` get the column besides; ``refusals`` say why it would not be done."""

    spread: Spread
    rows: int
    bytes: int
    seconds: float
    unique_keys: list[str]
    foreign_keys: list[str]
    refusals: list[str]


def foreseen(connection: BaseDatabaseWrapper, spread: Spread) -> Foreseen:
    """Nothing is changed: the sample goes into a table that ends with the transaction."""
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        rows, size = size_of(cursor, spread.table)
        seconds = _sampled(cursor, spread.table, rows) if rows else 0.0
        return Foreseen(
            spread=spread,
            rows=rows,
            bytes=size,
            seconds=seconds,
            unique_keys=[key.name for key in unique_keys(cursor, spread.table)],
            foreign_keys=[f"{key.table}.{key.columns[-1]}" for key in foreign_keys(cursor, to=spread.table)],
            refusals=list(refusals(cursor, spread)),
        )


def _sampled(cursor: CursorWrapper, table: str, rows: int) -> float:
    sample = f"{table}_sample"
    cursor.execute(
        f"CREATE TEMPORARY TABLE {sample} (LIKE {table} INCLUDING DEFAULTS INCLUDING INDEXES) ON COMMIT DROP"
    )
    began = perf_counter()
    cursor.execute(f"INSERT INTO {sample} SELECT * FROM {table} LIMIT {SAMPLE}")  # noqa: S608  (our own names)
    taken = perf_counter() - began
    cursor.execute(f"DROP TABLE {sample}")
    return taken * rows / min(rows, SAMPLE) * OTHER_WORK
