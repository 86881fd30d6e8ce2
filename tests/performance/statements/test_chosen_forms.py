"""An office chooses the forms of a year in its timetable; texts are begun in them and keep them."""

from datetime import date

import pytest
from django.urls import reverse

from departments.models import Timetable
from departments.permissions.roles import Role
from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.printing import form_for
from performance.models import PerformanceStatement
from performance.statements.chosen_forms import choice_faults, offered_forms
from performance.statements.project_list import add_project, begin_statement
from performance.statements.selectors import statement_content
from performance.steps.refusals import Refused
from tests.factories import a_department, a_member, a_unit, an_office

pytestmark = pytest.mark.django_db
YEAR = 2026


def planned(province="四川", **forms):
    """A department of an office whose timetable names these forms."""
    office = an_office(province=province)
    days = {"opens": date(2025, 9, 1), "closes": date(2025, 10, 31)}
    Timetable.objects.create(office=office, fiscal_year=YEAR, **days, **forms)
    department = a_department(office)
    a_unit(department)
    return department


def begun(department):
    return begin_statement(department, YEAR, by=a_member(Role.DEPARTMENT_REVIEWER, department))


def test_a_text_is_begun_in_the_form_of_its_timetable_and_its_projects_follow():
    department = planned(project_form="typed-project-2022")
    statement = begun(department)
    assert (statement.province, statement.edition) == ("四川", "2022")
    by = a_member(Role.DEPARTMENT_REVIEWER, department)
    add_project(statement, department.units.get(), code="", name="河道维护", by=by)
    content = statement_content(statement)
    assert content.projects[0].form == "typed-project-2022"
    assert content.projects[0].department == department.name
    assert form_for(content, content.projects[0]) is shipped_forms()["typed-project-2022"]


def test_the_departments_form_may_be_of_another_edition_than_that_of_projects():
    chosen = {"department_form": "national-department-2015", "project_form": "national-project-2021"}
    statement = begun(planned("西藏", **chosen))
    assert (statement.province, statement.edition) == ("全国", "2021")
    assert statement.form == "national-department-2015"


def test_where_only_the_departments_form_is_chosen_projects_take_the_general_one():
    department = planned("河南", department_form="henan-department-2023")
    statement = begun(department)
    by = a_member(Role.DEPARTMENT_REVIEWER, department)
    project = add_project(statement, department.units.get(), code="", name="河道维护", by=by)
    assert (statement.form, project.form) == ("henan-department-2023", "national-project-2021")
    assert project.department == f"[{department.code}]{department.name}"


def test_a_province_of_its_own_table_keeps_it_where_nothing_is_chosen():
    statement = begun(planned("河北"))
    assert (statement.province, statement.edition, statement.form) == ("河北", "2023", "")


def test_a_province_without_a_table_of_its_own_is_told_what_to_choose():
    with pytest.raises(Refused, match=r"西藏.*填报日程.*全国《项目支出绩效目标表》"):
        begun(planned("西藏"))


def test_a_text_keeps_its_form_when_the_office_chooses_another():
    department = planned(project_form="typed-project-2022")
    statement = begun(department)
    Timetable.objects.update(project_form="national-project-2021")
    by = a_member(Role.DEPARTMENT_REVIEWER, department)
    project = add_project(statement, department.units.get(), code="", name="河道维护", by=by)
    assert project.form == "typed-project-2022"
    assert PerformanceStatement.objects.get().edition == "2022"


@pytest.mark.parametrize(
    ("department_form", "project_form", "year", "faulty"),
    [
        ("", "", YEAR, []),
        ("", "typed-project-2022", YEAR, []),
        ("national-department-2015", "national-project-2021", YEAR, []),
        ("", "shanghai-project-2026", YEAR, ["project_form"]),
        ("henan-department-2023", "", YEAR, ["department_form"]),
        ("national-project-2021", "", YEAR, ["department_form"]),
        ("", "national-project-2021", 2020, ["project_form"]),
        ("", "no-such-form", YEAR, ["project_form"]),
    ],
)
def test_a_form_of_another_province_kind_or_year_is_not_chosen(department_form, project_form, year, faulty):
    office = an_office(province="四川")
    assert [column for column, _ in choice_faults(office, year, department_form, project_form)] == faulty


def test_editions_have_one_form_for_projects_and_one_for_the_department():
    kinds = [(f.province, f.edition, f.kind == "department") for f in shipped_forms().values()]
    assert len(kinds) == len(set(kinds))


def test_forms_of_the_province_are_offered_before_those_of_the_nation():
    names = [form.province for form in offered_forms(an_office(province="上海"), "project", "list")]
    assert names[0] == "上海"
    assert set(names[1:]) == {"全国"}


def test_admin_offers_forms_and_refuses_one_of_another_province(client):
    department = planned("四川")
    timetable = Timetable.objects.get()
    client.force_login(a_member(Role.SYSTEM_ADMINISTRATOR, department.office))
    address = reverse("admin:departments_timetable_change", args=[timetable.pk])
    assert "《部门预算项目支出绩效目标表》" in client.get(address).text
    sent = {
        "office": department.office.pk,
        "fiscal_year": YEAR,
        "opens": "2025-09-01",
        "closes": "2025-10-31",
    }
    refused = client.post(address, {**sent, "project_form": "shanghai-project-2026"})
    assert "不是本局、四川或全国的表样" in refused.text
    assert client.post(address, {**sent, "project_form": "typed-project-2022"}).status_code == 302
    timetable.refresh_from_db()
    assert timetable.project_form == "typed-project-2022"
