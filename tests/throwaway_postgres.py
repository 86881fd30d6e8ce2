"""A PostgreSQL server of one's own: in a temporary folder, on a unix socket, gone when the block ends.

``python -m tests.throwaway_postgres COMMAND…`` runs a command with DATABASE_URL pointing at it. Without a server
program on the machine it says so in one line and runs nothing; REQUIRE_POSTGRES=1 makes that a failure.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg2

DEBIAN_HOME = Path("/usr/lib/postgresql")
OWNER = "postgres"  # initdb makes a database of this name too
START_SECONDS = 120
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def server_programs() -> Path | None:
    """The folder of the newest server: Debian keeps its programs out of PATH."""
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    versions = sorted(DEBIAN_HOME.glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


def unprivileged_identity() -> dict[str, object]:
    """How to start the server: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return {}
    known = {account.pw_name: account for account in pwd.getpwall()}
    account = known.get("postgres") or known["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def wait_until_it_answers(server: subprocess.Popen, url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg2.connect(url).close()
        except psycopg2.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def throwaway_postgres(programs: Path) -> Iterator[str]:
    """Start a server and yield its DATABASE_URL."""
    identity = unprivileged_identity()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # the path of a socket must be short
    if identity:
        os.chown(folder, identity["user"], identity["group"])
    here = {"cwd": folder, "env": {**os.environ, "LC_ALL": "C.UTF-8"}, **identity}
    url = f"postgresql:///{OWNER}?{urlencode({'host': folder, 'user': OWNER})}"
    try:
        make = [programs / "initdb", "-D", "cluster", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, **here)  # noqa: S603  (our own arguments)
        settings = (*HASTE, "listen_addresses=", f"unix_socket_directories={folder}")
        serve = [programs / "postgres", "-D", "cluster", *(f"--{setting}" for setting in settings)]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(serve, stdout=log, stderr=log, **here)  # noqa: S603
        try:
            wait_until_it_answers(server, url)
            yield url
        finally:
            server.send_signal(signal.SIGQUIT)  # nothing in it is worth a tidy shutdown
            server.wait()
    finally:
        shutil.rmtree(folder)


def main(command: list[str]) -> int:
    programs = server_programs()
    if programs is None:
        print("PostgreSQL: 本机没有服务器程序，未在其上测试（no server program here, not tested on it）。")
        return 1 if os.environ.get("REQUIRE_POSTGRES") == "1" else 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the server goes too
    with throwaway_postgres(programs) as url:
        print(f"PostgreSQL: {programs}", flush=True)
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
