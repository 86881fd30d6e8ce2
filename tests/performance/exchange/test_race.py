"""What is read in is confirmed twice at the same moment: once it is taken, and whoever comes second is told."""

from decimal import Decimal

import pytest

from departments.permissions.roles import Role
from performance.exchange.figures import Group as FigureGroup
from performance.exchange.figures import plan_of as figures_plan
from performance.exchange.figures import take_figures
from performance.exchange.figures_list import ListedFigure
from performance.indicator_library.standards import Group, plan_of, take_standards
from performance.models import BudgetFigure, BudgetRound, PerformanceStatement, StandardIndicator, Upload
from performance.statements.project_list import begin_statement
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Refused
from tests.factories import a_content, a_department, a_member, a_statement, a_unit, full_content
from tests.performance.exchange.test_budget_figures import listed as listed_figures
from tests.performance.exchange.test_budget_figures import read, rows_of
from tests.performance.exchange.test_pages import asked, uploaded
from tests.performance.indicator_library.standards import TRAINEES, listed
from tests.performance.racing import at_once, sent_by, several_writers

ROUNDS = 4

pytestmark = [pytest.mark.django_db(transaction=True), several_writers]


@pytest.fixture
def statement():
    department = a_department()
    a_unit(department)
    return a_statement(department, content=full_content(department))


def test_a_package_confirmed_twice_is_taken_once(client, settings, tmp_path, statement):
    settings.EXPORT_DIR = tmp_path
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, at=statement.department)
    client.force_login(reviewer)
    package, before = asked(client, statement, agreed="1").content, statement_content(statement)
    department, year = statement.department, statement.fiscal_year
    save_content(a_content(department, projects=0), department=department, year=year)
    address = uploaded(client, package).url
    ((key, seen),) = client.get(address).context["outlooks"]
    fields = {"sha256": Upload.objects.get().sha256, "text": [key], f"version-{key}": seen.version}
    version = PerformanceStatement.objects.get(pk=statement.pk).version
    assert sorted(at_once(*[sent_by(reviewer, address, fields)] * 2)) == [302, 302]
    assert statement_content(statement) == before
    assert PerformanceStatement.objects.get(pk=statement.pk).version == version + 1


def test_lists_confirmed_twice_are_taken_once(statement):
    office = statement.department.office
    keeper = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office)
    figures = read(listed_figures(*rows_of(statement)), office)
    wanted = figures_plan(figures, office, 2026, BudgetRound.FIRST)
    kwargs = {"groups": [FigureGroup.NEW], "digest": wanted.digest, "by": keeper}
    taken = at_once(*[lambda: take_figures(figures, office, 2026, BudgetRound.FIRST, **kwargs)] * 2)
    assert sorted(isinstance(one, Refused) for one in taken) == [False, True]
    assert BudgetFigure.objects.count() == len(figures)
    standards = listed(TRAINEES)
    said = {"groups": [Group.NEW], "digest": plan_of(standards, office, 2026).digest, "by": keeper}
    taken = at_once(*[lambda: take_standards(standards, office, 2026, **said)] * 2)
    assert sorted(isinstance(one, Refused) for one in taken) == [False, True]
    assert StandardIndicator.objects.count() == 1


def test_a_text_that_is_begun_while_lists_come_in_knows_of_them():
    for _ in range(ROUNDS):
        department = a_department()
        office, unit = department.office, a_unit(department)
        keeper = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office)
        chief = a_member(Role.DEPARTMENT_REVIEWER, at=department)
        figures = [ListedFigure(unit.pk, "1", "项目", "", (Decimal(1), *[None] * 6))]
        standards, first = listed(TRAINEES), BudgetRound.FIRST
        said = {"digest": plan_of(standards, office, 2026).digest, "groups": [Group.NEW], "by": keeper}
        wanted = figures_plan(figures, office, 2026, first).digest
        told = {"digest": wanted, "groups": [FigureGroup.NEW], "by": keeper}
        begun, *_ = at_once(
            lambda: begin_statement(department, 2026, by=chief),  # noqa: B023
            lambda: take_standards(standards, office, 2026, **said),  # noqa: B023
            lambda: take_figures(figures, office, 2026, first, **told),  # noqa: B023
        )
        begun.refresh_from_db()
        assert (begun.has_standards, begun.planned) == (True, True)
