"""Rows that many tests begin with, built once for tests that follow each other, as Django's ``setUpTestData`` does.

They stand in a transaction around those of the tests, which are rolled back to it, and each test gets copies of its
own. Whoever begins with other rows, or commits in earnest, finds an empty database as ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from inspect import Parameter, signature
from typing import Any

import pytest
from django.db import transaction

COMMITS = {"transactional_db", "live_server", "django_db_reset_sequences"}
Build = Callable[..., Any]
_builds: dict[object, Build] = {}  # by the function of the fixture that hands out the rows


def built_once(build: Build) -> object:
    """A fixture of the rows that a function builds, of other such fixtures where it has arguments."""

    def rows(db: None, own_rows: dict[Build, Any], **begun: Any) -> Any:
        return own_rows[build] if build in own_rows else build(**begun)

    asked = [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in ("db", "own_rows")]
    rows.__signature__ = signature(build).replace(  # type: ignore[attr-defined]  # what pytest goes by
        parameters=[*asked, *signature(build).parameters.values()]
    )
    _builds[rows] = build
    return pytest.fixture(name=build.__name__)(rows)


class Standing:
    """The rows that stand now, by who has built them."""

    rows: dict[Build, Any]
    connection: Any = None  # where they stand: beside the event loop of a browser Django takes another one

    def __init__(self) -> None:
        self.rows = {}

    def change_to(self, builds: list[Build]) -> None:
        if builds == list(self.rows):
            return
        self.clear()
        if not builds:
            return
        transaction.atomic().__enter__()
        self.connection = transaction.get_connection()
        with pytest.MonkeyPatch.context() as patch:
            do_at_once(patch)
            for build in builds:
                named = {other.__name__: rows for other, rows in self.rows.items()}
                self.rows[build] = build(**{name: named[name] for name in signature(build).parameters})

    def clear(self) -> None:
        self.rows = {}
        connection, self.connection = self.connection, None
        if connection is None:
            return
        connection.in_atomic_block = False
        connection.needs_rollback = False
        connection.atomic_blocks.clear()
        connection.run_on_commit = []
        connection.rollback()
        connection.set_autocommit(True)


standing = Standing()


@contextmanager
def in_wider_scope() -> Iterator[None]:
    """Around the rows of a fixture for a whole module or package: they stand in a transaction of their own."""
    standing.clear()  # or their transaction would be within that of others, and end with it
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def own_rows(db: None) -> dict[Build, Any]:
    """Copies of the rows that stand, which a test may do with what it likes."""
    rows = deepcopy(list(standing.rows.values()))
    return dict(zip(standing.rows, rows, strict=True))


def do_at_once(patch: pytest.MonkeyPatch) -> None:
    """What is rolled back never commits, so what is done after a commit is done right away."""
    patch.setattr("performance.statements.figures.renewing.after_commit", lambda task: task())


def commits(request: pytest.FixtureRequest) -> bool:
    """Whether the test works with transactions of its own."""
    marker = request.node.get_closest_marker("django_db")
    transactional = marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    return bool(transactional) or bool(COMMITS.intersection(request.fixturenames))


def begins_with(request: pytest.FixtureRequest) -> list[Build]:
    """Who builds the rows that a test asks for, where they can stand before it; those of whom others build, first."""
    if commits(request):
        return []
    fixtures = request.node._fixtureinfo.name2fixturedefs.values()
    asked = [_builds[one[-1].func] for one in fixtures if one[-1].func in _builds]
    return sorted(asked, key=lambda build: _depth(build, {one.__name__: one for one in asked}))


def _depth(build: Build, named: dict[str, Build]) -> int:
    return 1 + max((_depth(named[name], named) for name in signature(build).parameters), default=0)
