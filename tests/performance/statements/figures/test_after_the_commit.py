"""Findings are counted when a save has ended, and never while it holds the lock."""

from dataclasses import replace

import pytest
from django.db import connection

from performance.content.model import SectionContent, SectionKind
from performance.findings.judgement import judge
from performance.statements.figures import renewing
from performance.statements.services import save_content
from tests.factories import a_statement
from tests.performance.statements.figures.test_figures import check


@pytest.mark.django_db(transaction=True)
def test_no_rule_runs_while_a_save_holds_its_lock(monkeypatch):
    """Neither for a save nor for the worker, which reviews what others may save meanwhile."""
    requests = []
    real = renewing.review

    def review(content, rule_set):
        requests.append(connection.in_atomic_block)
        return real(content, rule_set)

    monkeypatch.setattr(renewing, "review", review)
    statement = a_statement(projects=2)
    renewing.count_anew(type(statement).objects.all())
    assert requests == [False, False]
    check(statement)


@pytest.mark.django_db(transaction=True)
def test_a_text_saved_while_it_is_reviewed_is_reviewed_again(monkeypatch):
    statement = a_statement(projects=2)
    content = judge(statement).content
    real, saves = renewing.review, iter([True, False, False])

    def review(text, rule_set):
        found = real(text, rule_set)
        if next(saves, False):
            changed = replace(
                content, sections=(*content.sections, SectionContent(SectionKind.MANDATE, "职能", "的的"))
            )
            save_content(changed, department=statement.department, year=statement.fiscal_year)
        return found

    monkeypatch.setattr(renewing, "review", review)
    renewing.count_anew(type(statement).objects.all())
    check(statement)


@pytest.mark.django_db(transaction=True)
def test_a_review_that_fails_costs_the_save_nothing_and_stands_in_the_log(monkeypatch, caplog):
    def fail(*words):
        raise ArithmeticError("a rule went wrong")

    monkeypatch.setattr(renewing, "review", fail)
    statement = a_statement()
    assert judge(statement).content
    assert "a rule went wrong" in caplog.text
    assert list(renewing.not_counted(type(statement).objects.all())) == [statement]


@pytest.mark.django_db(transaction=True)
def test_a_process_that_ends_before_the_review_leaves_the_text_uncounted(monkeypatch):
    monkeypatch.setattr(renewing, "after_commit", lambda task: None)
    statement = a_statement()
    assert list(renewing.not_counted(type(statement).objects.all())) == [statement]
