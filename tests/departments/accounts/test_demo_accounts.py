import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from departments.models import BudgetUnit, Membership
from departments.permissions.roles import Role


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def printed(capsys):
    """Passwords by user name, as the command prints them."""
    call_command("make_demo_accounts")
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    return {line.split()[0]: line.split()[1] for line in lines}


@pytest.mark.usefixtures("places", "demo")
def test_each_role_gets_an_account_that_opens_with_the_printed_password(capsys):
    passwords = printed(capsys)
    assert {role.value for role in Role} <= set(passwords)
    for name, password in passwords.items():
        assert authenticate(username=name, password=password).memberships.get().role == name.partition("-")[0]


@pytest.mark.usefixtures("places", "demo")
def test_a_second_start_changes_the_passwords_and_adds_nobody(capsys):
    first, second = printed(capsys), printed(capsys)
    assert not set(first.values()) & set(second.values())
    assert Membership.objects.count() == get_user_model().objects.count() == len(first) == len(second)
    assert authenticate(username=Role.FILLER.value, password=first[Role.FILLER]) is None


@pytest.mark.usefixtures("places", "demo")
def test_only_the_finance_side_and_the_administrators_enter_admin(capsys, client):
    entered = set()
    for name, password in printed(capsys).items():
        assert client.login(username=name, password=password)
        if client.get("/admin/").status_code == 200:
            entered.add(name)
    assert set(Role) - entered == {Role.FILLER, Role.DEPARTMENT_REVIEWER}


@pytest.mark.usefixtures("places")
def test_outside_the_demo_no_account_is_made():
    with pytest.raises(CommandError, match="只能在演示模式下"):
        call_command("make_demo_accounts")
    assert not get_user_model().objects.exists()


@pytest.mark.usefixtures("db", "demo")
def test_without_units_there_is_nowhere_to_stand():
    assert not BudgetUnit.objects.exists()
    with pytest.raises(CommandError, match="请先载入演示数据"):
        call_command("make_demo_accounts")
