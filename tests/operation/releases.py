"""Two releases of the application beside each other, each unpacked in a folder of its own, on one database."""

import json
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from tests.conftest import REPOSITORY

PROBE = Path(__file__).with_name("release_probe.py")
KEYS = {
    "SECRET_KEY": "only-for-the-rehearsal-0123456789-abcdefghijklmnop",
    "TRAIL_KEY": "the-key-of-the-trail-in-the-rehearsal",
}


class CommandFailed(AssertionError):
    """What a release's command complained of."""


@dataclass(frozen=True)
class Release:
    name: str
    folder: Path
    url: str

    def run(self, *words: str, **environment: str) -> str:
        """In a process of its own, with nothing of the tests' environment."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        answer = subprocess.run(  # noqa: S603
            [sys.executable, *words],
            cwd=self.folder,
            env={**kept, **KEYS, "DATABASE_URL": self.url, "PYTHONPATH": str(self.folder), **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if answer.returncode:
            raise CommandFailed(f"{self.name}: {' '.join(words)}: {answer.stdout}{answer.stderr}")
        return answer.stdout

    def manage(self, *words: str, **environment: str) -> str:
        return self.run("manage.py", *words, **environment)

    def probe(self) -> dict[str, object]:
        return json.loads(self.run(str(PROBE), DEMO="1").splitlines()[-1])


def git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=REPOSITORY, capture_output=True, check=True).stdout  # noqa: S603, S607


def last_release() -> tuple[str, str] | None:
    """Name and commit: the latest tag before this state, or where nothing is tagged the end of the version before."""
    tags = git("tag", "--list", "v*", "--sort=-version:refname", "--no-contains", "HEAD").decode().split()
    if tags:
        return tags[0], tags[0]
    begun = git("log", "--format=%H", "-G^version = ", "--", "pyproject.toml").decode().split()
    if len(begun) < 2:
        return None
    version = (
        git("show", f"{begun[0]}^:pyproject.toml").decode().partition('version = "')[2].partition('"')[0]
    )
    return f"v{version}", f"{begun[0]}^"


def unpacked(name: str, commit: str, folder: Path, url: str) -> Release:
    with tarfile.open(fileobj=BytesIO(git("archive", commit))) as archive:
        archive.extractall(folder, filter="data")
    return Release(name, folder, url)
