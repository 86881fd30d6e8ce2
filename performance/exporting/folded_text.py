"""A text as a reader takes it in: full-width and circled signs read as plain ones, invisible signs not read at all.

Whatever is found in the folded text is found in the text itself, for every folded character knows its origin.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = ("Cf", "Cc", "Mn", "Me")
FILLERS = "\u115f\u1160\u3164\uffa0"  # letters by their category, and nothing on paper
SPACES = ("\t", "\n", "\r", "\v", "\f")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """``origins`` holds for every character of ``folded`` the place in ``text`` that it stands for."""

    text: str
    folded: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text a non-empty stretch of the folded text stands."""
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str, read: Callable[[str], str] = lambda sign: sign) -> FoldedText:
    """``read`` says what a sign, which is already a plain one, is taken for; nothing if it is passed over."""
    pieces = [read(sign) if len(sign) == 1 else "".join(map(read, sign)) for sign in map(plain_sign, text)]
    origins = tuple(place for place, piece in enumerate(pieces) for _ in piece)
    return FoldedText(text, "".join(pieces), origins)


@lru_cache(maxsize=16_384)
def plain_sign(sign: str) -> str:
    """The compatible plain form of one character, mostly itself; nothing for what is not seen."""
    if sign in SPACES:
        return sign
    if sign in FILLERS or unicodedata.category(sign) in INVISIBLE:
        return ""
    plain = unicodedata.normalize("NFKC", sign)
    return "".join(one for one in plain if unicodedata.category(one) not in INVISIBLE)
