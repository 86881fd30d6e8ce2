"""Project codes: their shape, and the check character that ends a Hebei code.

A code of 21 characters is 区划(6) 年度(2) P 一级项目(6) 1 顺序号(4) 校验字符(1). The check character is derived
from printed codes (24 of 24 in the published texts agree), no document states it: a mismatch is a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}

_LONG = re.compile(r"(?P<area>[0-9]{6})(?P<year>[0-9]{2})P[0-9A-Z]{6}1[0-9A-Z]{5}")
_NATIONAL = re.compile(r"(?P<area>[0-9]{6})(?P<year>[0-9]{2})[RYT][0-9]{12}")
_OLD = re.compile(r"[0-9]{3}-[0-9]{4}-[A-Z]{3}-[0-9A-Z]{4}")


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """What a well-formed code says; ``year`` is the one the code was created in, both empty in old codes."""

    text: str
    area: str = ""
    year: int | None = None
    checked: bool = False

    @property
    def check_is_right(self) -> bool:
        return not self.checked or check_character(self.text[:-1]) == self.text[-1]


def read_project_code(text: str) -> ProjectCode | None:
    """The code that a printed text is, or None where it has none of the known shapes."""
    text = "".join(text.split())
    if found := _LONG.fullmatch(text):
        return ProjectCode(text, found["area"], 2000 + int(found["year"]), checked=True)
    if found := _NATIONAL.fullmatch(text):
        return ProjectCode(text, found["area"], 2000 + int(found["year"]))
    return ProjectCode(text) if _OLD.fullmatch(text) else None


def check_character(body: str) -> str | None:
    """The character that ends a code with this body; None if the body has letters outside the alphabet."""
    total, weight = 0, 1
    for character in body:
        if character not in _VALUE:
            return None
        total += _VALUE[character] * weight
        weight = weight * 3 % 31
    return ALPHABET[(30 - total) % 31]
