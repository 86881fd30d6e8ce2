"""What an open page is told of its session, and signing in again in place."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from departments.accounts.second_factor import codes
from departments.accounts.sessions import BEGAN, SEEN
from departments.models import SecondFactor, TrailEntry
from departments.views.session import draft_key, draft_owner
from tests.departments.places import a_user

SESSION, SIGN_IN = "/accounts/session/", "/accounts/session/sign_in/"
KEY = b"12345678901234567890".hex()
HALF_MINUTE = 60_000_000

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


def sign_in(client, name="wang", account=None, **fields):
    token = client.get(SESSION).json()["csrf"]
    values = {"username": name, "account": account or name, "password": "a password", **fields}
    return client.post(SIGN_IN, values, headers={"X-CSRFToken": token})


def grow_idle(client, seconds):
    session = client.session
    session[SEEN] = timezone.now().timestamp() - seconds
    session.save()


def test_whoever_is_nobody_is_given_a_token_and_nothing_else(client):
    assert set(client.get(SESSION).json()) == {"csrf", "account"}


def test_asking_never_prolongs_a_session_and_saying_so_does(client):
    a_user("wang")
    sign_in(client)
    grow_idle(client, settings.SESSION_COOKIE_AGE - 100)
    for _ in range(2):
        assert client.get(SESSION).json()["seconds"] in (99, 100)
    token = client.get(SESSION).json()["csrf"]
    assert client.post(SESSION, headers={"X-CSRFToken": token}).json()["seconds"] > 100
    assert client.get(SESSION).json()["seconds"] > 100


def test_in_its_last_half_hour_a_session_cannot_be_prolonged(client):
    a_user("wang")
    assert sign_in(client).json()["prolongable"]
    session = client.session
    session[BEGAN] -= settings.SESSION_LASTS - 600
    session.save()
    state = client.get(SESSION).json()
    assert (state["prolongable"], 590 <= state["seconds"] <= 600) == (False, True)


def test_signing_in_again_renews_the_token_and_is_told_in_the_trail(client):
    a_user("wang")
    before = client.get(SESSION).json()["csrf"]
    state = sign_in(client).json()
    assert (state["account"], state["needs"]) == ("wang", "")
    assert client.post(SESSION, headers={"X-CSRFToken": before}).status_code == 403
    assert client.post(SESSION, headers={"X-CSRFToken": state["csrf"]}).status_code == 200
    assert TrailEntry.objects.filter(action="sign_in").count() == 1


def test_only_the_account_of_the_page_signs_in_in_place(client):
    a_user("wang")
    a_user("li")
    response = sign_in(client, "li", account="wang")
    assert response.status_code == 400
    assert "另一个账号" in response.json()["fault"]
    assert client.get(SESSION).json()["account"] == ""


def test_wrong_passwords_are_counted_and_locked_as_on_the_sign_in_page(client, settings):
    settings.SIGN_IN_FAILURES = 3
    a_user("wang")
    answers = [sign_in(client, password="wrong") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [400, 400, 400, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "锁定" in answers[-1].json()["fault"]
    assert sign_in(client).status_code == 429


def test_a_second_factor_is_needed_before_anything_else_is_told(client, monkeypatch):
    SecondFactor.objects.create(user=a_user("wang"), key=KEY)
    monkeypatch.setattr("departments.accounts.second_factor.codes.time", lambda: HALF_MINUTE * 30)
    state = sign_in(client).json()
    assert state["needs"] == "code"
    assert "draft_key" not in state
    assert client.get("/accounts/tokens/").status_code == 302
    assert sign_in(client, code="000000").status_code == 400
    code = codes.hotp(bytes.fromhex(KEY), HALF_MINUTE)
    state = client.post(SIGN_IN, {"code": code}, headers={"X-CSRFToken": state["csrf"]}).json()
    assert (state["needs"], "draft_key" in state) == ("", True)
    assert client.get("/accounts/tokens/").status_code == 200


def test_the_key_of_drafts_is_one_for_each_account(settings):
    wang, li = a_user("wang"), a_user("li")
    assert draft_key(wang) == draft_key(wang)
    assert draft_key(wang) != draft_key(li)
    assert draft_owner(draft_key(wang)) != draft_owner(draft_key(li))
    before = draft_key(wang)
    settings.SECRET_KEY = "another one"
    assert draft_key(wang) != before
