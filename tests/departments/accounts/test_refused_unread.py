"""What a lock refuses unread: the trail tells of the first, clocks that were ahead lock nobody for years."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from departments.accounts.login_throttle.lock import SignInLock
from departments.models import TrailEntry
from tests.factories import a_user

pytestmark = pytest.mark.django_db
PASSWORD, WRONG = "Aa9!xkcdPlum77", "not it"


@pytest.fixture
def user():
    return a_user(username="wang", password=PASSWORD)


def sign_in(password=WRONG, name="wang"):
    return Client().post(reverse("login"), {"username": name, "password": password}).status_code


@pytest.mark.figure(12)
def test_refused_sign_ins_write_one_row_and_no_more(user, settings, trial):
    for _ in range(settings.SIGN_IN_FAILURES):
        sign_in()
    before = TrailEntry.objects.count()
    refused = [sign_in() for _ in range(30)]
    trial.count("锁定之后继续尝试", len(refused))
    assert set(refused) == {429}
    assert TrailEntry.objects.count() == before + 1
    SignInLock.objects.update(last=timezone.now() - timedelta(days=1))
    for _ in range(settings.SIGN_IN_FAILURES):
        sign_in()
    before = TrailEntry.objects.count()
    sign_in()
    sign_in()
    assert TrailEntry.objects.count() == before + 1


@pytest.mark.figure(12)
def test_wrong_old_passwords_are_counted_and_lock(client, user, settings, trial):
    client.force_login(user)
    address = reverse("password_change")
    words = {"new_password1": f"{PASSWORD}8", "new_password2": f"{PASSWORD}8"}
    tried = [
        client.post(address, {"old_password": WRONG, **words}).status_code
        for _ in range(settings.SIGN_IN_FAILURES)
    ]
    trial.count("修改密码时的错误旧密码", len(tried))
    locked = client.post(address, {"old_password": PASSWORD, **words})
    assert (set(tried), locked.status_code) == ({200}, 429)
    assert "锁定至" in locked.text
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    SignInLock.objects.update(last=timezone.now() - timedelta(days=1))
    assert client.post(address, {"old_password": PASSWORD, **words}).status_code == 302


def test_right_old_passwords_are_not_counted(client, user):
    client.force_login(user)
    for number in range(8):
        words = {"old_password": PASSWORD if not number else f"{PASSWORD}{number}"}
        words |= {"new_password1": f"{PASSWORD}{number + 1}", "new_password2": f"{PASSWORD}{number + 1}"}
        assert client.post(reverse("password_change"), words).status_code == 302


def test_a_lock_of_a_clock_that_was_ahead_is_none(user, settings):
    for _ in range(settings.SIGN_IN_FAILURES):
        sign_in()
    assert sign_in(PASSWORD) == 429
    SignInLock.objects.update(last=timezone.now() + timedelta(days=365))
    assert sign_in(PASSWORD) == 302


def test_a_session_of_a_clock_that_was_ahead_is_over(client, user):
    client.force_login(user)
    session = client.session
    session["began"] = (timezone.now() + timedelta(days=365)).timestamp()
    session.save()
    assert client.get("/").status_code == 302
