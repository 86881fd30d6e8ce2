"""Texts that were stored before the tables of declared forms: the migrations leave every one of them as it was."""

from dataclasses import replace

import pytest
from django.db import connection

from departments.models import BudgetUnit
from performance.content.json import load_content
from performance.models import Action, PerformanceStatement, StatementState
from performance.statements.revisions import content_of
from performance.statements.selectors import statement_contents
from performance.statements.services import save_content
from tests.conftest import REPOSITORY
from tests.databases import takes_minutes_on_sqlite
from tests.factories import a_department
from tests.migrating import back_to, to_the_newest
from tests.performance.cast import cast, nothing_found
from tests.performance.workflow.test_services import all_the_way, go

__all__ = ["cast", "nothing_found"]

BEFORE = [
    ("performance", "0021_request_counts"),
    ("projects", "0006_remember_withheld"),
    ("indicators", "0007_indicator_name"),
]
TEXTS = sorted((REPOSITORY / "fixtures" / "demo" / "statements").glob("*.json"))


def save_text(path):
    """The published text, in a department of its own with the units that its projects name."""
    content = load_content(path.read_text(encoding="utf-8"))
    department = a_department(name=content.department_name)
    named = {(one.unit_code or path.stem[:12], one.unit_name or department.name) for one in content.projects}
    for code, name in named:
        BudgetUnit.objects.create(department=department, code=code, name=name)
    save_content(replace(content, department_code=""), department=department, year=content.year)


def tables():
    """Every row as the database has it, by table and column."""
    ours = [
        name
        for name in connection.introspection.table_names()
        if name.startswith(("indicators_", "projects_", "performance_"))
    ]
    found = {}
    with connection.cursor() as cursor:
        for table in ours:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608 - a table's own name
            names, rows = [column[0] for column in cursor.description], cursor.fetchall()
            found |= {(table, name): [row[at] for row in rows] for at, name in enumerate(names)}
    return found


def contents():
    return statement_contents(list(PerformanceStatement.objects.select_related("department")))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("nothing_found")
@pytest.mark.long
def test_texts_of_the_schema_before_are_the_same_after_it(cast):
    takes_minutes_on_sqlite()
    all_the_way(cast, StatementState.PUBLISHED)
    for path in TEXTS:
        save_text(path)
    written = contents()
    try:
        back_to(BEFORE)
        before = tables()
        assert ("projects_budgetproject", "form") not in before
    finally:
        to_the_newest()
    after = tables()
    assert {place: after[place] for place in before} == before
    assert contents() == written
    for statement in PerformanceStatement.objects.filter(state=StatementState.DRAFTING):
        again = save_content(
            written[statement.pk], department=statement.department, year=statement.fiscal_year
        )
        assert not again.changed
    assert content_of(cast.statement.approved_revision) == written[cast.statement_pk]
    go(cast, Action.UNPUBLISH, cast.performance)
