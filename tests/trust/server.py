"""A real server beside a test, on the test's database and on this machine's own address alone."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from tests.conftest import REPOSITORY

PATIENCE = 60  # seconds until a server that does not answer is a failure
HOST = "127.0.0.1"


@dataclass
class Server:
    process: subprocess.Popen | None
    port: int

    def ask(self, method, path, body=None, **headers):
        """Status and body of the answer; a broken connection raises OSError or HTTPException."""
        return self.ask_for_headers(method, path, body, **headers)[:2]

    def ask_for_headers(self, method, path, body=None, **headers):
        link = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            link.request(
                method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = link.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            link.close()

    def workers(self):
        pid = self.process.pid
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def until_it_answers(self):
        """How many seconds it took."""
        began = time.monotonic()
        while True:
            try:
                if self.ask("GET", "/accounts/login/")[0] == http.HTTPStatus.OK:
                    return time.monotonic() - began
            except (OSError, http.client.HTTPException):
                pass
            assert time.monotonic() - began < PATIENCE, "the server does not answer"
            time.sleep(0.05)


@contextmanager
def served(folder, *, workers=1, threads=4, **environment):
    """``environment`` are words of tests/worker_settings.py that are to be other than the test's own."""
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "WORKER_DATABASE": str(connection.settings_dict["NAME"]),
        "WORKER_FOLDER": str(folder),
        "ALLOWED_HOSTS": HOST,
        **environment,
    }
    words = [sys.executable, "-m", "gunicorn", "tests.trust.served:application", "--preload"]
    with socket.socket() as door, (Path(folder) / "server.log").open("w") as log:
        door.bind(
            (HOST, 0)
        )  # handed over: a number alone could be somebody else's by the time the server starts
        port = door.getsockname()[1]
        words += ["--bind", f"fd://{door.fileno()}", "--workers", str(workers), "--threads", str(threads)]
        process = subprocess.Popen(  # noqa: S603
            words, cwd=REPOSITORY, env=surroundings, stdout=log, stderr=log, pass_fds=[door.fileno()]
        )
    try:
        server = Server(process, port)
        server.until_it_answers()
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE)
