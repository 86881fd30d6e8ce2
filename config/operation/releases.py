"""Which release of the application this is, and which release a database was made for."""

import tomllib

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


def version() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return project["project"]["version"]


def applied_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    return sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations())


def waiting_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """What ``migrate`` would do here."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown_migrations(applied: list[str], connection: BaseDatabaseWrapper) -> list[str]:
    """What this release cannot know: a newer one has applied it."""
    known = {".".join(key) for key in MigrationExecutor(connection).loader.disk_migrations}
    ours = {name.partition(".")[0] for name in known}
    return [name for name in applied if name.partition(".")[0] in ours and name not in known]
