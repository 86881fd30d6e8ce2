"""A row of the trail goes with its change: both are there, or neither; and every row has one successor."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier, Event

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from departments.accounts.home import HomeOffice
from departments.accounts.turns import take_turn
from departments.models import FinanceOffice, TrailEntry
from departments.permissions.roles import Role
from departments.trail.chain import BEGINNING
from departments.trail.entry import STANDS_ALONE, Action, Result
from departments.trail.subjects import Subject
from departments.trail.verification import verify
from departments.trail.writing import NotInTransaction, head, record, record_refusal
from tests.factories import a_department, a_member, a_statement, a_unit, a_user, an_office
from tests.rooms import SOURCES

WRITERS, ROWS_EACH = 4, 400
PATIENCE = 60  # seconds until one of two who wait for each other gives up


def break_the_trail():
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TrailEntry._meta.db_table} RENAME TO gone")


def test_the_first_row_begins_the_chain_and_each_other_holds_on_to_the_one_before(db):
    assert head() is None
    first = record(Action.STEP, by=None)
    second = record(Action.STEP, by=None)
    assert (first.number, first.prev_hash) == (1, BEGINNING)
    assert (second.number, second.prev_hash) == (2, first.hash)
    assert (head().number, head().hash) == (2, second.hash)


def test_a_row_tells_who_what_where_and_how_it_ended(db):
    office = an_office()
    member = a_member(Role.AUDITOR, office, username="zhang", first_name="三", last_name="张")
    entry = record(Action.EDIT, by=member, subject=office, result=Result.FAILED, details="名称未改")
    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor_name.split()[0]) == (str(member.pk), "zhang")
    assert (entry.subject_kind, entry.subject_id) == ("departments.financeoffice", str(office.pk))
    assert (entry.subject_name, entry.office_code) == (str(office), office.division_code)
    assert (entry.action, entry.result, entry.details) == ("edit", "failed", "名称未改")


@pytest.mark.parametrize(
    "belonging",
    [
        lambda office: office,
        lambda office: a_department(office),
        lambda office: a_unit(a_department(office)),
        lambda office: a_statement(a_department(office)),
        lambda office: a_statement(a_department(office)).projects.first(),
        lambda office: a_member(Role.FILLER, a_unit(a_department(office))),
        lambda office: a_member(Role.AUDITOR, office).memberships.get(),
        lambda office: Subject("text", "1", "某文本", office.division_code),
    ],
)
def test_whatever_a_row_speaks_of_it_is_filed_under_the_office_of_it(db, belonging):
    office = an_office()
    assert record(Action.STEP, by=None, subject=belonging(office)).office_code == office.division_code


def test_what_belongs_to_no_office_is_filed_under_the_actors(db):
    office = an_office()
    assert record(Action.EXPORT, by=a_member(Role.AUDITOR, office)).office_code == office.division_code
    assert record(Action.EXPORT, by=a_user()).office_code == ""
    assert record(Action.EXPORT, by=AnonymousUser()).office_code == ""


def test_the_row_reads_the_same_after_its_actor_is_gone(db):
    member = a_user(username="zhang")
    record(Action.STEP, by=member, subject=member)
    member.delete()
    entry = TrailEntry.objects.get()
    assert (entry.actor_name, entry.subject_name) == ("zhang", "zhang")
    assert verify().checked == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb", "a\\nb"),
        ("a\r\n2026-01-01 root 登录 完成", "a\\r\\n2026-01-01 root 登录 完成"),
        ("a\x00b\x1b[2J", "a\\x00b\\x1b[2J"),
        ("甲\u202e乙\u2028", "甲\\u202e乙\\u2028"),
        ("a\\nb", "a\\\\nb"),
        ("长" * 400, "长" * 299 + "…"),
    ],
)
def test_a_name_cannot_break_the_line_it_stands_on(db, name, shown):
    entry = record(Action.STEP, by=None, subject=Subject(name=name))
    entry.refresh_from_db()
    assert entry.subject_name == shown
    assert verify().fault is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("action", Action)
def test_only_what_changes_nothing_may_be_recorded_outside_a_transaction(action):
    if action in STANDS_ALONE:
        record(action, by=None)
    else:
        with pytest.raises(NotInTransaction, match=f"“{action.label}”须在所记录的更改的事务之内"):
            record(action, by=None)
    assert TrailEntry.objects.count() == (action in STANDS_ALONE)


def test_a_change_that_is_undone_leaves_no_row(db):
    with transaction.atomic():
        record(Action.STEP, by=None)
        transaction.set_rollback(True)
    assert head() is None


@transaction.atomic
def rename(office):
    FinanceOffice.objects.update(name="新名")
    record(Action.SETTINGS, by=None, subject=office)


def test_without_a_row_of_the_trail_there_is_no_change(db):
    office = an_office(name="原名")
    break_the_trail()
    with pytest.raises(DatabaseError):
        rename(office)
    office.refresh_from_db()
    assert office.name == "原名"


def test_a_refusal_is_recorded_as_one(db):
    entry = record_refusal(by=a_user(username="li"), details="不能审核本人提交的文本。")
    assert (entry.action, entry.result, entry.actor_name) == ("refusal", "refused", "li")


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain():
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, where two connections cannot wait for each other")
    start = Barrier(WRITERS)

    def write(writer):
        start.wait()
        try:
            for number in range(ROWS_EACH):
                with transaction.atomic():
                    record(Action.STEP, by=None, details=f"{writer}/{number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))
    verdict = verify()
    assert (verdict.fault, verdict.checked) == (None, WRITERS * ROWS_EACH)
    assert TrailEntry.objects.values("prev_hash").distinct().count() == WRITERS * ROWS_EACH


@pytest.mark.django_db(transaction=True)
def test_a_lock_on_a_row_holds_up_nobody_who_has_the_turn_and_refers_to_it():
    """Foreign keys are looked at when a transaction ends: with the turn, and for a row that whoever waits has locked."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time; tried on PostgreSQL（并发在 PostgreSQL 上试验）")
    user, office = a_user(), an_office()
    locked, written = Event(), Event()

    def lock_and_write():
        with closing(connection), transaction.atomic():
            take_turn(user)
            locked.set()
            written.wait(PATIENCE)
            record(Action.SETTINGS, by=None)

    def refer_and_write():
        with closing(connection), transaction.atomic():
            locked.wait(PATIENCE)
            HomeOffice.objects.create(user=user, office=office)
            record(Action.SETTINGS, by=None)
            written.set()

    with ThreadPoolExecutor(2) as threads:
        for one in [threads.submit(lock_and_write), threads.submit(refer_and_write)]:
            one.result()
    assert TrailEntry.objects.count() == 2


def test_rows_are_locked_so_that_others_may_refer_to_them():
    """But for those that are locked to be deleted."""
    calls = re.compile(r"select_for_update\((?:of=\(\"self\",\))?(.*?)\)")
    holding_up = {
        name
        for name, code in SOURCES.items()
        if any("no_key=True" not in call for call in calls.findall(code))
    }
    assert holding_up == {"performance.statements.empty_draft"}
