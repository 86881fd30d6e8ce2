"""Accounts and roles as flat lists: an office takes in its people at once, and hands out first passwords."""

import io

import openpyxl
import pytest
import tablib
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.lists.first_passwords import CLASSES, LENGTH, hashed, random_password
from departments.lists.flat_files import FlatWorkbook
from departments.models import Membership, TrailEntry
from departments.permissions.roles import Role
from tests.departments.admin.test_admin import faults
from tests.departments.places import a_member, a_user

pytestmark = pytest.mark.usefixtures("places")

ACCOUNTS = ["用户名", "姓名", "邮箱"]
ROLES = ["用户名", "角色", "财政区划代码", "部门编码", "单位编码", "分管部门编码"]
LISTS = {"auth_user": ACCOUNTS, "departments_membership": ROLES}
COLUMNS_BESIDE = {"departments_membership": ["股室"]}  # which a file may lack


def url(model, page):
    return reverse(f"admin:{model}_{page}")


def preview(client, model, *rows):
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=LISTS[model]))
    upload = SimpleUploadedFile("list.xlsx", content)
    return client.post(url(model, "import"), {"import_file": upload, "format": "0"})


def take_in(client, model, *rows):
    shown = preview(client, model, *rows)
    return client.post(url(model, "process_import"), shown.context["confirm_form"].initial, follow=True)


def sheet_of(answer):
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.values]


@pytest.fixture
def keeper(client):
    client.force_login(a_member(Role.SYSTEM_ADMINISTRATOR, "keeper"))
    return client


@pytest.fixture
def giver(client):
    client.force_login(a_member(Role.SECURITY_ADMINISTRATOR, "giver"))
    return client


def test_accounts_come_in_without_a_password_and_sign_in_with_their_first_one(keeper):
    take_in(keeper, "auth_user", ["zhang", "张三", None], ["li", "李四", "li@example.gov.cn"])
    zhang, li = (get_user_model().objects.get(username=name) for name in ("zhang", "li"))
    assert not zhang.has_usable_password()
    assert (zhang.last_name, li.email) == ("张三", "li@example.gov.cn")
    chosen = {"action": "give_first_passwords", ACTION_CHECKBOX_NAME: [zhang.pk, li.pk]}
    headers, *rows = sheet_of(keeper.post(url("auth_user", "changelist"), chosen))
    assert headers == ["用户名", "姓名", "初始密码"]
    assert [row[:2] for row in rows] == [["li", "李四"], ["zhang", "张三"]]
    for name, _, password in rows:
        assert authenticate(username=name, password=password)
    assert TrailEntry.objects.filter(details="生成初始密码").count() == 2
    assert zhang.password_records.get().temporary


def test_whoever_has_signed_in_keeps_the_password(keeper):
    used = a_user("used", home="130200")
    keeper.login(username="used", password="a password")
    keeper.force_login(get_user_model().objects.get(username="keeper"))
    chosen = {"action": "give_first_passwords", ACTION_CHECKBOX_NAME: [used.pk]}
    assert "没有生成密码" in keeper.post(url("auth_user", "changelist"), chosen, follow=True).text
    assert authenticate(username="used", password="a password")


def test_a_first_password_has_every_class_and_is_hashed_anew_when_it_is_used(settings):
    for _ in range(50):
        password = random_password()
        assert len(password) == LENGTH
        assert all(set(password) & set(signs) for signs in CLASSES)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    stored = hashed(password)
    assert check_password(password, stored)
    assert PBKDF2PasswordHasher().must_update(stored)


def test_roles_come_in_at_the_place_that_each_demands(giver):
    for name in ("filler", "department", "finance"):
        a_user(name, home="130200")
    take_in(
        giver,
        "departments_membership",
        ["filler", "填报人", "130200", "405", "405001", None],
        ["department", "部门审核人", "130200", "405", None, None],
        ["finance", "财政业务科审核人", "130200", None, None, "405、406"],
    )
    assigned = {str(one): [each.code for each in one.assigned.all()] for one in Membership.objects.all()}
    assert assigned["filler · 填报人 · 405001 130200单位405001"] == []
    assert assigned["department · 部门审核人 · 405 130200部门405"] == []
    assert assigned["finance · 财政业务科审核人 · 130200 130200财政局"] == ["405", "406"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["filler", "填报人", "130200", "405", None, None], "须填写预算单位的编码"),
        (["filler", "填报人", "420700", "405", "405001", None], "没有编码为"),
        (["filler", "胡写", "130200", "405", "405001", None], "“胡写”应为填报人、"),
        (["nobody", "填报人", "130200", "405", "405001", None], "没有用户名为“nobody”的账号"),
        (["giver", "部门审核人", "130200", "405", None, None], "您不能给该账号授予角色"),
        (["filler", "部门审核人", "130200", "405", None, "406"], "只有财政业务科、绩效科审核人可以指定"),
        (["filler", "财政业务科审核人", "130200", None, None, "407"], "没有编码为407的部门"),
    ],
)
def test_a_role_that_cannot_be_given_says_why_and_nothing_is_written(giver, row, said):
    a_user("filler", home="130200")
    before = Membership.objects.count()
    assert said in faults(preview(giver, "departments_membership", row))
    assert Membership.objects.count() == before


@pytest.mark.parametrize("model", LISTS)
def test_a_list_exported_and_imported_again_changes_nothing(client, monkeypatch, model):
    client.force_login(a_user("root", is_superuser=True, is_staff=True))
    for role in (Role.FILLER, Role.DEPARTMENT_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER):
        a_member(role, role.value)
    headers, *rows = sheet_of(client.post(url(model, "export"), {"format": "0"}))
    assert (headers, len(rows) >= 3) == ([*LISTS[model], *COLUMNS_BESIDE.get(model, ())], True)
    monkeypatch.setitem(LISTS, model, headers)
    assert preview(client, model, *rows).context["result"].totals["skip"] == len(rows)
