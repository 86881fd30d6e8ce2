"""Rights follow from roles at once, and the three administrators stay apart."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from departments.models import Department, Membership, TrailEntry
from departments.permissions.rights import RIGHTS, enters_admin, permissions_of
from departments.permissions.roles import Role
from tests.departments.places import a_member, a_user, the_place

pytestmark = pytest.mark.usefixtures("places")
PASSWORD = {"usable_password": "true", "password1": "Kp8-vn3wQ", "password2": "Kp8-vn3wQ"}


def account_page(user, page="auth_user_change"):
    return reverse(f"admin:{page}", args=[user.pk])


@pytest.fixture
def keeper(client):
    client.force_login(a_member(Role.SYSTEM_ADMINISTRATOR, "keeper"))
    return client


@pytest.fixture
def guard(client):
    client.force_login(a_member(Role.SECURITY_ADMINISTRATOR, "guard"))
    return client


@pytest.mark.parametrize("role", RIGHTS)
def test_every_right_of_the_table_is_one_that_django_knows(role):
    known = {f"{right.content_type.app_label}.{right.codename}" for right in Permission.objects.all()}
    assert set(permissions_of(role)) <= known


@pytest.mark.parametrize("role", Role)
def test_a_role_has_the_rights_of_its_row_and_no_others(role):
    user = a_member(role)
    user.user_permissions.set(Permission.objects.all())
    assert user.get_all_permissions() == set(permissions_of(role))


@pytest.mark.parametrize(("role", "enters"), [(role, role in RIGHTS) for role in Role])
def test_admin_opens_to_roles_that_have_business_there(client, role, enters):
    user = a_member(role, is_staff=not enters)
    client.force_login(user)
    assert client.get(reverse("admin:index")).status_code == (200 if enters else 403)
    assert enters_admin(user) is enters


@pytest.mark.parametrize("role", Role)
def test_the_way_to_imports_is_shown_to_whoever_fills_in_texts(client, role):
    client.force_login(a_member(role))
    link = f'<a href="{reverse("import_any")}">'
    assert (link in client.get(reverse("notices")).text) is (role in (Role.FILLER, Role.DEPARTMENT_REVIEWER))


def test_whoever_is_not_signed_in_is_sent_to_the_one_page_to_sign_in(client):
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1] == ("/accounts/login/?next=/admin/", 302)


def test_a_role_that_is_taken_away_takes_its_rights_along_in_mid_session(guard):
    listed = reverse("admin:departments_membership_changelist")
    assert guard.get(listed).status_code == 200
    Membership.objects.filter(user__username="guard").delete()
    assert guard.get(listed).status_code == 403


def test_a_locked_account_is_signed_out_at_its_next_request(guard):
    get_user_model().objects.filter(username="guard").update(is_active=False)
    assert guard.get(reverse("admin:index")).status_code == 302


def test_the_keeper_makes_accounts_and_neither_gives_roles_nor_locks(keeper):
    li = a_member(Role.FILLER, "li")
    keeper.post(account_page(li), {"username": "li", "last_name": "李", "is_active": ""})
    li.refresh_from_db()
    assert (li.last_name, li.is_active) == ("李", True)
    given = {"user": li.pk, "role": Role.AUDITOR, "office": the_place(Role.AUDITOR).pk}
    assert keeper.post(reverse("admin:departments_membership_add"), given).status_code == 403


def test_the_guard_locks_and_changes_nothing_else_of_an_account(guard):
    li = a_member(Role.FILLER, "li")
    guard.post(account_page(li), {"username": "wang", "is_active": ""})
    li.refresh_from_db()
    assert (li.username, li.is_active) == ("li", False)
    assert guard.post(account_page(li, "auth_user_password_change"), PASSWORD).status_code == 403


def test_nobody_locks_the_own_account(guard):
    own = get_user_model().objects.get(username="guard")
    page = guard.post(account_page(own), {"is_active": ""})
    assert "不能停用自己的账号" in str(page.context["adminform"].form.errors)


@pytest.mark.parametrize(("role", "open_to_keeper"), [(Role.FILLER, True), (Role.AUDITOR, False)])
def test_the_keeper_sets_no_password_of_another_administrator(keeper, role, open_to_keeper):
    other = a_member(role, "other")
    answer = keeper.post(account_page(other, "auth_user_password_change"), PASSWORD)
    assert answer.status_code == (302 if open_to_keeper else 403)
    assert get_user_model().objects.get(pk=other.pk).check_password("Kp8-vn3wQ") is open_to_keeper


def test_accounts_of_other_offices_and_those_above_all_are_out_of_reach(keeper):
    a_member(Role.FILLER, "li")
    a_user("new", home="130200")
    a_user("newer", home="420700")
    a_user("nobody's")
    a_user("root", is_superuser=True)
    a_member(Role.FILLER, "foreign", division="420700")
    listed = keeper.get(reverse("admin:auth_user_changelist")).context["cl"].queryset
    assert {user.username for user in listed} == {"keeper", "li", "new"}


@pytest.mark.parametrize("number", [1, 6])
def test_the_accounts_take_one_number_of_queries(keeper, number, django_assert_max_num_queries):
    for each in range(number):
        a_member(Role.FILLER, f"user{each}")
    with django_assert_max_num_queries(13):
        keeper.get(reverse("admin:auth_user_changelist"))


def give(client, user, role=Role.FINANCE_SECTION_REVIEWER, assigned=()):
    return client.post(
        reverse("admin:departments_membership_add"),
        {"user": user.pk, "role": role, "office": the_place(role).pk, "assigned": assigned},
    )


def test_the_guard_gives_a_finance_reviewer_departments_to_answer_for(guard):
    li = a_user("li", home="130200")
    mine = Department.objects.get(office__division_code="130200", code="406")
    assert give(guard, li, assigned=[mine.pk]).status_code == 302
    assert list(Department.objects.visible_to(li)) == [mine]
    assert "406" in TrailEntry.objects.first().details


@pytest.mark.parametrize(
    ("role", "division", "fault"),
    [
        (Role.AUDITOR, "130200", "只有财政业务科、绩效科审核人可以指定分管部门"),
        (Role.FINANCE_SECTION_REVIEWER, "420700", "选择一个有效的选项"),
    ],
)
def test_departments_are_assigned_to_reviewers_of_their_own_office_only(guard, role, division, fault):
    assigned = Department.objects.get(office__division_code=division, code="405")
    answer = give(guard, a_user("li", home="130200"), role, [assigned.pk])
    assert fault in str(answer.context["adminform"].form.errors)


def test_nobody_gives_or_changes_the_own_roles(guard):
    own = get_user_model().objects.get(username="guard")
    assert "不能给自己授予角色" in str(give(guard, own).context["adminform"].form.errors)
    page = reverse("admin:departments_membership_change", args=[own.memberships.get().pk])
    assert guard.post(page, {"role": Role.AUDITOR}).status_code == 403


def test_the_change_of_ones_own_password_is_told(client):
    li = a_member(Role.FILLER, "li")
    client.force_login(li)
    values = {"old_password": "a password", "new_password1": "Kp8-vn3wQ", "new_password2": "Kp8-vn3wQ"}
    client.post(reverse("password_change"), values)
    entry = TrailEntry.objects.first()
    assert (entry.action, entry.subject_name, entry.details) == ("user_change", "li", "本人修改密码")
