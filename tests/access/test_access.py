"""Every route × role × state × own or other: the answer is the one that the table says."""

import re
import uuid

import pytest

from tests.access.asking import answer, nothing_is_drawn  # noqa: F401  (a fixture)
from tests.access.keys import KEYS
from tests.access.routes import all_routes
from tests.access.rule import ANSWERS
from tests.access.table import RULES
from tests.access.world import PEOPLE, put_into

ROUTES = {route.name: route for route in all_routes()}
CASES = [(name, rule) for rule in RULES for name in rule.names.split()]
LISTED = {name for name, _ in CASES}
CELLS = sum(rule.cells(thoroughly=True) for _, rule in CASES)


def test_every_route_is_listed():
    assert sorted(name for name in ROUTES if not name.startswith("admin:") and name not in LISTED) == []


def test_everything_listed_is_a_route():
    assert sorted(LISTED - ROUTES.keys()) == []


def test_every_cell_is_counted():
    assert CELLS > 20_000  # each of them is asked for below, thoroughly
    assert sum(rule.cells() for _, rule in CASES) > 2000


@pytest.mark.parametrize(("name", "rule"), CASES, ids=[f"{name}-{rule.method}" for name, rule in CASES])
@pytest.mark.figure(6)
@pytest.mark.django_db
def test_a_route_answers_each_person_as_the_table_says(name, rule, world, trial):
    wrong = []
    turn = CASES.index((name, rule))
    for state, side in rule.places(thoroughly=trial.full):
        put_into(world, state)
        address = address_of(name, getattr(world, side))
        answers = rule.answers(state, side, turn=turn, thoroughly=trial.full)
        for number, letter in answers.items():
            person = PEOPLE[number]
            found = answer(world, person, rule.method, address)
            if found != ANSWERS[letter]:
                wrong.append(f"{state} {side} {person}: {found}, not {ANSWERS[letter]}")
        trial.count("格", len(answers))
    assert wrong == [], name


def address_of(name, side):
    """The route with words put in for its parameters, as somebody types it."""
    route = ROUTES[name]
    words = {
        "pk": side.keys.get(KEYS.get(name.rpartition(":")[2], ""), side.statement.pk),
        "unit": side.keys["departments.budgetunit"],
        "project": side.keys["projects.budgetproject"],
        "adjustment": side.keys["performance.adjustmentrequest"],
        "earlier": 1,
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
        "file": 0,
        "page": 1,
        "tour": "filler",
    }
    words |= {"pk": uuid.UUID(int=0)} if "job" in name else {}
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda parameter: str(words[parameter[1]]), route.pattern)
