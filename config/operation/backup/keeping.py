"""The backups of an installation: one more each time, the old ones go, and each is copied to another machine's disk."""

import hashlib
import os
import re
import secrets
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
DAY_OF = slice(len("goals-"), len("goals-20260101"))
LEAST_DAYS = 7
MARK = (
    "goals-copies"  # the same in both folders: by it a disk is known again, which an empty mount point is not
)


class NotCopied(Exception):
    """The backup was made, and is nowhere else."""


@dataclass(frozen=True)
class KeptBackup:
    made: Made
    file: Path
    copied: int
    deleted: int
    same_disk: bool


def keep_backup(folder: Path, copies: Path | None, *, days: int, new_disk: bool = False) -> KeptBackup:
    """A new backup in the folder; what the other folder lacks is copied there and read back. Raises NotCopied.

    ``days`` on which backups were made are kept, of however long ago: a clock that runs ahead ages none.
    """
    now = timezone.localtime()
    _clear_leftovers(folder, now - LEFT_OVER)
    file = folder / f"goals-{now:%Y%m%d-%H%M%S}.backup"
    made = make_backup(file)
    deleted = _forget_before(now, days, folder)
    if copies is None:
        return KeptBackup(made, file, 0, deleted, same_disk=False)
    try:
        _know_again(folder, copies, new_disk)
        copied = _copy_missing(folder, copies)
        deleted += _forget_before(now, days, copies)
        return KeptBackup(made, file, copied, deleted, on_one_disk(folder, copies))
    except OSError as error:  # a disk that has gone while it is read, too
        raise NotCopied(f"不能读写 {copies}：{error.strerror}。") from error


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


def _forget_before(now: datetime, days: int, folder: Path) -> int:
    """What a clock that was ahead has named waits for its time, and takes no day from the others."""
    named = [file for file in _backups(folder) if file.name <= f"goals-{now:%Y%m%d-%H%M%S}.backup"]
    kept = sorted({file.name[DAY_OF] for file in named})[-max(days, LEAST_DAYS) :]
    old = [file for file in named if file.name[DAY_OF] < kept[0]] if kept else []
    for file in old:
        file.unlink()
    return len(old)


def is_the_known_disk(folder: Path, copies: Path) -> bool:
    """Whether it is the one copied to before, if any was: a disk that is not mounted leaves an empty folder."""
    known = _mark(folder)
    return not known or known == _mark(copies)


def _mark(folder: Path) -> str:
    file = folder / MARK
    return file.read_text() if file.is_file() else ""


def _know_again(folder: Path, copies: Path, new_disk: bool) -> None:
    """Once a disk of its own was there, no other folder is taken for it. Raises NotCopied."""
    if not copies.is_dir():
        raise NotCopied(f"文件夹 {copies} 不存在，或另一台机器的磁盘没有挂上。")
    if not new_disk and not is_the_known_disk(folder, copies):
        raise NotCopied(
            f"文件夹 {copies} 不是以前复制到的那一块磁盘：磁盘没有挂上，或者换了磁盘。挂上以后再执行；"
            "确实换了磁盘的，执行一次 keep_backup --new-disk。"
        )
    if _mark(folder) == _mark(copies) != "" or (on_one_disk(folder, copies) and not new_disk):
        return
    mark = _mark(copies) or secrets.token_hex(8)
    try:
        for place in (copies, folder):  # the disk first: what was not marked there is not asked of it
            (place / MARK).write_text(mark)
    except OSError as error:
        raise NotCopied(f"不能写入 {copies}：{error.strerror}。") from error


def _copy_missing(folder: Path, copies: Path) -> int:
    """The latest first, and also what could not be copied on the days before."""
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
