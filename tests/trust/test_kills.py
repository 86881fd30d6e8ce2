"""A worker, or the database's process behind it, is killed in the middle: what was acknowledged stands, nothing stands half."""

import json
import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from http.client import HTTPException
from itertools import count, islice

import pytest
from django.db import DatabaseError, OperationalError, connection

from departments.accounts.tokens.issuing import issue
from departments.accounts.tokens.model import Scope
from departments.models import TrailEntry
from departments.permissions.roles import Role
from departments.trail.verification import verify
from performance.content.json import dump_content
from performance.models import PerformanceStatement, StatementState, UnitState, WorkflowEvent
from performance.statements.selectors import statement_content
from tests.factories import a_department, a_member, a_statement, a_unit
from tests.trust.server import PATIENCE, served

NEW = "终止进程时导入的用途"


class Submitting:
    """``ask`` is the request, ``marks`` all that it leaves behind: all of it or nothing."""

    name = "报送"

    def __init__(self, statement, headers):
        self.pk, self.headers = statement.pk, {**headers, "If_Match": f'"{statement.version}"'}

    def ask(self, server):
        path = f"/api/v1/statements/{self.pk}/steps/submit/"
        return server.ask("POST", path, b"{}", Content_Type="application/json", **self.headers)[0]

    def marks(self):
        statement = PerformanceStatement.objects.get(pk=self.pk)
        events = WorkflowEvent.objects.filter(statement=statement)
        rows = TrailEntry.objects.filter(subject_id=str(self.pk), action="step")
        return [
            statement.state == StatementState.FIRST_REVIEW,
            events.count() == 1,
            events.filter(revision__isnull=False).count() == 1,
            rows.count() == 1,
        ]


class Importing:
    name = "导入"

    def __init__(self, statement, headers, server):
        content = statement_content(statement)
        projects = tuple(replace(project, purpose=NEW) for project in content.projects)
        file = dump_content(replace(content, projects=projects)).encode()
        self.pk, self.headers = statement.pk, {**headers, "Content_Type": "multipart/form-data; boundary=x"}
        path = f"/api/v1/statements/{self.pk}/import/"
        preview = json.loads(server.ask("POST", path, _form(file=file), **self.headers)[1])
        self.headers["Content_Type"] = "application/json"
        self.body = json.dumps({"token": preview["token"]}).encode()

    def ask(self, server):
        return server.ask("POST", f"/api/v1/statements/{self.pk}/import/confirm/", self.body, **self.headers)[
            0
        ]

    def marks(self):
        statement = PerformanceStatement.objects.get(pk=self.pk)
        rows = TrailEntry.objects.filter(subject_id=str(self.pk), action="import")
        purposes = list(statement.projects.values_list("purpose", flat=True))
        return [*(purpose == NEW for purpose in purposes), rows.count() == 1]


def _form(**fields):
    parts = [
        b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (name.encode(), b'; filename="a.json"' if name == "file" else b"", value)
        for name, value in fields.items()
    ]
    return b"".join(parts) + b"--x--\r\n"


def kill_a_worker(server):
    for pid in server.workers():
        os.kill(pid, signal.SIGKILL)


def kill_a_backend(server):
    """The database then ends every connection, this one as well, and recovers, as it does after a crash."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        pids = [pid for (pid,) in cursor.fetchall()]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    with suppress(DatabaseError), connection.cursor() as cursor:
        while pids:
            assert time.monotonic() < deadline
            cursor.execute("SELECT 1")


def reconnect():
    """A setting of the connection before is that of the database as well."""
    connection.close()
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


def asked(work, server):
    try:
        return work.ask(server)
    except (OSError, HTTPException):
        return None


# The answers that leave open what became of the request; a refusal would mean that the trial asked wrongly.
UNANSWERED = {kill_a_worker: {None}, kill_a_backend: {None, HTTPStatus.INTERNAL_SERVER_ERROR}}
IN_PEACE = 6  # the first are answered in peace and say how long each kind of work takes


def works(department, headers, server):
    """报送 and import in turn, each of a text of its own."""
    for year in count(2100):
        statement = a_statement(department, year=year, projects=2)
        submitting = year % 2 == 0
        for unit in department.units.all():
            state = UnitState.PASSED if submitting else UnitState.FILLING
            statement.submissions.update_or_create(unit=unit, defaults={"state": state})
        statement.refresh_from_db()
        yield Submitting(statement, headers) if submitting else Importing(statement, headers, server)


def usual_seconds(works, server):
    """By kind of work, of a worker as new as those that follow upon a kill."""
    taken = {}
    for work in islice(works, IN_PEACE):
        began = time.monotonic()
        assert work.ask(server) == HTTPStatus.OK
        taken[work.name] = time.monotonic() - began
        kill_a_worker(server)
        server.until_it_answers()
    return taken


@pytest.fixture
def durable(transactional_db):
    """The server of the tests answers before a commit is on disk; the one of an installation does not."""
    if connection.vendor == "sqlite":
        yield
        return
    database = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {database} SET synchronous_commit = on")
        cursor.execute("SET synchronous_commit = on")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {database} RESET synchronous_commit")


@pytest.mark.figure(18)
@pytest.mark.usefixtures("durable")
@pytest.mark.long
def test_what_was_acknowledged_survives_and_nothing_stands_half(trial, tmp_path):
    if connection.vendor != "sqlite" and os.geteuid() != 0 and not trial.full:
        pytest.skip("only root may kill another user's database（须有权终止数据库进程）")
    kills, chance = trial.times(2, 100), random.Random(18)  # noqa: S311  (a seed for the same trial each time)
    department = a_department()
    for _ in range(2):
        a_unit(department)
    chief = a_member(Role.DEPARTMENT_REVIEWER, at=department)
    _, secret = issue(chief, name="试验", scope=Scope.SUBMIT, days=1)
    headers = {"Authorization": f"Bearer {secret}"}
    ways = [kill_a_worker] if connection.vendor == "sqlite" else [kill_a_worker, kill_a_backend]
    lost = half = acknowledged = 0
    slowest = 0.0
    with served(tmp_path) as server, ThreadPoolExecutor(1) as threads:
        queue = works(department, headers, server)
        usual = usual_seconds(queue, server)
        for number, work in enumerate(islice(queue, kills)):
            kill = ways[number // 2 % len(ways)]
            asking = threads.submit(asked, work, server)
            time.sleep(chance.uniform(0, 2 * usual[work.name]))  # some are answered before
            killed = time.monotonic()
            kill(server)
            answer = asking.result()
            reconnect()
            server.until_it_answers()
            slowest = max(slowest, time.monotonic() - killed)
            assert answer in UNANSWERED[kill] | {HTTPStatus.OK}, (tmp_path / "server.log").read_text()
            marks = work.marks()
            acknowledged += answer == HTTPStatus.OK
            lost += answer == HTTPStatus.OK and not all(marks)
            half += len(set(marks)) > 1
    trial.count("报送、导入途中的强行终止", kills)
    trial.measure(f"其中 {acknowledged} 次在终止前已答复")
    trial.measure(f"最长 {slowest:.1f} 秒恢复服务")
    trial.find("已答复而丢失", lost)
    trial.find("半途状态", half)
    assert verify().fault is None
    assert (lost, half) == (0, 0)
    assert slowest <= 10
    if trial.full:  # kills that all come too early or too late would say nothing
        assert kills / 10 <= acknowledged <= kills * 9 / 10
