"""What ``make test`` tries of everything: a share that two cores do in ten minutes. The checking server tries all.

It is spread over all tests: of the cases of one test the first, the last and some between; of the tests with a browser
each third; of what asks a database, one of the two, but both where the file speaks of what they do differently. A run
that names files or tests, `make check` and ``make test SHARE=0`` (`.ci/run`) try every case.
"""

import re
from collections import defaultdict

import pytest
from django.db import connection

from tests.databases import asks_the_database, tried_on_postgres
from tests.throwaway_postgres import server_programs

CASES = 4
BROWSER = 3
LONG = "long"  # the marker of what takes seconds of its own
# What only a test of a database speaks of; races, locks and triggers are marked with real transactions, or these.
OF_A_DATABASE = re.compile(
    r"connection\.vendor|IntegrityError|select_for_update|DataError|transaction=True|transactional_db"
)


def leave_to_the_server(config: pytest.Config, items: list[pytest.Item]) -> None:
    """pytest counts what is left out as deselected."""
    elsewhere = connection.vendor == "sqlite" and server_programs() is not None
    kept = [
        item
        for item in items
        if not item.get_closest_marker(LONG) and not (elsewhere and has_been_asked_of_postgres(item))
    ]
    kept = some_with_a_browser(spread(kept))
    chosen = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = kept


def has_been_asked_of_postgres(item: pytest.Item) -> bool:
    return asks_the_database(item) and tried_on_postgres(item.path) and not speaks_of_databases(item)


_speaking: dict[object, bool] = {}


def speaks_of_databases(item: pytest.Item) -> bool:
    if item.path not in _speaking:
        _speaking[item.path] = bool(OF_A_DATABASE.search(item.path.read_text(encoding="utf-8")))
    return _speaking[item.path]


def spread(items: list[pytest.Item]) -> list[pytest.Item]:
    """Of each test the first and the last case and some between, in the order in which they stand."""
    cases = defaultdict(list)
    for item in items:
        cases[item.nodeid.partition("[")[0]].append(item)
    chosen = {item for of_one in cases.values() for item in some_of(of_one)}
    return [item for item in items if item in chosen]


def some_of(cases: list) -> list:
    if len(cases) <= CASES:
        return cases
    return [cases[round(step * (len(cases) - 1) / (CASES - 1))] for step in range(CASES)]


def some_with_a_browser(items: list[pytest.Item]) -> list[pytest.Item]:
    """A browser costs as much as a hundred tests without one."""
    shown = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    left_out = set(shown) - set(shown[::BROWSER])
    return [item for item in items if item not in left_out]
