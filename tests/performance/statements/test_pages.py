"""What a browser gets: only what the reader may see, as text and never as markup, from this server alone."""

import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse

from departments.permissions.roles import Role
from performance.content.model import SectionContent, SectionKind
from performance.documents.convert import READABLE, read_text
from performance.exporting.statement_file import DOWNLOADS
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from performance.statements.visibility import is_partial, visible_content
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    a_user,
    an_indicator,
    full_content,
)

pytestmark = pytest.mark.django_db

SUFFIXES = [download.suffix for download in DOWNLOADS]


@pytest.fixture
def reviewer(client, department):
    """The client of somebody who sees the whole department and nothing else."""
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    return client


def page_of(statement):
    return reverse("statement", args=[statement.pk])


def file_of(statement, suffix):
    return f"/statements/{statement.pk}.{suffix}"


def addresses(statement):
    return ["/statements/", page_of(statement), *(file_of(statement, suffix) for suffix in SUFFIXES)]


def test_whoever_is_not_logged_in_is_sent_to_the_login_and_back(client, department):
    for address in addresses(a_statement(department)):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={quote(address)}")


def test_login_leads_to_the_list_and_logout_is_a_post(client, department):
    a_statement(department)
    user = a_member(Role.DEPARTMENT_REVIEWER, department, password="a good password")
    faulty = client.post("/accounts/login/", {"username": user.username, "password": "wrong"})
    assert "未能登录" in faulty.text
    entered = client.post(
        "/accounts/login/", {"username": user.username, "password": "a good password"}, follow=True
    )
    assert department.name in entered.text
    assert client.get("/accounts/logout/").status_code == 405
    assert client.get("/statements/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/statements/").status_code == 302


def test_what_is_out_of_sight_does_not_exist(reviewer, department):
    mine, foreign = a_statement(department), a_statement(a_department(department.office))
    listed = reviewer.get("/statements/").text
    assert page_of(mine) in listed
    assert page_of(foreign) not in listed
    assert foreign.department.name not in listed
    for address in addresses(mine)[1:]:
        assert reviewer.get(address).status_code == 200
    for address in [*addresses(foreign)[1:], file_of(mine, "exe"), "/statements/0/"]:
        assert reviewer.get(address).status_code == 404


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_pages_only_look(reviewer, department, suffix):
    statement = a_statement(department)
    for address in (page_of(statement), file_of(statement, suffix)):
        assert reviewer.post(address).status_code == 405


def two_units(department):
    own, other = department.units.all()
    projects = (a_project_content(own, name="本单位项目"), a_project_content(other, name="他单位项目"))
    statement = a_statement(department, content=a_content(department, projects=projects))
    return statement, a_member(Role.FILLER, own)


def test_a_filler_reads_and_downloads_the_projects_of_the_own_unit_only(client, department):
    statement, filler = two_units(department)
    client.force_login(filler)
    page = client.get(page_of(statement)).text
    assert "本单位项目" in page
    assert "他单位项目" not in page
    assert "不是部门文本的全部" in page
    answer = client.get(file_of(statement, "json"))
    assert [project.name for project in read_text(answer.content, "a.json").content.projects] == [
        "本单位项目"
    ]
    assert quote("部分项目") in answer["Content-Disposition"]
    assert re.search(r'class="number">1</td>\s*<td class="number">12.50<', client.get("/statements/").text)


def test_nobody_but_the_members_see_a_statement_or_its_projects(department):
    statement, filler = two_units(department)
    seen = {
        user: len(visible_content(statement, user).projects)
        for user in (filler, a_member(Role.DEPARTMENT_REVIEWER, department), a_user(), AnonymousUser())
    }
    assert list(seen.values()) == [1, 2, 0, 0]
    assert [is_partial(statement, user) for user in seen] == [True, False, True, True]


def test_the_statement_page_says_all_that_the_layout_prints(reviewer, department):
    statement = a_statement(department, content=full_content(department, edition="2023"))
    answer = reviewer.get(page_of(statement))
    for text in ("总体绩效目标", "≥8次", "12.50", "目标二", "单位：万元", "绩效目标表"):
        assert text in answer.text
    titles = [part.title for part in answer.context["printed"].parts]
    assert titles == re.findall(r'<li><a href="#part-\d+">(.+?)</a></li>', answer.text)
    anchors = re.findall(r'<section id="(part-\d+)"', answer.text)
    assert anchors == [f"part-{number}" for number in range(1, len(titles) + 1)]


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if f".{suffix}" in READABLE])
def test_a_file_reads_back_to_the_content(reviewer, department, suffix):
    prose = (SectionContent(SectionKind.OVERALL_GOAL, text="提高居民的科学素质。"),)
    statement = a_statement(department, content=a_content(department, projects=2, sections=prose))
    answer = reviewer.get(file_of(statement, suffix))
    read = read_text(answer.content, f"text.{suffix}").content
    assert replace(read, year=2026) == replace(statement_content(statement), year=2026)


@pytest.mark.parametrize("download", DOWNLOADS, ids=SUFFIXES)
def test_a_file_says_what_it_is_and_is_kept_by_no_cache(reviewer, department, download):
    statement = a_statement(department)
    answer = reviewer.get(file_of(statement, download.suffix))
    name = quote(f"{department.name}2026年部门预算绩效文本.{download.suffix}")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert answer["Content-Type"] == download.content_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("units", [0, 1])
def test_the_public_edition_is_offered_to_whom_it_is_shown(client, department, units):
    """To nobody of one unit where there are others, even if all projects of the text are that unit's."""
    statement = a_statement(department, projects=1)
    own = statement.projects.get().unit
    department.units.exclude(pk=own.pk).delete()
    for _ in range(units):
        a_unit(department)
    client.force_login(a_member(Role.FILLER, own))
    offered = reverse("publication", args=[statement.pk])
    assert (offered in client.get(page_of(statement)).text) == (units == 0)
    assert client.get(offered).status_code == (404 if units else 200)


def test_a_file_name_keeps_nothing_that_a_file_system_would_refuse(reviewer, department):
    department.name = '某市/"科协"\r\n:*'
    department.save()
    answer = reviewer.get(file_of(a_statement(department), "txt"))
    assert answer["Content-Disposition"].endswith(quote("某市-科协-2026年部门预算绩效文本.txt"))


def test_a_statement_in_no_known_layout_is_shown_without_tables_and_not_offered(reviewer, department):
    statement = a_statement(department)
    PerformanceStatement.objects.update(edition="1999")
    page = reviewer.get(page_of(statement)).text
    assert "没有“河北 1999”的表样" in page
    assert "download" not in page
    refused = reviewer.get(file_of(statement, "txt"), follow=True)
    assert "没有“河北 1999”的表样" in refused.text


SCRIPT = "<script>alert(1)</script>"


def test_texts_are_shown_and_never_obeyed(reviewer, department):
    department.name = f"协会{SCRIPT}"
    department.save()
    unit = department.units.first()
    project = a_project_content(
        unit, name=f"名称{SCRIPT}", purpose=SCRIPT, indicators=(an_indicator(name=SCRIPT),)
    )
    content = a_content(department, projects=(project,), sections=())
    statement = a_statement(department, content=content)
    for address in ("/statements/", page_of(statement), f"/statements/?q={quote(SCRIPT)}"):
        page = reviewer.get(address).text
        assert "alert(1)" in page
        assert all(
            src.startswith("/static/") for src in re.findall(r"<script(?:[^>]* src=\"([^\"]*)\")?", page)
        )


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("", [2026, 2025]),
        ("year=2025", [2025]),
        ("year=1999", []),
        ("year=x", []),
        ("q=协会", [2026, 2025]),
        ("q=没有这样的部门", []),
        ("page=99", [2026, 2025]),
    ],
)
def test_the_list_is_narrowed_by_year_and_words(reviewer, department, query, years):
    for year in (2025, 2026):
        a_statement(department, year=year)
    answer = reviewer.get(f"/statements/?{query}")
    assert [statement.fiscal_year for statement in answer.context["page"]] == years
    assert ("没有符合条件的绩效文本" in answer.text) == (not years)


def test_an_empty_list_says_so(reviewer):
    assert "还没有绩效文本" in reviewer.get("/statements/").text


def test_money_that_is_nowhere_printed_is_a_dash_and_never_a_zero(reviewer, department):
    unknown = a_project_content(department.units.first(), budget=None)
    a_statement(department, content=a_content(department, projects=(unknown,)))
    assert '<td class="number">—</td>' in reviewer.get("/statements/").text


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_takes_one_number_of_queries(client, number, django_assert_num_queries):
    office = a_department().office
    for _ in range(number):
        a_statement(a_department(office), projects=2)
    client.force_login(a_member(Role.PERFORMANCE_SECTION_REVIEWER, office))
    client.get("/statements/")  # which notes in the session what its browser is called
    # session, user, memberships with assigned departments, years, count, page, unread notices
    with django_assert_num_queries(7):
        assert len(client.get("/statements/").context["page"]) == number


@pytest.mark.parametrize("number", [1, 6])
def test_a_statement_takes_one_number_of_queries(reviewer, department, number, django_assert_num_queries):
    statement = a_statement(department, projects=number)
    # session, user, statement, its content with whose each project is (8), answers to findings,
    # who may answer; roles, units with shares, comments, events; the rules of the office; what was approved the year
    # before; whether every unit is in sight; until when it is to be sent, for the page and for the button; head
    reviewer.get("/statements/")  # which notes in the session what its browser is called
    with django_assert_num_queries(24):
        assert len(reviewer.get(page_of(statement)).context["content"].projects) == number


@pytest.mark.parametrize("projects", [1, 6])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_takes_one_number_of_queries(
    reviewer, department, suffix, projects, django_assert_num_queries
):
    statement = a_statement(department, projects=projects)
    reviewer.get("/statements/")  # which notes in the session what its browser is called
    # session, user, memberships, statement, its content, whether partial; the trail, which waits for its turn on PostgreSQL
    with django_assert_num_queries(15 if connection.vendor == "postgresql" else 14):
        reviewer.get(file_of(statement, suffix))
