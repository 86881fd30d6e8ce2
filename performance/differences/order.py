"""What has kept its order when rows were moved about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest ascending run among different numbers: the fewest others have moved."""
    tails: list[int] = []  # the smallest end of an ascending run of each length
    lengths = []
    for number in numbers:
        length = bisect_left(tails, number)
        tails[length : length + 1] = [number]
        lengths.append(length)
    chain, wanted = [], len(tails) - 1
    for place in range(len(lengths) - 1, -1, -1):
        if lengths[place] == wanted:
            chain.append(place)
            wanted -= 1
    return chain[::-1]
