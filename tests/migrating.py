"""Back to an older schema, and to the newest as ``migrate`` leaves it, with the triggers that no migration makes."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def back_to(targets: list[tuple[str, str]]) -> None:
    MigrationExecutor(connection).migrate(targets)


def to_the_newest() -> None:
    call_command("migrate", verbosity=0)
