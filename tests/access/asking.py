"""Asking for an address as somebody, at the least cost: the answer's status is wanted, not what its page looks like."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from drf_spectacular.generators import SchemaGenerator

EMPTY = {"info": {}, "paths": {}, "components": {"schemas": {}}}


class Asker(RequestFactory):
    """Sends through every middleware and view, as a server does. Fresh for each question: nobody stays signed out."""

    handler = ClientHandler(enforce_csrf_checks=False)

    def request(self, **kwargs):
        return self.handler(self._base_environ(**kwargs))


@contextmanager
def undrawn():
    """Pages are answered as ever, but blank."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.template.backends.django.Template.render", lambda *args, **kwargs: "")
        yield


@pytest.fixture(autouse=True)
def nothing_is_drawn(monkeypatch):
    """Who may enter is decided before a page is drawn, a text judged or a schema written."""
    monkeypatch.setattr("performance.findings.judgement.review", lambda content, rule_set: ())
    monkeypatch.setattr(SchemaGenerator, "get_schema", lambda *args, **kwargs: EMPTY)
    monkeypatch.setattr(
        "performance.api.documentation.described_interface", dict
    )  # keeps what it is told for the whole process
    with undrawn():
        yield


def asker_of(world, person):
    asker = Asker()
    if world.sessions[person]:
        asker.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[person]
    return asker


def answer(world, person, method, address):
    asker = asker_of(world, person)
    with transaction.atomic():
        response = getattr(asker, method)(address)
        transaction.set_rollback(True)
    if response.status_code != 302:
        return response.status_code
    return "sign in" if response.url.startswith(("/accounts/login/", "/admin/login/")) else "elsewhere"


def one_of_each(wanted, turn):
    """Of those who get the same answer, the one whose turn it is."""
    alike = {}
    for person, wanted_answer in wanted.items():
        alike.setdefault(wanted_answer, []).append(person)
    return [people[turn % len(people)] for people in alike.values()]


def client_of(world, person):
    """For whoever wants to see the page itself; a fresh one each time, so that nobody stays signed out."""
    client = Client()
    if world.sessions[person]:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[person]
    return client
