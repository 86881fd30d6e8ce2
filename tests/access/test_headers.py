"""Every answer, to whomever and however it ends, carries the headers that protect the browser."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import transaction
from django.urls import reverse

from tests.access.asking import client_of, nothing_is_drawn  # noqa: F401  (a fixture)
from tests.access.routes import all_routes
from tests.access.test_access import ROUTES, address_of
from tests.access.test_admin_access import CASES

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
WANTED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SECURE = {"secure": True}
PERSONS = ("anonymous", "department_reviewer", "root")


def missing(answer):
    response = {name: answer.headers.get(name) for name in WANTED}
    faults = [name for name, value in WANTED.items() if response[name] != value]
    faults += [] if "camera=()" in answer.headers.get("Permissions-Policy", "") else ["Permissions-Policy"]
    age = answer.headers.get("Strict-Transport-Security", "")
    return faults + ([] if age.startswith("max-age=31536000") else ["Strict-Transport-Security"])


def addresses(side):
    pages = {name for name, *_ in CASES}
    for route in all_routes():
        space, _, _ = route.name.partition(":")
        if space != "admin":
            yield address_of(route.name, side)
        elif route.name in pages and not route.parameters:
            yield reverse(route.name)
    yield staticfiles_storage.url("performance/app.css")
    yield from ("/no/such/page", "/admin/no/such/page/", "/api/v1/no/such/page/")


@pytest.mark.figure(16)
@pytest.mark.django_db
@pytest.mark.parametrize("person", PERSONS)
def test_every_answer_carries_the_headers(person, world, settings, trial):
    """In the suite, each person asks for every third address, and all three together for all of them."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    every = list(dict.fromkeys(addresses(world.own)))
    assert len(every) > len(ROUTES) / 3
    paths = every[PERSONS.index(person) % trial.times(3, 1) :: trial.times(3, 1)]
    found = {}
    for address in paths:
        with transaction.atomic():
            answer = client_of(world, person).get(address, **SECURE)
            if answer.streaming:
                b"".join(answer)  # or its file stays open
            transaction.set_rollback(True)
        if faults := missing(answer):
            found[address] = faults
    trial.count("答复（网址 × 人）", len(paths))
    trial.find("缺少响应头的答复", len(found))
    assert found == {}
