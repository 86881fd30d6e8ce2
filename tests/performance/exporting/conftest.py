"""An office with departments, some approved, and what becomes of them on paper."""

import pytest

from performance.models import PerformanceStatement, StatementState
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from tests.factories import a_department, a_statement, a_unit, an_office


@pytest.fixture(autouse=True)
def results(settings, tmp_path):
    """Where background jobs leave their files."""
    settings.EXPORT_DIR = tmp_path / "exports"
    return settings.EXPORT_DIR


@pytest.fixture
def office(db):
    return an_office()


@pytest.fixture
def an_exportable(office):
    """Makes a statement of a department of two units."""

    def make(**kwargs):
        department = a_department(office)
        a_unit(department)
        a_unit(department)
        return a_statement(department, **{"projects": 2, **kwargs})

    return make


@pytest.fixture
def approve():
    """Puts the present text in force as the workflow does, and before the public if asked."""

    def put(statement, *, published=False):
        revision = take_revision(statement, None, statement_content(statement))
        values = {"state": StatementState.APPROVED, "approved_revision": revision}
        if published:
            values |= {"state": StatementState.PUBLISHED, "published_revision": revision}
        PerformanceStatement.objects.filter(pk=statement.pk).update(**values)
        return PerformanceStatement.objects.select_related("department__office").get(pk=statement.pk)

    return put
