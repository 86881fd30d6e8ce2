"""Whoever keeps one office in admin keeps nothing of another in which they only serve."""

import pytest
from django.urls import reverse

from departments.accounts.tokens.issuing import issue
from departments.accounts.tokens.model import AccessToken, Scope
from departments.models import Membership
from departments.permissions.roles import Role
from tests.factories import a_department, a_member, a_unit

pytestmark = pytest.mark.django_db
PASSWORD = "Aa9!xkcdPlum77"


@pytest.fixture
def keeper(client):
    keeper = a_member(Role.SYSTEM_ADMINISTRATOR)
    client.force_login(keeper)
    return keeper


@pytest.fixture
def far_unit(keeper):
    """A unit of another office, at which the keeper fills in texts."""
    unit = a_unit()
    Membership.objects.create(user=keeper, role=Role.FILLER, unit=unit)
    return unit


def test_rows_of_the_other_office_are_not_changed(client, far_unit):
    department = far_unit.department
    for row, fields in (
        (department.office, {"name": "改名", "province": "河北", "publishes": "on"}),
        (department, {"office": department.office.pk, "code": "777", "name": "改名"}),
        (far_unit, {"department": department.pk, "code": "7", "name": "改名", "position": 1}),
    ):
        name = row._meta.model_name
        address = reverse(f"admin:departments_{name}_change", args=[row.pk])
        assert client.post(address, {"division_code": "139999", **fields}).status_code == 403
        assert (
            client.post(
                reverse(f"admin:departments_{name}_delete", args=[row.pk]), {"post": "yes"}
            ).status_code
            == 403
        )
        row.refresh_from_db()
        assert row.name != "改名"


def set_password(client, account):
    address = reverse("admin:auth_user_password_change", args=[account.pk])
    answer = client.post(address, {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"})
    account.refresh_from_db()
    return answer.status_code, account.check_password(PASSWORD)


def test_who_also_serves_elsewhere_gets_no_password_from_one_office(client, keeper):
    """It would open to the one office what the other has entrusted."""
    account = a_member(Role.PERFORMANCE_SECTION_REVIEWER)
    Membership.objects.create(user=account, role=Role.FILLER, unit=a_unit(a_department_of(keeper)))
    assert set_password(client, account) == (403, False)


def a_department_of(keeper):
    """A department of the keeper's own office."""
    return a_department(keeper.memberships.get().office)


def test_a_password_from_somebody_else_ends_tokens(client, keeper):
    account = a_member(Role.FILLER, at=a_unit(a_department_of(keeper)))
    issue(account, name="程序", scope=Scope.READ, days=9)
    assert set_password(client, account) == (302, True)
    assert not AccessToken.objects.living().filter(user=account).exists()


@pytest.mark.parametrize(
    ("looking", "at", "led"),
    [
        (Role.SYSTEM_ADMINISTRATOR, Role.FILLER, True),
        (Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR, False),
        (Role.SECURITY_ADMINISTRATOR, Role.FILLER, False),
    ],
)
def test_only_who_may_set_a_password_is_led_to_where_it_is_set(client, looking, at, led):
    department = a_department()
    place = a_unit(department) if at == Role.FILLER else department.office
    account = a_member(at, at=place)
    client.force_login(a_member(looking, at=department.office))
    page = client.get(reverse("admin:auth_user_change", args=[account.pk]))
    assert page.status_code == 200
    assert ("password/" in page.text.partition("<main")[2]) == led


def test_the_first_steps_count_the_accounts_of_the_own_office(client, keeper, far_unit):
    a_member(Role.FILLER, at=far_unit)
    assert "账号1个" in client.get(reverse("first_use")).text
