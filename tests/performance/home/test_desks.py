"""Everybody begins with what waits for them, in as many questions however much that is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from departments.models import Timetable
from departments.permissions.roles import Role
from performance.deadlines.closing import Closing
from performance.home.desks import desks_of
from performance.models import FindingCount, PerformanceStatement, StatementState
from tests.departments.trail.test_tampering import TABLE, sql
from tests.factories import a_department, a_member, a_statement, an_office

pytestmark = pytest.mark.django_db
DESKS = {
    Role.FILLER: {"texts", "begins", "during_year"},
    Role.DEPARTMENT_REVIEWER: {"texts", "begins", "during_year"},
    Role.FINANCE_SECTION_REVIEWER: {"review", "during_year"},
    Role.PERFORMANCE_SECTION_REVIEWER: {"review", "during_year"},
    Role.SYSTEM_ADMINISTRATOR: {"keeper"},
    Role.SECURITY_ADMINISTRATOR: {"keeper"},
    Role.AUDITOR: {"trail"},
}


@pytest.fixture
def text():
    return a_statement()


def somebody(role, text):
    department = text.department
    places = {Role.FILLER: department.units.first(), Role.DEPARTMENT_REVIEWER: department}
    return a_member(role, places.get(role, department.office))


@pytest.mark.parametrize("role", Role)
def test_each_role_finds_its_own_desk(client, text, role):
    user = somebody(role, text)
    assert set(desks_of(user)) == DESKS[role]
    client.force_login(user)
    assert client.get(reverse("home")).status_code == 200


def test_what_has_not_been_counted_is_not_said_to_be_without_faults(client, text):
    client.force_login(somebody(Role.FILLER, text))
    assert "尚未统计" not in client.get(reverse("home")).text
    FindingCount.objects.update(rules="")
    page = client.get(reverse("home")).text
    assert "尚未统计" in page
    assert "<dt>警告</dt>" not in page


@pytest.mark.parametrize(("days", "words"), [(3, "还有3天"), (0, "今天截止"), (-2, "已超过2天")])
def test_days_left_are_said_in_words(text, days, words):
    today = timezone.localdate()
    closes = today + timedelta(days=days)
    Timetable.objects.create(
        office=text.department.office,
        fiscal_year=text.fiscal_year,
        opens=today - timedelta(days=60),
        closes=closes,
    )
    (said,) = desks_of(somebody(Role.FILLER, text))["texts"]
    assert said.deadline == Closing(closes, days)
    assert said.deadline.words == words


@pytest.mark.parametrize(
    ("role", "state"),
    [
        (Role.DEPARTMENT_REVIEWER, StatementState.DRAFTING),
        (Role.PERFORMANCE_SECTION_REVIEWER, StatementState.SECOND_REVIEW),
    ],
)
def test_more_texts_ask_nothing_more(client, role, state):
    department = a_department(an_office())
    asked = []
    user = None
    for year in (2024, 2025, 2026):
        text = a_statement(department, year=year)
        PerformanceStatement.objects.update(state=state)
        user = user or somebody(role, text)
        client.force_login(user)
        client.get(reverse("home"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("home"))
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_an_auditor_verifies_the_trail_and_hears_of_an_altered_row(client, text):
    client.force_login(somebody(Role.AUDITOR, text))
    page = client.post(reverse("verify_trail"), follow=True).text
    assert "操作记录校验通过" in page
    assert "末条锚点" in page
    sql(f"UPDATE {TABLE} SET details = '改过' WHERE number = 1")  # noqa: S608 - the name of our own table
    assert "操作记录校验不通过" in client.post(reverse("verify_trail"), follow=True).text


def test_nobody_else_verifies_the_trail(client, text):
    client.force_login(somebody(Role.SYSTEM_ADMINISTRATOR, text))
    assert client.post(reverse("verify_trail")).status_code == 403


def test_whoever_holds_no_role_is_told_what_to_do(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("newcomer", password="x"))
    assert "请安全管理员授予任职" in client.get(reverse("home")).text
