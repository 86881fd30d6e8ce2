"""PostgreSQL's own programs for dumping and restoring, of the server's version."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient

DEBIAN_HOME = Path("/usr/lib/postgresql")


class ProgramMissing(RuntimeError):
    """Which program is not there, as a Chinese sentence."""


class ProgramFailed(RuntimeError):
    """What a program complained of."""


def program(name: str, connection: BaseDatabaseWrapper) -> Path:
    """Debian keeps the programs of each version apart and out of PATH. Never older than the server; its own if there."""
    server = connection.get_database_version()[0]
    own = DEBIAN_HOME / str(server) / "bin" / name
    if own.is_file():
        return own
    found = shutil.which(name)
    if found is None:
        raise ProgramMissing(
            f"找不到 {name}（PostgreSQL {server} 的客户端程序）。"
            f"请安装，例如 apt-get install postgresql-client-{server}。"
        )
    version = _version(Path(found))
    if version != server:
        raise ProgramMissing(
            f"{found} 是 PostgreSQL {version} 的，而数据库是 {server}。请安装同一版本的客户端程序，"
            f"例如 apt-get install postgresql-client-{server}。"
        )
    return Path(found)


def _version(path: Path) -> int:
    answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    number = re.search(r"(\d+)(?:\.\d+|\w+)", answer.stdout)
    return int(number[1]) if number else 0


def run(name: str, connection: BaseDatabaseWrapper, options: Sequence[str], *, reached: bool = True) -> None:
    """``reached`` leads the program to the database; the password goes by the environment, out of others' sight."""
    (_, *address), environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [str(program(name, connection)), *options, *(address if reached else ())]
    answer = subprocess.run(  # noqa: S603  (our own arguments, and those of the settings)
        command,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if answer.returncode:
        raise ProgramFailed(f"{name} 没有成功：{answer.stderr.strip()[:2000]}")
