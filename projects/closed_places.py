"""Where no project may be written: whoever above knows why says so here, for projects know nothing of texts."""

from __future__ import annotations

from collections.abc import Callable

Objection = Callable[
    [int, int], str
]  # of a unit, by its key, and a year: why nothing comes in; empty if it may
_objections: list[Objection] = []


def register(objection: Objection) -> None:
    if objection not in _objections:
        _objections.append(objection)


def objections_to(unit: int, year: int) -> list[str]:
    return [said for objection in _objections if (said := objection(unit, year))]
