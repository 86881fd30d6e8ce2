"""What the public edition depends on, as one mark: equal marks, equal edition. And what was made for it, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches

from departments.accounts.full_disk import if_there_is_room
from performance.exporting.withheld_projects import known
from performance.models import PerformanceStatement, Revision

Made = TypeVar("Made", str, bytes)

KEPT_SECONDS = 24 * 3600
_PROGRAM = ("performance", "departments", "indicators", "templates")


def mark_of(statement: PerformanceStatement, revision: Revision) -> str:
    """A revision never changes; what is withheld of it may at any moment, and the program with an update."""
    department, office = statement.department, statement.department.office
    names = (str(statement), department.code, department.name, office.division_code, office.name)
    return _mark(revision.pk, revision.number, *names, *known(statement))


def mark_of_list(statements: Iterable[PerformanceStatement]) -> str:
    return _mark(
        *(
            (
                one.pk,
                one.published_revision_id,
                one.department.code,
                one.department.name,
                str(one.department.office),
            )
            for one in statements
        )
    )


def mark_of_index(rows: Iterable[object]) -> str:
    return _mark(*rows)


def kept(mark: str, part: str, make: Callable[[], Made]) -> Made:
    """Made once for each mark, for anybody may ask again and again."""
    key = f"{part}-{mark}"
    made = caches["public"].get(key)
    if made is None:
        made = make()
        with if_there_is_room():
            caches["public"].set(key, made, KEPT_SECONDS)
    return made


def _mark(*parts: object) -> str:
    return sha256(repr((_program(), *parts)).encode()).hexdigest()


@cache
def _program() -> str:
    """Another one after every update: what is masked, and how it is printed, may be another then."""
    digest = sha256()
    for room in _PROGRAM:
        for file in sorted((Path(settings.BASE_DIR) / room).rglob("*")):
            if file.suffix in {".py", ".html", ".toml", ".typ"}:
                digest.update(file.read_bytes())
    return digest.hexdigest()
