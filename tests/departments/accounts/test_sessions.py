"""A session ends by each of six ways, and lives on only while somebody asks for something."""

from datetime import timedelta

import pytest
from django.conf import settings as product
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from departments.accounts.sessions import BEGAN, EVERY_SECONDS, SEEN, keep_session
from departments.models import TrailEntry
from tests.departments.places import a_user

PAGE = "/accounts/tokens/"
BROWSER = {"User-Agent": "a browser"}


def at_work(name):
    """Somebody who has signed in with a browser and opened a page."""
    client = Client(headers=BROWSER)
    client.post("/accounts/login/", {"username": name, "password": "a password"})
    assert client.get(PAGE).status_code == 200
    return client


def with_cookie_of(client, **headers):
    other = Client(headers={**BROWSER, **headers})
    other.cookies[product.SESSION_COOKIE_NAME] = client.session.session_key
    return other


def rest(client, **_):
    past = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(pk=client.session.session_key).update(expire_date=past)


def grow_old(client, **_):
    session = client.session
    session[BEGAN] -= product.SESSION_LASTS
    session.save()


def sign_out(client, **_):
    copy = with_cookie_of(client)
    client.post("/accounts/logout/")
    client.cookies = copy.cookies


def change_password(user, **_):
    user.set_password("another password")
    user.save()


def close_account(user, **_):
    user.is_active = False
    user.save()


def take_elsewhere(client, **_):
    client.cookies = with_cookie_of(client).cookies
    client.defaults["HTTP_USER_AGENT"] = "another browser"


ENDS = [rest, grow_old, sign_out, change_password, close_account, take_elsewhere]


@pytest.mark.figure(13)
@pytest.mark.django_db
@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_session_that_has_ended_opens_nothing(end, trial):
    trial.count("结束会话的情形", 1)
    user = a_user("wang")
    client = at_work("wang")
    end(client=client, user=user)
    opened = client.get(PAGE).status_code == 200
    trial.find("结束后仍放行", opened)
    assert not opened


@pytest.mark.django_db
@pytest.mark.parametrize(("end", "told"), [(grow_old, "登录已满12小时"), (take_elsewhere, "另一种浏览器")])
def test_the_trail_says_why_a_session_was_ended(end, told):
    user = a_user("wang")
    client = at_work("wang")
    end(client=client, user=user)
    client.get(PAGE)
    assert told in TrailEntry.objects.get(action="sign_out", actor_id=str(user.pk)).details


@pytest.mark.django_db
def test_a_key_from_before_the_sign_in_is_worth_nothing_afterwards():
    a_user("wang")
    planted = Client(headers=BROWSER)
    planted.session.save()
    victim = with_cookie_of(planted)
    victim.post("/accounts/login/", {"username": "wang", "password": "a password"})
    assert victim.get(PAGE).status_code == 200
    assert planted.get(PAGE).status_code == 302


@pytest.mark.figure(13)
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by_itself", "seconds_ago", "touched"),
    [(False, EVERY_SECONDS + 1, True), (False, 1, False), (True, EVERY_SECONDS + 1, False)],
)
def test_only_what_somebody_asked_for_lengthens_the_session(client, trial, by_itself, seconds_ago, touched):
    user = a_user()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.user, request.session = user, client.session
    request.session[SEEN] -= seconds_ago
    before = request.session[SEEN]

    def view(request):
        request.sent_by_itself = by_itself
        return HttpResponse()

    keep_session(view)(request)
    prolonged = request.session[SEEN] != before
    trial.find("自行发出的请求延长会话", by_itself and prolonged)
    assert prolonged is touched
