"""Printed Chinese text made comparable: cells are typed with either width and broken at any character."""

from __future__ import annotations

from functools import lru_cache

# U+FF01-U+FF5E are the full-width twins of ASCII. The comma, the semicolon and their kin stay as printed:
# between Chinese words the full-width mark is the ordinary one, and no label is told apart by it.
_TWINS = "（）［］｛｝：％＋－／．＝＜＞～" + "".join(chr(code) for code in range(0xFF10, 0xFF1A))
_HALF_WIDTH = {twin: chr(ord(twin) - 0xFEE0) for twin in _TWINS}
_TABLE = str.maketrans(_HALF_WIDTH)
_LONG = 200  # from here on, looking for each twin is sooner done than looking up each sign


def half_width(text: str) -> str:
    """Full-width digits, brackets, colon, percent and operators as ASCII; the length is unchanged."""
    if len(text) < _LONG:
        return text.translate(_TABLE)
    for twin, half in _HALF_WIDTH.items():
        text = text.replace(twin, half)
    return text


def normalise_label(text: str) -> str:
    """The text without any whitespace, in half width: what is left decides whether two labels are the same."""
    return _normalised_short_label(text) if len(text) <= _LONGEST_LABEL else _normalised_label(text)


def _normalised_label(text: str) -> str:
    return half_width("".join(text.split()))


# Forms repeat their labels, and a reader asks of each whether it is this one or that one.
_LONGEST_LABEL = 40
_normalised_short_label = lru_cache(maxsize=4096)(_normalised_label)


def words(text: str) -> tuple[str, ...]:
    """A table of words, written with blanks between them."""
    return tuple(text.split())
