"""What the provider tells of people who have left it: their sessions here end, and nobody else can tell such a thing."""

import time

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from departments.models import LinkedIdentity, TrailEntry
from tests.departments.accounts.sign_on.openid_provider import CLIENT_ID, KEY
from tests.departments.places import a_user

pytestmark = pytest.mark.django_db
EVENTS = {"http://schemas.openid.net/event/backchannel-logout": {}}
ENDED = "/accounts/sign_on/ended/"


@pytest.fixture
def told(oidc, folder_of_provider):
    """Send what the provider would sign, with some of it said otherwise; ``None`` leaves a part out."""

    def tell(key=None, **changed):
        claims = {"iss": oidc.issuer, "aud": CLIENT_ID, "iat": int(time.time()), "sub": "wang"}
        claims |= {"jti": "1", "events": EVENTS} | changed
        said = {name: value for name, value in claims.items() if value is not None}
        key = key or RSAKey.import_key((folder_of_provider / KEY).read_text())
        token = jwt.encode({"alg": "RS256", "kid": key.thumbprint()}, said, key)
        return Client(enforce_csrf_checks=True).post(ENDED, {"logout_token": token})

    return tell


def test_whoever_signs_out_there_is_signed_out_here(browser, told):
    user = a_user("account")
    LinkedIdentity.objects.create(user=user, provider="oidc", key="wang")
    browser.sign_on("wang")
    assert browser.here.get("/").status_code == 200
    assert told().status_code == 200
    assert browser.here.get("/").status_code == 302
    rows = TrailEntry.objects.filter(action="sign_out").order_by("number").values_list("details", flat=True)
    assert list(rows) == ["统一身份认证通知已退出", "在统一身份认证一方已退出，或账号的关联已变，会话结束"]
    browser.sign_on("wang")
    assert browser.here.get("/").status_code == 200, "signed in anew, after it"


def test_a_session_opened_by_a_password_goes_on(client, told):
    user = a_user("account")
    LinkedIdentity.objects.create(user=user, provider="oidc", key="wang")
    client.force_login(user)
    assert told().status_code == 200
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"key": RSAKey.generate_key(2048)},
        {"iss": "http://127.0.0.1:1"},
        {"aud": "another"},
        {"iat": 9_000_000_000},
        {"iat": None},
        {"events": None},
        {"events": {"http://schemas.openid.net/event/other": {}}},
        {"nonce": "a token of a sign-in"},
        {"sub": None},
    ],
)
def test_nobody_else_ends_a_session(browser, told, changed):
    LinkedIdentity.objects.create(user=a_user("account"), provider="oidc", key="wang")
    browser.sign_on("wang")
    assert told(**changed).status_code == 400
    assert browser.here.get("/").status_code == 200


def test_an_identity_that_nobody_has_is_no_fault_of_the_provider(told):
    assert told(sub="unknown").status_code == 200
