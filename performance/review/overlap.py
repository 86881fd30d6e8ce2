"""Sets found by what they share: who is like whom, without holding everything against everything.

A set that shares ``least`` of ``n`` wanted elements has one of any ``n - least + 1`` of them, so only the holders of
the rarest are looked at. Where even these are too many, as in no honest text, the search ends and says so.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Set
from typing import NamedTuple

MOST_LOOKED_AT = 100  # entries for one question: what keeps a review linear whatever a text repeats


class Sharing(NamedTuple):
    """The numbers of the sets found, in the order in which they were added, and whether all were looked at."""

    numbers: list[int]
    complete: bool


class OverlapIndex:
    def __init__(self, sets: Iterable[Set[str]] = ()) -> None:
        self._sets: list[Set[str]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        for elements in sets:
            self.add(elements)

    def add(self, elements: Set[str]) -> None:
        for element in elements:
            self._holders[element].append(len(self._sets))
        self._sets.append(elements)

    def sharing(self, wanted: Set[str], share: float) -> Sharing:
        """The sets that have at least this share of what is wanted."""
        least = max(1, math.ceil(share * len(wanted) - 1e-9))
        holding = [self._holders[element] for element in wanted if element in self._holders]
        if len(holding) < least:
            return Sharing([], complete=True)
        holding.sort(key=len)
        candidates: set[int] = set()
        left = MOST_LOOKED_AT
        for holders in holding[: len(holding) - least + 1]:
            candidates.update(holders[:left])
            left -= len(holders)
            if left < 0:
                break
        found = [number for number in sorted(candidates) if len(wanted & self._sets[number]) >= least]
        return Sharing(found, complete=left >= 0)


def least_share(likeness: float) -> float:
    """The share of the one set that another has at least, if Dice's coefficient of both is ``likeness``."""
    return likeness / (2 - likeness)
