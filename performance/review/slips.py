"""Numbers that were one before somebody typed them again."""

from __future__ import annotations

from decimal import Decimal


def is_a_slip(one: Decimal, other: Decimal | None) -> bool:
    """Whether two neighbouring digits changed places, a nought was lost within, or the point moved.

    A single digit says too little: 2 and 20 are two numbers.
    """
    if other is None or one == other or not one or not other:
        return False
    first, second = _digits(one), _digits(other)
    if min(len(first.strip("0")), len(second.strip("0"))) < 2:
        return False
    if first.strip("0") == second.strip("0"):
        return True
    return _turned_round(first, second) if len(first) == len(second) else _without_a_nought(first, second)


def _digits(number: Decimal) -> str:
    return f"{number:f}".replace(".", "")


def _turned_round(one: str, other: str) -> bool:
    apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(apart) == 2 and apart[1] - apart[0] == 1 and sorted(one) == sorted(other)


def _without_a_nought(one: str, other: str) -> bool:
    long, short = sorted((one.strip("0"), other.strip("0")), key=len, reverse=True)
    return len(long) == len(short) + 1 and any(
        long[:place] + long[place + 1 :] == short for place, digit in enumerate(long) if digit == "0"
    )
