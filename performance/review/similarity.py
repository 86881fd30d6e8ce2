"""How alike two Chinese texts are, by the pairs of neighbouring characters they share."""

from __future__ import annotations

import re
from functools import lru_cache

from indicators.text import normalise_label

_MARKS = re.compile(r"[\s,.;:!?()\[\]“”\"'、，。；：！？《》〈〉【】〔〕…·—-]+")


@lru_cache(maxsize=8192)
def core(text: str) -> str:
    """The text without spaces and punctuation, in half width: what is compared."""
    return _MARKS.sub("", normalise_label(text))


@lru_cache(maxsize=8192)
def pairs(text: str) -> frozenset[str]:
    bare = core(text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1)) or frozenset((bare,))


def likeness(one: str, other: str) -> float:
    """1 for equal cores, 0 for texts that share no pair of characters (Dice's coefficient)."""
    if core(one) == core(other):
        return 1.0
    a, b = pairs(one), pairs(other)
    return 2 * len(a & b) / (len(a) + len(b))


def is_subsequence(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)
