"""Choosing departments on a page: few are answered at once, more become a job, foreign ones do not exist."""

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.exporting.jobs import AT_ONCE
from performance.models import ExportJob
from tests.factories import a_member, an_office
from tests.performance.exporting.reading import book, unpacked

pytestmark = pytest.mark.django_db

PAGE = "/packages/"


@pytest.fixture
def reviewer(client, office):
    user = a_member(Role.FINANCE_SECTION_REVIEWER, at=office)
    client.force_login(user)
    return user


def ask(client, *statements, kind="package"):
    return client.post(PAGE, {"kind": kind, "statement": [statement.pk for statement in statements]})


def test_a_few_departments_are_answered_at_once(client, reviewer, an_exportable):
    chosen = [an_exportable(), an_exportable()]
    package, summary = ask(client, *chosen), ask(client, *chosen, kind="summary")
    assert len(unpacked(package.content)) == 2 * 4 + 3
    assert package["Content-Type"] == "application/zip"
    assert "部门" in book(summary.content).sheetnames
    assert not ExportJob.objects.exists()
    assert TrailEntry.objects.filter(action="export", actor_id=str(reviewer.pk)).count() == 4


def test_more_departments_become_a_job(client, reviewer, an_exportable):
    chosen = [an_exportable() for _ in range(AT_ONCE + 1)]
    answer = ask(client, *chosen)
    assert (answer.status_code, answer.url) == (302, reverse("jobs"))
    assert ExportJob.objects.get().total == AT_ONCE + 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"statement": []}, "请至少选择一个部门。"),
        ({"statement": ["x"]}, "所选的部门不在您的查看范围内。"),
        ({"statement": ["9" * 20]}, "所选的部门不在您的查看范围内。"),
        ({"statement": ["9" * 5000]}, "所选的部门不在您的查看范围内。"),
        ({"statement": [0]}, "所选的部门不在您的查看范围内。"),
        ({"kind": "all"}, "all"),
    ],
)
def test_a_wrong_request_is_told(client, reviewer, an_exportable, wrong, sentence):
    statement = an_exportable()
    answer = client.post(PAGE, {"kind": "package", "statement": [statement.pk], **wrong})
    assert answer.status_code == 200
    assert sentence in answer.text


def test_department_staff_take_out_their_own_department_and_fillers_none(client, an_exportable):
    mine, other = an_exportable(), an_exportable()
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=mine.department))
    page = client.get(PAGE).text
    assert mine.department.name in page
    assert other.department.name not in page
    assert "不在您的查看范围内" in ask(client, mine, other).text
    assert ask(client, mine)["Content-Type"] == "application/zip"
    client.force_login(a_member(Role.FILLER, at=mine.department.units.first()))
    assert "没有您可以整份导出的绩效文本" in client.get(PAGE).text
    assert "不在您的查看范围内" in ask(client, mine).text


@pytest.mark.parametrize("number", [1, 6])
def test_the_page_takes_one_number_of_queries(
    client, reviewer, an_exportable, number, django_assert_num_queries
):
    for _ in range(number):
        an_exportable()
    with django_assert_num_queries(13):
        client.get(PAGE)


@pytest.mark.parametrize("query", ["?year=abc", "?year=1999", "?office=0", "?office=x&year=2026"])
def test_a_place_that_is_none_shows_nothing(client, reviewer, an_exportable, query):
    name = an_exportable().department.name
    an_office()
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    assert name not in answer.text


def test_nobody_enters_without_signing_in(client):
    assert client.get(PAGE).status_code == client.get("/jobs/").status_code == 302


def test_an_approved_text_is_chosen_beforehand_and_a_draft_is_not(client, reviewer, an_exportable, approve):
    approved, draft = an_exportable(), an_exportable()
    approve(approved)
    page = client.get(PAGE).text
    assert f'id="choose-{approved.pk}" checked' in page
    assert f'id="choose-{draft.pk}">' in page


def test_what_was_chosen_stays_chosen_where_something_is_amiss(client, reviewer, an_exportable, approve):
    approved, draft = an_exportable(), an_exportable()
    approve(approved)
    page = client.post(PAGE, {"statement": [draft.pk], "kind": "none"}).text
    assert f'id="choose-{draft.pk}" checked' in page
    assert f'id="choose-{approved.pk}">' in page
