"""Lists that wait between preview and confirmation: in a place of their own, and so many of each person.

In a cache that all share, whoever uploaded often pushed the files of others out.
"""

from time import time
from uuid import uuid4

from django.core.cache import caches
from import_export.tmp_storages import BaseStorage

from departments.accounts.clocks import CLOCKS_DIFFER

MOST_OF_A_USER = 3
SECONDS = 2 * 3600


def waiting():
    return caches["uploads"]


class WaitingFile(BaseStorage):
    """A file under a name that nobody can guess; every process finds it."""

    def save(self, data):
        self.name = self.name or uuid4().hex
        waiting().set(_key(self.name), (time(), data), SECONDS)

    def read(self):
        """Nothing, too, where the clock that dated the file has been set back since."""
        at, data = waiting().get(_key(self.name), (0.0, None))
        return data if at <= time() + CLOCKS_DIFFER.total_seconds() else None

    def remove(self):
        waiting().delete(_key(self.name))


def belongs_to(name: str, user) -> None:
    """Of several files that wait for one person, the oldest go."""
    own = f"of-{user.pk}"
    names = [*(one for one in waiting().get(own, ()) if one != name), name]
    for gone in names[:-MOST_OF_A_USER]:
        waiting().delete(_key(gone))
    waiting().set(own, names[-MOST_OF_A_USER:], SECONDS)


def _key(name: str) -> str:
    return f"file-{name}"
