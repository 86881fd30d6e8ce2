"""Why a step is not taken, in a sentence for whoever asked for it. Nothing has been changed then."""

from __future__ import annotations

from collections.abc import Sequence

NAMED = 3  # what is beyond these is only counted


class Refused(Exception):
    """What was asked for cannot be done now by this person; ``reasons`` are complete Chinese sentences."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons: Sequence[str] = reasons


class Overtaken(Refused):
    """Somebody was quicker: what the person saw is no longer so."""


def some_of(names: Sequence[str]) -> str:
    return "；".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")
