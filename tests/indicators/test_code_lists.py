"""What is chosen from a list is refused where it is written anew, and stays where it stood before there was one."""

import json
from dataclasses import replace

import openpyxl
import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from departments.lists.flat_files import FlatWorkbook
from departments.models import FinanceOffice
from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from indicators.code_lists import OF_PROJECT
from indicators.models import Category, IndicatorTemplate, Subcategory
from performance.statements.selectors import statement_content
from projects.models import BudgetProject
from tests.factories import (
    a_department,
    a_member,
    a_statement,
    a_unit,
    a_user,
    full_content,
)

pytestmark = pytest.mark.django_db

OLD, WRONG = "旧有写法", "新写的错法"


@pytest.fixture
def department():
    department = a_department()
    a_unit(department)
    return department


@pytest.fixture
def statement(department):
    return a_statement(department, content=full_content(department))


@pytest.fixture
def root(client):
    client.force_login(a_user(is_superuser=True, is_staff=True))
    return client


def imported(client, model, headers, *rows):
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=headers))
    upload = {"import_file": SimpleUploadedFile("list.xlsx", content), "format": "0"}
    return client.post(reverse(f"admin:{model}_import"), upload)


@pytest.mark.parametrize("field", OF_PROJECT)
def test_the_interface_keeps_what_stands_and_takes_nothing_new(statement, client, field):
    BudgetProject.objects.update(**{field: OLD})
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, statement.department))
    client.force_login(a_member(Role.FILLER, statement.department.units.get()))
    address = f"/api/v1/statements/{statement.pk}/content/"
    read = client.get(address)
    content = read.json()

    def patched():
        body = json.dumps({"projects": content["projects"]})
        headers = {"If-Match": client.get(address)["ETag"]}
        return client.patch(address, body, "application/json", headers=headers)

    content["projects"][0]["purpose"] = "改过的用途"
    assert patched().status_code == 200
    assert getattr(BudgetProject.objects.get(), field) == OLD
    content["projects"][0][field] = WRONG
    refused = patched()
    assert refused.status_code == 400
    assert f"“{WRONG}”应为" in refused.text
    assert f"projects[0].{field}" in refused.text
    content["projects"][0][field] = OF_PROJECT[field][0]
    assert patched().status_code == 200


@pytest.mark.parametrize("field", OF_PROJECT)
def test_the_ledger_changes_a_row_with_an_old_word_but_writes_no_wrong_one(statement, root, field):
    BudgetProject.objects.update(**{field: OLD})
    sheet = root.post(reverse("admin:projects_budgetproject_export"), {"format": "0"}).content
    headers, row = (
        list(one) for one in openpyxl.load_workbook(SimpleUploadedFile("l.xlsx", sheet)).active.values
    )
    purpose = headers.index("资金用途")
    row[purpose] = "改过的用途"
    changed = imported(root, "projects_budgetproject", headers, row).context["result"]
    assert (changed.totals["update"], changed.has_validation_errors()) == (1, False)
    row[headers.index(BudgetProject._meta.get_field(field).verbose_name)] = WRONG
    refused = imported(root, "projects_budgetproject", headers, row).context["result"]
    assert f"“{WRONG}”应为" in str(refused.invalid_rows[0].error)


@pytest.mark.parametrize("field", OF_PROJECT)
def test_admin_offers_the_list_and_what_stands(statement, root, field):
    BudgetProject.objects.update(**{field: OLD})
    project = BudgetProject.objects.get()
    page = root.get(reverse("admin:projects_budgetproject_change", args=[project.pk]))
    offered = [value for value, _ in page.context["adminform"].form.fields[field].choices]
    assert offered == ["", *OF_PROJECT[field], OLD]


def test_a_province_that_nobody_knows_is_written_nowhere(root):
    words = ["河北省", "2023", "产出指标", "产出", 1]
    headers = ["省份", "版本", "一级指标", "类别", "顺序"]
    refused = imported(root, "indicators_category", headers, words).context["result"]
    assert "“河北省”应为" in str(refused.invalid_rows[0].error)
    add = {"province": "河北省", "edition": "2023", "label": "产出指标", "kind": "output", "position": 1}
    page = root.post(reverse("admin:indicators_category_add"), add)
    assert "province" in page.context["adminform"].form.errors
    assert root.post("/api/v1/vocabulary/", add, "application/json").status_code == 400
    assert not Category.objects.exists()


def test_an_indicator_of_the_library_is_of_a_province_and_a_class_that_are_known(root):
    sent = {"family": "quantity", "level1": "产出指标", "name": "培训人次", "office_code": ""}
    for field in ("province", "project_class"):
        refused = root.post("/api/v1/library/", {**sent, field: WRONG}, "application/json")
        assert (refused.status_code, f"“{WRONG}”应为" in refused.text) == (400, True)
    assert not IndicatorTemplate.objects.exists()


def test_wrong_provinces_are_told_and_corrected_once(capsys):
    office = FinanceOffice.objects.create(division_code="139999", name="某局", province="河北省")
    call_command("load_vocabularies")
    right = Category.objects.get(province="河北", edition="2023", label="产出指标")
    doubled = Category.objects.create(
        province="河北省", edition="2023", label="产出指标", kind="output", position=1
    )
    for label in (right.subcategories.first().label, "自建指标"):
        Subcategory.objects.create(category=doubled, label=label, kind="quantity", position=9)
    alone = Category.objects.create(
        province="河北省", edition="2031", label="产出指标", kind="output", position=1
    )
    same = {"family": "quantity", "level1": "产出指标", "name": "培训人次", "office_code": ""}
    kept = IndicatorTemplate.objects.create(province="河北", uses=2, **same)
    IndicatorTemplate.objects.create(province="河北省", uses=3, **same)
    other = IndicatorTemplate.objects.create(province="河北省", **{**same, "name": "另一指标"})
    capsys.readouterr()
    call_command("load_vocabularies")
    assert "correct_province 河北省 --to" in capsys.readouterr().out
    for wrong in (("河北省", "冀"), ("湖北", "河北"), ("没有的", "河北")):
        with pytest.raises(CommandError):
            call_command("correct_province", wrong[0], to=wrong[1])
    call_command("correct_province", "河北省", to="河北")
    for row in (office, alone, kept, other):
        row.refresh_from_db()
        assert row.province == "河北"
    assert not Category.objects.filter(province="河北省").exists()
    assert right.subcategories.filter(label="自建指标").count() == 1
    assert right.subcategories.count() == len({one.label for one in right.subcategories.all()})
    assert (kept.uses, IndicatorTemplate.objects.count()) == (5, 2)
    assert "省份“河北省”改为“河北”" in TrailEntry.objects.latest("number").details


def test_text_from_outside_keeps_its_words(department):
    content = full_content(department)
    odd = replace(content.projects[0], project_class=OLD, fund_nature=OLD, continuity=OLD)
    statement = a_statement(department, content=replace(content, projects=(odd,)))
    (read,) = statement_content(statement).projects
    assert (read.project_class, read.fund_nature, read.continuity) == (OLD, OLD, OLD)
