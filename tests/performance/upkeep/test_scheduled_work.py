"""What is done by the clock is done once each time, whoever is killed, whatever fails, however many workers run."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from io import StringIO
from threading import Barrier, Event
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import InterfaceError, connection
from django.urls import reverse
from django.utils import timezone

from departments.permissions.roles import Role
from performance.jobs import leases
from performance.models import RunState, ScheduledRun
from performance.upkeep import scheduled_work
from performance.upkeep.schedule import BY_COMMAND, TASKS, in_force, read_changes
from performance.upkeep.scheduled_work import BROKEN_OFF, do_what_is_due, forget_old_runs, standings, take
from tests.conftest import REPOSITORY
from tests.factories import a_member, a_user

ANCHOR = BY_COMMAND["anchor_trail"]
SUNDAY = datetime(2026, 11, 29, 3, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def due(settings, monkeypatch):
    """One task alone, which does what the test says: its command is never called."""
    settings.SCHEDULE_RUNS = True
    settings.SCHEDULE = read_changes([f"{task.command}=off" for task in TASKS if task != ANCHOR])
    outcomes = []

    def called(command, *words, stdout, **options):
        outcome = outcomes.pop(0) if outcomes else "已办理"
        if isinstance(outcome, Exception):
            raise outcome
        stdout.write(outcome)

    monkeypatch.setattr(scheduled_work, "call_command", called)
    return outcomes


@pytest.mark.parametrize(
    ("command", "now", "was_due"),
    [
        ("drill_backup", SUNDAY, SUNDAY),
        ("drill_backup", SUNDAY - timedelta(minutes=1), SUNDAY - timedelta(days=7)),
        ("drill_backup", SUNDAY + timedelta(days=3), SUNDAY),
        ("anchor_trail", SUNDAY, SUNDAY - timedelta(hours=2)),
        ("send_reminders", SUNDAY, SUNDAY - timedelta(hours=19)),
    ],
)
def test_a_task_was_due_last_at_its_day_and_hour(command, now, was_due):
    assert BY_COMMAND[command].last_due(now) == was_due


def test_an_installation_moves_a_task_or_leaves_it_out():
    changes = read_changes(["keep_backup=03:30", "drill_backup=off"])
    kept = {task.command: task.at for task in in_force(changes)}
    assert (kept["keep_backup"], "drill_backup" in kept, len(kept)) == (time(3, 30), False, len(TASKS) - 1)
    for wrong in ("backup=03:30", "keep_backup=noon", "keep_backup"):
        with pytest.raises(ImproperlyConfigured, match="keep_backup"):
            read_changes([wrong])


def test_the_page_for_operators_lists_every_task():
    page = (REPOSITORY / "docs" / "operation.md").read_text(encoding="utf-8")
    for task in TASKS:
        assert f"| {task.words} | {task.title} | `{task.command}` | {task.failure} |" in page


def test_what_is_due_is_done_once(db, due):
    assert [run.message for run in do_what_is_due()] == ["已办理"]
    assert do_what_is_due() == []
    (run,) = ScheduledRun.objects.all()
    assert (run.state, run.due) == (RunState.DONE, ANCHOR.last_due(timezone.localtime()))


def test_what_a_killed_worker_held_is_taken_up_and_given_up_after_three_times(db, due):
    taken = take(ANCHOR, SUNDAY)
    for attempt in (2, 3, None):
        assert take(ANCHOR, SUNDAY) is None  # somebody holds it
        ScheduledRun.objects.update(lease=timezone.now() - timedelta(seconds=1))
        again = take(ANCHOR, SUNDAY)
        assert (again and again.attempt) == attempt
    scheduled_work.work(ANCHOR, taken)  # the first one lives after all, and writes nothing
    run = ScheduledRun.objects.get()
    assert (run.state, run.message) == (RunState.FAILED, BROKEN_OFF)


def test_what_fails_says_why_and_is_tried_again_an_hour_later(db, due):
    due[:] = [CommandError("磁盘已满。"), RuntimeError("a secret of the machine"), "已办理"]
    (run,) = do_what_is_due()
    assert (run.state, run.message) == (RunState.FAILED, "磁盘已满。")
    assert do_what_is_due() == []
    for state in (RunState.FAILED, RunState.DONE):
        ScheduledRun.objects.update(finished=timezone.now() - timedelta(minutes=61))
        (run,) = do_what_is_due()
        assert run.state == state
        assert "secret" not in run.message


@pytest.mark.parametrize("fault", [InterfaceError("connection already closed"), OSError(24, "no file left")])
def test_no_fault_of_one_round_ends_the_schedule(monkeypatch, fault):
    rounds, again = [fault], Event()

    def round_of_one():
        if rounds:
            raise rounds.pop()
        again.set()

    monkeypatch.setattr(scheduled_work, "do_what_is_due", round_of_one)
    monkeypatch.setattr(scheduled_work, "ROUND_SECONDS", 0.01)
    monkeypatch.setattr(scheduled_work.connections, "close_all", lambda: None)
    with scheduled_work.keeping_the_schedule():
        assert again.wait(10)


def test_a_lease_goes_on_being_renewed_after_a_lost_connection(monkeypatch):
    faults, again = [InterfaceError("connection already closed")], Event()

    def renew():
        if faults:
            raise faults.pop()
        again.set()

    monkeypatch.setattr(leases, "RENEWED_SECONDS", 0.01)
    monkeypatch.setattr(leases, "connection", SimpleNamespace(close=lambda: None))
    with leases.renewed(renew, "a run"):
        assert again.wait(10)


@pytest.mark.django_db(transaction=True)
def test_of_workers_at_the_same_moment_one_does_it(due):
    start = Barrier(3)

    def round_of_one():
        start.wait()
        try:
            return len(do_what_is_due())
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        done = [threads.submit(round_of_one) for _ in range(3)]
        assert sorted(one.result() for one in done) == [0, 0, 1]
    assert ScheduledRun.objects.count() == 1


def test_a_failed_or_forgotten_task_is_amiss(db, due):
    (before,) = standings(ScheduledRun.objects.all())
    now = timezone.localtime()
    assert before.amiss == (now - ANCHOR.last_due(now) > scheduled_work.LATE)
    due[:] = [CommandError("不行。")]
    do_what_is_due()
    (after,) = standings(ScheduledRun.objects.all())
    assert after.amiss
    ScheduledRun.objects.update(state=RunState.DONE)
    (mended,) = standings(ScheduledRun.objects.all())
    assert not mended.amiss
    ScheduledRun.objects.update(due=now - timedelta(days=100))
    assert forget_old_runs() == 1


def test_the_keeper_reads_what_became_of_each_task(client, db, due, settings):
    settings.SCHEDULE = read_changes(["send_reminders=00:00"])
    settings.MONITORING_ACCOUNT = ""
    due[:] = [
        "失密" if task.command == "send_reminders" else f"{task.title}好了"
        for task in TASKS
        if not task.needs
    ]
    settings.BACKUP_FOLDER = ""
    do_what_is_due()
    keeper = a_member(Role.SYSTEM_ADMINISTRATOR)
    for user, sees in ((a_user(is_superuser=True, is_staff=True), True), (keeper, False)):
        client.force_login(user)
        page = client.get(reverse("home")).text
        if user == keeper:
            assert "校验操作记录好了" in page
            assert "没有设置 MONITORING_ACCOUNT，不办理。" in page
        assert ("失密" in page) == sees
    assert ScheduledRun.objects.visible_to(a_member(Role.AUDITOR)).count() == 0


def test_a_task_is_done_by_hand_and_ends_in_an_error_if_it_fails(db, due):
    due[:] = ["好了", CommandError("不行。")]
    told = StringIO()
    call_command("run_scheduled", "anchor_trail", stdout=told)
    assert told.getvalue() == "锚点送往系统日志（完成）：好了\n"
    with pytest.raises(CommandError, match="没有办成：锚点送往系统日志"):
        call_command("run_scheduled", "anchor_trail", stdout=told)
    with pytest.raises(CommandError, match="须先设置 MONITORING_ACCOUNT"):
        call_command("run_scheduled", "open_monitoring")
