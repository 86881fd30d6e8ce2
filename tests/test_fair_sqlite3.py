"""SQLite lets whoever wants to write look equally often, and for as long as it was told."""

import os
import sqlite3
import time

import pytest
from django.db import OperationalError

from config.database import sqlite_at
from config.fair_sqlite3.base import DatabaseWrapper, create_for_owner_alone

pytestmark = pytest.mark.django_db  # of other files than the tests' own, but it is a database
PATIENCE = 0.3


@pytest.fixture
def connection(tmp_path):
    settings = sqlite_at(tmp_path / "db.sqlite3") | dict.fromkeys(("TIME_ZONE", "USER", "PASSWORD"), "")
    settings |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False}
    settings["OPTIONS"]["timeout"] = PATIENCE
    made = DatabaseWrapper(settings, alias="fair")
    made.connect()
    yield made
    made.close()


@pytest.fixture
def other(connection):
    """Somebody else, who is in the middle of writing."""
    writer = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    yield writer
    writer.close()


def begin(connection):
    began = time.monotonic()
    try:
        connection._start_transaction_under_autocommit()
    finally:
        begin.took = time.monotonic() - began
    connection.connection.execute("ROLLBACK")


def busy_timeout(connection):
    return connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]


def test_it_begins_as_soon_as_the_other_is_done(connection, other, monkeypatch):
    looks = []

    def look(_seconds):
        looks.append(other.in_transaction)
        if len(looks) == 3:
            other.execute("COMMIT")

    monkeypatch.setattr(time, "sleep", look)
    begin(connection)
    assert looks == [True] * 3


def test_it_gives_up_when_its_time_is_up(connection, other):
    with pytest.raises(OperationalError, match="locked"):
        begin(connection)
    assert begin.took >= PATIENCE


def test_a_statement_of_its_own_waits_as_before(connection, other):
    with pytest.raises(OperationalError):
        begin(connection)
    assert busy_timeout(connection) == PATIENCE * 1000


def test_another_refusal_is_told_at_once(connection, monkeypatch):
    monkeypatch.setattr(
        time, "sleep", lambda _seconds: pytest.fail("it waits for what waiting does not mend")
    )
    connection.connection.execute("BEGIN")
    with pytest.raises(OperationalError, match="within a transaction"):
        begin(connection)


def test_a_new_file_is_its_owners_alone(tmp_path):
    """Whatever the umask of whoever runs a command; what lies beside it, too."""
    umask = os.umask(0o022)
    try:
        settings = sqlite_at(tmp_path / "new.sqlite3") | dict.fromkeys(("TIME_ZONE", "USER", "PASSWORD"), "")
        settings |= {
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": False,
            "AUTOCOMMIT": True,
            "ATOMIC_REQUESTS": False,
        }
        made = DatabaseWrapper(settings, alias="new")
        made.connect()
        made.connection.execute("CREATE TABLE one (a)")
        rights = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
        made.close()
    finally:
        os.umask(umask)
    assert set(rights.values()) == {0o600}, rights


def test_a_file_that_is_there_keeps_its_rights(tmp_path):
    path = tmp_path / "old.sqlite3"
    path.touch(mode=0o640)
    path.chmod(0o640)
    create_for_owner_alone(path)
    assert path.stat().st_mode & 0o777 == 0o640
