"""Tours lead each role to what is really there, are declined at once, and are remembered with the account."""

from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.permissions.roles import Role
from performance.models import PerformanceStatement, StatementState, Tour, TourProgress
from performance.tours.addresses import NOT_YET, Addresses
from performance.tours.progress import offered_tour, tours_of
from performance.tours.steps import ROLES, STEPS, Page
from tests.factories import a_member, a_statement, a_user

pytestmark = pytest.mark.django_db
GUIDED = {role: tour for role in Role for tour, roles in ROLES.items() if role in roles}
REVIEWED_IN = {
    Role.FINANCE_SECTION_REVIEWER: StatementState.FIRST_REVIEW,
    Role.PERFORMANCE_SECTION_REVIEWER: StatementState.SECOND_REVIEW,
}


class Ids(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name == "id"]


def somebody(role, text):
    department = text.department
    places = {Role.FILLER: department.units.first(), Role.DEPARTMENT_REVIEWER: department}
    user = a_member(role, places.get(role, department.office))
    if role in REVIEWED_IN:
        PerformanceStatement.objects.update(state=REVIEWED_IN[role])
    return user


@pytest.fixture
def text():
    return a_statement()


@pytest.fixture
def filler(client, text):
    user = somebody(Role.FILLER, text)
    client.force_login(user)
    return user


def move(client, **said):
    return client.post(reverse("tour", args=["filler"]), said)


def panel_on(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return page.text.partition('<aside class="tour"')[2].partition("</aside>")[0]


@pytest.mark.parametrize("role", GUIDED)
def test_every_step_opens_for_its_role_and_points_at_what_is_there(client, text, role):
    user = somebody(role, text)
    client.force_login(user)
    addresses = Addresses(user)
    for step in STEPS[GUIDED[role]]:
        client.post(reverse("tour", args=[GUIDED[role]]), {"step": step.key})
        page = client.get(addresses.of(step.page))
        assert page.status_code == 200, step
        assert Ids(page.text).found.count(step.element) == 1, step
        assert f'data-target="{step.element}"' in page.text, step


def test_the_steps_of_a_tour_are_told_apart():
    assert STEPS.keys() == set(Tour)
    for steps in STEPS.values():
        assert len({step.key for step in steps}) == len(steps)
        assert len({(step.page, step.element) for step in steps}) == len(steps)


@pytest.mark.parametrize("role", Role)
def test_a_tour_is_offered_to_those_whose_role_has_one(client, text, role):
    client.force_login(somebody(role, text))
    offered = panel_on(client, reverse("home"))
    assert (GUIDED[role].label in offered) if role in GUIDED else offered == ""
    page = client.get(reverse("tours")).text
    assert [tour for tour in Tour if tour.label in page] == ([GUIDED[role]] if role in GUIDED else [])


def test_one_that_is_declined_is_offered_no_more_on_any_device(client, filler):
    assert "不用了" in panel_on(client, reverse("home"))
    move(client, end="1")
    assert panel_on(client, reverse("home")) == ""
    client.logout()
    client.force_login(filler)
    assert panel_on(client, reverse("home")) == ""
    move(client)
    assert "第 1 步" in panel_on(client, reverse("home"))


def test_it_goes_on_where_it_was_left(client, text, filler):
    answer = move(client, step="tasks")
    assert answer.url == reverse("entry", args=[text.pk]) + "#tour"
    assert "第 2 步" in panel_on(client, reverse("entry", args=[text.pk]))
    assert "打开这一页" in panel_on(client, reverse("statements"))
    client.logout()
    client.force_login(filler)
    assert panel_on(client, reverse("statements")) == ""
    offered = panel_on(client, reverse("home"))
    assert "继续导览" in offered
    assert 'value="tasks"' in offered


def test_a_step_that_is_no_more_leads_to_the_first(filler):
    TourProgress.objects.create(user=filler, tour=Tour.FILLER, step="gone")
    assert offered_tour(filler).at.number == 1


@pytest.mark.parametrize(("tour", "step"), [("finance_reviewer", ""), ("none", ""), ("filler", "none")])
def test_what_is_not_there_is_nobodys(client, filler, tour, step):
    assert client.post(reverse("tour", args=[tour]), {"step": step}).status_code == 404
    assert not TourProgress.objects.exists()


@pytest.mark.parametrize("role", GUIDED)
def test_where_there_is_nothing_yet_it_says_so(client, role):
    user = a_member(role)
    client.force_login(user)
    (shown,) = tours_of(user)
    missing = [each for each in shown.steps if each.missing]
    assert {each.step.page.of for each in missing} == {each.step.page.of for each in shown.steps} - {""}
    page = client.get(reverse("tours")).text
    assert all(NOT_YET[each.step.page.of] in page for each in missing)
    for each in missing:
        moved = client.post(reverse("tour", args=[shown.tour]), {"step": each.step.key}, follow=True)
        assert each.missing in moved.text


def test_a_text_is_opened_for_review_by_its_reviewer_alone(client, text):
    client.force_login(somebody(Role.FINANCE_SECTION_REVIEWER, text))
    desk = next(step for step in STEPS[Tour.FINANCE_REVIEWER] if step.page is Page.DESK)
    client.post(reverse("tour", args=[Tour.FINANCE_REVIEWER]), {"step": desk.key}, follow=True)
    assert not text.openings.exists()
    assert reverse("review_desk", args=[text.pk]) in panel_on(client, reverse("review_queue"))


def test_nothing_is_asked_for_it_where_none_is_followed(client, filler, text):
    address = reverse("statement", args=[text.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert [one["sql"] for one in queries if TourProgress._meta.db_table in one["sql"]] == []


def test_whoever_holds_no_role_reads_why_there_is_none(client):
    client.force_login(a_user())
    assert "您的任职没有导览" in client.get(reverse("tours")).text
