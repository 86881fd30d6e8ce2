"""What is posted after the session has ended waits for the same account, in the same browser, for an hour."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from departments.permissions.roles import Role
from performance.entry_forms.opened_form import open_form
from performance.statements.selectors import statement_content
from tests.factories import a_content, a_department, a_member, a_project_content, a_statement, a_unit
from tests.performance.entry_forms.conftest import fields_of

PASSWORD = "correct horse 27 Battery"
LATE = "/accounts/late/"


@pytest.fixture
def written(db):
    """A filler, the address of a form, and what was typed into it."""
    department = a_department()
    unit = a_unit(department)
    statement = a_statement(department, content=a_content(department, projects=(a_project_content(unit),)))
    project = statement.projects.get()
    fields = fields_of(open_form(statement, project=project))
    fields |= {"purpose": "登录结束以后写的\n两行用途", "act": "save"}
    address = reverse("entry_project", args=[statement.pk, project.pk])
    return member(unit), address, fields, statement


def member(unit):
    person = a_member(Role.FILLER, unit)
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, person, **fields):
    sent = {"username": person.get_username(), "password": PASSWORD, **fields}
    return client.post(reverse("login"), sent)


def browser_of(person):
    client = Client()
    assert sign_in(client, person).status_code == 302
    return client


def end(client):
    Session.objects.filter(pk=client.session.session_key).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )


def hidden(page):
    """The fields of the form that sends what waited once more."""
    form = page.partition('<button class="button" type="submit">继续提交')[0].rpartition("<form")[2]
    return {
        name: unescape(text)
        for name, text in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    }


def purpose(statement):
    return statement_content(statement).projects[0].purpose


def test_what_was_posted_late_is_shown_after_signing_in_and_saved_when_sent_again(written):
    person, address, fields, statement = written
    client = browser_of(person)
    end(client)
    answer = client.post(address, fields)
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('login')}?next={LATE}")
    assert purpose(statement) != fields["purpose"]
    signed_in = sign_in(client, person, next=LATE)
    assert signed_in["Location"] == LATE
    page = client.get(LATE).text
    assert "登录结束以后写的<br>两行用途" in page
    assert f'action="{address}"' in page
    client.post(address, hidden(page))
    assert purpose(statement) == fields["purpose"]
    assert client.get(LATE).status_code == 302


def test_nobody_else_sees_it(written):
    person, address, fields, statement = written
    client = browser_of(person)
    end(client)
    client.post(address, fields)
    other = member(statement.projects.get().unit)
    sign_in(client, other)
    assert client.get(LATE).status_code == 302
    assert fields["purpose"] not in str(client.session.items())


def test_it_lies_enciphered_and_for_an_hour(written, monkeypatch):
    person, address, fields, _ = written
    client = browser_of(person)
    end(client)
    client.post(address, fields)
    assert "登录结束" not in str(dict(client.session.items()))
    sign_in(client, person)
    monkeypatch.setattr("departments.accounts.late_posts.LASTS", -1)
    assert client.get(LATE).status_code == 302


@pytest.mark.parametrize("stranger", [True, False])
def test_a_stranger_and_whoever_has_signed_out_leave_nothing(written, stranger):
    person, address, fields, _ = written
    client = Client() if stranger else browser_of(person)
    if not stranger:
        client.post(reverse("logout"))
    before = Session.objects.count()
    answer = client.post(address, fields)
    assert answer["Location"] == f"{reverse('login')}?next={address}"
    assert Session.objects.count() == before


def test_what_a_script_sends_and_passwords_are_not_kept(written):
    person, address, fields, _ = written
    client = browser_of(person)
    end(client)
    by_script = client.post(address, fields, headers={"Sec-Fetch-Mode": "cors"})
    assert LATE not in by_script["Location"]
    secret = client.post(address, {**fields, "new_password1": "a secret"})
    assert LATE not in secret["Location"]


def test_it_can_be_given_up(written):
    person, address, fields, statement = written
    client = browser_of(person)
    end(client)
    client.post(address, fields)
    sign_in(client, person)
    client.post(LATE)
    assert client.get(LATE).status_code == 302
    assert purpose(statement) != fields["purpose"]
