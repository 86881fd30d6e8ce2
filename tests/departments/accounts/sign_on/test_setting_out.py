"""Anybody may set out for the provider: it costs neither a row here nor a question there, and not too often."""

from dataclasses import replace

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from departments.accounts.sign_on import provider
from departments.accounts.sign_on.on_the_way import COOKIE, MOST
from departments.accounts.sign_on.settings import OpenIDConnect
from departments.models import SignInLock, TrailEntry

pytestmark = pytest.mark.django_db

ISSUER = "http://127.0.0.1:9"
METADATA = {"issuer": ISSUER} | dict.fromkeys(provider.ENDPOINTS, f"{ISSUER}/at")
THERE, BACK = "/accounts/sign_on/", "/accounts/sign_on/back/?state=x&code=x"


@pytest.fixture
def asked(settings, monkeypatch):
    """What was asked of the provider; it answers with the first of what it has to say, and then with the next."""
    questions, answers = [], [METADATA]

    def read(session, address):
        questions.append(address)
        said = answers[min(len(questions), len(answers)) - 1]
        if isinstance(said, Exception):
            raise said
        return said

    settings.OIDC = OpenIDConnect(issuer=ISSUER, client_id="we", client_secret="secret")
    monkeypatch.setattr(provider, "_read", read)
    return questions, answers


@pytest.fixture
def now(monkeypatch):
    moments = [0.0]
    monkeypatch.setattr(provider, "monotonic", lambda: moments[0])
    return moments


def test_it_leaves_nothing_here(asked):
    for _ in range(3):
        assert Client().get(THERE, {"next": "/rules/"}).status_code == 302
    assert [model.objects.count() for model in (Session, TrailEntry, SignInLock)] == [0, 0, 0]


def test_what_the_provider_says_of_itself_is_asked_once_in_a_while(client, asked, now):
    questions, _ = asked
    for _ in range(3):
        assert client.get(THERE).status_code == 302
    assert len(questions) == 1
    now[0] += provider.KNOWN_SECONDS
    assert client.get(THERE).status_code == 302
    assert len(questions) == 2


def test_a_provider_that_is_away_is_not_asked_again_at_once(client, asked, now):
    questions, answers = asked
    answers[:] = [provider.ProviderAway("没有答复"), METADATA]
    for _ in range(3):
        answer = client.get(THERE)
        assert (answer.status_code, "没有答复" in answer.text) == (503, True)
    assert len(questions) == 1
    now[0] += provider.AWAY_SECONDS
    assert client.get(THERE).status_code == 302


def test_other_settings_are_another_provider(client, asked, settings):
    assert client.get(THERE).status_code == 302
    settings.OIDC = replace(settings.OIDC, issuer="http://127.0.0.1:10")
    assert client.get(THERE).status_code == 503


@pytest.mark.parametrize(("address", "usual"), [(THERE, 302), (BACK, 403)])
def test_one_address_does_so_only_so_often(client, asked, settings, tmp_path, address, usual):
    settings.PUBLIC_PER_MINUTE, settings.REQUEST_COUNTS_DIR = 2, tmp_path
    assert [client.get(address).status_code for _ in range(3)] == [usual, usual, 429]
    assert int(client.get(address).headers["Retry-After"]) > 0


def test_a_browser_keeps_as_much_as_a_cookie_holds(client, asked):
    for _ in range(MOST + 2):
        client.get(THERE, {"next": "/" + "x" * 299})
    cookie = client.cookies[COOKIE]
    assert len(cookie.value) < 4000
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_what_a_browser_made_up_itself_opens_nothing(client, asked):
    client.cookies[COOKIE] = "eyJ4IjoxfQ:1:1"
    assert client.get(BACK).status_code == 403
    assert client.get(THERE).status_code == 302
