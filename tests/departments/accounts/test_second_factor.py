"""A second factor from setting it up to losing it: codes open once, wrong ones are counted, some roles must have one."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from departments.accounts.second_factor.codes import address, hotp, new_recovery_codes, readable, step_of
from departments.accounts.second_factor.sealed_keys import unsealed
from departments.models import SecondFactor, TrailEntry
from departments.permissions.roles import Role
from tests.departments.places import a_member, a_user

PAGE, VERIFY = "/accounts/second_factor/", "/accounts/second_factor/verify/"
KEY = b"12345678901234567890".hex()


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is moved by half minutes."""
    now = [1_800_000_000]
    monkeypatch.setattr("departments.accounts.second_factor.codes.time", lambda: now[0])
    return now


def code_at(key, clock, later=0):
    return hotp(bytes.fromhex(key), clock[0] // 30 + later)


def signed_in(name, **cookies):
    client = Client()
    client.post("/accounts/login/", {"username": name, "password": "a password"})
    return client


def an_owner(name="wang"):
    user = a_user(name)
    return SecondFactor.objects.create(user=user, key=KEY)


@pytest.mark.parametrize(("moment", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")])
def test_codes_are_those_of_the_standard(monkeypatch, moment, code):
    """RFC 6238, appendix B, at six digits."""
    monkeypatch.setattr("departments.accounts.second_factor.codes.time", lambda: moment)
    assert step_of(KEY, code) == moment // 30
    assert step_of(KEY, "000000") is None


@pytest.mark.django_db
def test_it_is_set_up_with_a_code_that_proves_the_telephone_has_it(client, clock):
    user = a_user("wang")
    client.force_login(user)
    page = client.get(PAGE).text
    key = unsealed(client.session["second_factor_key"])
    assert "<svg" in page
    assert "style=" not in re.search(r"<svg.*?</svg>", page, re.DOTALL)[0]
    assert readable(key) in page
    assert client.post(PAGE, {"code": "000000"}).context["form"].errors
    assert not SecondFactor.objects.exists()
    done = client.post(PAGE, {"code": code_at(key, clock)})
    assert len(re.findall(r"<li><code>\w{5}-\w{5}</code>", done.text)) == 10
    assert SecondFactor.objects.get().user == user
    assert TrailEntry.objects.get(details="启用动态口令").actor_name == "wang"
    assert key not in str(TrailEntry.objects.values())


def test_the_picture_says_what_programs_on_telephones_read():
    user = type("User", (), {"get_username": lambda self: "王 五"})()
    uri = address(KEY, user)
    assert uri.startswith("otpauth://totp/%E9%83%A8")
    assert "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&" in uri


@pytest.mark.django_db
def test_the_password_alone_opens_nothing_and_a_code_opens_once(clock):
    an_owner()
    client = signed_in("wang")
    assert client.get("/").url == VERIFY
    assert client.get("/api/v1/jobs/").status_code == 403
    assert client.get(PAGE).url == VERIFY, "nor can it be switched off with the password alone"
    code = code_at(KEY, clock)
    assert client.post(VERIFY, {"code": f"{code[:3]} {code[3:]}"}).url == "/"
    assert client.get("/").status_code == 200
    assert client.get("/api/v1/jobs/").status_code == 200
    assert signed_in("wang").post(VERIFY, {"code": code}).context["form"].errors, "it was used"
    for later, opens in ((1, True), (0, False), (3, False)):
        answer = signed_in("wang").post(VERIFY, {"code": code_at(KEY, clock, later)})
        assert (answer.status_code == 302) is opens, later


@pytest.mark.django_db
def test_wrong_codes_lock_the_second_factor_and_the_password_does_not_reset_their_count(clock):
    an_owner()
    for number in range(5):
        signed_in("wang").post(VERIFY, {"code": f"00000{number}"})
    refused = signed_in("wang").post(VERIFY, {"code": code_at(KEY, clock)})
    assert "动态口令登录失败次数过多" in refused.text
    assert TrailEntry.objects.filter(details__startswith="动态口令未通过").count() == 6


@pytest.mark.django_db
def test_a_recovery_code_opens_once(clock):
    factor = an_owner()
    code, *_ = new_recovery_codes(factor)
    assert signed_in("wang").post(VERIFY, {"code": code.upper()}).status_code == 302
    assert signed_in("wang").post(VERIFY, {"code": code}).status_code == 200
    assert factor.recovery_codes.count() == 9
    entries = TrailEntry.objects.get(details="通过恢复码验证")
    assert (entries.action, entries.actor_name) == ("sign_in", "wang")
    assert code not in str(list(factor.recovery_codes.values()))


@pytest.mark.django_db
def test_whoever_has_one_gives_it_up_with_a_code(clock):
    an_owner()
    client = signed_in("wang")
    client.post(VERIFY, {"code": code_at(KEY, clock)})
    assert client.post(PAGE, {"code": "000000"}).context["form"].errors
    client.post(PAGE, {"code": code_at(KEY, clock, 1)})
    details = (
        TrailEntry.objects.filter(action="user_change").order_by("number").values_list("details", flat=True)
    )
    assert list(details) == ["通过动态口令验证", "停用动态口令"]
    assert not SecondFactor.objects.exists()
    assert signed_in("wang").get("/").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("places")
def test_a_role_may_have_to_have_one(settings, clock):
    settings.SECOND_FACTOR_ROLES = [Role.AUDITOR]
    a_member(Role.FILLER, "filler")
    a_member(Role.AUDITOR, "auditor")
    assert signed_in("filler").get("/").status_code == 200
    client = signed_in("auditor")
    assert client.get("/admin/").url == PAGE
    assert "您的角色须使用动态口令" in client.get(PAGE).text
    client.post(PAGE, {"code": code_at(unsealed(client.session["second_factor_key"]), clock)})
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("places")
def test_the_security_administrator_resets_those_of_the_own_office_only(client):
    for name, division in (("here", "130200"), ("elsewhere", "420700")):
        SecondFactor.objects.create(user=a_member(Role.FILLER, name, division=division), key=KEY)
    client.force_login(a_member(Role.SECURITY_ADMINISTRATOR, "guard"))
    page = reverse("admin:departments_secondfactor_changelist")
    chosen = list(SecondFactor.objects.values_list("pk", flat=True))
    assert KEY not in client.get(page).text
    client.post(page, {"action": "reset", "_selected_action": chosen})
    assert [factor.user.username for factor in SecondFactor.objects.all()] == ["elsewhere"]
    assert TrailEntry.objects.get(details="重置动态口令").subject_name == "here"


# The test values that RFC 4226 prints in appendix D, and of RFC 6238 in appendix B their last six digits.
@pytest.mark.parametrize(
    ("counter", "code"),
    [
        *enumerate(
            (
                "755224",
                "287082",
                "359152",
                "969429",
                "338314",
                "254676",
                "287922",
                "162583",
                "399871",
                "520489",
            )
        ),
        (59 // 30, "287082"),
        (1111111109 // 30, "081804"),
        (1111111111 // 30, "050471"),
        (1234567890 // 30, "005924"),
        (2000000000 // 30, "279037"),
        (20000000000 // 30, "353130"),
    ],
)
def test_a_code_is_the_one_that_the_standard_prints(counter, code):
    assert hotp(b"12345678901234567890", counter) == code
