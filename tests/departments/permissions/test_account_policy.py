"""Every way to write an account × every pair of roles and offices: one policy answers for all of them."""

from itertools import product

import pytest
import tablib
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from departments.accounts.home import HomeOffice, settle
from departments.accounts.policy import changeable_accounts, visible_accounts, writable_fields
from departments.lists.flat_files import FlatWorkbook
from departments.models import Membership
from departments.permissions.roles import PLACE_OF_ROLE, Role
from tests.factories import a_department, a_member, a_unit, a_user, an_office

pytestmark = pytest.mark.django_db

PASSWORD = "Aa9!xkcdPlum77"
ADMINISTRATORS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)
ACTORS = (*Role, "root")
TARGETS = (*Role, None)
PLACES = ("here", "there", "both")


class World:
    def __init__(self):
        self.here, self.there = an_office(), an_office()
        self.places = {office: self._places(office) for office in (self.here, self.there)}

    def _places(self, office):
        department = a_department(office)
        return {"office": office, "department": department, "unit": a_unit(department)}

    def actor(self, role):
        return a_user(is_superuser=True, is_staff=True) if role == "root" else self.member(role, self.here)

    def member(self, role, office):
        return a_member(role, at=self.places[office][PLACE_OF_ROLE[role].value])

    def target(self, role, place):
        """An account that is at home where it serves first; without a role, where it was made."""
        office = self.there if place == "there" else self.here
        account = self.member(role, office) if role else a_user()
        settle(account, office)
        if place == "both":
            unit = self.places[self.there]["unit"]
            Membership.objects.create(user=account, role=Role.FILLER, unit=unit)
        return account


@pytest.fixture
def world(db):
    return World()


def wanted(actor, role, place):
    """The table: who writes what of whom."""
    if actor == "root":
        return {"name", "password", "lock"}
    if actor not in ADMINISTRATORS or place != "here":
        return set()
    if actor == Role.SECURITY_ADMINISTRATOR:
        return {"lock"}
    return set() if role in (*ADMINISTRATORS, Role.AUDITOR) else {"name", "password"}


def by_form(client, account, column, value):
    address = reverse("admin:auth_user_change", args=[account.pk])
    fields = {"username": account.username, "last_name": account.last_name, "email": account.email}
    if account.is_active:
        fields["is_active"] = "on"
    if home := HomeOffice.objects.filter(user=account).first():
        fields["home_office"] = home.office_id
    sent = {**fields, column: value}
    client.post(address, {name: said for name, said in sent.items() if said is not None})


def by_list(client, account, column, value):
    row = {"用户名": account.username, "姓名": account.last_name, "邮箱": account.email, column: value}
    content = FlatWorkbook().export_data(tablib.Dataset(list(row.values()), headers=list(row)))
    upload = SimpleUploadedFile("list.xlsx", content)
    shown = client.post(reverse("admin:auth_user_import"), {"import_file": upload, "format": "0"})
    form = (shown.context or {}).get("confirm_form") if shown.status_code == 200 else None
    if form is not None:
        client.post(reverse("admin:auth_user_process_import"), form.initial)


def by_password_page(client, account):
    address = reverse("admin:auth_user_password_change", args=[account.pk])
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"})


def by_first_password(client, account):
    chosen = {"action": "give_first_passwords", ACTION_CHECKBOX_NAME: [account.pk]}
    client.post(reverse("admin:auth_user_changelist"), chosen)


WAYS = {
    "name by form": (lambda client, one: by_form(client, one, "last_name", "改名"), "last_name", "name"),
    "e-mail by form": (lambda client, one: by_form(client, one, "email", "a@b.cn"), "email", "name"),
    "login by form": (lambda client, one: by_form(client, one, "username", "taken"), "username", "name"),
    "lock by form": (lambda client, one: by_form(client, one, "is_active", None), "is_active", "lock"),
    "name by list": (lambda client, one: by_list(client, one, "姓名", "改名"), "last_name", "name"),
    "e-mail by list": (lambda client, one: by_list(client, one, "邮箱", "a@b.cn"), "email", "name"),
    "password by page": (by_password_page, "password", "password"),
    "password by action": (by_first_password, "password", "password"),
}


@pytest.mark.figure(6)
@pytest.mark.parametrize("actor", ACTORS, ids=str)
def test_every_way_to_write_an_account_asks_the_policy(client, world, actor, trial):
    person, wrong, cells = world.actor(actor), [], 0
    pairs = list(product(TARGETS, PLACES))
    for role, place in (
        pairs if trial.full else pairs[ACTORS.index(actor) % 11 :: 11]
    ):  # each eleventh, every actor others
        for name, (write, column, right) in WAYS.items():
            with transaction.atomic():
                client.force_login(person)  # the session that a page renews is taken back with the rest
                account = world.target(role, place)
                before = getattr(account, column)
                write(client, account)
                account.refresh_from_db()
                written = getattr(account, column) != before
                transaction.set_rollback(True)
            cells += 1
            if written != (right in wanted(actor, role, place)):
                wrong.append(f"{name}: {actor} → {role} {place}: {written}")
    trial.count("格（写账号的途径 × 角色 × 财政局）", cells)
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_an_account_without_a_place_is_its_makers(client, world, role):
    maker = world.actor(Role.SYSTEM_ADMINISTRATOR)
    client.force_login(maker)
    fields = {"username": "fresh", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert client.post(reverse("admin:auth_user_add"), fields).status_code == 302
    by_list(client, a_user(username="spare"), "用户名", "listed")
    for name in ("fresh", "listed"):
        account = HomeOffice.objects.get(user__username=name).user
        assert account.home.office == world.here
        assert visible_accounts(maker).filter(pk=account.pk).exists()
        stranger = world.member(role, world.there)
        assert not visible_accounts(stranger).filter(pk=account.pk).exists()
        assert writable_fields(stranger, account) == ()


def test_nobody_elsewhere_gives_a_role_to_an_account_without_one(client, world):
    account = world.target(None, "there")
    client.force_login(world.actor(Role.SECURITY_ADMINISTRATOR))
    given = {"user": account.pk, "role": Role.FILLER, "unit": world.places[world.here]["unit"].pk}
    client.post(reverse("admin:departments_membership_add"), given)
    assert not account.memberships.exists()


def test_an_account_of_nobody_is_at_home_where_it_first_serves(world):
    account = a_user()
    assert not HomeOffice.objects.filter(user=account).exists()
    Membership.objects.create(user=account, role=Role.AUDITOR, office=world.there)
    assert account.home.office == world.there
    account.memberships.all().delete()
    assert HomeOffice.objects.get(user=account).office == world.there


def test_a_superuser_says_where_an_account_belongs(client, world):
    account = a_user()
    client.force_login(world.actor("root"))
    by_form(client, account, "home_office", world.there.pk)
    assert HomeOffice.objects.get(user=account).office == world.there
    by_form(client, account, "home_office", None)
    assert not HomeOffice.objects.filter(user=account).exists()


def test_what_a_list_says_of_an_administrator_and_stays_is_no_change(client, world):
    auditor = world.target(Role.AUDITOR, "here")
    keeper = world.actor(Role.SYSTEM_ADMINISTRATOR)
    client.force_login(keeper)
    row = [auditor.username, auditor.last_name, auditor.email]
    content = FlatWorkbook().export_data(tablib.Dataset(row, headers=["用户名", "姓名", "邮箱"]))
    upload = SimpleUploadedFile("list.xlsx", content)
    shown = client.post(reverse("admin:auth_user_import"), {"import_file": upload, "format": "0"})
    assert shown.context["result"].totals["skip"] == 1
    assert not changeable_accounts(keeper).filter(pk=auditor.pk).exists()


def test_ones_own_password_is_changed_where_the_old_one_is_asked_for(client, world):
    keeper = world.actor(Role.SYSTEM_ADMINISTRATOR)
    client.force_login(keeper)
    by_password_page(client, keeper)
    keeper.refresh_from_db()
    assert not keeper.check_password(PASSWORD)
    answer = client.get(reverse("admin:auth_user_password_change", args=[keeper.pk]))
    assert answer.url == reverse("password_change")
