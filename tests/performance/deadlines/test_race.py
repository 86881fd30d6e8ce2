"""A click twice at the same moment, or two people: one later day, one word, one webhook of a name."""

import pytest

from departments.permissions.roles import Role
from performance.deadlines.closing import closing_of
from performance.models import DeadlineExtension, Notice, Receiver, Webhook
from performance.notifications.extending import extend, take_back
from performance.notifications.urging import urge
from performance.steps.refusals import Refused
from performance.webhooks.services import add_webhook
from tests.factories import a_member
from tests.performance.deadlines.test_closing import DAY, late, section, timetable, today  # noqa: F401
from tests.performance.racing import at_once, several_writers

ROUNDS = 4

pytestmark = [pytest.mark.django_db(transaction=True), several_writers]


def refused(outcomes):
    return sorted(isinstance(outcome, Refused) for outcome in outcomes)


def test_a_department_is_given_one_later_day_and_one_word(late, timetable, section):  # noqa: F811
    a_member(Role.DEPARTMENT_REVIEWER, late.department)
    for number in range(1, ROUNDS + 1):
        until = today() + number * DAY
        given = [lambda: extend(timetable, late.department, until, "机构改革", by=section)] * 2  # noqa: B023
        assert refused(at_once(*given)) == [False, True]
    assert DeadlineExtension.objects.count() == ROUNDS
    back = [lambda: take_back(timetable, late.department, "误填", by=section)] * 2
    assert refused(at_once(*back)) == [False, True]
    assert closing_of(late.department, late.fiscal_year).closes == timetable.closes
    urged = at_once(*[lambda: urge(timetable, [late.department_id], by=section)] * 2)
    assert sorted(people for _, people in urged) == [0, 1]
    assert Notice.objects.filter(kind="urged").count() == 1


def test_a_webhook_of_a_name_is_added_once(timetable, settings):  # noqa: F811
    settings.WEBHOOK_HOSTS = {"receiver.test"}
    keeper = a_member(Role.SYSTEM_ADMINISTRATOR, timetable.office)
    said = {"receiver": Receiver.SYSTEM, "address": "https://receiver.test/", "secret": "s" * 16}
    for number in range(ROUNDS):
        added = [
            lambda: add_webhook(timetable.office, name=f"{number}", actions=["submit"], by=keeper, **said)  # noqa: B023
        ] * 2
        assert refused(at_once(*added)) == [False, True]
    assert Webhook.objects.count() == ROUNDS
