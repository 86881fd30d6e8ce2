"""The demo from the beginning: what stands in its database is counted, so that it can be said before it is deleted."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection

from departments.models import BudgetUnit, Department, FinanceOffice
from departments.trail.entry import TrailEntry
from indicators.models import Indicator
from performance.models import MonitoringReport, PerformanceStatement, SelfEvaluation, WorkflowEvent
from projects.models import BudgetProject

COUNTED = (
    FinanceOffice,
    Department,
    BudgetUnit,
    PerformanceStatement,
    BudgetProject,
    Indicator,
    WorkflowEvent,
    SelfEvaluation,
    MonitoringReport,
    TrailEntry,
    get_user_model(),
)


class NotTheDemo(Exception):
    """The database is not the file that belongs to the demo alone."""


def demo_file() -> Path:
    """The one file that may be deleted. Raises NotTheDemo for any other database."""
    name = Path(str(connection.settings_dict["NAME"]))
    if not settings.DEMO or connection.vendor != "sqlite" or name != settings.VAR_DIR / "demo.sqlite3":
        raise NotTheDemo
    return name


def what_is_lost() -> list[str]:
    """How much of everything there is, in the words that a user reads; nothing for a database without tables."""
    tables = set(connection.introspection.table_names())
    models = [model for model in COUNTED if model._meta.db_table in tables]
    counts = [(model._meta.verbose_name, model._base_manager.count()) for model in models]
    return [f"{name}{count}个" for name, count in counts if count]


def delete(file: Path) -> None:
    """The file, and what SQLite keeps beside it."""
    connection.close()
    for beside in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + beside).unlink(missing_ok=True)
