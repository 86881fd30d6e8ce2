"""Tokens and sessions, scopes, rates; and every change leaves a row in the trail."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from departments.accounts.tokens.issuing import MOST_LIVING, TooManyTokens, issue, revoke
from departments.accounts.tokens.model import AccessToken, Scope
from departments.trail.entry import Action, TrailEntry
from tests.api.conftest import Program
from tests.factories import a_user


def test_the_secret_is_shown_once_and_not_kept(client, db):
    client.force_login(a_user())
    page = client.post("/accounts/tokens/", {"name": "取数", "scope": "read", "days": "30"})
    secret = re.search(r'value="(bpg_[^"]+)"', page.text)[1]
    token = AccessToken.objects.get()
    assert secret not in str(AccessToken.objects.values().get())
    assert secret not in client.get("/accounts/tokens/").text
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert TrailEntry.objects.get(action=Action.USER_CHANGE).details.startswith("签发访问令牌“取数”（只读）")
    assert (
        Client().get("/api/v1/statements/", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    )
    token.refresh_from_db()
    assert token.last_used


def test_a_token_is_revoked_by_its_owner_alone(client, db):
    owner = a_user()
    program = Program(client, owner)
    client.force_login(a_user())
    assert client.post(f"/accounts/tokens/{program.token.pk}/revoke/").status_code == 404
    assert program.get("statements/").status_code == 200
    client.force_login(owner)
    client.post(f"/accounts/tokens/{program.token.pk}/revoke/")
    client.logout()
    assert program.get("statements/").status_code == 401
    assert TrailEntry.objects.filter(details__startswith="吊销访问令牌").count() == 1


def test_a_form_that_makes_no_sense_issues_nothing(client, db):
    client.force_login(a_user())
    page = client.post("/accounts/tokens/", {"name": "", "scope": "everything", "days": "9999"})
    assert "令牌没有签发" in page.text
    assert not AccessToken.objects.exists()


@pytest.mark.parametrize(
    "end",
    [
        lambda program: AccessToken.objects.update(expires=timezone.now() - timedelta(seconds=1)),
        lambda program: revoke(program.token, by=program.user),
        lambda program: type(program.user).objects.update(is_active=False),
        lambda program: setattr(program, "secret", f"{program.secret}x"),
        lambda program: setattr(program, "secret", ""),
        lambda program: setattr(program, "secret", "\xff"),
    ],
    ids=["expired", "revoked", "user gone", "wrong", "empty", "no ASCII"],
)
def test_a_token_that_is_not_alive_opens_nothing(client, db, end):
    program = Program(client, a_user())
    end(program)
    assert program.get("statements/").status_code == 401


def test_nobody_holds_more_tokens_than_anybody_can_oversee(db):
    user = a_user()
    for _ in range(MOST_LIVING):
        issue(user, name="甲", scope=Scope.READ, days=1)
    with pytest.raises(TooManyTokens):
        issue(user, name="甲", scope=Scope.READ, days=1)


def test_a_reading_token_changes_nothing(cast, client):
    program = Program(client, cast.chief.user, Scope.READ)
    content = f"statements/{cast.statement_pk}/content/"
    answer = program.ask("PATCH", content, {"cover": {"mark": "定稿"}}, match=cast.tag)
    assert answer.status_code == 403
    assert answer.json() == {"detail": "该访问令牌的权限是“只读”，此操作需要“读写”。"}
    assert program.get(content).status_code == 200


def test_a_token_opens_no_session(cast, client):
    assert cast.chief.get("statements/").cookies == {}


def test_a_session_reads_and_changes_only_with_the_forms_own_token(cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.chief.user)
    address = f"/api/v1/statements/{cast.statement_pk}/content/"
    values = {"data": b'{"cover": {"mark": "x"}}', "content_type": "application/json"}
    assert browser.get(address).status_code == 200
    forged = browser.patch(address, **values, headers={"If-Match": cast.tag})
    assert forged.status_code == 403
    assert forged.json()["detail"].startswith("页面已经失效")
    browser.get("/accounts/password_change/")
    key = browser.cookies["csrftoken"].value
    sent = browser.patch(address, **values, headers={"If-Match": cast.tag, "X-CSRFToken": key})
    assert sent.status_code == 200


@pytest.mark.parametrize("scope", ["user", "address"])
def test_who_asks_too_often_is_told_when_to_come_again(cast, settings, scope):
    settings.API_RATES = {**settings.API_RATES, scope: "3/min"}
    answers = [cast.chief.get("departments/") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1]["Retry-After"]) <= 61  # counted by whole seconds
    assert (cast.section.get("departments/").status_code == 429) == (scope == "address")


def test_guessing_tokens_is_counted_by_address(client, db, settings):
    settings.API_RATES = {**settings.API_RATES, "address": "3/min"}
    answers = [
        client.get("/api/v1/statements/", headers={"Authorization": f"Bearer guess{number}"}).status_code
        for number in range(4)
    ]
    assert answers == [401, 401, 401, 429]


def test_a_refusal_is_recorded_once(cast):
    content = f"statements/{cast.statement_pk}/content/"
    cast.filler.ask("PATCH", content, {"cover": {"mark": "定稿"}}, match=cast.tag)
    cast.chief.ask("POST", f"statements/{cast.statement_pk}/steps/submit/", {}, match=cast.tag)
    refusals = TrailEntry.objects.filter(action=Action.REFUSAL).order_by("number")
    assert [entry.actor_id for entry in refusals] == [str(cast.filler.user.pk), str(cast.chief.user.pk)]
