"""Statements and projects are begun, moved and taken away."""

from dataclasses import replace

import pytest
from django.urls import resolve, reverse

from departments.models import Department, FinanceOffice
from departments.permissions.roles import Role
from performance.entry_forms.opened_form import open_form
from performance.models import PerformanceStatement
from performance.statements.chosen_forms import edition_for
from performance.steps.refusals import Refused
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_office,
)
from tests.performance.entry_forms.conftest import fields_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("province", "year", "edition"),
    [
        ("河北", 2019, "2020"),
        ("河北", 2022, "2020"),
        ("河北", 2023, "2023"),
        ("河北", 2027, "2023"),
        ("贵州", 2030, "2024"),
    ],
)
def test_the_form_of_the_year_is_chosen(province, year, edition):
    assert edition_for(FinanceOffice(province=province), year) == edition


def test_a_province_without_a_form_is_refused(db):
    with pytest.raises(Refused, match="填报日程中选定表样"):
        edition_for(an_office(province="西藏"), 2026)


@pytest.mark.parametrize("province", ["河北", "湖北", "贵州"])
def test_a_statement_is_begun_and_all_its_forms_open(client, province):
    department = a_department()
    department.office.province = province
    department.office.save()
    unit = a_unit(department)
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    answer = client.post(reverse("statement_new"), {"department": department.pk, "year": "2026"}, follow=True)
    statement = PerformanceStatement.objects.get()
    assert (statement.province, statement.department_name) == (province, department.name)
    client.post(reverse("project_new", args=[statement.pk, unit.pk]), {"name": "新项目"})
    assert [task.state.label for task in answer.context["tasks"].sheets].count("未开始") >= 1
    for task in answer.context["tasks"].sheets:
        assert client.get(reverse("entry_sheet", args=[statement.pk, task.key])).status_code == 200
    project = statement.projects.get()
    assert client.get(reverse("entry_project", args=[statement.pk, project.pk])).status_code == 200
    assert client.get(reverse("entry_check", args=[statement.pk])).status_code == 200


def test_a_pictorial_sign_in_the_name_of_a_new_project_is_told(client, department):
    statement, unit = a_statement(department), department.units.first()
    client.force_login(a_member(Role.FILLER, at=unit))
    answer = client.post(
        reverse("project_new", args=[statement.pk, unit.pk]), {"name": "巡讲😀"}, follow=True
    )
    assert "项目名称含有表情等特殊符号“😀”" in answer.text


def test_a_second_statement_of_a_year_is_refused_with_the_reason(client, department):
    a_statement(department)
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    page = client.post(reverse("statement_new"), {"department": department.pk, "year": "2026"}).text
    assert "已经存在" in page
    assert PerformanceStatement.objects.count() == 1


@pytest.mark.parametrize("role", [Role.FILLER, Role.FINANCE_SECTION_REVIEWER])
def test_only_the_reviewer_of_a_department_begins_its_statement(client, department, role):
    place = department.units.first() if role is Role.FILLER else department.office
    client.force_login(a_member(role, place))
    client.post(reverse("statement_new"), {"department": department.pk, "year": "2026"})
    assert not PerformanceStatement.objects.exists()
    assert Department.objects.filter(pk=department.pk).exists()


@pytest.fixture
def listed(department):
    """Three projects of the first unit and one of the second, listed as 甲, 丁, 乙, 丙."""
    first, second = department.units.all()
    names = (("甲", first), ("丁", second), ("乙", first), ("丙", first))
    projects = tuple(replace(a_project_content(unit), name=name) for name, unit in names)
    return a_statement(department, content=a_content(department, projects=projects))


def order(statement):
    return "".join(statement.projects.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("name", "to", "result"),
    [
        ("乙", "up", "乙丁甲丙"),
        ("甲", "down", "乙丁甲丙"),
        ("甲", "up", "甲丁乙丙"),
        ("丙", "down", "甲丁乙丙"),
        ("丁", "up", "甲丁乙丙"),
    ],
)
def test_a_project_moves_among_those_of_its_unit(client, listed, name, to, result):
    project = listed.projects.get(name=name)
    client.force_login(a_member(Role.FILLER, project.unit))
    client.post(reverse("project_move", args=[listed.pk, project.pk]), {"to": to})
    assert order(listed) == result
    assert listed.projects.get(name=name).pk == project.pk


@pytest.mark.parametrize(
    ("role", "order"),
    [(Role.FILLER, "甲乙丙"), (Role.DEPARTMENT_REVIEWER, "甲乙丙丁")],
    ids=["filler", "reviewer"],
)
def test_saving_leads_from_project_to_project_in_the_order_of_the_list(client, listed, role, order):
    unit = listed.department.units.first()
    client.force_login(a_member(role, unit if role is Role.FILLER else listed.department))
    project, passed = listed.projects.get(name="甲"), []
    while project:
        address = reverse("entry_project", args=[listed.pk, project.pk])
        passed.append(project.name)
        sent = fields_of(open_form(listed, project=project)) | {"leave": "next"}
        assert ('value="next"' in client.get(address).text) is (len(passed) < len(order))
        answer = client.post(address, sent)
        page = resolve(answer.url)
        project = listed.projects.filter(pk=page.kwargs.get("project")).first()
    assert "".join(passed) == order
    assert page.url_name == "entry"


def test_a_move_to_nowhere_is_not_there(client, listed):
    project = listed.projects.first()
    client.force_login(a_member(Role.FILLER, project.unit))
    assert client.post(reverse("project_move", args=[listed.pk, project.pk]), {"to": "x"}).status_code == 404


def test_a_project_is_deleted_only_after_asking(client, listed):
    project = listed.projects.get(name="乙")
    client.force_login(a_member(Role.FILLER, project.unit))
    address = reverse("project_delete", args=[listed.pk, project.pk])
    assert "要删除“乙”" in client.get(address).text
    assert order(listed) == "甲丁乙丙"
    client.post(address)
    assert order(listed) == "甲丁丙"


def test_a_new_project_stands_behind_those_of_its_unit(client, listed):
    unit = listed.projects.get(name="丁").unit
    client.force_login(a_member(Role.FILLER, unit))
    answer = client.post(
        reverse("project_new", args=[listed.pk, unit.pk]), {"name": "戊", "code": "13020026P1"}
    )
    new = listed.projects.get(name="戊")
    assert answer.url == reverse("entry_project", args=[listed.pk, new.pk])
    assert (order(listed), new.unit, new.code) == ("甲丁戊乙丙", unit, "13020026P1")


def test_a_new_project_with_a_code_that_is_taken_is_refused_with_the_reason(client, listed):
    taken = listed.projects.get(name="丁")
    client.force_login(a_member(Role.FILLER, taken.unit))
    address = reverse("project_new", args=[listed.pk, taken.unit.pk])
    assert "项目编码不能重复" in client.post(address, {"name": "戊", "code": taken.code}).text
    assert "项目名称：" in client.post(address, {"name": ""}).text
