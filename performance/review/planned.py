"""What the budget says of a project, told from outside of the text: the figures that were given down in a round."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PlannedProject:
    """``round`` is the word that a reader knows it by; ``amount`` in 万元."""

    code: str
    name: str
    amount: Decimal | None
    round: str
