"""Fixtures that every test may ask for."""

import gc
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from tests.built_once import begins_with, commits, do_at_once, own_rows, standing
from tests.databases import asks_the_database, on_sqlite_alone
from tests.emptying import emptying
from tests.share import leave_to_the_server
from tests.trust import trial as trials
from tests.trust.trial import trial

__all__ = ["own_rows", "trial"]

REPOSITORY = Path(__file__).resolve().parent.parent
# A slow machine is no fault of what is tried; and the same commit gets the same answer, wherever it is asked.
settings.register_profile(
    "suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")
SEEDS = Path(os.environ.get("SEEDS") or REPOSITORY.parent / "shared" / "seeds")


def not_here(what: str, reason: str) -> NoReturn:
    """Leaves out what cannot be tested on this machine; with REQUIRE_… set to 1 that is a failure."""
    pytest.fail(reason) if os.environ.get(f"REQUIRE_{what}") == "1" else pytest.skip(reason)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of published sample texts, which are not part of the repository."""
    if SEEDS.is_dir():
        return SEEDS
    not_here("SEEDS", f"no sample texts in {SEEDS}; set SEEDS to the folder that holds them")


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory) -> Callable[..., None]:
    """Saves files as another kind into a folder, as an office's program does; its profile is made once."""
    program = shutil.which("soffice")
    if program is None:
        not_here("LIBREOFFICE", "no LibreOffice here; install it（本机没有 LibreOffice，未与它对照）")
    profile = (tmp_path_factory.mktemp("libreoffice") / "profile").as_uri()

    def save(kind: str, into: Path, *files: Path) -> None:
        words = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir"]
        subprocess.run([*words, into, *files], check=True, capture_output=True, timeout=180)  # noqa: S603

    return save


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew instead of comparing"
    )
    parser.addoption("--pictures", action="store_true", help="keep the pictures of the guide")
    parser.addoption(
        "--only-database",
        action="store_true",
        help="leave out what is the same on any database (tests/databases.py): SQLite has it",
    )
    parser.addoption(
        "--share", action="store_true", help="leave to the checking server what takes long (tests/share.py)"
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if config.getoption("--only-database") and on_sqlite_alone(collection_path) else None


@pytest.hookimpl(trylast=True)  # pytest-django has said by then which tests ask for the database
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    trials.choose(config, items)
    if config.getoption("--only-database"):
        elsewhere = [item for item in items if not asks_the_database(item)]
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if asks_the_database(item)]
    if config.getoption("--share"):
        leave_to_the_server(config, items)
    trials.go_on(config, items)


def pytest_collection_finish() -> None:
    """What is imported and collected by now stays to the end; looking through it again took an eighth of the time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    report = yield
    trials.keep(item, report)
    return report


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The copy of a migrated file is what Django takes for a database that was kept; it goes with its folder."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Each process copies a migrated database instead of migrating its own."""
    from tests import migrated  # needs the apps, which are not loaded yet up there

    test = connection.settings_dict["TEST"]
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            migrated.copy_sqlite(Path(test["NAME"]))
        else:
            test["TEMPLATE"] = migrated.postgres_template()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of this name in tests/golden, or renew that file under --update-golden."""

    def compare(name: str, text: str) -> None:
        kept = REPOSITORY / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(text, encoding="utf-8")
        assert text == kept.read_text(encoding="utf-8")

    return compare


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest):
    """Before a test gets its transaction, the rows that it begins with stand (tests/built_once.py)."""
    if fixturedef.argname == "_django_db_helper":
        with request.getfixturevalue("django_db_blocker").unblock():
            standing.change_to(begins_with(request))
    result = yield
    if fixturedef.argname == "django_db_setup":
        fixturedef.addfinalizer(standing.clear)
    return result


@pytest.fixture(autouse=True)
def _what_follows_a_commit_follows_at_once(request, monkeypatch):
    asks = request.node.get_closest_marker("django_db") or "db" in request.fixturenames
    if asks and not commits(request):
        do_at_once(monkeypatch)


@pytest.fixture(scope="session", autouse=True)
def _flushes_lift_the_guard_of_the_trail():
    """Tests with real transactions empty every table at their end, which the trail refuses everybody else."""
    from departments.trail.guard import guard_lifted  # needs the models, which are not loaded yet up there

    operations = type(connection.ops)  # of every connection: tests with a browser get one of their own
    flush = operations.execute_sql_flush

    def lifted(operations, statements):
        with guard_lifted():
            flush(operations, statements)

    operations.execute_sql_flush = lifted
    TransactionTestCase._fixture_teardown = emptying(TransactionTestCase._fixture_teardown)
