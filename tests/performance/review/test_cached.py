"""Whoever opens a text again gets the live review of it, which is not made again."""

from dataclasses import replace

import pytest

from performance.findings.judgement import judge
from performance.review import cached, engine
from performance.statements.services import save_content
from tests.factories import a_department, a_statement

pytestmark = pytest.mark.django_db


def test_a_text_is_judged_once_and_anew_as_soon_as_it_says_anything_else(monkeypatch):
    department = a_department()
    statement = a_statement(department)
    cached.review.cache_clear()
    live = engine.review
    judged = []
    monkeypatch.setattr(engine, "review", lambda content, _: judged.append(content) or live(content))

    first = judge(statement)
    again = judge(statement)
    assert first.findings == again.findings == live(first.content) != ()
    assert judged == [first.content]

    judged.clear()
    said = replace(first.content, department_name="")
    statement = save_content(said, department=department, year=statement.fiscal_year).statement
    changed = judge(statement)
    assert judged == [changed.content] != [first.content]
    assert changed.findings == live(changed.content)
