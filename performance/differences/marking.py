"""Old and new text as one run of segments: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from indicators.kinds import LabelledEnum
from performance.differences.order import longest_rising

# A number or a Latin word is one token: ``12.50`` becomes ``13.50`` as a whole, not by one digit.
_WORDS = re.compile(r"[A-Za-z0-9.,%]+|.", re.DOTALL)
_SENTENCES = re.compile(r"[^。；;\n]*[。；;\n]|[^。；;\n]+")
# What a comparison may cost: pairs of tokens, and pairs of equal ones, of which a repeated sign makes very many.
_MOST_PAIRS, _MOST_EQUAL_PAIRS = 1_000_000, 50_000


class Mark(LabelledEnum):
    EQUAL = "equal", "未变"
    DELETE = "delete", "删去"
    INSERT = "insert", "增加"


@dataclass(frozen=True, slots=True)
class Segment:
    mark: Mark
    text: str


def marked(old: str, new: str) -> tuple[Segment, ...]:
    """Equal and deleted segments together say the old text, equal and inserted ones the new."""
    for pieces in (_WORDS, _SENTENCES):
        old_pieces, new_pieces = pieces.findall(old), pieces.findall(new)
        if _comparable(old_pieces, new_pieces):
            return tuple(_segments(old_pieces, new_pieces))
    return tuple(_between_landmarks(old_pieces, new_pieces))


def _comparable(old: Sequence[str], new: Sequence[str]) -> bool:
    if len(old) * len(new) > _MOST_PAIRS:
        return False
    counts = Counter(new)
    return sum(number * counts[piece] for piece, number in Counter(old).items()) <= _MOST_EQUAL_PAIRS


def _between_landmarks(old: Sequence[str], new: Sequence[str]) -> Iterator[Segment]:
    """Sentences that stand once in each text, in the same order, are what stayed; all between them is replaced."""
    at, start = 0, 0
    for i, j in [*_landmarks(old, new), (len(old), len(new))]:
        head = _common_beginning(old[at:i], new[start:j])
        yield from _segments(old[at : at + head], new[start : start + head])
        if gone := "".join(old[at + head : i]):
            yield Segment(Mark.DELETE, gone)
        if came := "".join(new[start + head : j]):
            yield Segment(Mark.INSERT, came)
        at, start = i, j


def _common_beginning(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _landmarks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    counts, others = Counter(old), Counter(new)
    places = {piece: j for j, piece in enumerate(new) if others[piece] == 1}
    pairs = [(i, places[piece]) for i, piece in enumerate(old) if counts[piece] == 1 and piece in places]
    rising = longest_rising([j for _, j in pairs])
    return [pairs[place] for place in rising]


def _segments(old: Sequence[str], new: Sequence[str]) -> Iterator[Segment]:
    if old == new:
        if old:
            yield Segment(Mark.EQUAL, "".join(old))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Segment(Mark.EQUAL, "".join(old[i1:i2]))
            continue
        if i1 < i2:
            yield Segment(Mark.DELETE, "".join(old[i1:i2]))
        if j1 < j2:
            yield Segment(Mark.INSERT, "".join(new[j1:j2]))
