"""Both profiles of what a password has to be, and when it has to be replaced."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from departments.accounts.passwords.profiles import PROFILES
from departments.accounts.passwords.record import PasswordRecord, make_temporary
from departments.permissions.roles import Role
from tests.departments.places import a_member, a_user

CHANGE = "/accounts/password_change/"
SOUND = "Qingfeng-2031x"
CASES = [
    # password, codes of what is wrong by 等保, by ASVS
    (SOUND, set(), set()),
    ("Aa1!kx9", {"password_too_short"}, {"password_too_short"}),
    ("Kx9!mQr2", set(), {"password_too_short"}),
    ("qingfengmingyue", {"password_of_few_kinds"}, set()),
    ("qingfeng2031mingyue", {"password_of_few_kinds"}, set()),
    ("Qingfeng2031mingyue", set(), set()),
    ("秋水共长天一色落霞与孤鹜齐飞", {"password_of_few_kinds"}, set()),
    ("Passw0rd", {"password_too_common"}, {"password_too_short", "password_too_common"}),
    ("Jixiao@2026!", {"password_of_this_system"}, {"password_of_this_system"}),
    ("Zhangsan-2031", {"password_too_similar"}, {"password_too_similar"}),
    ("x" * 60 + "Y1", set(), set()),
]


@pytest.fixture(params=PROFILES)
def profile(request, settings):
    settings.PASSWORD_PROFILE = request.param
    settings.AUTH_PASSWORD_VALIDATORS = list(PROFILES[request.param].validators)
    return request.param


def set_password(user, password):
    validate_password(password, user)
    user.set_password(password)
    user.save()


def faults(password, user):
    try:
        validate_password(password, user)
    except ValidationError as fault:
        return {one.code for one in fault.error_list}
    return set()


@pytest.mark.django_db
@pytest.mark.parametrize(("password", "dengbao", "asvs"), CASES)
def test_a_password_is_judged_by_the_profile(password, dengbao, asvs, profile):
    user = a_user("zhangsan", last_name="张三")
    wrong = faults(password, user)
    assert wrong == {"dengbao": dengbao, "asvs": asvs}[profile]


@pytest.mark.django_db
def test_earlier_passwords_are_remembered_as_far_back_as_the_profile_says(profile):
    user = a_user("wang")
    used = [f"{SOUND}{number}" for number in range(7)]
    for password in used:
        set_password(user, password)
    refused = [password for password in used if faults(password, user) == {"password_used_before"}]
    assert refused == used[-5 if profile == "dengbao" else -1 :]
    assert PasswordRecord.objects.filter(user=user).count() == len(refused)


@pytest.mark.django_db
@pytest.mark.parametrize("days", [89, 91])
def test_an_outlived_password_is_changed_first_and_only_where_passwords_grow_old(client, profile, days):
    user = a_user("wang")
    set_password(user, SOUND)
    user.password_records.update(at=user.date_joined - timedelta(days=days))
    client.post("/accounts/login/", {"username": "wang", "password": SOUND})
    due = profile == "dengbao" and days > 90
    page = client.get("/", follow=True)
    assert (page.redirect_chain[-1:] == [(CHANGE, 302)]) is due
    assert ("密码已使用满90天" in page.text) is due
    assert client.get("/api/v1/jobs/").status_code == (403 if due else 200)


@pytest.mark.django_db
def test_whoever_got_a_password_from_somebody_else_replaces_it_before_anything_else(client, profile):
    user = a_user("wang")
    set_password(user, SOUND)
    make_temporary(user)
    client.post("/accounts/login/", {"username": "wang", "password": SOUND})
    assert client.get("/accounts/tokens/").url == CHANGE
    assert "他人为您设置的初始密码" in client.get(CHANGE).text
    unchanged = {"old_password": SOUND, "new_password1": SOUND, "new_password2": SOUND}
    assert "不能与" in client.post(CHANGE, unchanged).text
    fresh = dict.fromkeys(("new_password1", "new_password2"), "Mingyue-2032y")
    client.post(CHANGE, unchanged | fresh)
    assert client.get("/accounts/tokens/").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("places")
def test_what_an_administrator_sets_is_temporary_but_not_the_own_one(client):
    keeper = a_member(Role.SYSTEM_ADMINISTRATOR, "keeper")
    client.force_login(keeper)
    words = {"password1": SOUND, "password2": SOUND, "usable_password": "true"}
    client.post(reverse("admin:auth_user_add"), {"username": "wang", **words})
    (record,) = PasswordRecord.objects.all()
    assert record.user.username == "wang"
    assert record.temporary
    words = dict.fromkeys(("password1", "password2"), f"{SOUND}{record.user.pk}") | {
        "usable_password": "true"
    }
    address = reverse("admin:auth_user_password_change", args=[record.user.pk])
    assert client.post(address, words).status_code == 302
    assert record.user.password_records.first().temporary
    words = {"old_password": "a password", "new_password1": f"{SOUND}7", "new_password2": f"{SOUND}7"}
    assert client.post(reverse("password_change"), words).status_code == 302
    assert not keeper.password_records.first().temporary
