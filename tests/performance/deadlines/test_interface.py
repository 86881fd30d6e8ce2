"""Programs ask who is late, urge them and move the day of one, by the rules of the page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.models import Timetable
from departments.permissions.roles import Role
from performance.models import DeadlineExtension, Notice
from tests.factories import a_department, a_member, a_statement, an_office

pytestmark = pytest.mark.django_db
LATE, EXTENSIONS = "/api/v1/late-departments/", "/api/v1/deadline-extensions/"
DAY = timedelta(days=1)


@pytest.fixture
def timetable():
    today = timezone.localdate()
    return Timetable.objects.create(
        office=an_office(), fiscal_year=today.year + 1, opens=today - 60 * DAY, closes=today - 2 * DAY
    )


@pytest.fixture
def late(timetable):
    department = a_department(timetable.office)
    statement = a_statement(department, year=timetable.fiscal_year)
    a_member(Role.DEPARTMENT_REVIEWER, department)
    return statement


@pytest.fixture
def place(timetable):
    return {"office": timetable.office_id, "fiscal_year": timetable.fiscal_year}


@pytest.fixture
def ask(client, timetable):
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, timetable.office))

    def post(address, **sent):
        return client.post(address, sent, content_type="application/json")

    return post


def test_who_is_late_is_told_and_urged(client, ask, late, place):
    (row,) = client.get(LATE, place).json()
    assert (row["department"], row["statement"], row["left"]) == (late.department_id, late.pk, -2)
    assert (row["extended"], row["urged"]) == (False, None)
    assert ask(LATE, **place, departments=[late.department_id]).json() == {"departments": 1, "people": 1}
    assert client.get(LATE, place).json()[0]["urged"]
    told = ask(LATE, **place, departments=[late.department_id, 999999])
    assert (told.status_code, "没有催办" in told.json()["detail"]) == (409, True)


def test_an_extension_is_foretold_given_and_taken_back(ask, late, place, timetable):
    until = (timezone.localdate() + 3 * DAY).isoformat()
    asked = {**place, "department": late.department_id, "until": until, "reason": "机构改革"}
    foretold = ask(EXTENSIONS, **asked, dry_run=True).json()
    assert (foretold["before"], foretold["after"]) == (timetable.closes.isoformat(), until)
    assert not DeadlineExtension.objects.exists()
    assert not Notice.objects.exists()
    assert ask(EXTENSIONS, **asked).json() == foretold
    assert DeadlineExtension.objects.get().until.isoformat() == until
    back = ask(EXTENSIONS, **{**asked, "until": None}).json()
    assert (back["before"], back["after"]) == (until, timetable.closes.isoformat())
    again = ask(EXTENSIONS, **{**asked, "until": None})
    assert (again.status_code, "没有延期" in again.json()["detail"]) == (409, True)


def test_another_office_is_not_there(ask, late, place):
    other = Timetable.objects.create(
        office=an_office(),
        fiscal_year=place["fiscal_year"],
        opens=timezone.localdate(),
        closes=timezone.localdate(),
    )
    elsewhere = {**place, "office": other.office_id}
    assert ask(LATE, **elsewhere, departments=[late.department_id]).status_code == 404
