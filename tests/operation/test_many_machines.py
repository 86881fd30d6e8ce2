"""Each part of an installation of many machines is killed in turn, while people and programs are at work."""

import json
import os
import subprocess
import threading
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPException

import pytest
from django.core.management import call_command
from django.db import connection

from config.database import database_at
from config.operation.second_database import as_default_database, opened
from config.operation.table_checksums import stored_models, table_state
from departments.accounts.tokens.issuing import issue
from departments.accounts.tokens.model import Scope
from departments.models import TrailEntry
from departments.permissions.roles import Role
from departments.trail.verification import verify
from performance.models import ExportJob, JobState, PerformanceStatement, RequestCount
from tests.factories import a_department, a_member, a_statement
from tests.operation.machines import RESTART_SECONDS, address_at, many_machines, missing_programs
from tests.throwaway_postgres import server_programs
from tests.trust.server import Server
from tests.trust.test_load import a_person

WRITERS, PAGE_READERS = 4, 2
PATIENCE = 120
JOBS_SECONDS = 150  # a job whose worker was killed is given to another after a minute or two
PAUSE = 0.05  # between two requests of one person
IN_TURN = ("worker1", "server1", "server2", "nginx", "pool", "copy", "worker2", "primary")
WRITING, PAGES, PUBLIC = "保存", "页面", "公开目录"
# Through what each kind of request does not go: it is answered all the while.
UNTOUCHED = {
    "worker1": {WRITING, PAGES, PUBLIC},
    "worker2": {WRITING, PAGES, PUBLIC},
    "copy": {WRITING},
    "primary": {PUBLIC},
}
LONGEST_PAUSE = 10  # seconds without an answer of a kind
UNTOUCHED_PAUSE = 5


class Load:
    """People and programs at work until told to stop; when each kind of request was last answered, and how often not."""

    def __init__(self, port):
        self.server = Server(None, port)
        self.stop = threading.Event()
        self.answered = defaultdict(list)
        self.unanswered = Counter()

    def ask(self, kind, method, path, body=None, **headers):
        """The answer, or nothing where there was none or a fault of the moment."""
        if body is not None:
            body, headers["Content_Type"] = json.dumps(body).encode(), "application/json"
        try:
            status, said, told = self.server.ask_for_headers(method, path, body, **headers)
        except (OSError, HTTPException):
            status = None
        if status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.unanswered[kind] += 1
            self.stop.wait(PAUSE)
            return None
        if status < HTTPStatus.BAD_REQUEST:
            self.answered[kind].append(time.monotonic())
        return status, said, told

    def longest_pause(self, kind, since):
        moments = [since, *(moment for moment in self.answered[kind] if moment > since)]
        return max(
            later - earlier for earlier, later in zip(moments, [*moments[1:], time.monotonic()], strict=True)
        )


class Writer:
    """Saves one text again and again; ``acknowledged`` is the last draft that was answered, ``tried`` the last one sent."""

    def __init__(self, statement, headers):
        self.pk, self.headers = statement.pk, headers
        self.path = f"/api/v1/statements/{statement.pk}/content/"
        self.tag, self.tried, self.acknowledged, self.answers = None, 0, 0, 0

    def work(self, load):
        while not load.stop.wait(PAUSE):
            if self.tag is None:
                answer = load.ask("读取", "GET", self.path, **self.headers)
                self.tag = answer and answer[2]["ETag"]
                continue
            self.tried += 1
            said = {"cover": {"mark": f"第{self.tried}稿"}}
            answer = load.ask(WRITING, "PATCH", self.path, said, If_Match=self.tag, **self.headers)
            if answer and answer[0] == HTTPStatus.OK:
                self.acknowledged, self.tag, self.answers = self.tried, answer[2]["ETag"], self.answers + 1
            else:  # what became of it is open: read it again
                self.tag = None

    def lost(self):
        mark = PerformanceStatement.objects.get(pk=self.pk).mark
        return not mark or not self.acknowledged <= int(mark[1:-1]) <= self.tried

    def doubled(self):
        rows = TrailEntry.objects.filter(action="edit", subject_id=str(self.pk)).count()
        return not self.answers <= rows <= self.tried


class Exporter:
    """Asks for one piece of long work after the other."""

    def __init__(self, statement, headers):
        self.pk, self.headers, self.accepted = statement.pk, headers, []

    def work(self, load):
        said = {"kind": "summary", "statements": [self.pk]}
        while not load.stop.wait(10 * PAUSE):
            answer = load.ask("后台任务", "POST", "/api/v1/jobs/", said, **self.headers)
            if answer and answer[0] == HTTPStatus.ACCEPTED:
                self.accepted.append(json.loads(answer[1])["id"])


class Reader:
    def __init__(self, kind, paths, **headers):
        self.kind, self.paths, self.headers = kind, paths, headers

    def work(self, load):
        while not load.stop.is_set():
            for path in self.paths:
                load.ask(self.kind, "GET", path, **self.headers)
                load.stop.wait(PAUSE)


@contextmanager
def at_work(load, people):
    threads = [threading.Thread(target=person.work, args=[load]) for person in people]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        load.stop.set()
        for thread in threads:
            thread.join()


def copied_into(address):
    """The migrated database of the tests, in partitions, and who is to work on it."""
    ours = connection.settings_dict
    programs = server_programs()
    dump = [programs / "pg_dump", "-h", ours["HOST"], "-U", ours["USER"], "--no-owner", ours["NAME"]]
    with subprocess.Popen(dump, stdout=subprocess.PIPE) as said:  # noqa: S603
        words = [programs / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", address]
        subprocess.run(words, stdin=said.stdout, stdout=subprocess.DEVNULL, check=True)  # noqa: S603
    with opened(database_at(address)) as there, as_default_database(there):
        call_command("partition", "--partitions=2", verbosity=0)
        return list(people())


def people():
    for _ in range(WRITERS):
        statement = a_statement(a_department())
        _, secret = issue(
            a_member(Role.DEPARTMENT_REVIEWER, at=statement.department),
            name="试验",
            scope=Scope.SUBMIT,
            days=1,
        )
        headers = {"Authorization": f"Bearer {secret}"}
        yield Writer(statement, headers)
    yield Exporter(statement, headers)
    for _ in range(PAGE_READERS):
        yield Reader(PAGES, ["/statements/", f"/statements/{statement.pk}/"], Cookie=a_person(statement))
    yield Reader(PUBLIC, ["/public/"])


def wait_until(done, seconds):
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, done.__name__
        time.sleep(0.1)


def killed(part, load):
    """How long it took to start again, and seconds without an answer by kind of request until all are answered again."""
    began = time.monotonic()
    part.kill()
    time.sleep(RESTART_SECONDS)
    part.begin()
    part.await_answer()
    started = time.monotonic()

    def all_are_answered_again():
        return all(load.answered[kind][-1] > started for kind in (WRITING, PAGES, PUBLIC))

    wait_until(all_are_answered_again, PATIENCE)
    return started - began, {kind: load.longest_pause(kind, began) for kind in (WRITING, PAGES, PUBLIC)}


def states(there):
    """Of every table but the one that PostgreSQL does not log, and does not copy."""
    return {
        model: table_state(there, model, {field.column for field in model._meta.local_concrete_fields})
        for model in stored_models()
        if model is not RequestCount
    }


def the_copy_is_equal(machines):
    with (
        opened(database_at(machines.primary)) as primary,
        opened(database_at(address_at(machines.folder / "copy"))) as copy,
    ):

        def the_copy_has_caught_up():
            with primary.cursor() as asked, copy.cursor() as told:
                asked.execute("SELECT pg_current_wal_lsn()::text")
                told.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", asked.fetchone())
                return told.fetchone()[0]

        wait_until(the_copy_has_caught_up, PATIENCE)
        return states(primary) == states(copy)


@pytest.mark.figure(41)
@pytest.mark.usefixtures("_second_databases")
def test_whatever_is_killed_nothing_acknowledged_is_lost(trial):
    if connection.vendor != "postgresql" or not trial.full:
        pytest.skip("a trial of minutes on a server of its own（在 make trust 中对 PostgreSQL 试验）")
    if missing := missing_programs():
        pytest.skip(f"未测：本机没有 {'、'.join(missing)}")
    assert os.geteuid() == 0, "only root may start PostgreSQL as another user"
    made = []
    with many_machines(lambda address: made.extend(copied_into(address))) as machines:
        load = Load(machines.port)
        with at_work(load, made):
            wait_until(lambda: all(load.answered[kind] for kind in (WRITING, PAGES, PUBLIC)), PATIENCE)
            pauses = {name: killed(machines.parts[name], load) for name in IN_TURN}
        with opened(database_at(machines.primary)) as there, as_default_database(there):
            assess(trial, load, made, pauses)
        assert the_copy_is_equal(machines)


def assess(trial, load, made, pauses):
    """What was found, and whether it is enough."""
    writers = [one for one in made if isinstance(one, Writer)]
    (exporter,) = (one for one in made if isinstance(one, Exporter))
    jobs = ExportJob.objects.filter(pk__in=exporter.accepted)
    wait_until(lambda: not jobs.under_way().exists(), JOBS_SECONDS)
    lost, doubled = sum(one.lost() for one in writers), sum(one.doubled() for one in writers)
    undone = len(exporter.accepted) - jobs.filter(state=JobState.DONE).count()
    trial.count("强行终止", len(pauses))
    trial.count("其间已答复的保存", sum(one.answers for one in writers))
    trial.count("后台任务", len(exporter.accepted))
    trial.count("打开的页面", len(load.answered[PAGES]) + len(load.answered[PUBLIC]))
    trial.find("已答复而丢失", lost)
    trial.find("重复生效", doubled)
    trial.find("没有办完的任务", undone)
    trial.measure(f"没有答复或答复“暂时不能使用”的请求 {sum(load.unanswered.values())} 次")
    for name, (restart, each) in pauses.items():
        told = "、".join(f"{kind} {seconds:.1f} 秒" for kind, seconds in each.items())
        trial.measure(f"{name} 最久没有答复：{told}（重新启动 {restart:.1f} 秒）")
    assert verify().fault is None
    assert (lost, doubled, undone) == (0, 0, 0)
    for name, (restart, each) in pauses.items():
        for kind, seconds in each.items():
            # A server that starts takes what it cannot answer yet: whoever meets it waits for it.
            allowed = UNTOUCHED_PAUSE if kind in UNTOUCHED.get(name, ()) else max(LONGEST_PAUSE, restart + 5)
            assert seconds <= allowed, (name, kind, seconds)
