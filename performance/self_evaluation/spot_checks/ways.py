"""The ways of drawing: each a pure function of what is known of the cards, and the random one of its seed besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import groupby

from performance.scoring.arithmetic import plain

Drawn = tuple[int, str]  # the key of a card, and why it was drawn


@dataclass(frozen=True, slots=True)
class Drawable:
    """What is known of a card that may be drawn; ``budget`` is None where it cannot be read."""

    card: int
    department: int
    grade: str
    budget: Decimal | None


def by_amount(cards: Iterable[Drawable], at_least: Decimal) -> Iterator[Drawn]:
    """Of whose budget nobody knows anything is drawn too: it may be as large as any."""
    for one in cards:
        if one.budget is None:
            yield one.card, "全年预算数未知"
        elif one.budget >= at_least:
            yield one.card, f"全年预算数 {plain(one.budget)} 万元，不低于 {plain(at_least)} 万元"


def by_grade(cards: Iterable[Drawable], grades: Iterable[str]) -> Iterator[Drawn]:
    wanted = frozenset(grades)
    for one in cards:
        if one.grade in wanted:
            yield one.card, f"自评等级{one.grade}"


def at_random(cards: Iterable[Drawable], number: int, seed: str) -> Iterator[Drawn]:
    """The first ``number`` of each department, in the order of the SHA-256 of the seed and the card's number.

    No generator of this or that version of anything has a part in it: anybody can work it out by hand.
    """
    for _, own in groupby(sorted(cards, key=lambda one: one.department), key=lambda one: one.department):
        ranked = sorted((rank_of(one.card, seed), one.card) for one in own)
        for place, (rank, card) in enumerate(ranked[:number], 1):
            yield card, f"本部门第 {place} 位，排序值 {rank[:12]}"


def rank_of(card: int, seed: str) -> str:
    return sha256(f"{seed}:{card}".encode()).hexdigest()
