"""Databases besides the one that is configured, and how everything that asks for the configured one asks them."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_numbers = count(1)


@contextmanager
def opened(settings: dict[str, object]) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own to the database that these settings name, closed and forgotten at the end."""
    alias = f"second{next(_numbers)}"
    connections.databases[alias] = connections.configure_settings({"default": settings})["default"]
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias], connections.databases[alias]


@contextmanager
def as_default_database(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let this connection answer for the configured database, its open transaction included.

    Exports and the trail ask the configured database; so they run on another one as they are.
    """
    own = connections["default"]
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = own
