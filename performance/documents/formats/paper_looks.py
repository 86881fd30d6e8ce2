"""What Word and PDF make alike of a printed text: its cover, and the look of each line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from performance.documents.blocks import Block, Paragraph, Printed, TableBlock

_TITLE_LINE = 20  # characters of 二号 in a line
_YEAR_END = re.compile(r"(?<=20\d\d年)")
_SUBTITLE = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。]{1,60}。?")
_CENTRED_NOTE = re.compile(r"（.*）")


@dataclass(frozen=True, slots=True)
class Cover:
    """附件 above the title, who made the text below it."""

    above: list[str]
    title: str
    below: list[str]


def cover_of(printed: Printed) -> Cover:
    """A line break in the title balances its lines and is no part of it."""
    above = [line for line in printed.cover if line.startswith("附件")]
    below = [line for line in printed.cover if line not in (*above, printed.title)]
    title = printed.title
    return Cover(above, _YEAR_END.sub("\n", title, count=1) if len(title) > _TITLE_LINE else title, below)


class Look(StrEnum):
    """How a line of running text or a line beside a form is set."""

    TEXT = "text"
    SUBTITLE = "subtitle"
    NOTE_LEFT = "note-left"
    NOTE_CENTRE = "note-centre"
    NOTE_RIGHT = "note-right"
    NOTE_BELOW = "note-below"  # of a form that ends above: it begins no new page to stay with what follows


def looks_of(blocks: Sequence[Block]) -> Iterator[Look]:
    """Beside each block how it is set if it is a line; headings and tables have looks of their own."""
    forms = [place for place, block in enumerate(blocks) if isinstance(block, TableBlock)]
    for place, block in enumerate(blocks):
        if forms and place > forms[-1]:
            yield Look.NOTE_BELOW
        else:
            line = block.text if isinstance(block, Paragraph) else ""
            yield _look_of(line, beside_form=bool(forms))


def _look_of(line: str, *, beside_form: bool) -> Look:
    """Beside a form stand its year, the unit of its money, and who made it."""
    if not beside_form:
        return Look.SUBTITLE if _SUBTITLE.fullmatch(line) else Look.TEXT
    if _CENTRED_NOTE.fullmatch(line):
        return Look.NOTE_CENTRE
    return Look.NOTE_RIGHT if line.startswith("单位：") else Look.NOTE_LEFT
