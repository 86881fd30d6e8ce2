"""Two transactions at the same moment: whoever has read the later number has missed no earlier one."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Event

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from performance.changes import numbering
from performance.changes.feed import changes_since, present_cursor
from performance.models import ChangeCounter
from projects.models import BudgetProject
from tests.factories import a_statement
from tests.performance.racing import several_writers

pytestmark = [pytest.mark.django_db(transaction=True), several_writers]
PATIENCE = 60


@pytest.fixture
def reader():
    a_statement(projects=2)
    numbering.number_changes()
    return get_user_model().objects.create_superuser("reader")


@contextmanager
def under_way(work):
    """Done on a thread and connection of its own, and not committed before the block ends."""
    done, over = Event(), Event()

    def run():
        try:
            with transaction.atomic():
                work()
                done.set()
                over.wait(PATIENCE)
        finally:
            done.set()
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(run)
        try:
            yield done
        finally:
            over.set()
            running.result(PATIENCE)


def change(key):
    BudgetProject.objects.filter(pk=key).update(leader="某人")


def told(cursor, user):
    """The projects, to the end, and the cursor there."""
    found = []
    while True:
        page = changes_since(cursor, user, kinds=("project",), size=1)
        found += [one.id for one in page.changes]
        cursor = str(page.cursor)
        if not page.more:
            return found, cursor


def until_done_or_waiting(is_done):
    """Until it is done, or somebody waits for a lock."""
    with connection.cursor() as cursor:
        while not is_done():
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return


def test_what_was_written_first_and_seen_last_is_not_missed(reader):
    first, second = BudgetProject.objects.order_by("pk").values_list("pk", flat=True)
    cursor = str(present_cursor(reader))
    with under_way(lambda: change(first)) as done:
        done.wait(PATIENCE)
        change(second)
        found, cursor = told(cursor, reader)
        assert found == [second]
    assert told(cursor, reader)[0] == [first]


@pytest.mark.parametrize("guarded", [True, False])
def test_who_numbers_waits_for_who_is_numbering(reader, monkeypatch, guarded):
    """Without its turn, a number that has been read already would be given to what is seen later."""
    first, second = BudgetProject.objects.order_by("pk").values_list("pk", flat=True)
    cursor = str(present_cursor(reader))
    if not guarded:
        monkeypatch.setattr(numbering, "counter_in_turn", ChangeCounter.objects.get)
    change(first)
    with ThreadPoolExecutor(1) as threads, ExitStack() as other:
        with under_way(numbering.number_changes) as one:
            one.wait(PATIENCE)
            change(second)
            done = other.enter_context(under_way(numbering.number_changes))
            until_done_or_waiting(done.is_set)
        done.wait(PATIENCE)
        reading = threads.submit(read_on_its_own, cursor, reader)
        until_done_or_waiting(reading.done)
        other.close()
        found, cursor = reading.result(PATIENCE)
    found += told(cursor, reader)[0]
    assert ({*found} == {first, second}) is guarded


def read_on_its_own(cursor, user):
    try:
        return told(cursor, user)
    finally:
        connection.close()
