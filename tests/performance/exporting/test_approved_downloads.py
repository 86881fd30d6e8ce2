"""A print says that it is approved only if it is, to the letter, what was approved."""

from dataclasses import replace

import pytest

from departments.permissions.roles import Role
from departments.trail.writing import head
from performance.models import PerformanceStatement, StatementState
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.factories import a_member
from tests.performance.exporting.reading import pdf_text

pytestmark = pytest.mark.django_db


def printed(client, statement, role, at):
    client.force_login(a_member(role, at=at))
    anchor = head()
    return pdf_text(client.get(f"/statements/{statement.pk}.pdf").content), anchor.hash


def test_an_approved_text_bears_its_revision_and_the_head_of_the_trail(client, an_exportable, approve):
    statement = approve(an_exportable())
    text, anchor = printed(client, statement, Role.DEPARTMENT_REVIEWER, statement.department)
    assert "草案" not in text
    assert "第1版" in text
    assert anchor in text


def unapproved(statement):
    PerformanceStatement.objects.filter(pk=statement.pk).update(approved_revision=None)


def changed_since(statement):
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=StatementState.ADJUSTING)
    content = statement_content(statement)
    projects = tuple(replace(project, purpose="改了") for project in content.projects)
    save_content(replace(content, projects=projects), department=statement.department, year=2026)


@pytest.mark.parametrize("change", [unapproved, changed_since])
def test_every_other_text_is_a_draft(client, an_exportable, approve, change):
    statement = approve(an_exportable())
    change(statement)
    text, anchor = printed(client, statement, Role.DEPARTMENT_REVIEWER, statement.department)
    assert "草案" in text
    assert anchor not in text


def test_a_part_of_an_approved_text_is_not_the_approved_text(client, an_exportable, approve):
    statement = approve(an_exportable())
    text, _ = printed(client, statement, Role.FILLER, statement.department.units.first())
    assert "草案" in text
