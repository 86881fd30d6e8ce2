"""The backups of an installation: one more each time, the old ones go, and each is copied to another machine's disk."""

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from config.operation.backup.making import Made, make_backup
from config.operation.backup.manifest import NotABackup

NAMED = re.compile(r"goals-\d{8}-\d{6}\.backup")
UNFINISHED = re.compile(rf"\.backup-.+|{NAMED.pattern}\.part")
LEFT_OVER = timedelta(days=1)  # no backup takes that long
LEAST_KEPT = 7  # the latest, however old: a clock that was wrong for a day deletes no backup


class NotCopied(Exception):
    """The backup was made, and is nowhere else."""


@dataclass(frozen=True)
class Kept:
    made: Made
    file: Path
    copied: int
    deleted: int
    same_disk: bool


def keep_backup(folder: Path, copies: Path | None, *, days: int) -> Kept:
    """A new backup in the folder; what the other folder lacks is copied there and read back. Raises NotCopied."""
    now = timezone.localtime()
    _clear_leftovers(folder, now - LEFT_OVER)
    file = folder / f"goals-{now:%Y%m%d-%H%M%S}.backup"
    made = make_backup(file)
    oldest = f"goals-{now - timedelta(days=days):%Y%m%d-%H%M%S}.backup"
    deleted = _forget_before(oldest, folder)
    copied = _copy_missing(folder, copies) if copies else 0
    deleted += _forget_before(oldest, copies) if copies else 0
    return Kept(made, file, copied, deleted, copies is not None and on_one_disk(folder, copies))


def on_one_disk(folder: Path, copies: Path) -> bool:
    return folder.stat().st_dev == copies.stat().st_dev


def _backups(folder: Path) -> list[Path]:
    """Ours, the oldest first: their names tell their time."""
    return sorted(file for file in folder.iterdir() if NAMED.fullmatch(file.name))


def _clear_leftovers(folder: Path, before: datetime) -> None:
    """What a backup left that was killed: each as large as the database, and one more every night."""
    for path in folder.iterdir():
        if UNFINISHED.fullmatch(path.name) and path.stat().st_mtime < before.timestamp():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def _forget_before(oldest: str, folder: Path) -> int:
    old = [file for file in _backups(folder)[:-LEAST_KEPT] if file.name < oldest]
    for file in old:
        file.unlink()
    return len(old)


def _copy_missing(folder: Path, copies: Path) -> int:
    """The latest first, and also what could not be copied on the days before."""
    if not copies.is_dir():
        raise NotCopied(f"文件夹 {copies} 不存在，或另一台机器的磁盘没有挂上。")
    there = {file.name for file in _backups(copies)}
    missing = [file for file in reversed(_backups(folder)) if file.name not in there]
    for file in missing:
        _copy(file, copies / file.name)
    return len(missing)


def _copy(file: Path, target: Path) -> None:
    """Under its own name only when it has been read back and is the same."""
    unfinished = target.with_suffix(".part")
    try:
        unfinished.touch(0o600)  # beforehand, so that nobody else reads it meanwhile
        shutil.copyfile(file, unfinished)
        with unfinished.open("rb") as stream:
            os.fsync(stream.fileno())  # what is read back stands on the disk, and survives its end
        if _digest(unfinished) != _digest(file):
            raise NotCopied(f"复制到 {target.parent} 的 {file.name} 与原件不同。")
        unfinished.replace(target)
    except OSError as error:
        raise NotCopied(f"没有复制到 {target.parent}：{error.strerror}。") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def folder_of(setting: str) -> Path:
    """Raises NotABackup where the environment names none, or one that is not there."""
    if not setting:
        raise NotABackup("没有设置 BACKUP_FOLDER，即放备份的文件夹。")
    folder = Path(setting)
    if not folder.is_dir():
        raise NotABackup(f"文件夹 {folder} 不存在。")
    return folder
