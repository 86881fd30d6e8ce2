"""A text as the public may read it: no telephone numbers, no names of persons.

Whoever reads a number of seven or more digits in running text may take it for a telephone, an identity card or
an account: it is masked, unless what follows says that it counts something. Codes are printed as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from performance.content.model import StatementContent

PERSONS = ("leader", "filled_by")
TELEPHONES = ("phone",)
AS_PRINTED = ("province", "edition", "department_code", "unit_code", "code")
DATED = ("period", "horizon", "value")

HIDDEN = "*"
_SHORTEST_NAME = 2  # a single character as a name would blot out half the text

_CODE = r"(?<![0-9A-Za-z])\d{6,8}P[0-9A-Z]{9,}(?![0-9A-Za-z])"
_ANNOUNCED = r"(?<=[话机真线系][：:\s])[\d(（+][\d\s()（）+\-—－–]{4,}\d"
_MOBILE = r"(?<!\d)1[3-9]\d[\s\-]?\d{4}[\s\-]?\d{4}(?!\d)"
_LANDLINE = r"(?<!\d)[(（]?0\d{2,3}[)）]?[\s\-—－–]?\d{7,8}(?:[\-转]\d{1,6})?(?!\d)"
_LONG = r"\d{7,}[Xx]?"
_NUMBER = re.compile(
    f"(?P<code>{_CODE})|(?P<announced>{_ANNOUNCED})|(?P<telephone>{_MOBILE}|{_LANDLINE})|(?P<long>{_LONG})"
)
_COUNTS = re.compile(
    r"(?:\.\d+)?\s*(?:元|[万亿][元人次亩吨户册株平立公]|人次|人民币|户(?!籍)|次|亩|吨|公里|千米|平方|立方|册|株|头|只|件|份|个|%|％)"
)
_ABOUT_CALLING = re.compile(r"(?:话|手机|传真|联系|热线|专线|微信|QQ)[^。；;\n]{0,12}$")
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_TELEPHONE_DIGITS = 11

Said = TypeVar("Said")


def masked(content: StatementContent) -> StatementContent:
    """The same text without telephone numbers, and with every person whom it names by field unreadable."""
    names = _names_in(content)
    hide_names = _hider(names)

    def mask(name: str, text: str) -> str:
        if name in PERSONS:
            return masked_name(text)
        if name in TELEPHONES:
            return HIDDEN * len(text)
        if name in AS_PRINTED:
            return text
        return hide_names(masked_numbers(text, dated=name in DATED))

    return rewritten(content, mask)


def rewritten(said: Said, rewrite: Callable[[str, str], str], name: str = "") -> Said:
    """The same values with every text replaced by what ``rewrite`` makes of the field's name and the text."""
    if isinstance(said, tuple):
        return tuple(rewritten(one, rewrite, name) for one in said)
    if is_dataclass(said):
        return replace(
            said, **{f.name: rewritten(getattr(said, f.name), rewrite, f.name) for f in fields(said)}
        )
    # Enumerations are strings too, and stay what they are.
    return rewrite(name, said) if type(said) is str else said


def masked_name(name: str) -> str:
    """The family name, or rather the first character, stays."""
    return name[:1] + HIDDEN * len(name[1:]) if len(name) > 1 else HIDDEN * len(name)


def masked_numbers(text: str, *, dated: bool = False) -> str:
    def hide(match: re.Match[str]) -> str:
        found = match[0]
        if match["code"] or (match["long"] and _harmless(match, dated=dated)):
            return found
        return re.sub(r"\d|[Xx]$", HIDDEN, found)

    return _NUMBER.sub(hide, text)


def _harmless(match: re.Match[str], *, dated: bool) -> bool:
    """A quantity, or a date where dates stand: it counts something and no telephone begins like it."""
    digits, after = match[0], match.string[match.end() :]
    if dated and _DATE.fullmatch(digits):
        return True
    if len(digits) >= _TELEPHONE_DIGITS or digits.startswith("0"):
        return False
    return bool(_COUNTS.match(after)) and not _ABOUT_CALLING.search(match.string[: match.start()])


def _names_in(content: StatementContent) -> set[str]:
    names = {content.cover.filled_by, *(project.leader for project in content.projects)}
    parts = {part for name in names for part in re.split(r"[\s、，,；;/]+", name)}
    return {part for part in parts if len(part) >= _SHORTEST_NAME}


def _hider(names: Iterable[str]) -> Callable[[str], str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    if not longest_first:
        return lambda text: text
    known = re.compile("|".join(map(re.escape, longest_first)))
    return lambda text: known.sub(lambda match: masked_name(match[0]), text)
