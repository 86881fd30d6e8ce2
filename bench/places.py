"""Where texts of benchmarks belong: a department of an office of its own, with the units that the text names."""

from django.db import connection

from departments.models import BudgetUnit, Department
from departments.permissions.roles import Role
from performance.content.model import StatementContent
from tests.factories import a_department, a_member, an_office

YEAR = 2026


def a_place(content: StatementContent) -> tuple[Department, object]:
    """A department whose text this can be, and the reviewer who may save it."""
    department = a_department(an_office(), code=content.department_code, name=content.department_name)
    named = sorted({(project.unit_code, project.unit_name) for project in content.projects})
    BudgetUnit.objects.bulk_create(
        BudgetUnit(department=department, code=code, name=name, position=position)
        for position, (code, name) in enumerate(named, 1)
    )
    return department, a_member(Role.DEPARTMENT_REVIEWER, department)


def settle() -> None:
    """What autovacuum does in a running database: without statistics PostgreSQL plans for tables it takes for empty."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
