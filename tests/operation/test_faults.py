"""What cannot be answered is told in a sentence, under the interface's address in JSON; reading outlives a full disk."""

import errno
import json

import psycopg2.errors
import pytest
from django.db import OperationalError, ProgrammingError
from django.test import Client

from config.faults import AWAY, BUSY, FULL, OLDER, TOO_LONG, trouble_of
from departments.permissions.roles import Role
from tests.factories import a_member, a_statement, a_user

pytestmark = pytest.mark.django_db


class Stopped(psycopg2.errors.QueryCanceled):
    pgcode = "57014"


class NoDisk(psycopg2.errors.DiskFull):
    pgcode = "53100"


class Deadlock(psycopg2.errors.DeadlockDetected):
    pgcode = "40P01"


class NoTable(psycopg2.errors.UndefinedTable):
    pgcode = "42P01"


class Nonsense(psycopg2.errors.SyntaxError):
    pgcode = "42601"


def of(cause=None, text="", kind=OperationalError):
    fault = kind(text)
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (of(Stopped()), TOO_LONG),
        (of(NoDisk()), FULL),
        (of(Deadlock()), BUSY),
        (of(text="database is locked"), BUSY),
        (of(text="database or disk is full"), FULL),
        (of(text="connection refused"), AWAY),
        (of(text="no such table: performance_notice"), OLDER),
        (of(text="no such column: version"), OLDER),
        (of(NoTable(), kind=ProgrammingError), OLDER),
        (of(Nonsense(), kind=ProgrammingError), ""),
        (OSError(errno.ENOSPC, "x"), FULL),
        (OSError(errno.EACCES, "x"), ""),
        (ValueError("disk is full of errors"), ""),
        (None, ""),
    ],
)
def test_troubles_that_pass_are_told_apart_from_faults(fault, sentence):
    assert trouble_of(fault) == sentence


ADDRESSES = ("/api/v1/statements/", "/api/v1/nothing/", "/api/v1/%00/", "/api/v1/statements/?year=%00")


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_interface_always_answers_in_json(address):
    answer = Client(raise_request_exception=False).get(address)
    assert answer["Content-Type"].startswith("application/json")
    assert json.loads(answer.content)["detail"]
    assert answer.status_code in (400, 401, 404)


@pytest.mark.parametrize("path", ["/api/v1/statements/", "/"])
@pytest.mark.parametrize(
    ("fault", "status", "sentence"),
    [(of(Stopped()), 503, TOO_LONG), (of(text="gone"), 503, AWAY), (KeyError("x"), 500, "系统出了故障")],
)
def test_a_database_that_is_away_is_one_sentence(monkeypatch, path, fault, status, sentence):
    client = Client(raise_request_exception=False)
    client.force_login(a_member(Role.FILLER))

    def away(*args, **options):
        raise fault

    monkeypatch.setattr("performance.models.statements.PerformanceStatementQuerySet.visible_to", away)
    answer = client.get(path)
    assert answer.status_code == status
    assert sentence in answer.content.decode()
    assert ("Retry-After" in answer.headers) == (status == 503)
    if path.startswith("/api"):
        assert list(json.loads(answer.content)) == ["detail"]


@pytest.mark.parametrize("address", ["/nothing/", "/%00/", "/?q=%00", "/accounts/login/?next=%00"])
def test_pages_keep_their_pages(address):
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code in (302, 400, 404)
    assert "application/json" not in answer.get("Content-Type", "")


def full(*args, **options):
    raise OperationalError("database or disk is full")


def test_on_a_full_disk_reading_goes_on_and_writing_says_so(monkeypatch):
    statement = a_statement()
    user = a_member(Role.DEPARTMENT_REVIEWER, at=statement.department)
    client = Client(raise_request_exception=False)
    client.force_login(user)

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", full)
    for address in ("/", f"/statements/{statement.pk}/", "/api/v1/statements/", "/notices/"):
        assert client.get(address).status_code == 200, address
    monkeypatch.setattr("departments.views.tokens.issue", full)
    written = client.post("/accounts/tokens/", {"name": "a", "scope": "read", "days": "30"})
    assert (written.status_code, FULL in written.text) == (503, True)


def test_nobody_is_signed_in_without_a_session(monkeypatch):
    a_user(username="wang", password="a password")
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", full)
    client = Client(raise_request_exception=False)
    answer = client.post("/accounts/login/", {"username": "wang", "password": "a password"})
    assert (answer.status_code, FULL in answer.text) == (503, True)
