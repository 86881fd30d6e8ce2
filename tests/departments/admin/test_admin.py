import io
import re
from datetime import UTC, datetime
from urllib.parse import quote

import openpyxl
import pytest
import tablib
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.lists.flat_files import FlatWorkbook
from departments.models import BudgetUnit, Department, FinanceOffice
from departments.permissions.rights import KEEP, RIGHTS
from departments.permissions.roles import Role
from tests.departments.places import a_member, a_user

pytestmark = pytest.mark.usefixtures("places")

HEADERS = {
    "financeoffice": ["财政区划代码", "名称", "省份"],
    "department": ["财政区划代码", "部门编码", "名称"],
    "budgetunit": ["财政区划代码", "部门编码", "单位编码", "名称", "顺序"],
}
UNIT = ["130200", "405", "405003", "新单位", 3]


def url(model, page):
    return reverse(f"admin:departments_{model}_{page}")


@pytest.fixture
def root(client):
    client.force_login(a_user("root", is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def office_staff(client, monkeypatch):
    """Somebody of office 130200 with every permission on this application's tables."""
    monkeypatch.setitem(RIGHTS, Role.SYSTEM_ADMINISTRATOR, {"departments": KEEP})
    client.force_login(a_member(Role.SYSTEM_ADMINISTRATOR))
    return client


def upload(client, model, rows, headers=None):
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=headers or HEADERS[model]))
    return client.post(
        url(model, "import"), {"import_file": SimpleUploadedFile("list.xlsx", content), "format": "0"}
    )


def confirm(client, model, preview):
    return client.post(url(model, "process_import"), preview.context["confirm_form"].initial, follow=True)


def faults(preview):
    """Every sentence that the preview shows as a reason for refusal."""
    if "result" not in preview.context:
        return str(preview.context["form"].errors)
    result = preview.context["result"]
    return " ".join(
        [str(error.error) for error in result.base_errors]
        + [str(error.error) for _, errors in result.row_errors() for error in errors]
        + [str(row.error) for row in result.invalid_rows]
    )


def exported(client, model):
    content = client.post(url(model, "export"), {"format": "0"}).content
    return [
        list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    ]


@pytest.mark.parametrize("model", [*HEADERS, "membership"])
def test_every_list_opens_searches_and_offers_a_form(root, model):
    for page in ("changelist", "add"):
        assert root.get(url(model, page)).status_code == 200
    assert root.get(url(model, "changelist"), {"q": "405"}).status_code == 200


@pytest.mark.parametrize("model", HEADERS)
def test_a_list_exported_and_imported_again_changes_nothing(root, model):
    headers, *rows = exported(root, model)
    assert headers == HEADERS[model]
    assert len(rows) > 1
    preview = upload(root, model, rows)
    assert preview.context["result"].totals["skip"] == len(rows)


@pytest.mark.parametrize(("model", "name"), [("budgetunit", "预算单位"), ("membership", "任职")])
def test_a_file_is_named_in_chinese_and_by_the_day_here(root, model, name, monkeypatch):
    evening = datetime(2026, 11, 29, 22, 0, tzinfo=UTC)  # the thirtieth has begun here
    monkeypatch.setattr("django.utils.timezone.now", lambda: evening)
    root.force_login(get_user_model().objects.get(is_superuser=True))  # a session from another time is none
    answer = root.post(url(model, "export"), {"format": "0"})
    assert quote(f"{name}-2026-11-30.xlsx") in answer["Content-Disposition"]


def test_codes_are_exported_as_text_and_positions_as_numbers(root):
    assert exported(root, "budgetunit")[1] == ["130200", "405", "405001", "130200单位405001", 1]


def test_an_import_adds_what_is_new_and_changes_what_differs(root):
    changed = ["130200", "405", "405001", "改名单位", 9]
    confirm(root, "budgetunit", upload(root, "budgetunit", [UNIT, changed]))
    department = Department.objects.get(office__division_code="130200", code="405")
    assert list(department.units.values_list("code", "name", "position")) == [
        ("405002", "130200单位405002", 2),
        ("405003", "新单位", 3),
        ("405001", "改名单位", 9),
    ]
    assert BudgetUnit.objects.get(code="405001", department__office__division_code="420700").position == 1


@pytest.mark.parametrize(
    ("model", "row", "sentence"),
    [
        ("financeoffice", ["13020", "某财政局", "河北省"], "6位数字"),
        ("department", ["999999", "405", "某部门"], "没有编码为“999999”的财政局"),
        ("budgetunit", ["130200", "999", "999001", "某单位", 1], "没有编码为“999 130200”的部门"),
        ("budgetunit", ["130200", "405", "", "某单位", 1], "单位编码"),
        ("budgetunit", ["130200", "405", "405003", "某单位", -1], "顺序"),
    ],
)
def test_a_faulty_row_is_named_and_nothing_can_be_confirmed(root, model, row, sentence):
    preview = upload(root, model, [row])
    assert sentence in faults(preview)
    assert "confirm_form" not in preview.context


def test_two_rows_of_one_key_are_refused_together(root):
    rows = [["130200", "408", "甲局"], ["130200", "409", "乙局"], ["130200", "408", "丙局"]]
    preview = upload(root, "department", rows)
    assert "第2行、第4行的财政区划代码、部门编码相同（130200 408），只能留一行。" in preview.text
    assert "confirm_form" not in preview.context


def test_a_wrong_file_is_told_in_a_sentence_and_faulty_rows_with_their_lines(root):
    preview = upload(root, "budgetunit", [["130200", "405", "", "某单位", 1]])
    assert re.search(
        r"第2行</th>\s*<td class=\"errors\"><ul class=\"errorlist\"><li>单位编码：不能空白。<", preview.text
    )
    preview = upload(root, "department", [["130200", "405"]], headers=["区划", "部门编码"])
    assert "第1行的列名应为" in preview.text
    assert "Traceback" not in preview.text


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        (["财政区划代码", "部门编码", "单位编码", "名称", "次序"], "缺少：顺序。不认识：次序。"),
        (["财政区划代码", "部门编码", "单位编码", "名称", "顺序", "电话"], "不认识：电话。"),
    ],
)
def test_columns_other_than_those_of_the_list_are_refused(root, headers, sentence):
    assert sentence in faults(upload(root, "budgetunit", [[*UNIT, "1"][: len(headers)]], headers))


@pytest.mark.parametrize(("content", "sentence"), [(b"not a workbook", "内容是纯文本"), (b"", "空")])
def test_a_file_of_another_kind_is_refused_in_the_form(root, content, sentence):
    page = root.post(
        url("department", "import"), {"import_file": SimpleUploadedFile("list.xlsx", content), "format": "0"}
    )
    assert sentence in faults(page)


def test_a_file_over_the_limit_is_refused(root, settings):
    settings.UPLOAD_LIMIT_BYTES = 100
    assert "文件超过上限" in faults(upload(root, "budgetunit", [UNIT]))


def test_an_upload_that_has_expired_is_refused_at_the_confirmation(root):
    preview = upload(root, "budgetunit", [UNIT])
    preview.context["confirm_form"].initial["import_file_name"] = "0" * 32
    assert "上传已过期" in confirm(root, "budgetunit", preview).text
    assert not BudgetUnit.objects.filter(code="405003").exists()


def test_an_import_that_no_longer_fits_writes_nothing_and_says_so(root):
    preview = upload(root, "budgetunit", [UNIT, ["420700", "406", "406003", "另一单位", 3]])
    BudgetUnit.objects.filter(department__code="406", department__office__division_code="420700").delete()
    Department.objects.get(code="406", office__division_code="420700").delete()
    assert "没有写入任何内容" in confirm(root, "budgetunit", preview).text
    assert not BudgetUnit.objects.filter(code="405003").exists()


def test_staff_read_and_export_their_own_office_only(office_staff):
    assert {row[0] for row in exported(office_staff, "budgetunit")[1:]} == {"130200"}
    page = office_staff.get(url("budgetunit", "changelist")).text
    assert "130200单位405001" in page
    assert "420700" not in page
    foreign = BudgetUnit.objects.filter(department__office__division_code="420700").first()
    change = reverse("admin:departments_budgetunit_change", args=[foreign.pk])
    assert office_staff.get(change).status_code == 302  # admin's answer to a row that does not exist


def test_admin_greets_by_name(client):
    zhang = a_user("zhangsan", is_superuser=True, is_staff=True)
    client.force_login(zhang)
    account = reverse("admin:auth_user_change", args=[zhang.pk])
    client.post(account, {"username": "zhangsan", "last_name": "张三", "first_name": "三", "is_active": "on"})
    assert ">张三</summary>" in client.get(account).text
    assert "姓名" in client.get(account).text


def test_staff_cannot_import_into_another_office(office_staff):
    row = ["420700", "405", "405003", "新单位", 3]
    assert "没有编码为“405 420700”的部门，或您无权查看" in faults(upload(office_staff, "budgetunit", [row]))


def test_staff_cannot_make_a_row_outside_their_own_sight(office_staff):
    row = ["110000", "某财政局", "北京"]
    assert "超出您的管理范围" in faults(upload(office_staff, "financeoffice", [row]))
    added = office_staff.post(
        url("financeoffice", "add"), dict(zip(("division_code", "name", "province"), row, strict=True))
    )
    assert added.status_code == 403
    assert not FinanceOffice.objects.filter(division_code="110000").exists()


def test_staff_are_not_offered_what_they_cannot_see(office_staff):
    foreign = FinanceOffice.objects.get(division_code="420700")
    answer = office_staff.post(
        url("department", "add"), {"office": foreign.pk, "code": "407", "name": "某部门"}
    )
    assert "office" in answer.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("verbs", "page", "allowed"),
    [
        ((), "export", False),
        (("view",), "export", True),
        (("view", "add"), "import", False),
        (("view", "change"), "import", False),
        (("add", "change"), "import", True),
    ],
)
def test_import_and_export_need_the_rights_of_what_they_do(client, monkeypatch, verbs, page, allowed):
    monkeypatch.setitem(RIGHTS, Role.SYSTEM_ADMINISTRATOR, {"departments.department": verbs})
    client.force_login(a_member(Role.SYSTEM_ADMINISTRATOR))
    assert client.get(url("department", page)).status_code == (200 if allowed else 403)


def test_a_preview_marks_what_changes_without_styles(root):
    page = upload(root, "department", [["130200", "405", "<新>名称"]]).text
    shown = page[page.index("import-preview") :]
    assert "<ins>" in shown
    assert "&lt;新&gt;" in shown
    assert "style=" not in shown
