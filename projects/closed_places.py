"""Which projects are not written: whoever above knows why says so here, for projects know nothing of texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Objection = Callable[[Any], str]  # of a project as it would be written: why it may not; empty if it may
_additions: list[Objection] = []
_changes: list[Objection] = []


def register(*, additions: Objection, changes: Objection) -> None:
    """``additions`` are asked of what comes into a place, ``changes`` of what is there."""
    if additions not in _additions:
        _additions.append(additions)
        _changes.append(changes)


def objections_to_adding(project: Any) -> list[str]:
    return [sentence for objection in _additions if (sentence := objection(project))]


def objections_to_changing(project: Any) -> list[str]:
    return [sentence for objection in _changes if (sentence := objection(project))]
