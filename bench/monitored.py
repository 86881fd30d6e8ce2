"""A year that an office monitors: approved texts of many departments, and the reports of four periods filled in."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

from bench.places import settle

DEPARTMENTS = 20  # of one unit with 10 projects of 10 indicators each
PROJECTS = 10
YEAR = 2025
MONTHS = (3, 6, 9, 12)


@cache
def monitored() -> SimpleNamespace:
    """``user`` sees everything; ``statements`` are all texts of ``office``, ``tasks`` its periods with their reports."""
    from departments.models import Department, FinanceOffice
    from performance.models import PerformanceStatement
    from performance.setup.simulated_province.making import make_province
    from performance.setup.simulated_province.size import Size
    from tests.factories import a_user

    make_province(Size(departments=DEPARTMENTS, units=1, projects=PROJECTS, year=YEAR))
    office = FinanceOffice.objects.order_by("division_code").first()
    Department.objects.update(office=office)
    user = a_user(is_superuser=True)
    statements = PerformanceStatement.objects.select_related("department__office")
    _approve(statements.filter(fiscal_year=YEAR))
    settle()
    tasks = [_filled(office, month, statements.filter(fiscal_year=YEAR), user) for month in MONTHS]
    settle()
    return SimpleNamespace(office=office, user=user, statements=statements, tasks=tasks)


def _approve(statements) -> None:
    from performance.models import StatementState
    from performance.statements.revisions import take_revision
    from performance.statements.selectors import statement_content

    for statement in statements:
        revision = take_revision(statement, None, statement_content(statement))
        statements.filter(pk=statement.pk).update(state=StatementState.APPROVED, approved_revision=revision)


def _filled(office, month: int, statements, user):
    from performance.monitoring.opening import open_reports
    from performance.setup.simulated_province.after_approval import fill_reports, monitoring_task

    task = monitoring_task(office, YEAR, month)
    open_reports(task, statements)
    fill_reports(task, user.pk)
    return task
