"""What was reached and decided is held against the text of a later year, until that is approved."""

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.findings.judgement import judge
from performance.models import (
    Action,
    EvaluationState,
    FindingCount,
    PerformanceStatement,
    StatementState,
    WorkflowEvent,
)
from performance.self_evaluation.figures.overview import figures_of_year
from performance.self_evaluation.uses import Decided, decide
from performance.statements.figures.renewing import count_anew
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.workflow.services import perform
from tests.factories import a_member, a_statement
from tests.performance.self_evaluation.test_transitions import put, walk

OF_YEARS_BEFORE = {"E9", "E10", "C18"}


@pytest.fixture
def later(year):
    return a_statement(year.department, year=2027, projects=2)


@pytest.fixture
def graded(year, later):
    card = year.finished()
    walk(card, Action.SUBMIT, year.filler)
    put(card, EvaluationState.FINANCE, year.department_reviewer)
    walk(card, Action.GRADE, year.section)
    card.refresh_from_db()
    return card


def found(statement):
    statement = PerformanceStatement.objects.get(pk=statement.pk)
    return [each for each in judge(statement).findings if each.code in OF_YEARS_BEFORE]


def test_a_target_below_what_was_reached_is_found_once_that_is_graded(year, later, graded):
    (finding,) = found(later)
    assert finding.code == "E10"
    assert "2025年完成9次" in finding.evidence
    walk(graded, Action.REVOKE, year.section)
    assert found(later) == []


def test_a_finding_leads_to_the_card_and_is_counted_in_the_analysis_of_its_year(client, year, later, graded):
    assert [finding.cards for finding in found(later)] == [(graded.pk,)]
    client.force_login(year.section)
    card = f'<a href="{reverse("evaluation", args=[graded.pk])}">打开</a>'
    assert card in client.get(reverse("statement", args=[later.pk])).text
    assert "另有1份文本" in figures_of_year(year.section, 2025)[-1].note
    count_anew(PerformanceStatement.objects.filter(pk=later.pk))
    figure = figures_of_year(year.section, 2025)[-1]
    assert "尚未统计" not in figure.note
    (row,) = figure.rows
    assert [getattr(value, "value", value) for value in row] == [year.department.name, 2027, 0, 1, 0]
    assert row[3].href == reverse("statement", args=[later.pk])
    assert figures_of_year(year.stranger, 2025)[-1].rows == []


def test_what_is_decided_is_held_against_the_money(year, later, graded):
    decide(graded, Decided("compress", percent="50", reason="进度慢"), by=year.section)
    findings = {finding.code: finding for finding in found(later)}
    assert "“压缩50 %”，2027年预算" in findings["C18"].evidence
    decide(graded, Decided("keep", seen=1), by=year.section)
    assert {finding.code for finding in found(later)} == {"E10"}


def test_counts_are_made_anew_by_what_was_graded(year, later, graded):
    FindingCount.objects.update_or_create(statement=later, defaults={"rules": "of before"})
    walk(graded, Action.REVOKE, year.section)
    assert FindingCount.objects.get(statement=later).rules == ""


def test_an_approved_text_is_left_as_it_was_approved(year, later):
    PerformanceStatement.objects.filter(pk=later.pk).update(state=StatementState.APPROVED)
    card = year.finished()
    put(card, EvaluationState.FINANCE, year.stranger)
    walk(card, Action.GRADE, year.section)
    later.refresh_from_db()
    assert later.has_results is False


def test_what_was_graded_meanwhile_is_held_against_a_text_that_is_no_more_in_force(year, later, graded):
    kept = take_revision(later, None, statement_content(later))
    PerformanceStatement.objects.filter(pk=later.pk).update(
        state=StatementState.APPROVED, approved_revision=kept, has_results=False
    )
    WorkflowEvent.objects.create(
        statement=later, action=Action.APPROVE, label="批复", source=StatementState.APPROVAL,
        target=StatementState.APPROVED, actor=year.stranger, actor_name="前任", round=1, version=1, revision=kept,
    )  # fmt: skip
    assert found(later) == []
    later.refresh_from_db()
    approver = a_member(Role.PERFORMANCE_SECTION_REVIEWER, year.department.office)
    perform(later, Action.REVOKE, by=approver, expected_version=later.version, reason="批错了口径")
    assert {finding.code for finding in found(later)} == {"E10"}


def test_a_text_that_is_begun_later_knows_of_the_years_before(year, graded):
    begun = a_statement(year.department, year=2026, projects=2)
    begun.refresh_from_db()
    assert begun.has_results
    assert {finding.code for finding in found(begun)} == {"E10"}
    long_after = a_statement(year.department, year=2030, projects=2)
    long_after.refresh_from_db()
    assert not long_after.has_results
