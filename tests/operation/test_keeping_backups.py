"""Backups of every night: the new one is there and elsewhere, the old ones go, and what is not so is said."""

import errno
import os
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from config.operation.backup import keeping
from config.operation.backup.keeping import LEAST_DAYS


@pytest.fixture
def folders(settings, tmp_path, monkeypatch):
    """Where backups are kept, and where they are copied to; what a backup holds is tried elsewhere."""
    own, copies = tmp_path / "own", tmp_path / "copies"
    for folder in (own, copies):
        folder.mkdir()
    settings.BACKUP_FOLDER, settings.BACKUP_COPY, settings.BACKUP_DAYS = str(own), str(copies), 30

    def make_backup(file):
        file.write_bytes(file.name.encode())
        return SimpleNamespace(bytes=3 << 20, seconds=1.0)

    monkeypatch.setattr(keeping, "make_backup", make_backup)
    return own, copies


def put(folder, days):
    made = timezone.localtime() - timedelta(days=days)
    (folder / f"goals-{made:%Y%m%d-%H%M%S}.backup").write_bytes(b"old")


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def test_a_backup_is_made_copied_and_the_old_ones_go(folders, settings, capsys):
    own, copies = folders
    settings.BACKUP_DAYS = 1
    (own / "sent by hand.backup").write_bytes(b"not ours")
    for days in range(1, 1 + LEAST_DAYS):
        put(own, days)
    call_command("keep_backup")
    assert len(names(own)) == LEAST_DAYS + 1  # of which one is not ours
    assert names(copies) == [name for name in names(own) if name.startswith("goals-")]
    assert all((copies / name).read_bytes() == (own / name).read_bytes() for name in names(copies))
    assert "同一块磁盘" in capsys.readouterr().out


def test_a_clock_that_is_wrong_for_a_night_deletes_no_more_than_another_night(folders, monkeypatch):
    own, _ = folders
    for days in range(1, 31):
        put(own, days)
    today = timezone.localtime()
    nights = [name[len("goals-") :][:8] for name in names(own)]
    for away in (400, -400, 0):
        monkeypatch.setattr(keeping.timezone, "localtime", lambda away=away: today + timedelta(days=away))
        call_command("keep_backup")
    left = {name[len("goals-") :][:8] for name in names(own)}
    assert len(left & {*nights}) >= 28
    assert f"{today:%Y%m%d}" in left


@pytest.mark.parametrize(("hours", "stays"), [(25, False), (23, True)])
def test_what_a_killed_backup_left_goes_after_a_day(folders, hours, stays):
    own, _ = folders
    folder, part = own / ".backup-abc", own / "goals-20260101-020000.backup.part"
    folder.mkdir()
    for file in (folder / "database.sqlite3", part):
        file.write_bytes(b"half")
    left = timezone.now() - timedelta(hours=hours)
    for path in (folder, part):
        os.utime(path, (left.timestamp(), left.timestamp()))
    call_command("keep_backup")
    assert (folder.exists(), part.exists()) == (stays, stays)


def test_a_disk_that_is_not_there_is_a_fault_and_the_next_night_catches_up(folders):
    own, copies = folders
    copies.rmdir()
    with pytest.raises(CommandError, match=r"已备份，但只在本机。.*没有挂上"):
        call_command("keep_backup")
    copies.mkdir()
    for file in own.iterdir():
        file.rename(file.with_name("goals-20200101-010101.backup"))
    call_command("keep_backup")
    assert len(names(copies)) == 2


@pytest.fixture
def two_disks(monkeypatch):
    monkeypatch.setattr(keeping, "on_one_disk", lambda folder, copies: False)


@pytest.mark.usefixtures("two_disks")
def test_a_mount_point_without_its_disk_is_no_other_disk(folders):
    own, copies = folders
    call_command("keep_backup")
    mounted = copies.rename(copies.with_name("the disk"))
    copies.mkdir()
    with pytest.raises(CommandError, match=r"已备份，但只在本机。.*不是以前复制到的那一块磁盘"):
        call_command("keep_backup")
    assert names(copies) == []
    copies.rmdir()
    mounted.rename(copies)
    call_command("keep_backup")
    assert names(copies) == names(own)


@pytest.mark.usefixtures("two_disks")
def test_a_new_disk_is_taken_when_it_is_said_to_be_one(folders):
    own, copies = folders
    call_command("keep_backup")
    copies.rename(copies.with_name("the old disk"))
    copies.mkdir()
    call_command("keep_backup", new_disk=True)
    call_command("keep_backup")
    assert names(copies) == names(own)


@pytest.mark.usefixtures("two_disks")
def test_a_disk_that_cannot_be_marked_is_a_fault_of_the_copy(folders, monkeypatch):
    def full(self, text):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(CommandError, match="已备份，但只在本机。不能写入"):
        call_command("keep_backup")


def test_a_copy_that_differs_is_none(folders, monkeypatch):
    def damaging(source, target):
        Path(target).write_bytes(b"something else")

    monkeypatch.setattr(keeping.shutil, "copyfile", damaging)
    with pytest.raises(CommandError, match="与原件不同"):
        call_command("keep_backup")
    assert names(folders[1]) == []


def test_a_copy_that_never_came_to_the_disk_is_none(folders, monkeypatch):
    def lost(descriptor):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("os.fsync", lost)
    with pytest.raises(CommandError, match="已备份，但只在本机。没有复制到"):
        call_command("keep_backup")
    assert names(folders[1]) == []


def test_nobody_else_reads_a_copy_meanwhile(folders, monkeypatch):
    seen = []

    def copyfile(source, target):
        seen.append(Path(target).stat().st_mode & 0o077)
        Path(target).write_bytes(Path(source).read_bytes())

    monkeypatch.setattr(keeping.shutil, "copyfile", copyfile)
    call_command("keep_backup")
    assert seen == [0]
    assert [file.stat().st_mode & 0o077 for file in folders[1].iterdir()] == [0]


@pytest.mark.parametrize(
    ("folder", "said"), [("", "没有设置 BACKUP_FOLDER"), ("/nowhere", "文件夹 /nowhere 不存在")]
)
def test_no_folder_is_no_backup(settings, folder, said):
    settings.BACKUP_FOLDER = folder
    with pytest.raises(CommandError, match=f"没有备份。{said}"):
        call_command("keep_backup")


def test_a_disk_that_goes_away_while_it_is_read_takes_no_backup_along(folders, monkeypatch):
    own, copies = folders
    backups = keeping._backups

    def gone(folder):
        if folder == copies:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return backups(folder)

    monkeypatch.setattr(keeping, "_backups", gone)
    with pytest.raises(CommandError, match="已备份，但只在本机。不能读写"):
        call_command("keep_backup")
    assert len([name for name in names(own) if name.startswith("goals-2")]) == 1
