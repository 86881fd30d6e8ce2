"""Exact shares and how they are printed: fractions until the very end, then points rounded half up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def rounded(value: Fraction | Decimal, decimals: int) -> Decimal:
    """Half up, as people round by hand; exact, since no division of decimals comes before it."""
    above, below = value.as_integer_ratio()
    whole = (2 * above * 10**decimals + below) // (2 * below)
    return Decimal(whole).scaleb(-decimals)


def plain(value: Decimal) -> str:
    """A number as people write it: 10 and not 10.00, 100 and not 1E+2."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Fraction) -> str:
    return f"{plain(rounded(share, 4).scaleb(2))} %"
