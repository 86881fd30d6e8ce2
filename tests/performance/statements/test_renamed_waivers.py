"""Explanations follow a project or an indicator that is only called otherwise, and lapse with what was judged."""

from dataclasses import replace

import pytest

from departments.permissions.roles import Role
from performance.differences import Status, differences
from performance.findings.judgement import judge
from performance.findings.waivers import answer_findings, answered
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.factories import a_content, a_department, a_member, a_statement, a_unit, an_indicator
from tests.performance.review.sound_hebei import HEBEI

pytestmark = pytest.mark.django_db

VAGUE = an_indicator(name="科普效果", value="持续提升", basis="年度计划")


@pytest.fixture
def statement():
    department = a_department()
    unit = a_unit(department)
    project = replace(
        HEBEI.projects[0],
        unit_code=unit.code,
        unit_name=unit.name,
        indicators=(*HEBEI.projects[0].indicators, VAGUE),
    )
    return a_statement(department, content=a_content(department, projects=(project,)))


@pytest.fixture
def reviewer(statement):
    return a_member(Role.DEPARTMENT_REVIEWER, statement.department)


@pytest.fixture
def explained(statement, reviewer):
    """The codes of the rules whose findings are explained."""
    judgement = judge(statement)
    own = [
        finding
        for finding in judgement.findings
        if finding.waivable and finding.severity.value == "warning" and judgement.unit_of(finding)
    ]
    assert own
    answer_findings(statement, [finding.fingerprint for finding in own], by=reviewer, reason="已核实")
    return {finding.code for finding in own}


def rewrite(statement, reviewer, **changes):
    content = statement_content(statement)
    save_content(
        replace(content, projects=(replace(content.projects[0], **changes),)),
        department=statement.department,
        year=statement.fiscal_year,
        by=reviewer,
        rows=list(statement.projects.values_list("pk", flat=True)),
    )


def still_explained(statement):
    statement = type(statement).objects.get(pk=statement.pk)
    return {finding.code for finding, _ in answered(judge(statement).findings, statement).answered}


def test_another_code_keeps_the_explanations(statement, reviewer, explained):
    code = statement_content(statement).projects[0].code
    rewrite(statement, reviewer, code=code[:-1] + ("1" if code[-1] != "1" else "2"))
    assert still_explained(statement) == explained


def test_another_name_of_an_indicator_keeps_the_explanation_of_its_value(statement, reviewer, explained):
    indicators = statement_content(statement).projects[0].indicators
    renamed = (
        an_indicator(name="新增的指标"),
        *indicators[:-1],
        replace(indicators[-1], name="科学普及成效"),
    )
    codes = {finding.code for finding in judge(statement).findings if finding.place.indicator == "科普效果"}
    rewrite(statement, reviewer, indicators=renamed)
    assert codes & explained
    assert codes & explained <= still_explained(statement)


def test_another_value_needs_another_explanation(statement, reviewer, explained):
    indicators = statement_content(statement).projects[0].indicators
    codes = {finding.code for finding in judge(statement).findings if finding.evidence == "持续提升"}
    rewrite(statement, reviewer, indicators=(*indicators[:-1], replace(indicators[-1], value="不断提升")))
    assert not codes & still_explained(statement)


def test_an_indicator_that_is_only_called_otherwise_is_changed_and_not_another(statement):
    before = statement_content(statement)
    project = before.projects[0]
    indicators = (
        an_indicator(name="插在前面的", level1=VAGUE.level1, level2=VAGUE.level2, value="≥9次"),
        *project.indicators[:-1],
        replace(project.indicators[-1], name="科学普及成效"),
    )
    after = replace(before, projects=(replace(project, indicators=indicators),))
    (row,) = differences(before, after).projects
    assert [(one.status, one.title) for one in row.indicators if one.status is not Status.MOVED] == [
        (Status.ADDED, "插在前面的"),
        (Status.CHANGED, "科学普及成效"),
    ]
