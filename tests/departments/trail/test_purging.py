"""Old rows leave by one door: exported first, never too young, and the kept chain can still be verified."""

# ruff: noqa: S608  (the statements are our own words)

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from departments.models import TrailEntry
from departments.trail import writing
from departments.trail.entry import Action
from departments.trail.verification import verify
from departments.trail.writing import head, record
from tests.departments.trail.test_tampering import TABLE, edit, sql

AGES = (400, 300, 200, 190, 170, 10, 0)  # in days, of the rows there are


@pytest.fixture
def old_rows(db, monkeypatch):
    for age in AGES:
        moment = timezone.now() - timedelta(days=age)
        monkeypatch.setattr(writing.timezone, "now", lambda moment=moment: moment)
        record(Action.STEP, by=None, details=f"{age}天前")
        monkeypatch.undo()


def days_ago(days):
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def purge(before, path):
    call_command("purge_trail", "--before", before, "--export", str(path))


def numbers():
    return list(TrailEntry.objects.order_by("number").values_list("number", flat=True))


def test_what_is_old_is_exported_and_removed_and_the_rest_is_whole(old_rows, tmp_path):
    anchor = head()
    purge(days_ago(195), tmp_path / "old.jsonl")
    assert numbers() == [4, 5, 6, 7, 8]
    assert verify(anchor=anchor).checked == 5
    exported = (tmp_path / "old.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["details"] for line in exported.splitlines()] == [
        "400天前",
        "300天前",
        "200天前",
    ]
    checkpoint = TrailEntry.objects.get(action=Action.PURGE)
    assert sha256(exported.encode()).hexdigest() in checkpoint.details


def test_the_chain_can_be_shortened_again_and_again(old_rows, tmp_path):
    purge(days_ago(350), tmp_path / "1")
    purge(days_ago(250), tmp_path / "2")
    purge(days_ago(181), tmp_path / "3")
    assert numbers() == [5, 6, 7, 8, 9, 10]
    assert verify().checked == 6
    record(Action.STEP, by=None)
    assert verify().fault is None


def test_what_is_removed_without_a_checkpoint_is_still_missed(old_rows, tmp_path):
    purge(days_ago(195), tmp_path / "old")
    sql(f"DELETE FROM {TABLE} WHERE number = 4")
    assert verify().fault.number == 4


def test_a_forged_checkpoint_covers_nothing(old_rows, tmp_path):
    sql(
        f"DELETE FROM {TABLE} WHERE number < 4",
        f"UPDATE {TABLE} SET action = 'purge', subject_id = '4', subject_name = "
        f"(SELECT kept.prev_hash FROM {TABLE} kept WHERE kept.number = 4) WHERE number = 7",
    )
    assert verify().fault.number == 1


@pytest.mark.parametrize("days", [179, 100, 0, -10])
def test_nothing_younger_than_180_days_is_purged(old_rows, tmp_path, days):
    with pytest.raises(CommandError, match="至少保留180天"):
        purge(days_ago(days), tmp_path / "old")
    assert len(numbers()) == len(AGES)
    assert not (tmp_path / "old").exists()


def test_rows_that_do_not_verify_are_evidence_and_stay(old_rows, tmp_path):
    edit()
    with pytest.raises(CommandError, match="未清理。第4条"):
        purge(days_ago(195), tmp_path / "old")
    assert len(numbers()) == len(AGES)


def test_a_file_that_is_there_is_not_overwritten(old_rows, tmp_path):
    (tmp_path / "old").write_text("kept")
    with pytest.raises(CommandError, match="已存在"):
        purge(days_ago(195), tmp_path / "old")
    assert (tmp_path / "old").read_text() == "kept"
    assert len(numbers()) == len(AGES)


def test_a_purge_that_fails_leaves_the_rows_and_no_file(old_rows, tmp_path, monkeypatch):
    monkeypatch.setattr("departments.trail.purging.record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        purge(days_ago(195), tmp_path / "old")
    assert len(numbers()) == len(AGES)
    assert not (tmp_path / "old").exists()


def test_with_nothing_old_there_is_nothing_to_do(old_rows, tmp_path):
    with pytest.raises(CommandError, match="没有早于"):
        purge(date(2000, 1, 1).isoformat(), tmp_path / "old")


def test_the_guard_stands_again_after_a_purge(old_rows, tmp_path):
    purge(days_ago(195), tmp_path / "old")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
