"""What was backed up comes back, all of it, and whatever is wrong with a backup is told before anything is touched."""

import errno
import json
import sqlite3
import zipfile
from contextlib import contextmanager
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from config.operation.backup import postgres_programs, restoring
from config.operation.backup.archive import DATABASE, MANIFEST, SEAL, unpacked
from config.operation.backup.making import make_backup
from config.operation.backup.manifest import NotABackup, seal_of
from config.operation.backup.postgres_programs import ProgramMissing
from config.operation.backup.restoring import restore
from config.operation.second_database import as_default_database, opened
from config.operation.table_checksums import table_states
from departments.models import FinanceOffice
from departments.trail.chain import Head
from departments.trail.entry import TrailEntry
from departments.trail.verification import verify
from performance.changes.numbering import counter
from performance.home.desks import keepers_desk
from performance.models import ChangeCounter
from tests.damaged_archives import damaged
from tests.factories import a_user, an_office

OURS = connections["default"]


@contextmanager
def in_place_of_ours(said):
    with opened(said) as connection, as_default_database(connection):
        yield connection


def last_told():
    """When the latest backup was made, as its keepers read it."""
    return keepers_desk(a_user(is_superuser=True)).last_backup


@pytest.mark.figure(21)
def test_a_backup_goes_into_an_empty_database_and_nothing_is_missing(world, empty, tmp_path, settings, trial):
    counter()
    made = make_backup(tmp_path / "今日.backup")
    (exported,) = settings.EXPORT_DIR.iterdir()
    settings.EXPORT_DIR = tmp_path / "elsewhere"
    with in_place_of_ours(empty()) as there:
        restored = restore(tmp_path / "今日.backup", replace=False)
        assert restored.problems == ()
        assert verify(anchor=Head.read(made.manifest.trail)).fault is None
        assert TrailEntry.objects.order_by("number").last().details.startswith("从备份恢复：今日.backup")
        again = table_states(there)
    trial.count("恢复的行", restored.rows)
    trial.find("与清单不符", len(restored.problems))
    trial.measure(f"备份 {made.seconds:.1f} 秒，恢复并核对 {restored.seconds:.1f} 秒")
    before = table_states(OURS)
    different = {table for table in before if before[table] != again[table]}
    assert different == {TrailEntry._meta.db_table, ChangeCounter._meta.db_table}  # which counts anew
    assert (settings.EXPORT_DIR / exported.name).read_bytes() == b"packed"
    assert len(made.manifest.exported) == 8  # two statements in four formats
    assert (tmp_path / "今日.backup").stat().st_mode & 0o077 == 0
    assert last_told() is not None


def test_the_drill_restores_beside_the_running_database(world):
    before = table_states(OURS)
    output = StringIO()
    call_command("drill_backup", stdout=output)
    assert "演练通过" in output.getvalue()
    assert "8个导出文件一致" in output.getvalue()
    after = table_states(OURS)
    assert {table for table in before if before[table] != after[table]} == {TrailEntry._meta.db_table}
    assert last_told() is None  # what a drill made is gone again


_made = []  # the bytes of one backup: no test looks at the database that it was made of


@pytest.fixture
def backup(transactional_db, _second_databases, tmp_path):
    path = tmp_path / "a.backup"
    if _made:
        path.write_bytes(_made[0])
    else:
        an_office(name="备份时")
        make_backup(path)
        _made.append(path.read_bytes())
    return path


def test_what_is_not_empty_is_kept_unless_told_otherwise(backup, empty):
    with in_place_of_ours(empty()):
        an_office(name="后来")
        with pytest.raises(CommandError, match=r"已有“财政局”，没有恢复。.*加 --replace"):
            call_command("restore", backup)
        assert FinanceOffice.objects.get().name == "后来"
        call_command("restore", backup, replace=True, stdout=StringIO())
        assert FinanceOffice.objects.get().name == "备份时"


@pytest.mark.long
def test_a_backup_of_a_release_without_changes_comes_back(empty, tmp_path):
    path = tmp_path / "older.backup"
    with in_place_of_ours(empty()) as there:
        call_command("migrate", "performance", "0065", database=there.alias, verbosity=0)
        make_backup(path)
    with in_place_of_ours(empty()):
        assert restore(path, replace=True).problems == ()
        assert TrailEntry.objects.order_by("number").last().details.startswith("从备份恢复：older.backup")


def test_a_restored_database_that_differs_is_told(backup, empty, monkeypatch):
    def losing(copy, connection, put_back=restoring.put_back):
        put_back(copy, connection)
        with as_default_database(connection):
            FinanceOffice.objects.update(name="改过")

    monkeypatch.setattr(restoring, "put_back", losing)
    with (
        in_place_of_ours(empty()),
        pytest.raises(CommandError, match="departments_financeoffice：1行，但内容不同"),
    ):
        call_command("restore", backup)


def rewritten(backup, *, seal=seal_of, **changes):
    """The same backup with other words in its manifest, sealed anew by whoever has the key; None takes the seal away."""
    other = backup.with_name("other.backup")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(other, "w") as new:
        text = json.dumps({**json.loads(old.read(MANIFEST)), **changes})
        for name in old.namelist():
            if name == SEAL and seal is None:
                continue
            new.writestr(
                name, text if name == MANIFEST else seal(text.encode()) if name == SEAL else old.read(name)
            )
    return other


def recomputed(backup, **options):
    """A backup whose rows were changed, with every sum in its manifest made to fit: only a key can tell."""
    return rewritten(backup, made="2020-01-01T00:00:00+00:00", **options)


@pytest.mark.figure(30)
def test_a_changed_backup_whose_sums_fit_is_refused_for_its_seal(backup, empty, trial):
    forged = [recomputed(backup, seal=lambda text: "0" * 64), recomputed(backup, seal=lambda text: "")]
    for other in forged:
        with in_place_of_ours(empty()), pytest.raises(CommandError, match=r"与密封不符.*没有恢复"):
            call_command("restore", other)
    trial.count("重算过清单的备份", len(forged))


@pytest.mark.figure(30)
def test_a_backup_without_a_seal_is_restored_and_called_unsealed(backup, empty, trial):
    output = StringIO()
    with in_place_of_ours(empty()):
        call_command("restore", rewritten(backup, seal=None), stdout=output)
        assert "清单没有密封" in TrailEntry.objects.latest("number").details
    assert "清单没有密封" in output.getvalue()
    trial.count("没有密封的备份", 1)


def test_without_the_key_a_backup_comes_back_only_on_demand(backup, empty, settings):
    settings.TRAIL_KEY = "lost"
    with in_place_of_ours(empty()), pytest.raises(CommandError, match="TRAIL_KEY 不是备份时的那一个"):
        call_command("restore", backup)
    with in_place_of_ours(empty()), pytest.raises(CommandError, match="操作记录校验不通过"):
        call_command("restore", backup, unsealed=True)


def full_disk(*args, **options):
    raise OSError(errno.ENOSPC, "No space left on device")


def full_database(*args, **options):
    raise sqlite3.OperationalError("database or disk is full")


@pytest.mark.parametrize(
    ("place", "fault"),
    [("making.write_archive", full_disk), ("making.copied", full_database), ("making.record", full_database)],
)
def test_a_full_disk_is_one_sentence_and_leaves_nothing(world, tmp_path, monkeypatch, place, fault):
    monkeypatch.setattr(f"config.operation.backup.{place}", fault)
    with pytest.raises(CommandError, match=r"^没有备份。磁盘空间不足"):
        call_command("backup", tmp_path / "a.backup")
    assert not [path for path in tmp_path.iterdir() if "backup" in path.name]
    assert last_told() is None


def cut(backup):
    other = backup.with_name("cut.backup")
    other.write_bytes(backup.read_bytes()[:-200])
    return other


OTHER_VENDOR = "sqlite" if OURS.vendor == "postgresql" else "postgresql"


WRONG = {
    "找不到备份文件": lambda backup: backup.with_name("none"),
    "不是完整的备份文件": cut,
    "备份文件的格式是第9版": lambda backup: rewritten(backup, format=9),
    "清单不完整": lambda backup: rewritten(backup, tables=None),
    "再用 move_database 搬移": lambda backup: rewritten(backup, vendor=OTHER_VENDOR),
    "请先升级本系统": lambda backup: rewritten(backup, migrations=["performance.9999_later"]),
    "不认识的内容": lambda backup: rewritten(backup, members={"../etc/x": "0"}),
    "已损坏或被改动": lambda backup: rewritten(backup, members={DATABASE[OURS.vendor]: "0"}),
}


def test_whatever_is_wrong_with_a_backup_is_told_and_nothing_is_touched(backup, empty, subtests):
    with in_place_of_ours(empty()):  # one for all: what is refused leaves it empty
        for sentence, spoil in WRONG.items():
            with subtests.test(sentence):
                with pytest.raises(CommandError, match=sentence):
                    call_command("restore", spoil(backup))
                assert not FinanceOffice.objects.exists()


def test_a_damaged_file_is_no_backup(tmp_path):
    sound = BytesIO()
    with zipfile.ZipFile(sound, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, "{}")
    file, folder = tmp_path / "a.backup", tmp_path / "unpacked"
    for data in damaged(sound.getvalue(), 500):
        file.write_bytes(data)
        with pytest.raises(NotABackup), unpacked(file, folder, unsealed=True):
            pass
    assert not folder.exists()


def test_a_file_that_is_there_is_not_written_over(backup):
    with pytest.raises(CommandError, match="已存在，请另取文件名"):
        call_command("backup", backup)
    with pytest.raises(CommandError, match="文件夹 /no/such 不存在"):
        call_command("backup", "/no/such/a.backup")


def test_a_backup_that_fails_leaves_no_file(backup, monkeypatch, tmp_path):
    def full(*_):
        raise OSError("磁盘已满")

    monkeypatch.setattr("config.operation.backup.archive.os.fsync", full)
    with pytest.raises(CommandError, match="没有备份。磁盘已满"):
        call_command("backup", tmp_path / "b.backup")
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".sqlite3"] == [backup.name]


class Server:
    """As much of a connection as a search for programs asks for."""

    def get_database_version(self):
        return (15, 4)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [(None, "找不到 pg_dump（PostgreSQL 15 的客户端程序）"), ("14.9", "是 PostgreSQL 14 的，而数据库是 15")],
)
def test_a_program_that_is_missing_or_of_another_version_is_named(monkeypatch, tmp_path, told, sentence):
    monkeypatch.setattr(postgres_programs, "DEBIAN_HOME", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    if told:
        program = tmp_path / "pg_dump"
        program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {told}'\n")
        program.chmod(0o700)
    with pytest.raises(ProgramMissing, match=sentence):
        postgres_programs.program("pg_dump", Server())
