"""By which names a view looks something up in what was sent to it."""

from contextlib import contextmanager
from typing import ClassVar
from unittest.mock import patch

from django.http import QueryDict


class Asked(QueryDict):
    """Notes every key under which something is looked up."""

    names: ClassVar[set[str]] = set()

    def __getitem__(self, key):
        self.names.add(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        self.names.add(key)
        return super().__contains__(key)

    def get(self, key, default=None):
        self.names.add(key)
        return super().get(key, default)

    def getlist(self, key, default=None):
        self.names.add(key)
        return super().getlist(key, default)


@contextmanager
def names_that_are_asked_for():
    """The keys that are looked up in a query or a form meanwhile."""
    Asked.names.clear()
    with (
        patch("django.core.handlers.wsgi.QueryDict", Asked),
        patch("django.http.request.QueryDict", Asked),
    ):
        yield Asked.names
