"""One table after the other into partitions, each in a transaction of its own: broken off, the next run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from config.partitions.catalog import (
    ForeignKey,
    UniqueKey,
    column_of_partitions,
    columns_of,
    foreign_keys,
    grants,
    other_indexes,
    sequence_state,
    unique_keys,
)
from config.partitions.plan import SPREADS, YEARS_AHEAD, Spread
from departments.trail import guard
from performance.changes import triggers, watched

PATIENCE = 10  # seconds that the table is waited for: who is at work would wait behind us
LOCK_NOT_AVAILABLE = "55P03"
OURS = "FOREIGN KEY ({}) REFERENCES {}({}) DEFERRABLE INITIALLY DEFERRED"


class PartitionRefused(ValueError):
    """Why a table was left as it is, as a Chinese sentence."""


@dataclass(frozen=True)
class Converted:
    table: str
    rows: int
    seconds: float


def waiting(cursor: CursorWrapper) -> list[Spread]:
    """The tables that are not in partitions yet."""
    return [spread for spread in SPREADS if column_of_partitions(cursor, spread.table) is None]


def convert(connection: BaseDatabaseWrapper, spread: Spread, partitions: int) -> Converted:
    """All of it, or nothing; nobody else reads or writes the table meanwhile."""
    began = perf_counter()
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            _lock(cursor, spread.table)
            rows = _Conversion(cursor, spread, partitions).run()
            if spread.table == guard.TABLE:
                guard.install_guard(connection.alias)
            elif spread.table in watched.TABLES:
                triggers.install(connection.alias)
    except OperationalError as error:
        if not _not_granted(error):
            raise
        raise PartitionRefused(
            f"{spread.table} 正在使用，等了 {PATIENCE} 秒。请停止服务和后台任务进程后再执行，已经完成的表不会重做。"
        ) from error
    return Converted(spread.table, rows, perf_counter() - began)


def _lock(cursor: CursorWrapper, table: str) -> None:
    cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
    cursor.execute("SET LOCAL statement_timeout = 0")
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for its check would hold the tables
    cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")


def refusals(cursor: CursorWrapper, spread: Spread) -> Iterator[str]:
    """Why a table cannot be converted; nothing in most cases."""
    for key in foreign_keys(cursor, to=spread.table):
        if key.definition != OURS.format(key.columns[0], key.parent, key.targets[0]):
            yield f"{key.table} 的外键 {key.name} 不是本系统建立的样子（{key.definition}），请先删除它。"
        elif spread.column not in columns_of(cursor, key.table):
            yield f"{key.table} 引用 {spread.table}，而没有 {spread.column} 列。"
        elif strays := _strays(cursor, key, spread.column):
            yield (
                f"{key.table} 有 {strays} 行的 {spread.column} 与所引用的 {spread.table} 不同，"
                "请先执行 manage.py renew_office_codes。"
            )


def _strays(cursor: CursorWrapper, key: ForeignKey, column: str) -> int:
    cursor.execute(
        f"SELECT count(*) FROM {key.table} child JOIN {key.parent} parent"  # noqa: S608  (names of the catalog)
        f" ON parent.{key.targets[0]} = child.{key.columns[0]} WHERE parent.{column} <> child.{column}"
    )
    return cursor.fetchone()[0]


class _Conversion:
    """A table beside the old one takes its rows, then its name and all that hung on it."""

    def __init__(self, cursor: CursorWrapper, spread: Spread, partitions: int) -> None:
        self.cursor, self.spread, self.partitions = cursor, spread, partitions
        self.table, self.new = spread.table, f"{spread.table}_new"

    def run(self) -> int:
        cursor, table = self.cursor, self.table
        if refused := next(refusals(cursor, self.spread), None):
            raise PartitionRefused(refused)
        keys, indexes = unique_keys(cursor, table), other_indexes(cursor, table)
        own, incoming = foreign_keys(cursor, of=table), foreign_keys(cursor, to=table)
        given, counted = list(grants(cursor, table)), sequence_state(cursor, table)
        self._make()
        rows = self._copy()
        for key in incoming:
            cursor.execute(f"ALTER TABLE {key.table} DROP CONSTRAINT {key.name}")
        cursor.execute(f"DROP TABLE {table}")
        cursor.execute(f"ALTER TABLE {self.new} RENAME TO {table}")
        if counted:
            self._go_on_counting(*counted)
        for statement in (*map(self._unique, keys), *indexes, *(one.format(table=table) for one in given)):
            cursor.execute(statement)
        for key in own:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {key.name} {key.definition}")
        for key in incoming:
            columns, targets = (f"{self.spread.column}, {names[0]}" for names in (key.columns, key.targets))
            definition = OURS.format(columns, table, targets)
            cursor.execute(f"ALTER TABLE {key.table} ADD CONSTRAINT {key.name} {definition}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"ANALYZE {table}")
        return rows

    def _make(self) -> None:
        kept = [
            "DEFAULTS",
            "CONSTRAINTS",
            "IDENTITY",
            "GENERATED",
            "STORAGE",
            "COMPRESSION",
            "COMMENTS",
            "STATISTICS",
        ]
        like = " ".join(f"INCLUDING {what}" for what in kept)
        way = "RANGE" if self.spread.by_year else "HASH"
        self.cursor.execute(
            f'CREATE TABLE {self.new} (LIKE {self.table} {like}) PARTITION BY {way} ("{self.spread.column}")'
        )
        for name, bounds in self._partitions():
            self.cursor.execute(f"CREATE TABLE {self.table}_{name} PARTITION OF {self.new} {bounds}")

    def _partitions(self) -> Iterator[tuple[str, str]]:
        if not self.spread.by_year:
            for number in range(self.partitions):
                yield f"p{number}", f"FOR VALUES WITH (MODULUS {self.partitions}, REMAINDER {number})"
            return
        self.cursor.execute(f'SELECT min("{self.spread.column}") FROM {self.table}')  # noqa: S608
        first = self.cursor.fetchone()[0] or timezone.now()
        for year in range(timezone.localtime(first).year, timezone.localtime().year + YEARS_AHEAD + 1):
            yield str(year), bounds_of(year)
        yield "other", "DEFAULT"

    def _copy(self) -> int:
        """Compared by all that the rows say, before the old table goes."""
        names = ", ".join(f'"{name}"' for name in columns_of(self.cursor, self.table))
        self.cursor.execute(f"INSERT INTO {self.new} ({names}) SELECT {names} FROM {self.table}")  # noqa: S608
        before, after = map(self._fingerprint, (self.table, self.new))
        if before != after:
            raise PartitionRefused(f"{self.table} 抄写前后不同（{before}，{after}），没有改动。")
        return before[0]

    def _fingerprint(self, table: str) -> tuple[int, object]:
        self.cursor.execute(
            f"SELECT count(*), coalesce(sum(hashtextextended(said::text, 0)), 0) FROM {table} said"  # noqa: S608
        )
        return self.cursor.fetchone()

    def _go_on_counting(self, name: str, last: int, given: bool) -> None:
        """The new sequence gets the name and the state of the old one, which went with its table."""
        self.cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [self.table])
        (new,) = self.cursor.fetchone()
        self.cursor.execute("SELECT setval(%s, %s, %s)", [new, last, given])
        self.cursor.execute(f"ALTER SEQUENCE {new} RENAME TO {name.rpartition('.')[2]}")

    def _unique(self, key: UniqueKey) -> str:
        """The column behind the others, so that whatever was looked for by them still is."""
        column = f'"{self.spread.column}"'
        also = [] if {column, self.spread.column} & {*key.columns} else [column]
        columns = ", ".join([*key.columns, *also])
        if key.kind == "i":
            where = f" WHERE {key.condition}" if key.condition else ""
            return f"CREATE UNIQUE INDEX {key.name} ON {self.table} ({columns}){where}"
        word = "PRIMARY KEY" if key.kind == "p" else "UNIQUE"
        return f"ALTER TABLE {self.table} ADD CONSTRAINT {key.name} {word} ({columns})"


def bounds_of(year: int) -> str:
    """From new year to new year, as the clock of the office counts."""
    zone = timezone.get_default_timezone()
    first, last = (datetime(one, 1, 1, tzinfo=zone).isoformat() for one in (year, year + 1))
    return f"FOR VALUES FROM ('{first}') TO ('{last}')"


def add_years(connection: BaseDatabaseWrapper, *, tell: Callable[[str], object]) -> list[str]:
    """The partitions of the years to come; what PostgreSQL does not count by itself of tables in partitions.

    Answers with what was not done and is to be done again.
    """
    faults = []
    with connection.cursor() as cursor:
        for spread in SPREADS:
            if spread.by_year:
                for year in range(timezone.localtime().year, timezone.localtime().year + YEARS_AHEAD + 1):
                    try:
                        _add_year(connection, cursor, spread, year, tell)
                    except IntegrityError:  # the rows of all other years hold some of this one
                        tell(f"{year}年已有记录在 {spread.table}_other 中，照常使用，不再单独分区。")
                    except DatabaseError as error:
                        faults.append(f"没有建立 {spread.table}_{year}：{_reason(error)}")
            cursor.execute(f"ANALYZE {spread.table}")
    return faults


def _add_year(
    connection: BaseDatabaseWrapper,
    cursor: CursorWrapper,
    spread: Spread,
    year: int,
    tell: Callable[[str], object],
) -> None:
    name = f"{spread.table}_{year}"
    cursor.execute("SELECT to_regclass(%s)", [name])
    if cursor.fetchone()[0]:
        return
    with transaction.atomic(connection.alias):
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")  # whoever writes would wait behind us
        cursor.execute(f"CREATE TABLE {name} PARTITION OF {spread.table} {bounds_of(year)}")
        guard.install_guard(connection.alias)
    tell(f"已建立 {name}。")


def _reason(error: DatabaseError) -> str:
    busy = f"表正在使用，等了 {PATIENCE} 秒，请在空闲时再执行一次。"
    return busy if _not_granted(error) else str(error)


def _not_granted(error: DatabaseError) -> bool:
    """By PostgreSQL's code: its words are in the language of the server."""
    return getattr(error.__cause__, "pgcode", None) == LOCK_NOT_AVAILABLE
