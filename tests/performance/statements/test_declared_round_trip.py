"""What a text in a declared form says is the same, and printed the same, when it comes out of the database."""

from dataclasses import replace
from random import Random

import pytest

from performance.documents.convert import write_text
from performance.documents.forms.declaration import shipped_forms
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.factories import a_department, a_unit
from tests.performance.documents.forms.contents import ContentMaker

pytestmark = pytest.mark.django_db
FORMS = sorted(shipped_forms())
IN_THE_SUITE, UNDER_TRIAL = 1, 50  # texts of each form


def a_text(form_id, number, department):
    """A text of the department; made-up names of departments and units become those that are kept."""
    content = ContentMaker(shipped_forms()[form_id], Random(f"kept {form_id} {number}")).statement()  # noqa: S311
    unit = department.units.get()
    projects = tuple(
        replace(one, unit_name=one.unit_name and unit.name, department=one.department and department.name)
        for one in content.projects
    )
    named = {"department_name": department.name, "department_code": ""}
    return replace(content, year=2026, projects=projects, **named)


@pytest.mark.figure(24)
@pytest.mark.parametrize("form_id", FORMS)
def test_a_text_comes_out_of_the_database_as_it_was(form_id, trial):
    numbers = range(trial.times(IN_THE_SUITE, UNDER_TRIAL))
    for number in numbers:
        department = a_department(name=f"青禾市水务局{number}")
        a_unit(department)
        content = a_text(form_id, number, department)
        statement = save_content(content, department=department, year=2026).statement
        kept = statement_content(statement)
        assert kept == content, number
        assert write_text(kept, ".xlsx") == write_text(content, ".xlsx")
    trial.count("声明的表样，存入数据库再取出、印出", len(numbers))
