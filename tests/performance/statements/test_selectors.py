import pytest

from performance.content.model import GoalContent, GoalKind
from performance.statements.selectors import statement_content
from tests.factories import (
    a_content,
    a_department,
    a_project_content,
    a_statement,
    a_unit,
    full_content,
    full_funding,
    full_project,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("projects", [1, 6])
def test_content_is_read_in_one_number_of_queries_whatever_the_size(projects, django_assert_num_queries):
    department = a_department()
    unit = a_unit(department)
    content = full_content(
        department, projects=tuple(full_project(unit, code=f"P{n}") for n in range(projects))
    )
    statement = a_statement(department, content=content)
    with django_assert_num_queries(16):
        assert statement_content(statement) == content


@pytest.mark.parametrize("projects", [1, 6])
def test_a_text_without_parts_of_forms_is_not_asked_for_them(projects, django_assert_num_queries):
    department = a_department()
    unit = a_unit(department)
    content = a_content(
        department,
        projects=tuple(a_project_content(unit) for _ in range(projects)),
        goals=(GoalContent(GoalKind.ANNUAL, text="目标"),),
        funding=full_funding(),
    )
    statement = a_statement(department, content=content)
    with django_assert_num_queries(7):
        assert statement_content(statement) == content


def test_numbers_come_without_the_zeros_of_their_column():
    project = statement_content(a_statement(a_department(), projects=1)).projects[0]
    assert f"{project.budget} {project.other_funds} {project.spending_plan.march}" == "12.50 0.00 30.00"


def test_a_statement_gathers_the_projects_of_all_its_units_in_printed_order():
    department = a_department()
    first, second = a_unit(department), a_unit(department)
    projects = tuple(a_project_content(unit) for unit in (second, first, second))
    statement = a_statement(department, content=a_content(department, projects=projects))
    assert [project.unit_id for project in statement.projects] == [second.pk, first.pk, second.pk]
    assert [project.unit_code for project in statement_content(statement).projects] == [
        second.code,
        first.code,
        second.code,
    ]
