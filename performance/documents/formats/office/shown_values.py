"""A number as its cell shows it, by its number format: a sign or a unit that the format carries is part of the value."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_SETTINGS = re.compile(r"\[[^\]]*\]|_.|\*.")
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]+))?")
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)


def is_date_format(code: str) -> bool:
    return bool(_DATE.search(_SETTINGS.sub("", _QUOTED.sub("", code)).replace("General", "")))


def shown_number(value: float, code: str) -> str:
    """Never rounded where the format would hide digits that are there; with its own marks before and behind."""
    sections = code.split(";")
    negative = value < 0 and len(sections) > 1 and _words_the_sign(*sections[:2])
    section = sections[1] if negative else sections[0]
    literal = _SETTINGS.sub("", section)
    plain = _QUOTED.sub("", literal)
    number = Decimal(repr(abs(value) if negative else value))
    percent = "%" in plain
    if percent:
        number *= 100
    digits = _DIGITS.search(_QUOTED.sub(lambda m: "\0" * len(m[0]), literal))
    text = _plain_text(number, len(digits[1] or "") if digits else 0)
    before, after = (literal[: digits.start()], literal[digits.end() :]) if digits else ("", "")
    return f"{_unquoted(before)}{text}{_unquoted(after)}" if digits else text


def _words_the_sign(above: str, below: str) -> bool:
    """Whether the section for negative numbers says that they are, by a sign, brackets or words; a colour does not."""
    first, second = (_DIGITS.sub("", _SETTINGS.sub("", section)) for section in (above, below))
    return second.strip() not in ("", first.strip())


def _plain_text(number: Decimal, places: int) -> str:
    """All digits of the number, at least as many places as the format shows; binary noise rounded off."""
    number = number.quantize(Decimal("1e-10"), ROUND_HALF_UP).normalize()
    whole, _, fraction = f"{number:f}".partition(".")
    fraction = fraction.ljust(places, "0")
    return whole + (f".{fraction}" if fraction else "")


def _unquoted(literal: str) -> str:
    return (
        _QUOTED.sub(lambda match: match[1] or match[2] or "", literal).replace("General", "").replace("@", "")
    )
