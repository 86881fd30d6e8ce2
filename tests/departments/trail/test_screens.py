"""Admin tells the trail of every change, and shows the trail to auditors alone."""

import io

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import DatabaseError
from django.urls import reverse

from departments.models import BudgetUnit, Department, FinanceOffice, Membership, Timetable, TrailEntry
from departments.permissions.roles import Role
from departments.trail.entry import Action
from departments.trail.subjects import Subject
from departments.trail.writing import record
from tests.departments.admin.test_admin import UNIT, confirm, exported, upload
from tests.departments.places import a_member, a_user, the_place
from tests.departments.trail.test_writing import break_the_trail

pytestmark = pytest.mark.usefixtures("places")
TRAIL = reverse("admin:departments_trailentry_changelist")


@pytest.fixture
def root(client):
    client.force_login(a_user("root", is_superuser=True, is_staff=True))
    return client


def url(thing, page="change"):
    opts = thing._meta
    return reverse(
        f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[thing.pk] if page != "add" else []
    )


def told():
    """The last row, without the sign-ins that a test begins with."""
    entry = TrailEntry.objects.first()
    return entry.action, entry.subject_name, entry.details


def add_a_department(client):
    office = FinanceOffice.objects.get(division_code="130200")
    client.post(url(Department, "add"), {"office": office.pk, "code": "407", "name": "新部门"})
    return (
        "settings",
        "407 新部门",
        "新增；财政局：空 → 130200 130200财政局；部门编码：空 → 407；名称：空 → 新部门",
    )


def rename_an_office(client):
    office = FinanceOffice.objects.get(division_code="130200")
    client.post(url(office), {"division_code": "130200", "name": "改名", "province": "河北"})
    return "settings", "130200 改名", "更改；名称：130200财政局 → 改名"


def change_a_role(client):
    membership = a_member(Role.SYSTEM_ADMINISTRATOR, "li").memberships.get()
    posted = {"user": membership.user_id, "role": Role.AUDITOR, "office": membership.office_id}
    client.post(url(membership), posted)
    return "role_change", "li · 审计员 · 130200 130200财政局", "更改；角色：系统管理员 → 审计员"


def give_a_role(client):
    office, user = the_place(Role.AUDITOR), a_user("li")
    client.post(url(Membership, "add"), {"user": user.pk, "role": Role.AUDITOR, "office": office.pk})
    details = "新增；用户：空 → li；角色：空 → 审计员；财政局：空 → 130200 130200财政局"
    return "role_change", "li · 审计员 · 130200 130200财政局", details


def take_a_role(client):
    membership = a_member(Role.AUDITOR, "li").memberships.get()
    client.post(url(membership, "delete"), {"post": "yes"})
    return "role_change", "li · 审计员 · 130200 130200财政局", "删除"


def take_many_roles(client):
    membership = a_member(Role.AUDITOR, "li").memberships.get()
    posted = {"action": "delete_selected", "_selected_action": [membership.pk], "post": "yes"}
    client.post(reverse("admin:departments_membership_changelist"), posted)
    return "role_change", "li · 审计员 · 130200 130200财政局", "删除"


def add_a_user(client):
    posted = {
        "username": "wang",
        "usable_password": "true",
        "password1": "Kp8-vn3wQ",
        "password2": "Kp8-vn3wQ",
    }
    client.post(url(get_user_model(), "add"), posted)
    return (
        "user_change",
        "wang",
        "新增；用户名：空 → wang；密码：已更改",
    )


def set_a_password(client):
    posted = {"usable_password": "true", "password1": "Kp8-vn3wQ", "password2": "Kp8-vn3wQ"}
    client.post(reverse("admin:auth_user_password_change", args=[a_user("li").pk]), posted)
    return "user_change", "li", "更改；密码：已更改"


def delete_a_user(client):
    client.post(url(a_user("li"), "delete"), {"post": "yes"})
    return "user_change", "li", "删除"


def set_a_timetable(client):
    office = FinanceOffice.objects.get(division_code="130200")
    posted = {"office": office.pk, "fiscal_year": 2027, "opens": "2026-08-01", "closes": "2026-09-30"}
    client.post(url(Timetable, "add"), posted)
    details = (
        "新增；财政局：空 → 130200 130200财政局；预算年度：空 → 2027；"
        "填报开始日期：空 → 2026-08-01；报送截止日期：空 → 2026-09-30"
    )
    return "settings", "130200 130200财政局2027年填报日程（2026-08-01至2026-09-30）", details


def import_units(client):
    confirm(client, "budgetunit", upload(client, "budgetunit", [UNIT]))
    return "import", "预算单位列表", "新增1、更改0、删除0、不变0"


CHANGES = [
    *(add_a_department, rename_an_office, give_a_role, change_a_role, take_a_role, take_many_roles),
    *(add_a_user, set_a_password, delete_a_user, set_a_timetable, import_units),
]
CHANGED = (
    Department,
    FinanceOffice,
    BudgetUnit,
    Membership,
    Timetable,
    get_user_model(),
)


def business():
    return [list(model.objects.order_by("pk").values()) for model in CHANGED]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_in_admin_is_told_in_words(root, change):
    before = TrailEntry.objects.count()
    assert change(root) == told()
    assert TrailEntry.objects.count() == before + 1
    assert TrailEntry.objects.first().actor_name == "root"


@pytest.mark.parametrize("change", CHANGES)
def test_with_a_broken_trail_no_change_in_admin_happens(root, change, monkeypatch):
    prepared = {}

    def break_and_post(*arguments, **keywords):
        """The first request of the change finds the trail broken, with all that was set up before it in place."""
        if not prepared and not arguments[0].endswith("/import/"):
            prepared["business"] = business()
            break_the_trail()
        return post(*arguments, **keywords)

    post = root.post
    monkeypatch.setattr(root, "post", break_and_post)
    with pytest.raises(DatabaseError):
        change(root)
    assert business() == prepared["business"]


def test_an_export_is_told_and_without_a_row_nothing_is_handed_out(root):
    assert len(exported(root, "department")) == 5
    assert told() == ("export", "部门列表", "4条，xlsx")
    break_the_trail()
    with pytest.raises(DatabaseError):
        exported(root, "department")


@pytest.mark.parametrize("role", Role)
def test_the_trail_is_shown_to_auditors_alone_whatever_rights_others_hold(client, role):
    user = a_member(role)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="departments"))
    client.force_login(user)
    entry = TrailEntry.objects.first()
    allowed = role == Role.AUDITOR
    for page in (TRAIL, url(entry), reverse("admin:departments_trailentry_export")):
        assert client.get(page).status_code == (200 if allowed else 403)


@pytest.mark.parametrize("page", ["change", "delete", "add"])
@pytest.mark.parametrize("superuser", [True, False])
def test_nobody_changes_the_trail_in_admin(client, page, superuser):
    client.force_login(a_member(Role.AUDITOR, is_superuser=superuser))
    entry = TrailEntry.objects.last()
    assert client.post(url(entry, page), {"post": "yes", "details": "另一事"}).status_code == 403
    assert TrailEntry.objects.filter(pk=entry.pk, details=entry.details).exists()


def test_auditors_read_the_rows_of_their_office_and_those_of_none(client):
    for division in ("130200", "420700", ""):
        record(Action.STEP, by=None, subject=Subject(name=f"文本{division or '无'}", office_code=division))
    client.force_login(a_member(Role.AUDITOR))
    page = client.get(TRAIL).text
    assert "文本130200" in page
    assert "文本无" in page
    assert "文本420700" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"action__exact": "import"}, {"甲"}),
        ({"result__exact": "done", "office_code": "420700"}, {"乙"}),
        ({"actor_name": "zhang"}, {"丙"}),
        ({"q": "甲"}, {"甲"}),
        ({"time__gte": "2000-01-01 00:00:00+00:00", "action__exact": "step"}, {"乙", "丙"}),
        ({"time__lt": "2000-01-01 00:00:00+00:00"}, set()),
    ],
)
def test_the_trail_is_filtered_and_searched(root, query, found):
    record(Action.IMPORT, by=None, subject=Subject(name="甲"))
    record(Action.STEP, by=None, subject=Subject(name="乙", office_code="420700"))
    record(Action.STEP, by=a_user("zhang"), subject=Subject(name="丙"))
    rows = root.get(TRAIL, query).context["cl"].queryset.exclude(action=Action.SIGN_IN)
    assert {row.subject_name for row in rows} == found


def test_an_export_of_the_trail_is_itself_in_the_trail(root):
    record(Action.STEP, by=None, subject=Subject(name="=1+1", kind="no.such"))
    answer = root.post(reverse("admin:departments_trailentry_export"), {"format": "0"})
    headers, *rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert {"序号", "时间", "操作人", "操作", "对象", "校验值"} <= set(headers)
    assert dict(zip(headers, rows[0], strict=True))["对象"] == "=1+1"
    assert told() == ("export", "操作记录列表", "2条，xlsx")
