"""The disk is full, the database is gone or a query takes too long, all in earnest: reading goes on, writing is one sentence."""

import json
import os
import pwd
import signal
import sqlite3
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from config.faults import AWAY, FULL, TOO_LONG
from departments.accounts.tokens.issuing import issue
from departments.accounts.tokens.model import Scope
from departments.permissions.roles import Role
from performance.content.json import dump_content
from performance.documents.convert import write_text
from performance.statements.selectors import statement_content
from tests.factories import a_department, a_member, a_statement, a_unit, full_content
from tests.throwaway_postgres import server_programs, throwaway_postgres
from tests.trust.server import served

ROOM = 48 * 1024 * 1024  # bytes of the small disk
PAGES = ("/", "/statements/{pk}/", "/notices/", "/api/v1/statements/", "/api/v1/statements/{pk}/content/")
BOUNDARY = "----trial"


class Reader:
    """Somebody signed in, in a browser and with a token, asking a server."""

    def __init__(self, server, person, statement):
        client = Client()
        client.force_login(person)
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        _, secret = issue(person, name="试验", scope=Scope.SUBMIT, days=1)
        self.server, self.pk, self.version = server, statement.pk, statement.version
        self.headers = {"Authorization": f"Bearer {secret}"}
        self.content = dump_content(statement_content(statement)).replace("绩效", "成效").encode()
        self.file = write_text(statement_content(statement), ".txt")

    def read(self, path):
        path = path.format(pk=self.pk)
        known = self.headers if path.startswith("/api/") else {"Cookie": self.cookie}
        return self.server.ask("GET", path, User_Agent="", **known)

    def pages(self):
        return {path: self.read(path)[0] for path in PAGES}

    def write(self):
        known = {**self.headers, "If_Match": f'"{self.version}"', "Content_Type": "application/json"}
        return self.server.ask("PUT", f"/api/v1/statements/{self.pk}/content/", self.content, **known)

    def upload(self):
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        body = head.encode() + self.file + f"\r\n--{BOUNDARY}--\r\n".encode()
        known = {**self.headers, "Content_Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self.server.ask("POST", f"/api/v1/statements/{self.pk}/import/", body, **known)

    def export(self):
        return self.read("/api/v1/statements/{pk}/document.xlsx")


@pytest.fixture
def place(transactional_db):
    department = a_department()
    a_unit(department)
    statement = a_statement(department, content=full_content(department))
    return a_member(Role.DEPARTMENT_REVIEWER, at=department), statement


@contextmanager
def small_disk():
    """A file system of its own, where this machine lets one be made, and every account may go."""
    folder = Path(tempfile.mkdtemp(prefix="disk-", dir="/tmp"))
    made = subprocess.run(  # noqa: S603 - our own arguments
        ["/bin/mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=777", "tmpfs", folder],
        check=False,
    )
    if made.returncode:
        folder.rmdir()
        pytest.skip("this machine lets nobody mount a small disk（须有权挂载小磁盘）")
    try:
        yield folder
    finally:
        subprocess.run(["/bin/umount", "-l", folder], check=True)  # noqa: S603
        folder.rmdir()


def fill(folder):
    """Leave no byte."""
    with (folder / "filler").open("wb", buffering=0) as stream, suppress(OSError):
        while True:
            stream.write(bytes(4096))


def sentence_of(answer):
    """Of the interface, which says everything as JSON."""
    return json.loads(answer[1])["detail"]


def refused(answer, sentence):
    return answer[0] == HTTPStatus.SERVICE_UNAVAILABLE and sentence_of(answer) == sentence


@pytest.mark.figure(33)
@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.long
def test_a_full_disk_under_sqlite(place, tmp_path, trial):
    person, statement = place
    with small_disk() as disk:
        file = disk / "db.sqlite3"
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
            closing(sqlite3.connect(file)) as copy,
        ):
            ready = Reader(None, person, statement)
            source.backup(copy)
        with served(tmp_path, WORKER_DATABASE=str(file)) as server:
            ready.server = server
            before = ready.pages()
            fill(disk)
            during = ready.pages()
            writes = {"保存": ready.write(), "上传": ready.upload(), "导出": ready.export()}
            (disk / "filler").unlink()
            after = ready.pages(), ready.write()[0]
        with closing(sqlite3.connect(file)) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0]
    trial.count("磁盘已满时的阅读和写入", len(PAGES) + len(writes))
    assert set(before.values()) == {200}
    assert during == before
    assert {name: refused(answer, FULL) for name, answer in writes.items()} == dict.fromkeys(writes, True), (
        writes
    )
    assert (after, whole) == ((before, 200), "ok")


class Server:
    """A PostgreSQL server of its own, with what the test has stored, that can be stopped and started again."""

    def __init__(self, url):
        self.host = url.partition("host=")[2].partition("&")[0].replace("%2F", "/")
        self.folder = self.host
        name = connection.settings_dict["NAME"]
        programs = server_programs()
        dump = [
            programs / "pg_dump",
            "-h",
            connection.settings_dict["HOST"],
            "-U",
            connection.settings_dict["USER"],
            name,
        ]
        text = subprocess.run(dump, check=True, capture_output=True).stdout  # noqa: S603
        load = [programs / "psql", "-q", "-h", self.host, "-U", "postgres", "postgres"]
        subprocess.run(load, input=text, check=True, capture_output=True)  # noqa: S603

    def connected(self):
        return psycopg2.connect(host=self.host, user="postgres", dbname="postgres")


@contextmanager
def locked(connected):
    """Whoever reads a text waits."""
    with closing(connected) as connection, connection.cursor() as cursor:
        cursor.execute("LOCK TABLE performance_performancestatement IN ACCESS EXCLUSIVE MODE")
        yield


@pytest.fixture
def postgres():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server that could be gone and no limit of a statement")


@pytest.mark.figure(33)
@pytest.mark.usefixtures("postgres")
@pytest.mark.long
def test_a_query_that_takes_too_long_and_a_server_that_is_gone(place, tmp_path, trial):
    person, statement = place
    ready = Reader(None, person, statement)
    with (
        throwaway_postgres(server_programs()) as url,
        ThreadPoolExecutor(1) as beside,
        closing(connection),
    ):
        server = Server(url)
        words = {"WORKER_HOST": server.host, "WORKER_DATABASE": "postgres", "WORKER_STATEMENT_SECONDS": "2"}
        with served(tmp_path, **words) as ready.server:
            before = ready.pages()
            with locked(server.connected()):
                slow = {path: ready.read(path) for path in ("/api/v1/statements/", "/statements/{pk}/")}
            between = ready.pages()
            with locked(server.connected()):
                request = beside.submit(ready.read, "/api/v1/statements/")
                time.sleep(0.5)
                stop(server.folder)
                broken = request.result()
            gone = {path: ready.read(path) for path in PAGES}
    trial.count("查询超时、数据库停机时的请求", len(slow) + 1 + len(gone))
    assert set(before.values()) == {200}
    assert slow["/api/v1/statements/"][0] == HTTPStatus.SERVICE_UNAVAILABLE
    assert sentence_of(slow["/api/v1/statements/"]) == TOO_LONG
    assert TOO_LONG in slow["/statements/{pk}/"][1].decode()
    assert between == before
    assert refused(broken, AWAY)
    assert {path: answer[0] for path, answer in gone.items()} == dict.fromkeys(PAGES, 503)
    assert all(AWAY in answer[1].decode() for answer in gone.values())
    assert {sentence_of(gone[path]) for path in PAGES if path.startswith("/api/")} == {AWAY}


def stop(folder):
    """As somebody does who pulls the plug."""
    pid = int((Path(folder) / "cluster" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGQUIT)
    while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]:
        time.sleep(0.05)


@pytest.mark.figure(33)
@pytest.mark.usefixtures("postgres")
@pytest.mark.long
def test_a_full_disk_under_postgresql(place, tmp_path, trial):
    """The tables lie on a small disk; a full disk under its log ends the server, which is the case of a server gone."""
    person, statement = place
    ready = Reader(None, person, statement)
    with (
        small_disk() as disk,
        throwaway_postgres(server_programs()) as url,
        closing(connection),
    ):
        server = Server(url)
        tables = disk / "tables"
        tables.mkdir(mode=0o700)
        owner = pwd.getpwnam("postgres")
        os.chown(tables, owner.pw_uid, owner.pw_gid)
        with closing(server.connected()) as connected:
            connected.autocommit = True
            with connected.cursor() as cursor:
                cursor.execute(f"CREATE TABLESPACE small LOCATION '{tables}'")
                for table in (
                    "performance_upload",
                    "departments_trailentry",
                    "projects_budgetproject",
                    "performance_earliertext",
                ):
                    cursor.execute(f"ALTER TABLE {table} SET TABLESPACE small")
                    cursor.execute(f"VACUUM FULL {table}")
        words = {"WORKER_HOST": server.host, "WORKER_DATABASE": "postgres"}
        with served(tmp_path, **words) as ready.server:
            before = ready.pages()
            fill(disk)
            during = ready.pages()
            large = [ready.upload() for _ in range(30)]
            saved = ready.write()
            (disk / "filler").unlink()
            after = ready.pages(), ready.upload()[0]
        with closing(server.connected()) as connected, connected.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM performance_upload")
            (stored,) = cursor.fetchone()
    trial.count("磁盘已满时的阅读和写入", len(PAGES) + len(large) + 1)
    assert set(before.values()) == {200}
    assert during == before
    done = [answer for answer in large if answer[0] == 200]
    assert all(refused(answer, FULL) for answer in large if answer not in done), large
    assert len(done) < len(large)
    assert saved[0] == 200 or refused(saved, FULL)
    assert after == (before, 200)
    assert stored <= len(done) + 1
