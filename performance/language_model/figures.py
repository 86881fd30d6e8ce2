"""Which figures a text contains, however they are written: an answer may repeat those that were sent, and add none.

A figure is taken with what it counts and the sign before it, so that 12月 lends its number to no 12项.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, normalize, numeric

# These hold a numeral and count nothing.
_NO_FIGURES = re.compile(
    "统一|一致|进一步|一体化|一般公共预算|一定|唯一|一并|一律|逐一|一线|百姓|队伍|大陆|内陆|陆地|收拾|什么"
    "|参(?=[加与考保训赛观会展建照评训合选])"
)
_MORE_NUMERALS = frozenset("两俩半倍几")
_SIGNS = frozenset("≥≤<>±+＋－≈")
_WITHIN = frozenset(".·/点")
_AT_ALL = re.compile("翻番|翻一番|[%‰]")


def strange_figures(text: str, sent: str) -> list[str]:
    """The figures of a text that are not among those sent, as they stand there."""
    known = {spelling for figure in figures_in(sent) for spelling in (figure, figure.lstrip("".join(_SIGNS)))}
    return [figure for figure in figures_in(text) if figure not in known]


def figures_in(text: str) -> list[str]:
    return list(_found(_folded(_NO_FIGURES.sub("，", text))))


def _folded(text: str) -> str:
    """Full width, circled and small figures as plain ones; grouping of thousands goes."""
    return re.sub(r"(?<=\d)[,'](?=\d{3})", "", "".join(map(_plain, text)))


def _plain(sign: str) -> str:
    """Of numerals those stay that would become letters, as Ⅷ does."""
    folded = normalize("NFKC", sign)
    return sign if _is_numeral(sign) and not any(map(str.isdigit, folded)) else folded


def _found(text: str) -> Iterator[str]:
    yield from (match[0] for match in _AT_ALL.finditer(text))
    at = 0
    while at < len(text):
        if not _is_numeral(text[at]):
            at += 1
            continue
        end = at
        while end < len(text) and (
            _is_numeral(text[end])
            or (text[end] in _WITHIN and end + 1 < len(text) and _is_numeral(text[end + 1]))
        ):
            end += 1
        before = text[at - 1] if at and text[at - 1] in _SIGNS else ""
        counted = text[end:].lstrip(" ")[:1]
        yield before + text[at:end] + (counted if _counts(counted) else "")
        at = end


def _counts(sign: str) -> bool:
    return bool(sign) and (sign in "%‰℃°" or category(sign).startswith("L"))


def _is_numeral(sign: str) -> bool:
    return sign in _MORE_NUMERALS or numeric(sign, None) is not None
