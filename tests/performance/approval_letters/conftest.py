"""An office with two approved texts, and who writes its letters."""

from types import SimpleNamespace

import pytest
from django.test import Client

from departments.permissions.roles import Role
from performance.models import PerformanceStatement, StatementState
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from tests.factories import a_department, a_member, a_project_content, a_statement, a_unit, an_office


def approve(statement):
    revision = take_revision(statement, None, statement_content(statement))
    PerformanceStatement.objects.filter(pk=statement.pk).update(
        state=StatementState.APPROVED, approved_revision=revision
    )
    statement.refresh_from_db()
    return revision


@pytest.fixture
def here(db):
    office = an_office()
    departments = [a_department(office) for _ in range(2)]
    texts = []
    for department, name in zip(departments, ("科普活动经费", "{{文号}}<&>"), strict=True):
        unit = a_unit(department)
        a_unit(department)
        texts.append(a_statement(department, projects=(a_project_content(unit, name=name),)))
    revisions = [approve(text) for text in texts]
    person = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office)
    client = Client()
    client.force_login(person)
    return SimpleNamespace(
        office=office, departments=departments, texts=texts, revisions=revisions, person=person, client=client
    )
