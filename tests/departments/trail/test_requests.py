"""What requests leave in the trail: sign-ins, sign-outs, refusals, and from where they came."""

import pytest
from django.test import RequestFactory

from departments.models import TrailEntry
from departments.permissions.roles import Role
from departments.trail.origin import client_address
from tests.departments.places import a_member, a_user

pytestmark = pytest.mark.usefixtures("places")
SIGN_IN = "/accounts/login/"


def told(*fields):
    return list(TrailEntry.objects.order_by("number").values_list(*fields))


def test_signing_in_and_out_is_told_with_address_and_session(client):
    a_member(Role.FILLER, "zhang")
    client.post(SIGN_IN, {"username": "zhang", "password": "a password"}, REMOTE_ADDR="10.1.2.3")
    key = client.session.session_key
    client.post("/accounts/logout/", REMOTE_ADDR="10.1.2.4")
    assert told("action", "actor_name", "address", "office_code", "result") == [
        ("sign_in", "zhang", "10.1.2.3", "130200", "done"),
        ("sign_out", "zhang", "10.1.2.4", "130200", "done"),
    ]
    (signed_in, signed_out) = (mark for (mark,) in told("session"))
    assert signed_in == signed_out != ""
    assert signed_in not in key


@pytest.mark.parametrize(
    ("name", "office", "owner_known"),
    [("zhang", "130200", True), ("nobody", "", False), ("zhang\nroot 登录 完成", "", False)],
)
def test_a_failed_sign_in_is_told_under_the_name_that_was_typed(client, name, office, owner_known):
    a_member(Role.FILLER, "zhang")
    client.post(SIGN_IN, {"username": name, "password": "wrong password"})
    assert told("action", "result", "actor_name", "subject_name", "office_code") == [
        ("failed_sign_in", "failed", "", name.replace("\n", "\\n"), office)
    ]
    assert bool(told("subject_id")[0][0]) == owner_known
    assert "wrong password" not in str(TrailEntry.objects.values())


@pytest.mark.parametrize(
    ("method", "path", "told_of"),
    [
        ("get", "/admin/departments/trailentry/", True),
        ("post", "/admin/departments/department/add/", True),
        ("post", "/no/such/page", True),
        ("get", "/no/such/page", False),
        ("get", "/admin/", False),
    ],
)
def test_a_refusal_is_told_once_and_a_mistyped_address_is_none(client, method, path, told_of):
    client.force_login(a_member(Role.SECURITY_ADMINISTRATOR, "li"))
    getattr(client, method)(path)
    refusals = TrailEntry.objects.filter(action="refusal").values_list("actor_name", "result")
    assert list(refusals) == [("li", "refused")] * told_of


def test_strangers_are_refused_without_filling_the_trail(client):
    client.post("/no/such/page")
    client.get("/admin/departments/department/add/")
    assert not TrailEntry.objects.exists()


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, None, "10.0.0.1"),
        (False, "6.6.6.6", "10.0.0.1"),
        (True, "6.6.6.6", "6.6.6.6"),
        (True, "1.1.1.1, 6.6.6.6", "6.6.6.6"),
        (True, "6.6.6.6, forged", "10.0.0.1"),
        (True, "2001:DB8::1", "2001:db8::1"),
        (True, None, "10.0.0.1"),
    ],
)
def test_a_forwarded_address_is_believed_of_a_known_proxy_only(settings, behind_proxy, forwarded, address):
    settings.BEHIND_PROXY = behind_proxy
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **headers)) == address


def test_a_sign_in_that_cannot_be_recorded_does_not_happen(client, settings):
    a_user("wang")
    settings.TRAIL_HASH = "no such algorithm"
    client.raise_request_exception = False
    answer = client.post(SIGN_IN, {"username": "wang", "password": "a password"})
    assert answer.status_code == 500
    assert client.get("/admin/").status_code == 302
    assert "sessionid" not in client.cookies
