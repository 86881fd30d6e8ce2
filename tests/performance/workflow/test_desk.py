"""The desk shows what is open by project and what was explained apart; every mark in the text has where to lead."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from performance.findings.judgement import judge
from performance.findings.waivers import answer_findings
from performance.models import PerformanceStatement, StatementState, UnitState
from performance.review import Severity
from performance.statements.services import save_content
from tests.factories import a_content, an_indicator


@pytest.fixture
def faulty(cast):
    """A text with warnings on both of its projects, of which one was explained."""
    vague = an_indicator(name="科普效果", value="持续提升")
    content = a_content(cast.department, projects=2)
    projects = tuple(replace(one, indicators=(*one.indicators, vague)) for one in content.projects)
    save_content(replace(content, projects=projects), department=cast.department, year=2026)
    found = [f for f in judge(cast.statement).findings if f.severity is Severity.WARNING and f.waivable]
    answer_findings(cast.statement, [found[0].fingerprint], by=cast.chief, reason="上级文件规定。")
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    return cast


def desk(client, cast):
    client.force_login(cast.section)
    return client.get(reverse("review_desk", args=[cast.statement_pk]))


def test_every_open_finding_stands_under_its_project_and_the_explained_one_apart(client, faulty):
    page = desk(client, faulty)
    judged = judge(faulty.statement).findings
    owners = page.context["owners"]
    assert sum(len(owner.found) for owner in owners) == len(judged) - 1
    names = [project.name for project in page.context["content"].projects]
    assert [owner.title for owner in owners][-len(names) :] == names
    assert page.context["explanations"].count == 1
    assert "上级文件规定。" in page.text
    assert "确认同意" in page.text


def test_every_mark_in_the_text_leads_to_what_it_speaks_of(client, faulty):
    page = desk(client, faulty).text
    leads = set(re.findall(r'href="#((?:group-)?finding-\d+)"', page))
    ids = set(re.findall(r'id="((?:group-)?finding-\d+)"', page))
    assert leads
    assert leads <= ids
    places = set(re.findall(r'<a href="#(at-[\d-]+)">', page))
    assert places <= set(re.findall(r'id="(at-[\d-]+)"', page))


def test_an_explanation_that_is_accepted_leads_back_to_the_desk(client, faulty):
    page = desk(client, faulty)
    (shown,) = page.context["explanations"].groups[0].shown
    own = reverse("review_desk", args=[faulty.statement_pk])
    said = {"verdict": "accepted", "finding": shown.finding.fingerprint, "next": own}
    assert client.post(reverse("judge_answers", args=[faulty.statement_pk]), said).url == own


def test_the_criteria_sheet_is_written_at_the_desk(client, faulty):
    page = desk(client, faulty).text
    own = reverse("review_desk", args=[faulty.statement_pk])
    assert f'<input type="hidden" name="next" value="{own}">' in page
    sheet = {"next": own, "opinion": "总体合理。", "decision": "", "grade": ""}
    assert client.post(reverse("review_sheets", args=[faulty.statement_pk]), sheet).url == own
    assert "总体合理。" in desk(client, faulty).text


@pytest.mark.parametrize("projects", [1, 6])
def test_the_desk_takes_one_number_of_queries(client, cast, projects, django_assert_max_num_queries):
    content = a_content(cast.department, projects=projects)
    save_content(content, department=cast.department, year=2026)
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    desk(client, cast)  # the first request notes its browser in the session
    with django_assert_max_num_queries(30):  # two of them BEGIN and COMMIT
        assert client.get(reverse("review_desk", args=[cast.statement_pk])).status_code == 200


def test_opening_the_desk_is_known(client, faulty):
    desk(client, faulty)
    opening = faulty.statement.openings.get(person=faulty.section)
    assert opening.version == PerformanceStatement.objects.get(pk=faulty.statement_pk).version
