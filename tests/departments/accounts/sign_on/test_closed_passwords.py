"""Roles whose passwords the office has closed: who comes in by what, and that somebody always does."""

import pytest

from config.operation.checks import closed_passwords
from departments.accounts.sign_on.settings import Directory, OpenIDConnect
from departments.models import LinkedIdentity, SignInLock, TrailEntry
from departments.permissions.roles import Role
from tests.departments.places import a_member, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
OIDC = OpenIDConnect("http://127.0.0.1:9", "goals", "a secret")
LDAP = Directory("ldap://127.0.0.1:9", "dc=office")


@pytest.fixture
def closed(settings):
    settings.OIDC = OIDC
    settings.LOCAL_SIGN_IN_OFF_ROLES = [Role.FILLER]


OURS = "a password"


def sign_in(client, name, password=OURS):
    return client.post("/accounts/login/", {"username": name, "password": password})


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize(
    ("oidc", "ldap", "sentence"),
    [
        (OIDC, Directory(), "请点“统一身份认证登录”"),
        (OpenIDConnect(), LDAP, "请用统一目录的用户名和密码登录"),
    ],
)
def test_the_right_password_of_a_closed_role_is_told_the_other_way(client, settings, oidc, ldap, sentence):
    settings.OIDC, settings.LDAP = oidc, ldap
    a_member(Role.FILLER, "filler")
    answer = sign_in(client, "filler")
    assert sentence in answer.text
    assert client.get("/").status_code == 302
    assert sentence in TrailEntry.objects.get(action="failed_sign_in").details
    assert not SignInLock.objects.exists(), "nobody has guessed"


@pytest.mark.usefixtures("closed")
def test_a_wrong_password_tells_nothing_of_it(client):
    a_member(Role.FILLER, "filler")
    assert "不再用" not in sign_in(client, "filler", "wrong").text
    assert SignInLock.objects.exists()


@pytest.mark.usefixtures("closed")
def test_others_and_superusers_come_in(client):
    a_member(Role.AUDITOR, "auditor")
    a_member(Role.FILLER, "root", is_superuser=True)
    a_user("without a role")
    for name in ("auditor", "root", "without a role"):
        assert sign_in(client, name).status_code == 302


@pytest.mark.usefixtures("closed")
def test_nothing_is_closed_while_no_provider_works(client, settings):
    settings.OIDC = OpenIDConnect(issuer="https://sso.example.cn")  # half of it
    a_member(Role.FILLER, "filler")
    assert sign_in(client, "filler").status_code == 302
    assert [message.id for message in closed_passwords()] == ["operation.W012"]


@pytest.mark.usefixtures("closed")
def test_the_check_counts_whom_it_shuts_out(settings):
    assert closed_passwords() == []
    linked, _, gone = (a_member(Role.FILLER, name) for name in ("linked", "shut out", "gone"))
    gone.is_active = False
    gone.save()
    LinkedIdentity.objects.create(user=linked, provider="oidc", key="1")
    (message,) = closed_passwords()
    assert message.id == "operation.W013"
    assert message.msg.startswith("1 个账号")
    settings.LOCAL_SIGN_IN_OFF_ROLES = []
    assert closed_passwords() == []
