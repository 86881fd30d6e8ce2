"""Amounts as people read them."""

from decimal import Decimal


def grouped(amount: Decimal) -> str:
    """Thousands apart, at least two places and never fewer than the amount has: ``1,202.105``, not rounded either way."""
    whole, _, places = f"{amount:,f}".partition(".")
    return f"{whole}.{places.rstrip('0').ljust(2, '0')}"
