"""Findings on the page of a statement: who sees which, who may answer them, and what becomes of an answer."""

from dataclasses import replace

import pytest

from departments.permissions.roles import PLACE_OF_ROLE, Role
from indicators.models import Indicator
from performance.findings.judgement import judge
from performance.findings.statement_review import review_for
from performance.findings.waivers import ANSWERING, answer_findings
from performance.models import PerformanceStatement, StatementState, Waiver
from performance.review import OwnerKind, Severity
from performance.steps.refusals import Refused
from tests.built_once import built_once
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    an_indicator,
)

pytestmark = pytest.mark.django_db
DOUBTFUL = {"value": "持续提升", "level1": "效益指标", "level2": "社会效益指标"}


@built_once
def statement(department):
    """Two units with a doubtful project each,."""
    own, other = department.units.order_by("pk")
    projects = tuple(
        a_project_content(unit, name=name, indicators=(an_indicator(name=f"{name}成效", **DOUBTFUL),))
        for unit, name in ((own, "第一项目"), (other, "第二项目"))
    )
    return a_statement(department, content=a_content(department, projects=projects))


@pytest.fixture
def people(department):
    own = department.units.order_by("pk").first()
    places = {"unit": own, "department": department, "office": department.office}
    return {role: a_member(role, at=places[PLACE_OF_ROLE[role]]) for role in Role}


def page_of(statement):
    return f"/statements/{statement.pk}/"


def vague(statement, project=None):
    """The findings that a value is vague, in the order of the projects; or that of one project."""
    found = [f for f in judge(statement).findings if f.code == "B7"]
    return found if project is None else found[project]


def saying(finding, reason="上级文件未定数值。"):
    return {"finding": finding.fingerprint, "reason": reason}


def test_a_page_shows_the_findings_and_leads_to_their_cells(client, statement, people):
    client.force_login(people[Role.DEPARTMENT_REVIEWER])
    answer = client.get(page_of(statement))
    shown = [each for level in answer.context["review"].levels for g in level.groups for each in g.shown]
    assert {each.finding for each in shown} == set(judge(statement).findings)
    for each in shown:
        assert f'<a href="#{each.cell_id}">{each.finding.place}</a>' in answer.text
        assert f'id="{each.cell_id}"' in answer.text


def test_a_filler_sees_what_is_said_of_the_own_unit_only(client, statement, people):
    filler = people[Role.FILLER]
    own = filler.memberships.get().unit
    seen = review_for(statement, filler)
    assert seen.is_partial
    assert [project.name for project in seen.content.projects] == ["第一项目"]
    assert {f.fingerprint for f in seen.findings} == {f.fingerprint for f in judge(statement).of_unit(own)}
    client.force_login(filler)
    page = client.get(page_of(statement)).text
    assert "第一项目成效" in page
    assert "第二项目" not in page


def test_a_comparison_with_another_unit_does_not_quote_it_and_can_still_be_answered(department):
    own, other = department.units.order_by("pk")
    same = tuple(an_indicator(name=f"指标{number}") for number in range(4))
    projects = tuple(
        a_project_content(unit, name=name, indicators=same)
        for unit, name in ((own, "甲项目"), (other, "乙项目"))
    )
    statement = a_statement(department, content=a_content(department, projects=projects))
    filler = a_member(Role.FILLER, at=other)
    cloned = [finding for finding in review_for(statement, filler).findings if finding.code == "E2"]
    assert [finding.evidence for finding in cloned] == ["与本部门其他单位的项目比较得出"]
    assert not any("甲项目" in str(finding) for finding in review_for(statement, filler).findings)
    fingerprints = {finding.fingerprint for finding in judge(statement).findings if finding.code == "E2"}
    assert {finding.fingerprint for finding in cloned} <= fingerprints


def test_findings_on_a_later_unit_stand_at_its_projects(statement, department):
    filler = a_member(Role.FILLER, at=department.units.order_by("pk").last())
    seen = review_for(statement, filler)
    assert seen.findings
    for finding in seen.findings:
        assert finding.place.owner is OwnerKind.PROJECT
        assert seen.content.projects[finding.place.index].name == finding.place.project_name == "第二项目"


@pytest.mark.parametrize("state", StatementState)
@pytest.mark.parametrize("project", [0, 1])
@pytest.mark.parametrize("role", Role)
def test_an_answer_is_offered_exactly_to_whoever_may_give_it(statement, people, role, project, state):
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=state)
    statement.refresh_from_db()
    finding = vague(statement, project)
    offered = finding.fingerprint in review_for(statement, people[role]).answerable
    try:
        answer_findings(statement, [finding.fingerprint], by=people[role], reason="理由")
    except Refused:
        assert not offered
    else:
        assert offered
        assert role in ANSWERING


def test_an_answer_given_on_the_page_is_shown_with_its_person_and_time(client, statement, people):
    client.force_login(people[Role.DEPARTMENT_REVIEWER])
    both = [finding.fingerprint for finding in vague(statement)]
    answer = client.post(
        f"{page_of(statement)}answers/", {"finding": both, "reason": "上级文件未定数值。"}, follow=True
    )
    assert "已保存对 2 处问题的说明" in answer.text
    assert Waiver.objects.count() == 2
    assert answer.text.count("上级文件未定数值。") == 3  # at both places, and as the sentence of both
    assert "已说明 2 处" in answer.text
    person = people[Role.DEPARTMENT_REVIEWER]
    assert f"（{person.get_full_name() or person.username}，" in answer.text
    client.force_login(people[Role.PERFORMANCE_SECTION_REVIEWER])
    reviewers = client.get(page_of(statement)).text
    assert "上级文件未定数值。" in reviewers
    assert "撤销说明" not in reviewers
    assert "保存说明" not in reviewers


def test_an_answer_lapses_with_the_judged_content(client, statement, people):
    finding = vague(statement, 0)
    person = people[Role.DEPARTMENT_REVIEWER]
    answer_findings(statement, [finding.fingerprint], by=person, reason="上级文件未定数值。")
    assert review_for(statement, person).answers.keys() == {finding.fingerprint}
    Indicator.objects.filter(value="持续提升").update(value="不断提升")
    assert review_for(statement, person).answers == {}


def test_an_answer_is_taken_back_by_whoever_gave_it(client, statement, people):
    finding = vague(statement, 0)
    filler = people[Role.FILLER]
    client.force_login(filler)
    client.post(f"{page_of(statement)}answers/", saying(finding))
    assert Waiver.objects.get().person == filler
    page = client.post(
        f"{page_of(statement)}answers/withdraw/", {"finding": finding.fingerprint}, follow=True
    )
    assert "说明已撤销" in page.text
    assert not Waiver.objects.exists()


def test_a_refused_answer_says_why_and_changes_nothing(client, statement, people):
    client.force_login(people[Role.FILLER])
    other = vague(statement, 1)
    for sent, expected in (
        (saying(other), "您不能说明"),
        (saying(vague(statement, 0), reason=" "), "请填写说明理由"),
        ({"finding": "0" * 24, "reason": "理由"}, "已不存在"),
        ({"reason": "理由"}, "已不存在"),
    ):
        assert expected in client.post(f"{page_of(statement)}answers/", sent, follow=True).text
    assert (
        "没有说明" in client.post(f"{page_of(statement)}answers/withdraw/", saying(other), follow=True).text
    )
    assert not Waiver.objects.exists()


@pytest.mark.parametrize("address", ["answers/", "answers/withdraw/"])
def test_answers_of_a_statement_out_of_sight_do_not_exist(client, statement, address):
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, a_department()))
    assert client.post(page_of(statement) + address, saying(vague(statement, 0))).status_code == 404
    assert client.get(page_of(statement) + address).status_code == 405


@pytest.mark.parametrize("number", [1, 6])
def test_findings_and_answers_take_one_number_of_queries(
    client, department, number, people, django_assert_num_queries
):
    unit = department.units.first()
    indicators = (an_indicator(**DOUBTFUL),)
    projects = tuple(
        replace(a_project_content(unit, name=f"项目{n}"), indicators=indicators) for n in range(number)
    )
    statement = a_statement(department, content=a_content(department, projects=projects))
    reviewer = people[Role.DEPARTMENT_REVIEWER]
    waivable = [f.fingerprint for f in vague(statement)]
    assert len(waivable) == number
    answer_findings(statement, waivable, by=reviewer, reason="理由")
    client.force_login(reviewer)
    with django_assert_num_queries(29):
        levels = client.get(page_of(statement)).context["review"].levels
    assert {level.severity: level.answered for level in levels}[Severity.WARNING] == number
