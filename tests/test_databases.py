"""What is named to run on SQLite alone is there, and is not about what a database decides."""

import re

import pytest

from tests.databases import NEVER_DIFFERENT, ON_SQLITE_ALONE, PURE, TESTS
from tests.share import OF_A_DATABASE


def files_of(place):
    path = TESTS / place
    return sorted(path.rglob("test_*.py")) if path.is_dir() else [path]


@pytest.mark.parametrize("place", [*NEVER_DIFFERENT, *ON_SQLITE_ALONE])
def test_it_is_there_and_asks_nothing_of_a_database(place):
    assert files_of(place)
    assert [
        file.name for file in files_of(place) if OF_A_DATABASE.search(file.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize("place", PURE)
def test_what_is_pure_asks_for_no_database(place):
    asking = re.compile(r"django_db|\(db\b|, db\b|\bclient\b")
    assert [file.name for file in files_of(place) if asking.search(file.read_text(encoding="utf-8"))] == []
