"""Public pages are made once, not sent again, and not given to one address too often."""

import time

import pytest
from django.core.cache import caches
from django.urls import reverse

from departments.permissions.roles import Role
from performance.exporting import publication
from performance.exporting.publication import SUFFIXES, decide_withholding
from performance.models import PerformanceStatement
from tests.factories import a_member, a_project_content, an_indicator, full_project

pytestmark = pytest.mark.django_db

SECRET = "雷霆特别行动"


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["public"].clear()


def published(an_exportable, approve, projects):
    statement = an_exportable(projects=projects)
    approve(statement)
    PerformanceStatement.objects.filter(pk=statement.pk).update(published_revision=statement.revisions.last())
    office = statement.department.office
    office.publishes = True
    office.save()
    statement.refresh_from_db()
    return statement


@pytest.fixture
def statement(an_exportable, approve):
    return published(
        an_exportable,
        approve,
        (full_project(None), a_project_content(code="13020026P999999999999", name=SECRET)),
    )


def addresses(statement):
    place = [statement.department.office.division_code, statement.fiscal_year]
    text = [*place, statement.department.code]
    return [
        reverse("public_list", args=place),
        reverse("public_statement", args=text),
        *(reverse("public_download", args=[*text, suffix]) for suffix in SUFFIXES),
    ]


def test_the_root_addresses_lead_to_every_text(client, statement):
    office, year = statement.department.office, statement.fiscal_year
    root = client.get("/public/").text
    assert (office.name in root, f"/public/{office.division_code}/{year}/" in root) == (True, True)
    years = client.get(f"/public/{office.division_code}/").text
    assert f"/public/{office.division_code}/{year}/" in years
    assert "1个部门" in years


def test_an_index_says_when_there_is_nothing_and_names_no_office_that_does_not_publish(client, statement):
    office = statement.department.office
    PerformanceStatement.objects.update(published_revision=None)
    assert "还没有公开" in client.get(f"/public/{office.division_code}/").text
    assert "还没有公开" in client.get("/public/").text
    office.publishes = False
    office.save()
    assert client.get(f"/public/{office.division_code}/").status_code == 404
    page = client.get("/public/")
    assert (page.status_code, office.name in page.text) == (200, False)


def test_what_has_not_changed_is_not_sent_again(client, statement):
    for address in addresses(statement):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
        assert "no-cache" in first["Cache-Control"]


def test_what_is_withheld_by_now_is_sent_without_it_at_once(client, statement):
    page = addresses(statement)[1]
    first = client.get(page)
    assert SECRET in first.text
    decides = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=statement.department.office)
    project = statement.projects.get(name=SECRET)
    decide_withholding(project, "涉及国家秘密", by=decides, statement=statement)
    later = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    assert SECRET not in later.text
    decide_withholding(project, "", by=decides, statement=statement, because="已解密")
    assert SECRET in client.get(page).text


def test_who_is_signed_in_gets_a_page_of_the_own_and_nothing_kept_of_it(client, statement):
    page = addresses(statement)[1]
    tag = client.get(page)["ETag"]
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=statement.department))
    own = client.get(page, headers={"If-None-Match": tag})
    assert (own.status_code, "no-store" in own["Cache-Control"]) == (200, True)
    assert "ETag" not in own


def test_one_address_is_answered_only_so_often(client, statement, settings, tmp_path):
    settings.PUBLIC_PER_MINUTE, settings.REQUEST_COUNTS_DIR = 5, tmp_path
    page = addresses(statement)[1]
    answers = [client.get(page) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert "秒后再试" in answers[-1].text
    assert int(answers[-1]["Retry-After"]) > 0
    assert client.get(page, REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.figure(36)
def test_a_page_of_many_projects_is_made_once(client, an_exportable, approve, trial, monkeypatch):
    number = trial.times(30, 500)
    projects = tuple(
        a_project_content(
            code=f"13020026P{n:012}",
            name=f"第{n}项",
            indicators=tuple(an_indicator(name=f"第{k}次") for k in range(6)),
        )
        for n in range(number)
    )
    page = addresses(published(an_exportable, approve, projects))[1]
    made = []
    real = publication.public_content
    monkeypatch.setattr(publication, "public_content", lambda *asked: made.append(asked) or real(*asked))
    first, *again = (client.get(page) for _ in range(6))
    assert (len(made), {answer.text for answer in again}) == (1, {first.text})
    taken = []
    for headers in [{}] * 10 + [{"If-None-Match": first["ETag"]}] * 10:
        began = time.thread_time()
        client.get(page, headers=headers)
        taken.append((time.thread_time() - began) * 1000)
    trial.count("项目", number)
    trial.measure(f"有缓存时处理器用时 {min(taken[:10]):.0f} 毫秒，答复 304 时 {min(taken[10:]):.0f} 毫秒")
    if trial.full:
        assert min(taken[:10]) <= 50
