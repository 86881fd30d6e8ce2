"""A pytest plugin that watches the requests of other tests: ``pytest -p tests.trust.watching``.

Before each request that may write, the same request is made with a trail that cannot be written to, and taken back:
the business must be as before. Then the request is made; if it changed the business, a row of the trail must tell.
"""

import json
import os
from collections import Counter
from copy import copy
from datetime import timedelta
from http import HTTPStatus
from unittest.mock import patch

import django
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.test.client import FakePayload
from django.urls import Resolver404, resolve

django.setup()  # a plugin is read before pytest-django does this

from departments.lists.waiting_files import WaitingFile  # noqa: E402
from departments.models import TrailEntry  # noqa: E402
from performance.entry_forms import saving as filling  # noqa: E402
from tests.trust.snapshot import TRAIL, snapshot  # noqa: E402

INTO = "WATCHED_INTO"
READING = {"GET", "HEAD", "OPTIONS"}
# What is no business, and why.
BESIDE = {
    TRAIL: "the trail itself",
    "departments.signinlock": "counts of failures; each failure has its row",
    "performance.notice": "what somebody has read",
    "performance.opening": "what somebody has looked at",
    "performance.formsave": "who saved a form last, beside the change itself",
    "performance.upload": "a file that waits for its confirmation",
    "admin.logentry": "admin's own history",
}
answered, exercised, untold, written = Counter(), Counter(), Counter(), Counter()


class Mute(DatabaseError):
    pass


def _mute(self, *args, **kwargs):
    raise Mute


def business():
    return snapshot(without=BESIDE)


def _again(request):
    """The request once more: a body can be read once only."""
    body = request.get("wsgi.input")
    if isinstance(body, FakePayload):
        payload = body._FakePayload__content.getvalue()
        return {**request, "wsgi.input": FakePayload(payload)}, {
            **request,
            "wsgi.input": FakePayload(payload),
        }
    return dict(request), dict(request)


def _without_trail(client, ask, request, route):
    cookies, raising = copy(client.cookies), client.raise_request_exception
    client.raise_request_exception = False
    before = business()
    try:
        with transaction.atomic():
            try:
                with patch.object(TrailEntry, "save", _mute), patch.object(WaitingFile, "remove"):
                    ask(client, **request)
            finally:
                written[route] += business() != before
                transaction.set_rollback(True)
    except Exception:  # noqa: S110  (whatever it is, it was caused)
        pass
    client.cookies, client.raise_request_exception = cookies, raising


def _watched(ask):
    def request(client, **request):
        try:
            route = resolve(request["PATH_INFO"]).view_name
        except Resolver404:
            return ask(client, **request)
        if request["REQUEST_METHOD"] in READING:
            return ask(client, **request)
        first, second = _again(request)
        _without_trail(client, ask, first, route)
        before, rows = business(), TrailEntry.objects.count()
        answer = ask(client, **second)
        answered[route] += answer.status_code < HTTPStatus.BAD_REQUEST
        if business() != before:
            exercised[route] += 1
            untold[route] += TrailEntry.objects.count() == rows
        return answer

    return request


@pytest.fixture(autouse=True)
def _watch(monkeypatch):
    monkeypatch.setattr(Client, "request", _watched(Client.request))
    monkeypatch.setattr(filling, "ONE_ENTRY", timedelta(0))  # else the autosaves of one sitting share a row


def pytest_sessionfinish():
    if INTO in os.environ:
        with open(os.environ[INTO], "w") as file:  # noqa: PTH123
            told = {"answered": answered, "exercised": exercised, "untold": untold, "written": written}
            json.dump({name: +counter for name, counter in told.items()}, file)
