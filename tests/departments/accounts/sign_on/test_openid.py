"""Signing in by the office's provider, which runs as a process of its own: who comes in, who does not, and why."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing

from departments.accounts.sign_on.identities import NotVouched
from departments.accounts.sign_on.on_the_way import COOKIE, SALT
from departments.accounts.sign_on.provider import key_in
from departments.accounts.sign_on.settings import OpenIDConnect
from departments.models import LinkedIdentity, SecondFactor, TrailEntry
from tests.departments.places import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oidc")]


def linked(key, **fields):
    user = a_user(f"account of {key}", **fields)
    LinkedIdentity.objects.create(user=user, provider="oidc", key=key)
    return user


def test_the_account_that_is_linked_comes_in_and_goes_where_it_wanted(browser):
    linked("wang")
    answer = browser.sign_on("wang", wanted="/rules/")
    assert (answer.status_code, answer.url) == (302, "/rules/")
    assert browser.here.get("/").context["user"].username == "account of wang"
    row = TrailEntry.objects.get(action="sign_in")
    assert (row.actor_name, row.details) == ("account of wang", "经统一身份认证，标识wang")


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "home", "nan"])
def test_nobody_is_led_elsewhere_or_where_nothing_is(browser, elsewhere):
    linked("wang")
    answer = browser.sign_on("wang", wanted=elsewhere)
    assert (answer.status_code, answer.url) == (302, "/")


@pytest.mark.parametrize("key", ["", "a\x00b", "\ud800", "a\nb", "k" * 256, None, 1, []])
def test_what_no_database_holds_is_nobodys_key(key):
    with pytest.raises(NotVouched):
        key_in({"sub": key}, OpenIDConnect())


def test_the_trail_tells_of_a_sign_out_as_of_any_other(browser):
    linked("wang")
    browser.sign_on("wang")
    browser.here.post("/accounts/logout/")
    assert browser.here.get("/").status_code == 302
    assert TrailEntry.objects.get(action="sign_out").actor_name == "account of wang"


REFUSED = {
    "other_issuer": "凭证不合规定（iss）",
    "other_client": "凭证不合规定（aud）",
    "shared": "凭证不合规定（azp）",
    "outlived": "凭证不合规定（exp）",
    "ahead": "凭证不合规定（iat）",
    "other_nonce": "凭证不合规定（nonce）",
    "without_key": "没有给出标识",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_token_that_does_not_hold_opens_nothing(browser, name):
    linked(name)
    answer = browser.sign_on(name)
    assert answer.status_code == 403
    assert REFUSED[name] in answer.text
    assert "请重新点“统一身份认证登录”" in answer.text
    assert browser.here.get("/").status_code == 302
    row = TrailEntry.objects.get(action="failed_sign_in")
    assert (row.result, row.actor_name) == ("refused", "")


def test_an_identity_without_an_account_is_told_its_key_and_gets_no_account(browser, django_user_model):
    a_user("wang", email="wang@example.cn")  # neither a name nor an address links anybody
    answer = browser.sign_on("wang")
    assert answer.status_code == 403
    assert "您的标识“wang”" in answer.text
    assert "系统管理员" in answer.text
    assert browser.here.get("/").status_code == 302
    assert django_user_model.objects.count() == 1
    assert "标识“wang”" in TrailEntry.objects.get(action="failed_sign_in").details


def test_a_closed_account_does_not_come_in(browser):
    linked("wang", is_active=False)
    assert "账号已停用" in browser.sign_on("wang").text
    assert browser.here.get("/").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/rules/?a=1", "/rules/?a=1"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_it_leads_nowhere_outside(browser, wanted, leads):
    linked("wang")
    assert browser.sign_on("wang", wanted).url == leads


def test_an_answer_opens_once_and_in_the_browser_that_asked(browser):
    linked("wang")
    address = browser.answer_of_provider(browser.begin().url, "wang")
    stranger = type(browser)()
    assert "没有从本页开始" in stranger.come_back(address).text
    assert stranger.here.get("/").status_code == 302
    assert browser.come_back(address).status_code == 302
    assert browser.come_back(address).status_code == 403


def test_another_verifier_does_not_do(browser):
    """What the browser keeps belongs to the code that the provider has issued (PKCE)."""
    linked("wang")
    address = browser.answer_of_provider(browser.begin().url, "wang")
    waiting = signing.loads(browser.here.cookies[COOKIE].value, salt=SALT)
    (asked,) = waiting.values()
    asked["verifier"] = "x" * 48
    browser.here.cookies[COOKIE] = signing.dumps(waiting, salt=SALT)
    assert "不认可这次登录" in browser.come_back(address).text
    assert browser.here.get("/").status_code == 302


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("error=access_denied", "本人没有同意"),
        ("error=temporarily_unavailable", "temporarily_unavailable"),
        ("code=x&iss=http://127.0.0.1:1", "答复来自另一处"),
        ("code=made-up", "不认可这次登录"),
    ],
)
def test_what_the_provider_refuses_is_told(browser, query, sentence):
    (state,) = parse_qs(urlsplit(browser.begin().url).query)["state"]
    answer = browser.here.get(f"/accounts/sign_on/back/?state={state}&{query}")
    assert answer.status_code == 403
    assert sentence in answer.text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"issuer": "http://127.0.0.1:9/o"}, "没有答复"),
        ({"issuer": "{issuer}/"}, "与 OIDC_ISSUER 不同"),
        ({"issuer": "{issuer}/elsewhere"}, "答复 404"),
    ],
)
def test_a_provider_that_is_away_leaves_the_page_with_the_own_passwords(
    browser, oidc, settings, changed, sentence
):
    issuer = changed["issuer"].format(issuer=oidc.issuer)
    settings.OIDC = replace(oidc, issuer=issuer)
    answer = browser.begin()
    assert answer.status_code == 503
    assert sentence in answer.text
    assert 'name="password"' in answer.text


def test_a_wrong_secret_of_ours_is_told_as_refused(browser, oidc, settings):
    settings.OIDC = replace(oidc, client_secret="another")
    assert "不认可这次登录（invalid_client）" in browser.sign_on("wang").text


def test_guesses_lock_the_address(browser, settings):
    settings.SIGN_IN_FAILURES_PER_ADDRESS = 2
    for _ in range(2):
        assert browser.here.get("/accounts/sign_on/back/?state=x").status_code == 403
    for address in ("/accounts/sign_on/back/?state=x", "/accounts/sign_on/"):
        answer = browser.here.get(address)
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) > 0


ACCEPTED = frozenset({"otp", "gold"})


@pytest.mark.parametrize(
    ("name", "accepted", "leads"),
    [
        ("wang", ACCEPTED, "/accounts/second_factor/verify/"),
        ("strong", ACCEPTED, None),
        ("gold", ACCEPTED, None),
        ("strong", frozenset(), "/accounts/second_factor/verify/"),
    ],
)
def test_the_providers_second_factor_stands_for_ours_where_the_office_says_so(
    browser, oidc, settings, name, accepted, leads
):
    settings.OIDC = replace(oidc, second_factor=accepted)
    SecondFactor.objects.create(user=linked(name), key="00" * 20)
    browser.sign_on(name)
    answer = browser.here.get("/")
    assert (answer.url if leads else answer.status_code) == (leads or 200)


def test_a_password_of_ours_that_is_due_is_not_asked_of_whoever_does_not_use_it(browser):
    user = linked("wang")
    user.password_records.create(hash=user.password, temporary=True)
    browser.sign_on("wang")
    assert browser.here.get("/").status_code == 200


def test_a_session_ends_with_its_link(browser):
    linked("wang")
    browser.sign_on("wang")
    assert browser.here.get("/").status_code == 200
    LinkedIdentity.objects.all().delete()
    assert browser.here.get("/").status_code == 302
    assert "会话结束" in TrailEntry.objects.get(action="sign_out").details


def test_a_password_given_later_needs_no_link(browser):
    """An open page offers the way by which its session was opened, to sign in again."""
    linked("wang")
    browser.sign_on("wang")
    assert "/accounts/sign_on/" in browser.here.get("/rules/").text
    browser.here.post("/accounts/login/", {"username": "account of wang", "password": "a password"})
    LinkedIdentity.objects.all().delete()
    assert "/accounts/sign_on/" not in browser.here.get("/rules/").text


def test_without_a_provider_there_is_no_door(client, settings):
    assert "/accounts/sign_on/?next=/rules/" in client.get("/accounts/login/?next=/rules/").text
    settings.OIDC = OpenIDConnect()
    assert "sign_on" not in client.get("/accounts/login/").text
    assert client.get("/accounts/sign_on/").status_code == 404
