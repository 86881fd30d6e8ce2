"""What an office keeps from the public another installation keeps from it too: the decision travels with the text."""

from io import BytesIO

import pytest
from django.core.management import call_command

from departments.permissions.roles import Role
from performance.exchange.package import Form, write_exchange
from performance.exchange.texts import exchanged_texts
from performance.models import PerformanceStatement
from performance.statements.services import save_content
from projects.models import BudgetProject, WithheldIdentity
from projects.withholding import withhold
from tests.factories import a_content, a_department, a_member, a_project_content, a_statement, a_unit
from tests.performance.exchange.test_pages import forget_everything, texts_in, uploaded

pytestmark = pytest.mark.django_db
SECRET, OPEN = "应急物资储备", "科普展览"


@pytest.fixture
def statement():
    department = a_department()
    unit = a_unit(department)
    projects = (
        a_project_content(unit, code="P1", name=SECRET),
        a_project_content(unit, code="P2", name=OPEN),
    )
    statement = a_statement(department, content=a_content(department, projects=projects))
    withhold(statement.projects.get(code="P1"), "涉及安全")
    return statement


def packed():
    stream = BytesIO()
    write_exchange(exchanged_texts(PerformanceStatement.objects.all()), Form.CSV, stream)
    return stream.getvalue()


def withheld():
    return {project.name: project.withheld_reason for project in BudgetProject.objects.all()}


@pytest.fixture
def elsewhere(statement, tmp_path):
    """Reads a package into another installation, where nobody has heard of the text or of its department."""

    def read(package):
        file = tmp_path / "包.zip"
        file.write_bytes(package)
        forget_everything(statement)
        WithheldIdentity.objects.all().delete()
        call_command("import_exchange", file, create=True)

    return read


def test_a_withheld_project_stays_withheld_elsewhere(statement, elsewhere):
    package = packed()
    (text,) = texts_in(package)
    assert [(one.code, one.name, one.reason) for one in text.withheld] == [("P1", SECRET, "涉及安全")]
    elsewhere(package)
    assert withheld() == {SECRET: "涉及安全", OPEN: ""}


def test_a_project_that_was_renamed_is_known_by_either_name(statement, elsewhere):
    unit = statement.department.units.get()
    projects = (
        a_project_content(unit, code="P1", name="另一名称"),
        a_project_content(unit, code="P2", name=OPEN),
    )
    save_content(
        a_content(statement.department, projects=projects),
        department=statement.department,
        year=statement.fiscal_year,
    )
    (text,) = texts_in(packed())
    assert {one.name for one in text.withheld} == {SECRET, "另一名称"}
    elsewhere(packed())
    assert withheld() == {"另一名称": "涉及安全", OPEN: ""}
    assert set(WithheldIdentity.objects.values_list("name", flat=True)) == {SECRET, "另一名称"}


def test_of_projects_that_the_text_does_not_name_nothing_is_told(statement):
    BudgetProject.objects.filter(code="P1").delete()
    (text,) = texts_in(packed())
    assert text.withheld == ()


def test_the_preview_says_so(client, statement):
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=statement.department))
    package = packed()
    PerformanceStatement.objects.all().delete()
    page = client.get(uploaded(client, package).url)
    assert "含不予公开的项目，读入后照样不予公开" in page.text
