"""The project ledger in admin: out and in again, by code, never beyond one's sight."""

import io
from decimal import Decimal

import openpyxl
import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.lists.flat_files import FlatWorkbook
from departments.permissions.rights import KEEP, RIGHTS
from departments.permissions.roles import Role
from projects.models import BudgetProject, ProjectGoal
from projects.services import lock
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    a_user,
    full_content,
)

pytestmark = pytest.mark.django_db

MODELS = ("budgetproject", "spendingplan", "projectgoal", "projectphase")


@pytest.fixture
def department():
    department = a_department()
    a_unit(department)
    return department


@pytest.fixture
def root(client):
    client.force_login(a_user(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def office_staff(client, department, monkeypatch):
    """Somebody of the department's office with every permission on this application's tables."""
    monkeypatch.setitem(RIGHTS, Role.FINANCE_SECTION_REVIEWER, {"projects": KEEP, "departments": KEEP})
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, department.office))
    return client


def url(model, page, *args):
    return reverse(f"admin:projects_{model}_{page}", args=args)


def ledger(client):
    content = client.post(url("budgetproject", "export"), {"format": "0"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    headers, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return headers, rows


def preview(client, headers, rows):
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=headers))
    return client.post(
        url("budgetproject", "import"),
        {"import_file": SimpleUploadedFile("list.xlsx", content), "format": "0"},
    )


def load(client, headers, rows):
    initial = preview(client, headers, rows).context["confirm_form"].initial
    return client.post(url("budgetproject", "process_import"), initial, follow=True)


def faults(answer):
    result = answer.context["result"]
    return " ".join(
        [str(error.error) for _, errors in result.row_errors() for error in errors]
        + [str(row.error) for row in result.invalid_rows]
    )


@pytest.mark.parametrize("model", MODELS)
def test_every_list_opens_searches_and_offers_a_form(root, department, model):
    a_statement(department, content=full_content(department))
    for address in (url(model, "changelist"), url(model, "changelist") + "?q=科普", url(model, "add")):
        assert root.get(address).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("number", [1, 6])
def test_a_list_takes_one_number_of_queries(root, department, model, number, django_assert_max_num_queries):
    projects = tuple(a_project_content(department.units.first()) for _ in range(number))
    a_statement(department, content=a_content(department, projects=projects))
    with django_assert_max_num_queries(13):
        root.get(url(model, "changelist"))


def test_the_ledger_exported_and_imported_again_changes_nothing(root, department):
    uncoded = a_project_content(department.units.first(), code="", name="没有编码的项目", budget=None)
    a_statement(department, content=a_content(department, projects=(a_project_content(), uncoded)))
    headers, rows = ledger(root)
    assert len(rows) == 2
    assert preview(root, headers, rows).context["result"].totals["skip"] == 2


def test_an_import_changes_by_code_and_plants_a_tree_for_what_is_new(root, department):
    a_statement(department)
    headers, [row] = ledger(root)
    project = BudgetProject.objects.get()
    row[headers.index("项目名称")] = "改名"
    row[headers.index("预算数（万元）")] = 0.123456
    new = list(row)
    new[headers.index("项目编码")] = "新编码"
    load(root, headers, [row, new])
    changed, added = BudgetProject.objects.order_by("pk")
    assert (changed.pk, changed.name, changed.budget) == (project.pk, "改名", Decimal("0.123456"))
    assert changed.goals.exists()
    assert added.tree.year == added.fiscal_year == 2026


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("单位编码", "999", "没有编码为“999"),
        ("预算年度", "去年", "预算年度"),
        ("预算数（万元）", -1, "金额不能为负数"),
    ],
)
def test_a_faulty_row_is_named_and_nothing_can_be_confirmed(root, department, column, value, sentence):
    a_statement(department)
    headers, [row] = ledger(root)
    row[headers.index(column)] = value
    answer = preview(root, headers, [row])
    assert sentence in faults(answer)
    assert "confirm_form" not in answer.context


def test_projects_that_nothing_tells_apart_are_not_guessed(root, department):
    twins = tuple(a_project_content(department.units.first(), code="") for _ in range(2))
    a_statement(department, content=a_content(department, projects=twins))
    assert "请先补上项目编码" in faults(preview(root, *ledger(root)))


def test_staff_see_and_import_the_projects_of_their_own_office_only(office_staff, department):
    mine, foreign = a_statement(department), a_statement()
    headers, rows = ledger(office_staff)
    assert len(rows) == 1
    project, goal = foreign.projects.get(), ProjectGoal.objects.get(project__in=foreign.projects)
    for model, row in (("budgetproject", project), ("projectgoal", goal)):
        assert office_staff.get(url(model, "change", row.pk)).status_code == 302
    listed = office_staff.get(url("projectgoal", "changelist")).context["cl"].queryset
    assert [row.project for row in listed] == [mine.projects.get()]
    rows[0][headers.index("财政区划代码")] = foreign.department.office.division_code
    assert "您无权查看" in faults(preview(office_staff, headers, rows))


def test_staff_cannot_put_a_part_under_a_project_out_of_sight(office_staff):
    foreign = a_statement().projects.get()
    answer = office_staff.post(
        url("projectgoal", "add"), {"project": foreign.pk, "position": 1, "text": "目标"}
    )
    assert "project" in answer.context["adminform"].form.errors


def test_a_locked_project_and_its_parts_are_shown_and_not_changed(root, department):
    project = a_statement(department).projects.get()
    goal = project.goals.get()
    headers, [row] = ledger(root)
    lock(BudgetProject.objects.all())
    for address in (
        url("budgetproject", "change", project.pk),
        url("projectgoal", "change", goal.pk),
        url("budgetproject", "delete", project.pk),
        url("projectgoal", "delete", goal.pk),
    ):
        assert root.post(address, {"post": "yes"}).status_code == 403
    assert root.get(url("budgetproject", "change", project.pk)).status_code == 200
    added = {"project": project.pk, "position": 2, "text": "目标"}
    assert root.post(url("projectgoal", "add"), added).status_code == 403
    row[headers.index("项目名称")] = "改名"
    assert "已锁定" in faults(preview(root, headers, [row]))
    chosen = {"action": "delete_selected", "_selected_action": project.pk, "post": "yes"}
    root.post(url("budgetproject", "changelist"), chosen)
    assert project.goals.get() == goal
