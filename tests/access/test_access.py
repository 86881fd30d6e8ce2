"""Every route × role × own or other: the answer is the one that the table says."""

import re
import uuid

import pytest
from django.db import transaction

from performance.models import PerformanceStatement, StatementState, UnitState, UnitSubmission
from tests.access.routes import all_routes
from tests.access.table import ANSWERS, KEYS, RULES
from tests.access.world import PEOPLE, build, client_of

ROUTES = {route.name: route for route in all_routes()}
CASES = [(name, rule) for rule in RULES for name in rule.names.split()]
LISTED = {name for name, _ in CASES}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once; whatever a request writes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def test_every_route_is_listed():
    assert sorted(name for name in ROUTES if not name.startswith("admin:") and name not in LISTED) == []


def test_everything_listed_is_a_route():
    assert sorted(LISTED - ROUTES.keys()) == []


@pytest.mark.parametrize(("name", "rule"), CASES, ids=[f"{name}-{rule.state}" for name, rule in CASES])
@pytest.mark.figure(6)
@pytest.mark.django_db
def test_a_route_answers_each_person_as_the_table_says(name, rule, world, trial):
    PerformanceStatement.objects.update(state=rule.state)
    if rule.state == StatementState.DRAFTING:
        UnitSubmission.objects.update(state=UnitState.FILLING)
    for side, expected in ((world.own, rule.own), (world.other, rule.other)):
        if expected:
            address = address_of(name, side)
            found = {person: answer(world, person, rule.method, address) for person in PEOPLE}
            wanted = [ANSWERS[letter] for letter in expected]
            trial.count("格", len(found))
            assert found == dict(zip(PEOPLE, wanted, strict=True)), address


def address_of(name, side):
    """The route with words put in for its parameters, as somebody types it."""
    route = ROUTES[name]
    words = {
        "pk": side.keys.get(KEYS.get(name.rpartition(":")[2], ""), side.statement.pk),
        "unit": side.keys["departments.budgetunit"],
        "project": side.keys["projects.budgetproject"],
        "key": "cover",
        "level": "department",
        "figure": "money",
        "step": "return",
        "move": "answer",
        "suffix": "docx",
        "fingerprint": "1",
        "download": "xlsx",
        "division": side.department.office.division_code,
        "year": 2026,
        "department": side.department.code,
    }
    words |= {"pk": uuid.UUID(int=0)} if "job" in name else {}
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda parameter: str(words[parameter[1]]), route.pattern)


def answer(world, person, method, address):
    with transaction.atomic():
        response = getattr(client_of(world, person), method)(address)
        transaction.set_rollback(True)
    if response.status_code != 302:
        return response.status_code
    return "sign in" if response.url.startswith(("/accounts/login/", "/admin/login/")) else "elsewhere"
