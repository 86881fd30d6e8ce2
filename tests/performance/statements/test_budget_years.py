"""Years come from the timetable; a text that was begun for a wrong one is not what everybody sees first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import Timetable
from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.content.model import SectionKind
from performance.models import PerformanceStatement, StatementState
from performance.overview.landing import beginning_of
from performance.statements.budget_years import years_refusal
from performance.statements.empty_draft import delete_empty_draft
from performance.statements.project_list import begin_statement
from performance.steps.refusals import Refused
from tests.factories import a_department, a_member, a_statement, a_unit

TODAY = timezone.localdate()


@pytest.fixture
def department(db):
    department = a_department()
    a_unit(department)
    return department


def plan(department, year, opens, closes):
    """``opens`` and ``closes`` in days from today."""
    return Timetable.objects.create(
        office=department.office,
        fiscal_year=year,
        opens=TODAY + timedelta(days=opens),
        closes=TODAY + timedelta(days=closes),
    )


@pytest.mark.parametrize(
    ("planned", "year"),
    [
        ([(2026, -400, -340), (2027, -10, 10)], 2027),
        ([(2026, -400, -340), (2027, 30, 60)], 2026),
        ([(2026, -40, 20), (2027, -10, 10)], 2027),
        ([(2026, -40, 20), (2027, -30, -10)], 2026),
        ([(2027, 1, 10)], None),
        ([(2027, 0, 0)], 2027),
        ([], None),
    ],
)
def test_the_year_of_a_day_is_that_of_what_is_open_or_was_open_last(department, planned, year):
    for row in planned:
        plan(department, *row)
    assert Timetable.objects.year_at(department.office, TODAY) == year


def test_the_overview_opens_at_the_current_cycle(department):
    plan(department, TODAY.year + 1, -10, 10)
    for year in (TODAY.year, TODAY.year + 9):
        a_statement(department, year=year)
    person = a_member(Role.FINANCE_SECTION_REVIEWER, department.office)
    assert beginning_of(person).year == TODAY.year + 1


def test_without_a_timetable_it_opens_at_the_latest_near_year(department):
    for year in (TODAY.year - 1, TODAY.year + 9):
        a_statement(department, year=year)
    assert beginning_of(a_member(Role.DEPARTMENT_REVIEWER, department)).year == TODAY.year - 1


def test_no_text_is_begun_for_a_year_that_nobody_planned(department, client):
    plan(department, 2027, -10, 10)
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    page = client.get(reverse("statement_new")).text
    assert 'value="2027"' in page
    page = client.post(reverse("statement_new"), {"department": department.pk, "year": "2035"}).text
    assert f"{department.office.name}没有2035年的填报日程，现有：2027年。" in page
    assert not PerformanceStatement.objects.exists()
    client.post(reverse("statement_new"), {"department": department.pk, "year": "2027"})
    assert PerformanceStatement.objects.get().fiscal_year == 2027


@pytest.mark.parametrize(("ahead", "refused"), [(-6, False), (0, False), (1, False), (2, True), (9, True)])
def test_an_office_without_a_timetable_begins_up_to_next_year(department, ahead, refused):
    assert bool(years_refusal(department.office, TODAY.year + ahead)) is refused


@pytest.fixture
def begun(department):
    department.office.province = "河北"
    department.office.save()
    return begin_statement(department, TODAY.year, by=a_member(Role.DEPARTMENT_REVIEWER, department))


def test_an_empty_draft_is_deleted_after_a_question(begun, client):
    reviewer = begun.department.memberships.get().user
    client.force_login(reviewer)
    address = reverse("statement_delete", args=[begun.pk])
    assert address in client.get(reverse("entry", args=[begun.pk])).text
    assert "没有填写任何内容" in client.get(address).text
    assert PerformanceStatement.objects.exists()
    client.post(address)
    assert not PerformanceStatement.objects.exists()
    assert TrailEntry.objects.filter(details__contains="删除空白的绩效文本").count() == 1


def write_a_section(statement):
    statement.sections.create(kind=SectionKind.OVERALL_GOAL, text="目标", position=1)


def submit(statement):
    PerformanceStatement.objects.update(state=StatementState.FIRST_REVIEW)


def save_once(statement):
    PerformanceStatement.objects.update(version=2)


def fill_in_the_cover(statement):
    PerformanceStatement.objects.update(prepared_by="某局")


@pytest.mark.parametrize("act", [write_a_section, submit, save_once, fill_in_the_cover])
def test_what_anybody_wrote_is_not_deleted(begun, client, act):
    act(begun)
    reviewer = begun.department.memberships.get().user
    client.force_login(reviewer)
    assert client.post(reverse("statement_delete", args=[begun.pk])).status_code == 404
    with pytest.raises(Refused, match="不能删除"):
        delete_empty_draft(begun, by=reviewer)
    assert PerformanceStatement.objects.exists()


@pytest.mark.parametrize("role", [Role.FILLER, Role.FINANCE_SECTION_REVIEWER])
def test_others_do_not_delete_it(begun, client, role):
    place = begun.department.units.first() if role is Role.FILLER else begun.department.office
    person = a_member(role, place)
    client.force_login(person)
    assert client.post(reverse("statement_delete", args=[begun.pk])).status_code == 404
    with pytest.raises(Refused, match="只有新建的人和部门审核人"):
        delete_empty_draft(begun, by=person)
    assert PerformanceStatement.objects.exists()


def test_who_began_it_deletes_it_while_belonging_there(begun, client):
    """Also in another role than the one in which it was begun."""
    unit = a_unit(begun.department)
    person, other = begun.begun_by, a_member(Role.FILLER, unit)
    person.memberships.update(role=Role.FILLER, department=None, unit=unit)
    address = reverse("statement_delete", args=[begun.pk])
    client.force_login(other)
    assert address not in client.get(reverse("entry", args=[begun.pk])).text
    assert client.post(address).status_code == 404
    client.force_login(person)
    person.memberships.update(unit=a_unit(a_department(begun.department.office)))
    assert client.post(address).status_code == 404
    person.memberships.update(unit=unit)
    assert address in client.get(reverse("entry", args=[begun.pk])).text
    client.post(address)
    assert not PerformanceStatement.objects.exists()


def test_an_empty_draft_is_deleted_through_the_interface(begun, client):
    address = f"/api/v1/statements/{begun.pk}/"
    reviewer = begun.department.memberships.get().user
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, begun.department.office))
    assert client.delete(address).status_code == 409
    client.force_login(reviewer)
    save_once(begun)
    refused = client.delete(address)
    assert (refused.status_code, "不能删除" in refused.text) == (409, True)
    PerformanceStatement.objects.update(version=1)
    assert client.delete(address).status_code == 204
    assert not PerformanceStatement.objects.exists()
