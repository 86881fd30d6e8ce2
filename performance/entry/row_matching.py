"""Which row of a group is which in another state of it, and the one order in which two people's rows go together.

Rows bear no numbers of their own: what is equal, or called the same, is the same row wherever it went; what stands
between equal rows is the same where as many rows stand there, or where most of what they say is the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from difflib import SequenceMatcher

from indicators.text import normalise_label
from performance.entry.answers import Record

ALIKE = 0.5  # the share of what two rows say from which on one is taken for the other, changed
MOST_PAIRS = 40_000  # beyond that many to compare, rows that differ count as removed and added


def match_rows(base: Sequence[Record], other: Sequence[Record]) -> dict[int, int]:
    """By the number of a row of ``base``, its number in ``other``; rows that were removed are missing."""
    keys, others = [_key(row) for row in base], [_key(row) for row in other]
    blocks = SequenceMatcher(None, keys, others, autojunk=False).get_opcodes()
    found: dict[int, int] = {}
    for tag, i1, i2, j1, j2 in blocks:
        if tag == "equal":
            found |= dict(zip(range(i1, i2), range(j1, j2), strict=True))
    _match_wherever(keys, others, found)
    _match_wherever([called(row) for row in base], [called(row) for row in other], found)
    for tag, i1, i2, j1, j2 in blocks:
        if tag == "replace":
            _match_changed(base, other, range(i1, i2), range(j1, j2), found)
    return found


def _key(row: Record) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(row.items()))


def called(row: Record) -> tuple[str, ...]:
    """What a row is known by: its name or title under its levels, else all that it says."""
    upper = (row.get("level1", ""), row.get("level2", ""))
    own = row.get("name") or row.get("title") or "".join(row.values())
    return (*map(normalise_label, upper), normalise_label(own))


def _match_wherever(keys: Sequence[Hashable], others: Sequence[Hashable], found: dict[int, int]) -> None:
    taken = set(found.values())
    free: dict[Hashable, list[int]] = {}
    for j, key in enumerate(others):
        if j not in taken:
            free.setdefault(key, []).append(j)
    for i, key in enumerate(keys):
        if i not in found and free.get(key):
            found[i] = free[key].pop(0)


def _match_changed(
    base: Sequence[Record], other: Sequence[Record], here: range, there: range, found: dict[int, int]
) -> None:
    taken = set(found.values())
    left, right = [i for i in here if i not in found], [j for j in there if j not in taken]
    if len(left) == len(right):
        found |= dict(zip(left, right, strict=True))
    elif len(left) * len(right) <= MOST_PAIRS:
        for i in left:
            best = max(right, key=lambda j: _likeness(base[i], other[j]), default=None)
            if best is not None and _likeness(base[i], other[best]) >= ALIKE:
                found[i] = best
                right = [j for j in right if j > best]


def _likeness(one: Record, other: Record) -> float:
    """The share of fields that say the same, of those that say anything; of a single text, of its letters."""
    filled = [field for field in one if one[field] or other.get(field)]
    if len(filled) == 1:
        return SequenceMatcher(None, one[filled[0]], other.get(filled[0], ""), autojunk=False).ratio()
    return sum(one[field] == other.get(field) for field in filled) / len(filled) if filled else 0.0


def interleaved(leading: Iterable[int], following: Iterable[int], wanted: set[int]) -> list[int]:
    """The wanted rows in the order of the first; those that only the second has, behind whom they follow there."""
    order = [row for row in leading if row in wanted]
    present, behind = set(order), -1
    for row in following:
        if row in present:
            behind = order.index(row)
        elif row in wanted:
            behind += 1
            order.insert(behind, row)
            present.add(row)
    return order
