"""One statement over many rows: a plan that was kept from one row must not hold each of them against each."""

import pytest
from django.db import connection

from performance.changes import triggers
from performance.models import Change, ChangeKind
from projects.models import BudgetProject
from tests.factories import a_statement

MANY = 1000
PATIENCE = "60s"  # it takes a tenth of a second; each with each took minutes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite writes row by row（PostgreSQL 上试验）"
    ),
]


def copied(table, rows, **columns):
    """So many further rows like the first, past the triggers."""
    with triggers.lifted("default"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND column_name <> 'id'",
            [table],
        )
        names = [name for (name,) in cursor.fetchall()]
        into = ", ".join(f'"{name}"' for name in names)
        said = ", ".join(columns.get(name, f'first."{name}"') for name in names)
        first = f"(SELECT * FROM {table} ORDER BY id LIMIT 1) first"  # noqa: S608  (our own names)
        cursor.execute(
            f"INSERT INTO {table} ({into}) SELECT {said} FROM {first}, generate_series(1, {rows}) g"  # noqa: S608
        )


def test_many_projects_after_one():
    a_statement(projects=1)
    copied("indicators_indicatortree", MANY)
    last = "(SELECT max(id) FROM indicators_indicatortree)"
    copied("projects_budgetproject", MANY, tree_id=f"{last} - {MANY} + g", name="'项目' || g", code="''")
    BudgetProject.objects.filter(pk=BudgetProject.objects.earliest("pk").pk).update(leader="某人")
    Change.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}'")
    BudgetProject.objects.update(leader="另一人")
    assert Change.objects.filter(kind=ChangeKind.PROJECT).count() == MANY + 1
