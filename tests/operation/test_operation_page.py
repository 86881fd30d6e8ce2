"""The lines of docs/operation.md are executed as they stand, each by whom the page names, in a root of their own.

What needs a machine to itself is replaced in one place, STANDINS and PLACES; everything else is what an administrator types.
"""

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import sysconfig
import tempfile
import textwrap
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.rooms import APPLICATIONS

PAGE = (REPOSITORY / "docs" / "operation.md").read_text(encoding="utf-8")
NOBODY = 65534  # stands for the page's user goals
PLACES = ("/srv/goals", "/etc/goals", "/var/backups/goals", "/etc/systemd/system", "/etc/nginx/conf.d")
STANDINS = {
    "useradd": "exit 0",
    "systemctl": "exit 0",
    "nginx": "exit 0",
    "chown": f'for word; do set -- "$@" "$(echo $word | sed "s/^root:goals$/root:{NOBODY}/; s/^goals:$/{NOBODY}:{NOBODY}/")"; '
    'shift; done; exec /bin/chown "$@"',
}
REPLACED = {
    ".venv/bin/pip install": "true",
    "createsuperuser": "createsuperuser --noinput --username root --email root@example.gov.cn",
}
PACKAGES = sysconfig.get_path("purelib")
PYTHONS = (os.path.realpath(sys.executable), shutil.which("python3", path="/usr/local/bin:/usr/bin"))
BLOCK = re.compile(r"以 (root|goals) [^\n]*\n\n   ```sh\n(.*?)   ```", re.DOTALL)
FILLED_IN = {
    "SECRET_KEY=": "SECRET_KEY=a-key-of-this-trial-only-which-is-long-enough-to-pass-7Bq",
    "TRAIL_KEY=": "TRAIL_KEY=another-key-of-this-trial",
    "SECOND_FACTOR_KEY=": "SECOND_FACTOR_KEY=a-third-key-of-this-trial",
    "#STATIC_ROOT=": "STATIC_ROOT=",
    "#BACKUP_FOLDER=": "BACKUP_FOLDER=",
}


class Machine:
    """A root of its own with the sources in it; ``as_user`` runs as somebody who owns nothing here."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {"PATH": f"{root / 'standins'}:/usr/sbin:/usr/bin:/bin", "LANG": "C.UTF-8"}
        self.environment["DJANGO_SUPERUSER_PASSWORD"] = "correct horse 27 Battery"
        (root / "standins").mkdir()
        for name, body in (STANDINS | {"python3.11": self.venv()}).items():
            standin = root / "standins" / name
            standin.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
            standin.chmod(0o755)
        for place in ("/etc/systemd/system", "/etc/nginx/conf.d"):
            (root / place.lstrip("/")).mkdir(parents=True)

    def venv(self) -> str:
        """Makes an environment of the packages that are installed here, run by a Python that anybody may execute."""
        program = next((one for one in PYTHONS if one and self.executes(one)), None)
        if program is None:
            pytest.skip(
                "no Python here that an unprivileged user may execute: docs/operation.md was not walked"
            )
        lines = ["mkdir -p .venv/bin"]
        for name, words in (("python", ""), ("gunicorn", "-m gunicorn")):
            text = f'#!/bin/sh\\nPYTHONPATH={PACKAGES} exec {program} {words} \\"\\$@\\"\\n'
            lines += [f'printf "{text}" > .venv/bin/{name}', f"chmod 755 .venv/bin/{name}"]
        return "\n".join(lines)

    def executes(self, program: str) -> bool:
        """Whether it is a Python of our version for which the packages here were built."""
        finished = subprocess.run(  # noqa: S603
            self.command("goals", f"{program} -c 'import sys; print(sys.version_info[:2])'"),
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return finished.stdout.strip() == str(sys.version_info[:2])

    def placed(self, text: str) -> str:
        for place in PLACES:
            text = text.replace(place, f"{self.root}{place}")
        return text

    def command(self, who: str, script: str) -> list[str]:
        lowered = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        return [*(lowered if who == "goals" else ()), "sh", "-eu", "-c", script]

    def run(self, who: str, script: str) -> subprocess.CompletedProcess:
        script = self.placed(script)
        for line, standin in REPLACED.items():
            script = re.sub(rf"{re.escape(line)}.*", standin, script)
        return subprocess.run(  # noqa: S603
            self.command(who, script),
            env=self.environment,
            cwd=self.root,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def machine():
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("not root, or no setpriv: docs/operation.md was not walked")
    root = Path(tempfile.mkdtemp(prefix="goals-"))
    root.chmod(0o755)  # the service's user has to come in, and not to own it
    yield Machine(root)
    shutil.rmtree(root)


def blocks():
    section = PAGE.partition("### 不用容器")[2].partition("### 用容器")[0]
    return [(who, textwrap.dedent(lines)) for who, lines in BLOCK.findall(section)]


@pytest.fixture(scope="module")
def installed(machine):
    """The page up to its services; what each step said."""
    steps = blocks()
    assert [who for who, _ in steps] == ["root", "root", "root", "goals", "root", "root"]
    answers = []
    for number, (who, lines) in enumerate(steps, 1):
        answer = machine.run(who, lines)
        assert answer.returncode == 0, (number, answer.stdout, answer.stderr)
        answers.append(answer)
        if number == 1:
            put_the_sources(machine.root / "srv" / "goals")
        if number == 3:
            fill_in(machine)
    return answers


def put_the_sources(there: Path) -> None:
    """With what Python compiled of them, which the times of the files keep valid: nobody may write it here."""
    for name in (*APPLICATIONS, "templates", "fixtures", "deploy", "docs", "manage.py", "pyproject.toml"):
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, there / name, ignore=shutil.ignore_patterns("*.png"))
        else:
            shutil.copy2(source, there / name)


def fill_in(machine: Machine) -> None:
    """As an administrator does with an editor: the file keeps its owner and its mode."""
    file = machine.root / "etc" / "goals" / "environment"
    lines = file.read_text(encoding="utf-8").splitlines()
    for start, filled in FILLED_IN.items():
        lines = [line.replace(start, filled, 1) if line.startswith(start) else line for line in lines]
    file.write_text(machine.placed("\n".join(lines)) + "\n", encoding="utf-8")


@pytest.mark.long
def test_the_page_is_walked_by_whom_it_names(installed, machine):
    assert "指标名称已载入" in installed[3].stdout
    assert "WARNINGS" not in installed[3].stdout + installed[3].stderr
    assert (machine.root / "srv/goals/static/staticfiles.json").exists()
    assert "ysjx.example.gov.cn" in (machine.root / "etc/nginx/conf.d/goals.conf").read_text(encoding="utf-8")


@pytest.mark.long
def test_static_files_are_collected_under_names_that_tell_their_contents(installed, machine):
    static = machine.root / "srv/goals/static"
    (sheet,) = (static / "performance").glob("app.????????????.css")
    assert sheet.with_name(f"{sheet.name}.gz").is_file()
    (grid,) = (static / "performance" / "grid").glob("grid.????????????.js")
    imported = re.findall(r'from\s*"\./([^"]+)"', grid.read_text(encoding="utf-8"))
    assert imported
    assert all((grid.parent / name).is_file() and re.fullmatch(r"\w+\.\w{12}\.js", name) for name in imported)


@pytest.mark.long
def test_the_environment_is_read_by_the_service_and_by_nobody_else(installed, machine):
    file = (machine.root / "etc/goals/environment").stat()
    assert (file.st_uid, file.st_gid, stat.S_IMODE(file.st_mode)) == (0, NOBODY, 0o640)
    database = machine.root / "srv/goals/var/db.sqlite3"
    assert (database.stat().st_uid, stat.S_IMODE(database.stat().st_mode)) == (NOBODY, 0o600)


@pytest.mark.long
def test_the_scheduled_tasks_run_as_the_service_runs_them(installed, machine):
    said = re.search(r"`manage\.py (run_scheduled) keep_backup`", PAGE)[1]
    started = f"cd /srv/goals; set -a; . /etc/goals/environment; .venv/bin/python manage.py {said}"
    answer = machine.run("goals", f"{started} keep_backup verify_trail anchor_trail")
    assert answer.returncode == 0, answer.stderr
    assert "没有设置 BACKUP_COPY，备份只在本机。" in answer.stdout
    assert len([*(machine.root / "var/backups/goals").glob("goals-*.backup")]) == 1


@pytest.mark.parametrize(
    ("more", "answers"),
    [("", {"http": 301, "https": 200}), ("HTTPS=0 BEHIND_PROXY=0", {"http": 200})],
)
@pytest.mark.long
def test_the_service_answers_as_the_page_says(installed, machine, more, answers):
    """Straight over http it only points to https; behind its proxy, or tried alone with HTTPS=0, it answers."""
    unit = (machine.root / "etc/systemd/system/goals.service").read_text(encoding="utf-8")
    program = re.search(r"^ExecStart=(.+)$", unit, re.MULTILINE)[1]
    bound = socket.create_server(("127.0.0.1", 0))  # and handed on: nobody else gets the port in between
    port = bound.getsockname()[1]
    given = f"BIND=fd://{bound.fileno()} WEB_CONCURRENCY=1 {more}"
    started = f"cd /srv/goals; set -a; . /etc/goals/environment; {given}"
    with (
        bound,
        subprocess.Popen(  # noqa: S603
            machine.command("goals", machine.placed(f"{started}; exec {program}")),
            env=machine.environment,
            stderr=subprocess.DEVNULL,
            pass_fds=[bound.fileno()],
        ) as service,
    ):
        try:
            found = {scheme: answered(port, scheme) for scheme in answers}
        finally:
            service.terminate()
    assert {scheme: answer.status for scheme, answer in found.items()} == answers
    for answer in found.values():
        assert answer.status == 200 or answer.headers["Location"].startswith("https://")


def answered(port: int, scheme: str):
    """The answer to what a proxy hands on; while the service is still starting, the connection waits for it."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=120)) as link:
        link.request("GET", "/accounts/login/", headers={"X-Forwarded-Proto": scheme})
        return link.getresponse()
