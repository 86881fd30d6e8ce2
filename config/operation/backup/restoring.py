"""The way back from a backup, with the proof that all of it has come back."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from config.operation.backup.archive import DATABASE, EXPORTS, unpacked
from config.operation.backup.copying import put_back
from config.operation.backup.manifest import Manifest, NotABackup
from config.operation.exported import exported, file_differences
from config.operation.releases import applied_migrations, unknown_migrations, version
from config.operation.second_database import as_default_database
from config.operation.table_checksums import TableState, differences, first_occupied, table_states
from departments.trail.chain import Head
from departments.trail.entry import Action
from departments.trail.verification import verify
from departments.trail.writing import record
from indicators.planner_statistics import renew_statistics
from performance.changes.numbering import begin_anew

KIND = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    problems: tuple[str, ...]
    trail_rows: int
    seconds: float
    sealed: bool = True

    @property
    def rows(self) -> int:
        return sum(state.rows for state in self.manifest.tables.values())


def restore(source: Path, *, replace: bool, unsealed: bool = False) -> Restored:
    """Into the configured database, which must be empty unless it is to be replaced. Raises NotABackup."""
    connection = connections["default"]
    with opened_backup(source, unsealed=unsealed) as (manifest, members, sealed):
        restored = restore_into(connection, manifest, members, replace=replace, sealed=sealed)
        folder = Path(settings.EXPORT_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, path in members.items():
            if name.startswith(f"{EXPORTS}/"):
                shutil.copyfile(path, folder / path.name)
    ContentType.objects.clear_cache()
    begin_anew()  # whatever became of it: numbers of changes will be given a second time
    if not restored.problems and applied_migrations(connection) == manifest.migrations:
        with transaction.atomic():
            seal = "" if restored.sealed else "，清单没有密封"
            details = f"从备份恢复：{source.name}，备份于{manifest.made}{seal}"
            record(Action.IMPORT, by=None, details=details)
    return restored


@contextmanager
def opened_backup(
    source: Path, *, unsealed: bool = False
) -> Iterator[tuple[Manifest, dict[str, Path], bool]]:
    folder = tempfile.mkdtemp(prefix="restore-")
    try:
        with unpacked(source, Path(folder), unsealed=unsealed) as found:
            yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def restore_into(
    connection: BaseDatabaseWrapper,
    manifest: Manifest,
    members: dict[str, Path],
    *,
    replace: bool = False,
    sealed: bool = True,
) -> Restored:
    started = perf_counter()
    _refuse_what_does_not_fit(connection, manifest)
    if not replace and (occupied := first_occupied(connection)):
        raise NotABackup(
            f"数据库不是空的：已有“{occupied._meta.verbose_name}”，没有恢复。"
            "请换一个空库；确要以备份替换现有的全部数据，加 --replace。"
        )
    put_back(members[DATABASE[connection.vendor]], connection)
    renew_statistics(connection)
    with as_default_database(connection):
        verdict = verify(anchor=Head.read(manifest.trail) if manifest.trail else None)
        problems = tuple(_problems(connection, manifest))
    if verdict.fault:
        problems += (f"操作记录校验不通过。{verdict.fault}",)
    return Restored(manifest, problems, verdict.checked, perf_counter() - started, sealed)


def _refuse_what_does_not_fit(connection: BaseDatabaseWrapper, manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise NotABackup(
            f"这是 {KIND[manifest.vendor]} 的备份，而现在的数据库是 {KIND[connection.vendor]}，没有恢复。"
            "请先恢复到同一种数据库，再用 move_database 搬移。"
        )
    if newer := unknown_migrations(manifest.migrations, connection):
        raise NotABackup(
            f"备份出自更新的版本（{manifest.version}，本系统为 {version()}，不认识 {newer[0]}），没有恢复。"
            "请先升级本系统。"
        )


def _problems(connection: BaseDatabaseWrapper, manifest: Manifest) -> Iterator[str]:
    """Whatever is not as the manifest says; of a table that this release no longer has, only its rows."""
    found = table_states(connection)
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    for table in manifest.tables.keys() - known:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = TableState(cursor.fetchone()[0], (), "")
    yield from differences(manifest.tables, found)
    if applied_migrations(connection) == manifest.migrations and manifest.version == version():
        yield from file_differences(manifest.exported, exported(manifest.exported))
