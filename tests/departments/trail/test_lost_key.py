"""A lost TRAIL_KEY: the way on is told in the trail, and what stood before it can still not be altered unseen."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from departments.trail.entry import Action, TrailEntry
from departments.trail.guard import TABLE, guard_lifted
from departments.trail.lost_key import begin_under_new_key
from departments.trail.verification import verify
from departments.trail.writing import head, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(settings):
    """Ten rows under a key that nobody has any more."""
    for number in range(10):
        record(Action.SETTINGS, by=None, details=f"第{number}次")
    settings.TRAIL_KEY = "another key"


def rewrite(number):
    with guard_lifted(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET details = %s WHERE number = %s", ["改过", number])  # noqa: S608


def test_nothing_is_changed_before_it_is_confirmed_with_its_figures(lost):
    with pytest.raises(CommandError, match=r"现有10条操作记录不再能逐条校验.*加 --yes"):
        call_command("replace_lost_trail_key", reason="机房搬迁时遗失")
    assert TrailEntry.objects.count() == 10


def test_the_trail_goes_on_and_tells_of_it(lost):
    output = StringIO()
    call_command("replace_lost_trail_key", reason="机房搬迁时遗失", yes=True, stdout=output)
    assert str(head()) in output.getvalue()
    entry = TrailEntry.objects.latest("number")
    assert (entry.action, "机房搬迁" in entry.details) == (Action.KEY_CHANGE, True)
    record(Action.SETTINGS, by=None, details="之后")
    verdict = verify()
    assert (verdict.fault, verdict.checked, verdict.under_lost_key) == (None, 2, 10)
    call_command("verify_trail", stdout=output)
    assert "另有10条写于遗失的密钥之下" in output.getvalue()


@pytest.mark.parametrize("number", [1, 5, 10])
def test_rows_under_the_lost_key_are_still_not_altered_unseen(lost, number):
    begin_under_new_key("遗失")
    rewrite(number)
    assert "整体校验值不符" in verify().fault.reason


@pytest.mark.parametrize("number", [11, 12])
def test_rows_after_it_are_checked_one_by_one(lost, number):
    begin_under_new_key("遗失")
    record(Action.SETTINGS, by=None, details="之后")
    rewrite(number)
    assert verify().fault is not None


def test_a_made_up_change_of_the_key_covers_nothing(lost, settings):
    settings.TRAIL_KEY = "an attacker's"
    begin_under_new_key("假的")
    settings.TRAIL_KEY = "another key"
    assert verify().fault is not None


def test_a_key_that_fits_is_not_replaced():
    record(Action.SETTINGS, by=None, details="一")
    with pytest.raises(CommandError, match="没有遗失"):
        call_command("replace_lost_trail_key", reason="不慎", yes=True)


def test_the_key_may_be_lost_twice(lost, settings):
    begin_under_new_key("遗失")
    record(Action.SETTINGS, by=None, details="之后")
    settings.TRAIL_KEY = "a third key"
    begin_under_new_key("又遗失")
    verdict = verify()
    assert (verdict.fault, verdict.checked, verdict.under_lost_key) == (None, 1, 12)
    rewrite(3)
    assert verify().fault is not None
