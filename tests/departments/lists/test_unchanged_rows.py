"""What was taken out, got a row and is taken in again: the rows that stand as they stood need no right and break no rule."""

import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from departments.lists.flat_files import FlatWorkbook
from departments.models import FinanceOffice, Membership
from departments.permissions.roles import Role
from indicators.models import Category, IndicatorTemplate
from projects.models import BudgetProject
from projects.services import lock
from tests.departments.lists.test_people_lists import sheet_of
from tests.departments.places import a_member, a_user, the_place
from tests.factories import a_statement, full_content

pytestmark = pytest.mark.usefixtures("places")

ADMINISTRATOR, GUARD = Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR
TEMPLATE = ["130200", "河北", "", "数量指标", "产出指标", "数量指标", "新指标", "", "次", "≥", "否"]
NEW_ROWS = {
    "departments_department": (ADMINISTRATOR, ["130200", "499", "新局"]),
    "departments_budgetunit": (ADMINISTRATOR, ["130200", "405", "405099", "新所", 9]),
    "auth_user": (ADMINISTRATOR, ["newcomer", "新人", None]),
    "indicators_category": (ADMINISTRATOR, ["河北", "2023", "另一指标", "产出", 9]),
    "departments_membership": (GUARD, ["idle", "部门审核人", "130200", "405", None, None]),
}


def url(model, page):
    return reverse(f"admin:{model}_{page}")


def exported(client, model):
    return sheet_of(client.post(url(model, "export"), {"format": "0"}))


def preview(client, model, headers, rows):
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=headers))
    upload = {"import_file": SimpleUploadedFile("list.xlsx", content), "format": "0"}
    return client.post(url(model, "import"), upload)


@pytest.mark.parametrize("model", NEW_ROWS)
def test_a_row_is_added_to_what_was_taken_out(client, model):
    call_command("load_vocabularies", verbosity=0)
    role, row = NEW_ROWS[model]
    a_user("idle", home="130200")
    a_member(Role.FILLER, "filler")
    root = a_user("root", is_superuser=True)
    Membership.objects.create(user=root, role=Role.AUDITOR, office=the_place(role))
    client.force_login(a_member(role, "keeper"))
    headers, *rows = exported(client, model)
    result = preview(client, model, headers, [*rows, row]).context["result"]
    assert not result.has_errors(), [str(one.error) for _, errors in result.row_errors() for one in errors]
    assert not result.has_validation_errors(), [str(one.error) for one in result.invalid_rows]
    assert (result.totals["new"], result.totals["skip"]) == (1, len(rows))
    assert rows


@pytest.mark.parametrize("name", ["keeper", "root"])
def test_who_may_not_be_given_roles_keeps_those_that_stand(client, name):
    """The own rows and those of whoever installed the system pass unchanged, and only so."""
    Membership.objects.create(
        user=a_user("root", is_superuser=True), role=Role.FINANCE_SECTION_REVIEWER, office=the_place(GUARD)
    )
    keeper = a_member(GUARD, "keeper")
    Membership.objects.create(user=keeper, role=Role.PERFORMANCE_SECTION_REVIEWER, office=the_place(GUARD))
    client.force_login(keeper)
    headers, *rows = exported(client, "departments_membership")
    changed = next(row for row in rows if row[0] == name and "审核人" in row[1])
    changed[headers.index("分管部门编码")] = "405"
    result = preview(client, "departments_membership", headers, rows).context["result"]
    assert [str(one.error) for _, errors in result.row_errors() for one in errors] == [
        f"您不能给该账号授予角色：{name}。"
    ]
    assert result.totals["skip"] == len(rows) - 1


def test_values_from_before_a_rule_pass_where_they_stand_and_nowhere_else(client):
    client.force_login(a_user("root", is_superuser=True, is_staff=True))
    FinanceOffice.objects.filter(division_code="420700").update(province="鄂地")
    headers, *rows = exported(client, "departments_financeoffice")
    assert preview(client, "departments_financeoffice", headers, rows).context["result"].totals["skip"] == 2
    moved = [[*row[:2], "鄂地"] for row in rows]
    result = preview(client, "departments_financeoffice", headers, moved).context["result"]
    assert (result.totals["skip"], result.totals["invalid"]) == (1, 1)


@pytest.mark.parametrize("model", ["indicators_indicatortemplate", "projects_budgetproject"])
def test_other_lists_pass_too(client, model):
    client.force_login(a_user("root", is_superuser=True, is_staff=True))
    call_command("load_vocabularies", verbosity=0)
    department = FinanceOffice.objects.get(division_code="130200").departments.get(code="405")
    a_statement(department, content=full_content(department))
    BudgetProject.objects.update(project_class="老类别", fund_nature="老性质")
    lock(BudgetProject.objects.all())
    Category.objects.filter(province="河北").update(province="冀地")
    IndicatorTemplate.objects.create(
        province="冀地",
        project_class="老类别",
        family="quantity",
        level1="产出指标",
        level2="数量",
        name="某指标",
    )
    headers, *rows = exported(client, model)
    result = preview(client, model, headers, rows).context["result"]
    assert result.totals["skip"] == len(rows) > 0
