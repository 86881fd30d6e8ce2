"""Where no rule can mend, the nearest indicators of the library are named, with their source and without a number."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.permissions.roles import Role
from performance.entry_forms.suggestions import suggestions
from performance.findings.judgement import judge
from performance.models import StatementState
from tests.factories import a_content, a_member, a_project_content, a_statement, a_template, an_indicator

pytestmark = pytest.mark.django_db
VAGUE = an_indicator(level1="效益指标", level2="社会效益指标", name="公众科学素质", value="持续提升")


def a_vague_text(department, projects=1, year=2026):
    unit = department.units.first()
    own = tuple(
        a_project_content(unit, name=f"科普活动{n}", indicators=(*a_project_content(unit).indicators, VAGUE))
        for n in range(projects)
    )
    content = replace(a_content(department, projects=own), year=year)
    return a_statement(department, content=content, year=year)


@pytest.fixture
def library():
    """The nearest by its words, one more used that is farther, one of another family, one retired."""
    kept = {
        "level1": "效益指标",
        "level2": "社会效益指标",
        "family": "social",
        "office_code": "",
        "province": "",
    }
    return {
        "near": a_template(name="公众科学素质提升率", uses=1, **kept),
        "far": a_template(name="公众参与率", uses=90, **kept),
        "none": a_template(name="就业人数", uses=200, **kept),
        "retired": a_template(name="公众科学素质达标率", retired=True, **kept),
    }


def of_the_vague(statement, user):
    return [
        each
        for each in suggestions(statement, user, judge(statement))
        if each.finding.place.indicator == VAGUE.name
    ]


def test_the_nearest_by_words_come_first_and_what_shares_none_does_not_come(department, library):
    statement = a_vague_text(department)
    (each,) = of_the_vague(statement, a_member(Role.DEPARTMENT_REVIEWER, department))[:1]
    assert list(each.templates) == [library["near"], library["far"]]
    assert each.project == statement.projects.get().pk


def test_what_is_not_ones_own_to_write_is_not_suggested_for(department, library):
    statement = a_vague_text(department)
    outsider = a_member(Role.FINANCE_SECTION_REVIEWER, at=department.office)
    assert suggestions(statement, outsider, judge(statement)) == []
    type(statement).objects.filter(pk=statement.pk).update(state=StatementState.FIRST_REVIEW)
    statement.refresh_from_db()
    assert suggestions(statement, a_member(Role.DEPARTMENT_REVIEWER, department), judge(statement)) == []


def test_the_page_and_the_interface_name_them_with_their_source(client, department, library):
    statement = a_vague_text(department)
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    page = client.get(reverse("entry_mends", args=[statement.pk])).text
    project = statement.projects.get().pk
    assert f"{reverse('library_project', args=[statement.pk, project])}?text=" in page
    assert f"来自{library['near'].get_source_display()}，用过 1 次" in page
    told = client.get(f"/api/v1/statements/{statement.pk}/suggestions/").json()
    names = {one["name"] for each in told for one in each["templates"]}
    assert {library["near"].name, library["far"].name} <= names


def test_as_much_is_asked_for_many_findings_as_for_one(department, library):
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, department)
    counts = []
    for number, year in ((2, 2026), (5, 2027)):
        statement = a_vague_text(department, number, year)
        with CaptureQueriesContext(connection) as queries:
            assert len(of_the_vague(statement, reviewer)) >= number
        counts.append(len(queries))
    assert counts[0] == counts[1]
