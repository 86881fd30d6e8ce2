"""Signing in with a name and password of the office's directory, which is a real one on this machine."""

from dataclasses import replace

import pytest
from django.test import Client

from departments.accounts.sign_on.settings import Directory
from departments.models import LinkedIdentity, SecondFactor, TrailEntry
from tests.departments.accounts.sign_on.throwaway_slapd import ADMIN, ADMIN_PASSWORD, BASE
from tests.departments.places import a_user

pytestmark = pytest.mark.django_db
THERE = "a password there"
WRONG = "请输入一个正确的"


@pytest.fixture
def ldap(slapd, settings):
    settings.LDAP = Directory(
        url=slapd.secure,
        base=BASE,
        bind_dn=ADMIN,
        bind_password=ADMIN_PASSWORD,
        key_attribute="employeeNumber",
        ca_file=slapd.ca_file,
    )
    return settings.LDAP


@pytest.fixture
def account(ldap):
    user = a_user("account")
    LinkedIdentity.objects.create(user=user, provider="ldap", key="1001")
    return user


def sign_in(client, name="wang", password=THERE):
    return client.post("/accounts/login/", {"username": name, "password": password})


@pytest.mark.parametrize("plain", [False, True])
def test_the_account_that_is_linked_comes_in(client, account, ldap, slapd, settings, plain):
    """By TLS from the first byte, or by what follows STARTTLS."""
    settings.LDAP = replace(ldap, url=slapd.plain) if plain else ldap
    assert sign_in(client).status_code == 302
    page = client.get("/")
    assert page.context["user"] == account
    assert "/accounts/sign_on/" not in page.text, "there is no such door"
    assert TrailEntry.objects.get(action="sign_in").details == "经统一目录，标识1001"


def test_ours_still_opens_the_account(client, account):
    assert sign_in(client, "account", "a password").status_code == 302
    assert TrailEntry.objects.get(action="sign_in").details == ""


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        ("wang", "wrong", WRONG),
        ("nobody", THERE, WRONG),
        ("li*", THERE, "您的标识“1002”"),
        ("*", THERE, WRONG),
        ("w*", THERE, WRONG),
        ("wang)(uid=*", THERE, WRONG),
        ("-h", THERE, WRONG),
        ("double", THERE, WRONG),
        ("numberless", THERE, WRONG),
    ],
)
def test_nobody_else_does(client, account, name, password, sentence):
    answer = sign_in(client, name, password)
    assert sentence in answer.text
    assert client.get("/").status_code == 302
    assert TrailEntry.objects.get(action="failed_sign_in").subject_name == name


def test_whoever_is_known_there_and_not_here_gets_no_account(client, ldap, django_user_model):
    assert "还没有账号与您的标识“1001”关联" in sign_in(client).text
    assert django_user_model.objects.count() == 0
    assert "1001" in TrailEntry.objects.get(action="failed_sign_in").details


def test_a_closed_account_does_not_come_in(client, account):
    account.is_active = False
    account.save()
    assert "账号已停用" in sign_in(client).text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"url": "ldap://127.0.0.1:9"}, "没有答复"),
        ({"ca_file": "other"}, "证书不能核实"),
        ({"ca_file": "other", "url": "plain"}, "证书不能核实"),
        ({"bind_password": "wrong"}, "查找时答复 49"),
        ({"base": "dc=elsewhere"}, "查找时答复 32"),
    ],
)
def test_a_directory_that_is_away_is_told_and_our_own_passwords_go_on(
    client, account, ldap, slapd, settings, changed, sentence
):
    real = {"other": slapd.other_ca_file, "plain": slapd.plain}
    settings.LDAP = replace(ldap, **{name: real.get(value, value) for name, value in changed.items()})
    answer = sign_in(client)
    assert sentence in answer.text
    assert "统一目录现在不能用" in answer.text
    assert sign_in(Client(), "account", "a password").status_code == 302


def test_what_is_typed_for_an_account_of_ours_alone_is_not_sent_there(client, ldap, monkeypatch):
    """It may be a mistyped password of ours, and the same name may be somebody else's there."""
    a_user("wang")
    monkeypatch.setattr("departments.accounts.sign_on.by_password.who_is", None)  # asking it would fail
    assert WRONG in sign_in(client).text


def test_guesses_at_the_directory_lock_the_name_like_any_other(client, account, settings):
    settings.SIGN_IN_FAILURES = 2
    for _ in range(2):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 429


def test_the_second_factor_is_ours(client, account):
    SecondFactor.objects.create(user=account, key="00" * 20)
    sign_in(client)
    assert client.get("/").url == "/accounts/second_factor/verify/"


def test_an_open_page_signs_in_again_in_place(client, account):
    answer = client.post(
        "/accounts/session/sign_in/", {"username": "wang", "password": THERE, "account": "account"}
    )
    assert answer.json()["account"] == "account"


def test_a_session_ends_with_its_link(client, account):
    sign_in(client)
    LinkedIdentity.objects.all().delete()
    assert client.get("/").status_code == 302
