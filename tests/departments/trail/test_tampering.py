"""What somebody with the database, but without the key, can do to the trail, and what is found of it."""

# ruff: noqa: S608  (the statements are our own words)

import io
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction

from bench.trail import sealed_rows
from departments.models import TrailEntry
from departments.trail import guard
from departments.trail.chain import Head, seal
from departments.trail.entry import SEALED, Action, TrailIsAddOnly
from departments.trail.lost_key import begin_under_new_key
from departments.trail.verification import AnchorTooOld, verify
from departments.trail.writing import head, record

TABLE = TrailEntry._meta.db_table
COLUMNS = ", ".join(f'"{name}"' for name in (*SEALED, "hash"))


@pytest.fixture
def ten_rows(db):
    for number in range(1, 11):
        record(Action.STEP, by=None, details=f"第{number}步")
    return head()


def sql(*statements):
    """Past the application and past the triggers, as the owner of the database can."""
    with guard.guard_lifted(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def edit():
    sql(f"UPDATE {TABLE} SET details = '另一步' WHERE number = 4")


def edit_the_time():
    sql(f"UPDATE {TABLE} SET time = '2020-01-01 00:00:00+00:00' WHERE number = 4")


def delete():
    sql(f"DELETE FROM {TABLE} WHERE number = 4")


def delete_the_first():
    sql(f"DELETE FROM {TABLE} WHERE number = 1")


def delete_and_close_the_gap():
    sql(
        f"DELETE FROM {TABLE} WHERE number = 4",
        *(f"UPDATE {TABLE} SET number = {number - 1} WHERE number = {number}" for number in range(5, 11)),
    )


def insert():
    copied = ", ".join(["11", *(f'"{name}"' for name in SEALED[1:-1]), "'sha256:11'", "'sha256:00'"])
    sql(f"INSERT INTO {TABLE} ({COLUMNS}) SELECT {copied} FROM {TABLE} WHERE number = 10")


def insert_before_the_first():
    copied = ", ".join(["0", *(f'"{name}"' for name in SEALED[1:-1]), "'sha256:11'", "'sha256:00'"])
    sql(f"INSERT INTO {TABLE} ({COLUMNS}) SELECT {copied} FROM {TABLE} WHERE number = 1")


def swap():
    sql(
        f"UPDATE {TABLE} SET number = 99 WHERE number = 4",
        f"UPDATE {TABLE} SET number = 4 WHERE number = 5",
        f"UPDATE {TABLE} SET number = 5 WHERE number = 99",
    )


def cut_the_tail():
    sql(f"DELETE FROM {TABLE} WHERE number > 7")


def rewrite_all_with(key):
    """Every row anew, in a sound chain of its own."""
    rows = list(TrailEntry.objects.order_by("number"))
    with guard.guard_lifted():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")
        before = "beginning"
        for row in rows:
            row.details, row.prev_hash = "什么也没发生", before
            values = {name: getattr(row, name) for name in SEALED}
            row.hash = before = seal(values, algorithm="sha256", key=key)
            row.save_base(force_insert=True)


def rewrite_all_with_another_key():
    rewrite_all_with("somebody's own")


def rewrite_all_with_the_stolen_key():
    rewrite_all_with("only for the trail of the tests")


def leave_alone():
    pass


@pytest.mark.figure(14)
@pytest.mark.parametrize(
    ("tamper", "first_bad_row"),
    [
        (edit, 4),
        (edit_the_time, 4),
        (delete, 4),
        (delete_the_first, 1),
        (delete_and_close_the_gap, 4),
        (insert, 11),
        (insert_before_the_first, 0),
        (swap, 4),
        (cut_the_tail, 8),
        (rewrite_all_with_another_key, 1),
        (rewrite_all_with_the_stolen_key, 10),
    ],
)
def test_every_tampering_is_found_and_the_first_bad_row_is_named(ten_rows, tamper, first_bad_row, trial):
    trial.count("篡改", 1)
    tamper()
    assert verify(anchor=ten_rows).fault.number == first_bad_row
    trial.find("查出并指出第一条", 1)


@pytest.mark.figure(14)
@pytest.mark.django_db
def test_a_long_trail_is_verified_soon(trial):
    rows = trial.times(2_000, 100_000)
    models.QuerySet(TrailEntry).bulk_create(sealed_rows(rows), batch_size=10_000)
    began = time.perf_counter()
    assert verify().checked == rows
    seconds = time.perf_counter() - began
    trial.measure(f"校验 {rows:,} 条用时 {seconds:.1f} 秒")
    assert seconds <= 10


@pytest.mark.parametrize("start", [None, 1, 5, 10])
def test_an_untouched_trail_is_whole(ten_rows, start):
    verdict = verify(start=start, anchor=ten_rows)
    assert verdict.fault is None
    assert verdict.checked == 11 - (start or 1)


def test_a_check_of_the_end_does_not_look_at_what_lies_before(ten_rows):
    edit()
    assert verify(start=5).fault is None
    assert verify(start=4).fault.number == 4


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_rows_sealed_before_a_change_of_the_algorithm_stay_valid(ten_rows, settings, algorithm):
    settings.TRAIL_HASH = algorithm
    assert record(Action.STEP, by=None).hash.startswith(f"{algorithm}:")
    assert verify().checked == 11


@pytest.mark.parametrize("spoilt", range(1, 13))
def test_a_chain_that_changes_its_algorithm_again_and_again_is_verified_row_by_row(db, settings, spoilt):
    for number in range(1, 13):
        settings.TRAIL_HASH = "sm3" if number % 4 in (1, 2) else "sha256"
        record(Action.STEP, by=None, details=f"第{number}步")
    assert (verify().checked, verify().fault) == (12, None)
    assert verify(anchor=head()).fault is None
    sql(f"UPDATE {TABLE} SET details = '另一步' WHERE number = {spoilt}")
    assert verify().fault.number == spoilt


def test_a_seal_of_another_algorithm_is_no_seal_of_this_one(ten_rows):
    """Renaming the algorithm of a seal does not make it one, and what nobody knows is none."""
    for name in ("sm3", "md5", ""):
        sql(f"UPDATE {TABLE} SET hash = replace(hash, 'sha256:', '{name}:') WHERE number = 10")
        assert verify().fault.number == 10
        sql(f"UPDATE {TABLE} SET hash = replace(hash, '{name}:', 'sha256:') WHERE number = 10")
    assert verify().fault is None


def test_rows_under_a_lost_key_are_summed_up_by_the_algorithm_of_their_time(ten_rows, settings):
    settings.TRAIL_HASH, settings.TRAIL_KEY = "sm3", "another"
    assert begin_under_new_key("遗失").subject_name.startswith("sm3:")
    settings.TRAIL_HASH = "sha256"
    assert (verify().fault, verify().under_lost_key) == (None, 10)
    edit()
    assert verify().fault is not None


def test_another_key_finds_fault_with_the_first_row(ten_rows, settings):
    settings.TRAIL_KEY = "lost"
    assert verify().fault.number == 1


def test_the_command_says_what_is_wrong_and_fails(ten_rows):
    swap()
    with pytest.raises(CommandError, match=r"校验不通过。第4条：内容与校验值不符.+此前3条无误") as failure:
        call_command("verify_trail")
    assert failure.value.returncode == 1


def test_the_command_accepts_the_anchor_that_the_other_prints(ten_rows):
    printed = io.StringIO()
    call_command("anchor_trail", stdout=printed)
    assert Head.read(printed.getvalue()) == ten_rows
    record(Action.STEP, by=None)
    call_command("verify_trail", "--anchor", printed.getvalue(), stdout=printed)
    assert "校验通过，共11条" in printed.getvalue()
    cut_the_tail()
    with pytest.raises(CommandError, match="第8条：缺失：锚点为第10条"):
        call_command("verify_trail", "--anchor", str(ten_rows))


@pytest.mark.parametrize("anchor", ["abc", "12", "12:md5:00", ":sha256:00"])
def test_an_anchor_of_no_such_shape_is_refused_with_an_example(ten_rows, anchor):
    with pytest.raises(CommandError, match="锚点应形如"):
        call_command("verify_trail", "--anchor", anchor)


@pytest.mark.parametrize(
    "alter",
    [
        lambda: TrailEntry.objects.update(details=""),
        lambda: TrailEntry.objects.all().delete(),
        lambda: TrailEntry.objects.filter(number=1)._raw_delete("default"),
        lambda: TrailEntry.objects.bulk_update([], ["details"]),
        lambda: TrailEntry.objects.bulk_create([]),
        lambda: TrailEntry.objects.first().save(),
        lambda: TrailEntry.objects.first().delete(),
    ],
)
def test_the_model_refuses_to_be_altered(ten_rows, alter):
    with pytest.raises(TrailIsAddOnly, match="只能增加"):
        alter()
    assert verify(anchor=ten_rows).checked == 10


@pytest.mark.parametrize(
    ("statement", "vendors"),
    [
        (f"UPDATE {TABLE} SET details = ''", {"sqlite", "postgresql"}),
        (f"DELETE FROM {TABLE}", {"sqlite", "postgresql"}),
        (f"TRUNCATE {TABLE}", {"postgresql"}),
        (f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE} WHERE number = 1", {"sqlite"}),
    ],
)
def test_the_database_refuses_to_alter_the_trail(ten_rows, statement, vendors):
    if connection.vendor not in vendors:
        pytest.skip("not a statement of this database")
    with (
        pytest.raises(IntegrityError, match="操作记录只能增加"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify(anchor=ten_rows).checked == 10


def test_an_anchor_of_a_row_that_was_purged_cannot_be_judged(ten_rows, monkeypatch):
    monkeypatch.setattr("departments.trail.verification.kept_beginning", lambda: Head(10, ten_rows.hash))
    with pytest.raises(AnchorTooOld, match="已按期清理"):
        verify(anchor=ten_rows)
