"""Why a step is not taken, in a sentence for whoever asked for it. Nothing has been changed then."""

from __future__ import annotations

from collections.abc import Sequence


class Refused(Exception):
    """What was asked for cannot be done now by this person; ``reasons`` are complete Chinese sentences."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons: Sequence[str] = reasons


class Overtaken(Refused):
    """Somebody was quicker: what the person saw is no longer so."""
