"""Numbers as forms print them: money in 万元 or 元 and percentages, to and from Decimal, never rounded."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import Enum
from functools import lru_cache

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
MOST_DIGITS = 20  # no budget has more, and a Decimal would round them when it is divided
# How many 万元 one of a unit is, and how many of it are one; the longer names stand first and end with the shorter ones.
_UNITS = {
    "亿元": (10_000, 1),
    "千万元": (1_000, 1),
    "百万元": (100, 1),
    "万元": (1, 1),
    "千元": (1, 10),
    "元": (1, 10_000),
    "亿": (10_000, 1),
    "千万": (1_000, 1),
    "百万": (100, 1),
    "万": (1, 1),
}
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


class MoneyUnit(Enum):
    """The unit a table prints money in, and how many of it make one 万元."""

    YI = ("亿元", Decimal("0.0001"))
    MILLION = ("百万元", Decimal("0.01"))
    WAN = ("万元", Decimal(1))
    THOUSAND = ("千元", Decimal(10))
    YUAN = ("元", Decimal(10_000))

    def __init__(self, label: str, per_wan: Decimal) -> None:
        self.label = label
        self.per_wan = per_wan

    @classmethod
    def called(cls, label: str) -> MoneyUnit:
        return next(unit for unit in cls if unit.label == label)


def plain_number(text: str) -> bool:
    """Whether a text says its number as it is: in half-width digits, without commas or a unit; or says nothing."""
    return text.isascii() and (not text.strip() or _NUMBER.fullmatch(text.strip()) is not None)


def read_number(text: str) -> Decimal:
    """A plain decimal number; full-width digits and thousands commas are accepted, ``1e3`` is not.

    Raises ValueError.
    """
    if _is_bare(text):
        return Decimal(text)
    plain = unicodedata.normalize("NFKC", text).strip()
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain) or len(plain) > MOST_DIGITS:
        raise ValueError(text)
    return Decimal(plain)


def _is_bare(text: str) -> bool:
    """Digits as most are written, which need no normal form."""
    return text.isascii() and len(text) <= MOST_DIGITS and _NUMBER.fullmatch(text) is not None


def read_amount(text: str, unit: MoneyUnit) -> Decimal:
    """An amount in 万元 from one printed in ``unit``, or with a unit of its own behind it: ``12万``, ``3.75亿元``."""
    if _is_bare(text):
        return Decimal(text) / unit.per_wan
    plain = unicodedata.normalize("NFKC", text).strip()
    for named, (wan, parts) in _UNITS.items():
        if plain.endswith(named):
            return read_number(plain.removesuffix(named)) * wan / parts
    return read_number(plain) / unit.per_wan


def names_unit(text: str) -> bool:
    return unicodedata.normalize("NFKC", text).strip().endswith(tuple(_UNITS))


def read_percent(text: str) -> Decimal:
    """A percentage, with or without its sign: ``30%`` and ``30.00`` are both thirty."""
    return read_number(unicodedata.normalize("NFKC", text).strip().removesuffix("%"))


@lru_cache(maxsize=1024)
def number_format(number: Decimal, places: int, sign: str = "") -> str:
    """The spreadsheet format that shows all of a number with at least ``places`` decimals."""
    exponent = number.normalize().as_tuple().exponent
    needed = max(places, -exponent if isinstance(exponent, int) else 0)
    return "0" + ("." + "0" * needed if needed else "") + (f'"{sign}"' if sign else "")
