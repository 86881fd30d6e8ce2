"""Pasted rows in which a merged cell's text stands in each of the places that it covered, read as one cell again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from indicators.text import normalise_label
from performance.documents.forms.amounts import is_blank, looks_like_amount
from performance.documents.forms.words import head_of, label_of

_FEWEST_ROWS = 2
_LONG_RUN = 3
_LEVELS = frozenset(("level1", "level2", "name"))
_AMOUNTS_OF = re.compile(r"20\d\d年?\D{0,6}|\D{1,8}[数额]")

Run = tuple[int, int]  # column and span


def runs_of(rows: Sequence[Sequence[str]]) -> list[list[Run]]:
    """Where the cells of each row begin and how many places they cover; each covers one where nothing was filled."""
    found = [list(_equal(row)) for row in rows]
    filled = sum(_is_filled(row, runs) for row, runs in zip(rows, found, strict=True))
    if filled < _FEWEST_ROWS:
        return [[(column, 1) for column in range(len(row))] for row in rows]
    head: list[Run] = []
    apart: set[int] = set()  # columns under heads of their own, such as years
    for number, row in enumerate(rows):
        if len({head_of(text) for text in row} & _LEVELS) > 1:
            head = found[number]
        elif head and len(found[number]) > 1:
            found[number] = list(_below(head, row))
        else:
            apart = _apart(row, found[number], apart)
            found[number] = list(_split(row, found[number], apart))
    return found


def _apart(row: Sequence[str], runs: Sequence[Run], before: set[int]) -> set[int]:
    """The columns that a row heads, or those above it as long as amounts stand below them."""
    heads = {column for column, span in runs if span == 1 and _is_head(row[column])}
    if len(heads) > 1:
        return heads
    texts = (row[column] for column in before if column < len(row))
    return before if all(looks_like_amount(text) or is_blank(text) for text in texts) else set()


def _is_head(text: str) -> bool:
    return label_of(text) is not None or _AMOUNTS_OF.fullmatch(normalise_label(text)) is not None


def _split(row: Sequence[str], runs: Sequence[Run], apart: set[int]) -> Iterator[Run]:
    """Equal amounts of several years are those of each: a merged cell stands below no heads of its parts."""
    for column, span in runs:
        if span > 1 and apart.issuperset(range(column, column + span)) and looks_like_amount(row[column]):
            yield from ((column + n, 1) for n in range(span))
        else:
            yield column, span


def _equal(row: Sequence[str]) -> Iterator[Run]:
    """Runs of one text; blanks stand for themselves."""
    column = 0
    for text, same in groupby(row, key=normalise_label):
        length = sum(1 for _ in same)
        if text:
            yield column, length
        else:
            yield from ((column + n, 1) for n in range(length))
        column += length


def _is_filled(row: Sequence[str], runs: Sequence[Run]) -> bool:
    """Whether a label stands twice side by side, or one text three times: nobody writes so by hand."""
    return any(span >= _LONG_RUN or (span > 1 and label_of(row[column])) for column, span in runs)


def _below(head: Sequence[Run], row: Sequence[str]) -> Iterator[Run]:
    """The cells of a row below heads: where a head covers several places, equal texts under it are one."""
    for column, span in head:
        texts = {normalise_label(text) for text in row[column : column + span]}
        if len(texts) < 2:
            yield column, span
        else:
            yield from ((column + n, 1) for n in range(span))
    end = head[-1][0] + head[-1][1]
    yield from ((column, 1) for column in range(end, len(row)))
