"""Whoever grades themselves higher than the finance office does loses a share of its points, where the scheme says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from performance.scoring.arithmetic import plain, rounded
from performance.scoring.schemes import Scheme


@dataclass(frozen=True, slots=True)
class Discounted:
    """The points that hold, their grade, and how they came about where something was taken off."""

    total: Decimal
    grade: str
    words: str = ""


def discounted(scheme: Scheme, own: Decimal | None, checked: Decimal) -> Discounted:
    """``own`` is the total that was handed in, ``checked`` the points of the finance office. A card without total praises nothing."""
    grade = scheme.grade_of(checked)
    if own is None or not scheme.self_praise:
        return Discounted(checked, grade)
    names = [one.name for one in scheme.grades]
    steps = names.index(grade) - names.index(scheme.grade_of(own))
    if steps <= 0:
        return Discounted(checked, grade)
    factor = scheme.self_praise[min(steps, len(scheme.self_praise)) - 1]
    total = rounded(checked * factor, scheme.decimals)
    words = (
        f"复核评分 {plain(checked)}（{grade}）低于自评 {plain(own)}（{scheme.grade_of(own)}）{steps} 级，"
        f"{plain(checked)} × {plain(factor)} = {plain(total)}"
    )
    return Discounted(total, scheme.grade_of(total), words)
