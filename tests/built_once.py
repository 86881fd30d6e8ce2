"""Rows that many tests begin with, built once for tests that follow each other, as Django's ``setUpTestData`` does.

They stand in a transaction around those of the tests, which are rolled back to it, and each test gets copies of its
own. Whoever begins with other rows, or commits in earnest, finds an empty database as ever.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction

COMMITS = {"transactional_db", "live_server", "django_db_reset_sequences"}
Build = Callable[[], Any]
_builds: dict[object, Build] = {}  # by the function of the fixture that hands out the rows


def built_once(build: Build) -> object:
    """A fixture of the rows that a function without arguments builds."""

    def rows(db: None) -> Any:
        return deepcopy(standing.rows) if standing.build is build else build()

    _builds[rows] = build
    return pytest.fixture(name=build.__name__)(rows)


class Standing:
    """The rows that stand now, and who has built them."""

    build: Build | None = None
    rows: Any = None
    around: transaction.Atomic | None = None

    def change_to(self, build: Build | None) -> None:
        if build is self.build:
            return
        self.clear()
        if build is None:
            return
        self.around = transaction.atomic()
        self.around.__enter__()
        self.build = build
        with pytest.MonkeyPatch.context() as patch:
            do_at_once(patch)
            self.rows = build()

    def clear(self) -> None:
        if self.around is None:
            return
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)
        self.build = self.rows = self.around = None


standing = Standing()


def do_at_once(patch: pytest.MonkeyPatch) -> None:
    """What is rolled back never commits, so what is done after a commit is done right away."""
    patch.setattr("performance.statements.figures.renewing.after_commit", lambda task: task())


def commits(request: pytest.FixtureRequest) -> bool:
    """Whether the test works with transactions of its own."""
    marker = request.node.get_closest_marker("django_db")
    transactional = marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    return bool(transactional) or bool(COMMITS.intersection(request.fixturenames))


def begins_with(request: pytest.FixtureRequest) -> Build | None:
    """Who builds the rows that a test asks for, where they can stand before it."""
    if commits(request):
        return None
    fixtures = request.node._fixtureinfo.name2fixturedefs.values()
    return next((_builds[one[-1].func] for one in fixtures if one[-1].func in _builds), None)
