"""From one database into another of whichever kind: in one transaction, and compared before it counts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from time import perf_counter

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from config.operation.exported import every_workbook, file_differences
from config.operation.releases import waiting_migrations
from config.operation.second_database import as_default_database
from config.operation.table_checksums import (
    CHUNK,
    MADE_BY_MIGRATE,
    differences,
    first_occupied,
    rows_of,
    stored_models,
    table_states,
)
from departments.trail.verification import verify
from indicators.planner_statistics import renew_statistics
from performance.changes.triggers import lifted


class MoveRefused(ValueError):
    """Why nothing was moved, as a Chinese sentence."""


@dataclass(frozen=True)
class Moved:
    tables: int
    rows: int
    workbooks: int
    trail_rows: int
    seconds: float


def move(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, *, tell: Callable[[str], object]) -> Moved:
    """Copy everything into an empty database; the source is only read. Raises MoveRefused, with nothing copied."""
    started = perf_counter()
    if waiting := waiting_migrations(source):
        raise MoveRefused(f"来源数据库还有{len(waiting)}项迁移没有执行，请先对它执行 migrate。")
    if waiting_migrations(target):
        call_command("migrate", database=target.alias, verbosity=0)
    if occupied := first_occupied(target):
        raise MoveRefused(f"目标数据库不是空的：已有“{occupied._meta.verbose_name}”。请换一个空库。")
    with unchanging(source), transaction.atomic(target.alias), lifted(target.alias):
        for model in reversed(MADE_BY_MIGRATE):
            # Private, and the only way without cascades: what hangs on these rows comes with the copy.
            rows_of(target, model)._raw_delete(target.alias)
        for model in stored_models():
            tell(f"{model._meta.db_table}：{_copy(model, source, target)}行")
        _set_sequences(target)
        renew_statistics(target)
        moved = _compared(source, target, started)  # says what is missing, before the database says of what
        target.check_constraints()
    ContentType.objects.clear_cache()
    return moved


@contextmanager
def unchanging(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """See one state throughout: on SQLite nobody else writes meanwhile, on PostgreSQL one does not see it."""
    with transaction.atomic(connection.alias):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _copy(model: type[models.Model], source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> int:
    """Every value as it stands: dates that fill themselves in are not filled in again."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    size = min(CHUNK, target.ops.bulk_batch_size(fields, range(CHUNK)))
    rows = rows_of(source, model).iterator(chunk_size=CHUNK)
    into, count = rows_of(target, model), 0
    while batch := list(islice(rows, size)):
        into._insert(batch, fields, raw=True, using=target.alias)
        count += len(batch)
    return count


def _set_sequences(target: BaseDatabaseWrapper) -> None:
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), stored_models()):
            cursor.execute(statement)


def _compared(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, started: float) -> Moved:
    states = table_states(source)
    with as_default_database(source):
        workbooks = every_workbook()
    with as_default_database(target):
        problems = [
            *differences(states, table_states(target)),
            *file_differences(workbooks, every_workbook()),
        ]
        verdict = verify()
    if verdict.fault:
        problems.append(f"操作记录校验不通过。{verdict.fault}")
    if problems:
        raise MoveRefused("搬移后核对不一致，已全部撤回：\n" + "\n".join(problems))
    rows = sum(state.rows for state in states.values())
    return Moved(len(states), rows, len(workbooks), verdict.checked, perf_counter() - started)
