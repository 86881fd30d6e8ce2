"""Empty, migrated databases to copy: migrating takes seconds, copying does not.

Each is made anew when a migration changes, or what our migrations import. A file of SQLite stays for the next run,
a database of PostgreSQL as long as its server. PARTITIONED=1 has its large tables in partitions.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from config.database import sqlite_at
from config.operation.second_database import as_default_database, opened
from tests.changed import REPOSITORY, imports_of

FOLDER = REPOSITORY / "var" / "tests"


def copy_sqlite(into: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    template = FOLDER / f"migrated-{key()}.sqlite3"
    with _one_at_a_time():
        if not template.exists():
            _make_sqlite(template)
        shutil.copyfile(template, into)


def _make_sqlite(template: Path) -> None:
    for former in FOLDER.glob("migrated-*"):
        former.unlink()
    unfinished = template.with_suffix(".unfinished")
    migrate(sqlite_at(unfinished))
    unfinished.rename(template)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def postgres_template() -> str:
    """The name of a database on the server of the connection, for CREATE DATABASE … TEMPLATE."""
    name = f"migrated_{key()}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        try:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not cursor.fetchone():
                cursor.execute(f"DROP DATABASE IF EXISTS {name}_unfinished")
                cursor.execute(f"CREATE DATABASE {name}_unfinished")
                migrate({**connection.settings_dict, "NAME": f"{name}_unfinished"})
                cursor.execute(f"ALTER DATABASE {name}_unfinished RENAME TO {name}")
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])
    return name


def migrate(settings: dict[str, object]) -> None:
    with opened(settings) as target, as_default_database(target):  # packages' migrations ask the default one
        call_command("migrate", verbosity=0)
        if partitioned() and target.vendor == "postgresql":
            call_command("partition", verbosity=0)


def partitioned() -> bool:
    return os.environ.get("PARTITIONED") == "1"


@cache
def key() -> str:
    """The same for the same migrations."""
    digest = hashlib.sha256(f"{django.__version__} {partitioned()}".encode())
    for path in sorted(sources()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def sources() -> set[Path]:
    return _migrations() | _imported_by_migrations()


def _migrations() -> set[Path]:
    return {path for app in apps.get_app_configs() for path in Path(app.path).glob("migrations/*.py")}


def _imported_by_migrations() -> set[Path]:
    ours = {path for path in _migrations() if path.is_relative_to(REPOSITORY) and ".venv" not in path.parts}
    names = set().union(*(imports_of(path.read_text(encoding="utf-8")) for path in ours))
    own = {Path(app.path).name for app in apps.get_app_configs() if Path(app.path).parent == REPOSITORY}
    found: set[Path] = set()
    for name in names:
        if name.partition(".")[0] in own:
            with suppress(ModuleNotFoundError):  # what is taken from a module is no module
                found.add(Path(find_spec(name).origin))
    return found
