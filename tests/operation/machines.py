"""Many machines on one: each part of an installation a process of its own, from Debian's packages, killed and started anew.

PostgreSQL with a copy, PgBouncer, two application servers behind nginx, two workers. All speak by unix sockets in one
folder, but nginx. Whoever started them may be killed: then the kernel kills them, too.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
from django.conf import settings

from tests.conftest import REPOSITORY
from tests.throwaway_postgres import server_programs, unprivileged_identity
from tests.trust.server import HOST

PROGRAMS = ("nginx", "pgbouncer", "setpriv")
PATIENCE = 120  # seconds until a part that does not start is a failure
RESTART_SECONDS = 2  # as in deploy/systemd
OWNER, DATABASE = "postgres", "goals"
STATEMENT_MS = 30_000


@dataclass
class Part:
    """A process and those it starts; ``answers`` tells when it is at work."""

    name: str
    words: Sequence[str | Path]
    folder: Path
    answers: Callable[[], bool]
    environment: Mapping[str, str] = field(default_factory=dict)
    identity: Mapping[str, object] = field(default_factory=dict)
    process: subprocess.Popen | None = None

    def begin(self) -> None:
        with (self.folder / f"{self.name}.log").open("a") as log:
            self.process = subprocess.Popen(  # noqa: S603
                ["setpriv", "--pdeathsig", "KILL", *self.words],  # noqa: S607
                cwd=REPOSITORY,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.identity,
            )

    def await_answer(self) -> None:
        """A server that was killed may leave what its successor has to wait for; it is begun again, as by systemd."""
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < deadline, f"{self.name} does not answer: {self.said()}"
            time.sleep(0.05)
            if self.process.poll() is not None:
                time.sleep(0.2)
                self.begin()

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def said(self) -> str:
        return (self.folder / f"{self.name}.log").read_text(errors="replace")[-2000:]


@dataclass
class Machines:
    folder: Path
    port: int
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def primary(self) -> str:
        return address_at(self.folder / "primary")

    def environment(self) -> dict[str, str]:
        """What /etc/goals/environment would say."""
        return {
            "DJANGO_SETTINGS_MODULE": "tests.operation.machine_settings",
            "MACHINE_FOLDER": str(self.folder / "var"),
            "SECRET_KEY": settings.SECRET_KEY,
            "TRAIL_KEY": settings.TRAIL_KEY,
            "DATABASE_URL": self.primary,
            "POOLER_URL": address_at(self.folder / "pool"),
            "REPLICA_URL": address_at(self.folder / "copy"),
            "REPLICA_LAG_SECONDS": "2",
            "STATEMENT_SECONDS": str(STATEMENT_MS // 1000),
            "ALLOWED_HOSTS": HOST,
            "HTTPS": "0",
            "BEHIND_PROXY": "1",
            "LONG_WORK": "0",
        }


def address_at(folder: Path) -> str:
    return f"postgresql:///{DATABASE}?host={folder}&user={OWNER}"


def missing_programs() -> list[str]:
    found = [name for name in PROGRAMS if shutil.which(name) is None]
    return found if server_programs() else [*found, "postgresql"]


@contextmanager
def many_machines(filled: Callable[[str], object]) -> Iterator[Machines]:
    """``filled`` is told the address of the empty primary before the copy and all others are started."""
    with socket.socket() as door:
        door.bind((HOST, 0))
        port = door.getsockname()[1]
    # The path of a socket must be short, and the folders of pytest are closed to the owner of the database.
    folder = Path(tempfile.mkdtemp(prefix="many-", dir="/tmp"))
    machines = Machines(folder, port)
    for name in ("primary", "copy", "pool", "var"):
        (folder / name).mkdir()
        (folder / name).chmod(0o777)
    folder.chmod(0o777)
    with ExitStack() as running:
        running.callback(shutil.rmtree, folder, ignore_errors=True)

        def begin(*parts: Part) -> None:
            for part in parts:
                machines.parts[part.name] = part
                running.callback(part.kill)
                part.begin()
            for part in parts:
                part.await_answer()

        _make_primary(folder)
        begin(_postgres(machines, "primary"))
        with _connected(folder / "primary", "postgres") as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
        filled(machines.primary)
        _copy_primary(folder)
        begin(_postgres(machines, "copy"), _pool(machines))
        servers = [_server(machines, name) for name in ("server1", "server2")]
        begin(*servers, *(_worker(machines, name) for name in ("worker1", "worker2")), _front(machines))
        yield machines


def _make_primary(folder: Path) -> None:
    words = ["initdb", "-D", folder / "primary-data", "-U", OWNER, "-A", "trust", "-E", "UTF8"]
    _program(words, folder)


def _copy_primary(folder: Path) -> None:
    words = [
        "pg_basebackup",
        "-h",
        folder / "primary",
        "-U",
        OWNER,
        "-D",
        folder / "copy-data",
        "-R",
        "-c",
        "fast",
    ]
    _program(words, folder)


def _program(words: Sequence[str | Path], folder: Path) -> None:
    programs = server_programs()
    subprocess.run(  # noqa: S603  (our own arguments)
        [programs / str(words[0]), *words[1:]],
        check=True,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        **unprivileged_identity(),
    )


def _postgres(machines: Machines, name: str) -> Part:
    folder = machines.folder
    told = (
        "listen_addresses=",
        f"unix_socket_directories={folder / name}",
        "shared_buffers=64MB",
        "max_connections=60",
        "recovery_init_sync_method=syncfs",
    )
    return Part(
        name,
        [server_programs() / "postgres", "-D", folder / f"{name}-data", *(f"--{one}" for one in told)],
        folder,
        lambda: _is_open(folder / name, "postgres"),
        identity=unprivileged_identity(),
    )


def _pool(machines: Machines) -> Part:
    folder = machines.folder
    (folder / "pool.ini").write_text(f"""[databases]
{DATABASE} = host={folder / "primary"} user={OWNER} connect_query='SET statement_timeout={STATEMENT_MS}'
[pgbouncer]
pool_mode = transaction
unix_socket_dir = {folder / "pool"}
listen_port = 5432
auth_type = any
default_pool_size = 8
max_client_conn = 200
server_login_retry = 1
query_wait_timeout = 20
""")
    return Part(
        "pool",
        [shutil.which("pgbouncer"), folder / "pool.ini"],
        folder,
        lambda: _is_open(folder / "pool", DATABASE),
        identity=unprivileged_identity(),
    )


def _server(machines: Machines, name: str) -> Part:
    door = machines.folder / f"{name}.sock"
    words = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", f"unix:{door}", "config.wsgi"]
    environment = {**machines.environment(), "WEB_CONCURRENCY": "1"}
    return Part(name, [sys.executable, *words], machines.folder, lambda: _is_alive(door), environment)


def _is_alive(door: Path) -> bool:
    """gunicorn opens its door before there is anybody behind it."""
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(1)
        try:
            link.connect(str(door))
            link.sendall(f"GET /healthz HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode())
            return b" 200 " in link.recv(64)
        except OSError:
            return False


def _front(machines: Machines) -> Part:
    """deploy/nginx.conf.template, but for the certificate and the port that only root may open."""
    folder = machines.folder
    template = (REPOSITORY / "deploy" / "nginx.conf.template").read_text(encoding="utf-8")
    servers = "; server ".join(f"unix:{folder / name}.sock" for name in ("server1", "server2"))
    site = template.replace("${UPSTREAM}", servers).replace("${SERVER_NAME}", HOST)
    site = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", site, flags=re.DOTALL)
    site = re.sub(r"    ssl_.*\n", "", site).replace("listen 443 ssl", f"listen {HOST}:{machines.port}")
    temporary = "".join(
        f"{kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\nuser root;\nworker_processes 1;\npid {folder / 'nginx.pid'};\nerror_log stderr;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{site}}}\n"
    )
    words = [shutil.which("nginx"), "-p", folder, "-c", folder / "nginx.conf"]
    return Part("nginx", words, folder, lambda: _takes((HOST, machines.port)))


def _worker(machines: Machines, name: str) -> Part:
    environment = {**machines.environment(), "LONG_WORK": "1"}
    return Part(name, [sys.executable, "manage.py", "run_worker"], machines.folder, lambda: True, environment)


def _takes(door: Path | tuple[str, int]) -> bool:
    family = socket.AF_INET if isinstance(door, tuple) else socket.AF_UNIX
    with socket.socket(family) as attempt:
        try:
            attempt.connect(door if isinstance(door, tuple) else str(door))
        except OSError:
            return False
    return True


def _is_open(folder: Path, database: str) -> bool:
    try:
        with _connected(folder, database):
            return True
    except psycopg2.OperationalError:
        return False


@contextmanager
def _connected(folder: Path, database: str) -> Iterator[psycopg2.extensions.connection]:
    connection = psycopg2.connect(host=str(folder), user=OWNER, dbname=database, connect_timeout=5)
    connection.autocommit = True
    try:
        yield connection
    finally:
        connection.close()
