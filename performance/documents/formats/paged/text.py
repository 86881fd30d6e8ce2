"""Glyphs to lines of text, and lines to what was written: a line that was broken only for want of room is joined."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

from performance.documents.formats.paged.page import GAP, Box, Glyph

_SAME_LINE = 0.45  # of a letter's height: middles this near are of one line
_WORD_GAP = 0.12  # of a letter's size: a blank this narrow is only how letters are set
_WIDE_GAP = 1.3  # of a letter's size: what stands further apart are different things
_OVER = 0.5  # of a letter's size: another letter this far within it is printed over it
_ROOM = 0.6  # of a letter's size: the room that a line may leave though the next letter did not fit
_UNEVEN = 0.03  # of the width: spreadsheets measure on the screen and print on paper
_NEVER_LAST = "（《「『【“‘〔[({<＜"
_NEVER_FIRST = "，。、；：！？）》」』】”’〕…,.;:!?)]}%％"
_LETTERS = attrgetter("left")
# What begins a point of a list, or is a figure in the middle of a sentence where a digit follows.
ENUMERATED = re.compile(
    r"(\d{1,2}[.．、](?!\d)|[（(](\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、|目标\d{1,2}[:：])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a piece of one that stands apart.

    ``first`` is the room its first word needs, ``spaced`` are the blanks written before it and at the end of the
    line above, as glyphs have them. ``garbled`` are letters of two texts printed over one another.
    """

    text: str
    box: Box
    size: float
    first: float
    spaced: str = ""
    confidence: float = 1.0
    garbled: bool = False


def lines_of(glyphs: Iterable[Glyph], *, apart: bool = False) -> list[Line]:
    """The lines from top to bottom; with ``apart``, pieces with a wide gap between them are lines of their own."""
    lines: list[list[Glyph]] = []
    at = tall = 0.0  # of the line's first glyph: its middle and its height
    for middle, _, glyph in sorted(((g.top + g.bottom) / 2, n, g) for n, g in enumerate(glyphs)):
        height = glyph.bottom - glyph.top
        if lines and middle - at <= _SAME_LINE * (height if height > tall else tall):
            lines[-1].append(glyph)
            continue
        lines.append([glyph])
        at, tall = middle, height
    found = []
    for line in lines:
        line.sort(key=_LETTERS)
        found += [_line(piece) for piece in (_pieces(line) if apart else [line])]
    return found


def _pieces(line: list[Glyph]) -> Iterable[list[Glyph]]:
    start = 0
    for n in range(1, len(line)):
        if line[n].left - line[n - 1].right > _WIDE_GAP * line[n].size:
            yield line[start:n]
            start = n
    yield line[start:]


def _line(line: list[Glyph]) -> Line:
    _, top, right, bottom, text, _, _, run, sure = line[0]
    texts, garbled = [text], False
    for glyph in line[1:]:  # unpacked and compared by hand: it is done for each character of a book
        left, its_top, its_right, its_bottom, text, size, spaced, its_run, its_sure = glyph
        if its_run != run:
            garbled = garbled or (left < right - _OVER * size and text != texts[-1])
            run = its_run
        if spaced and left - right > _WORD_GAP * size:
            texts.append(_blanks(texts[-1], glyph))
        texts.append(text)
        right = its_right if its_right > right else right
        top = its_top if its_top < top else top
        bottom = its_bottom if its_bottom > bottom else bottom
        sure = its_sure if its_sure < sure else sure
    return Line(
        "".join(texts),
        Box(line[0].left, top, right, bottom),
        line[0].size if len(line) < 3 else median(glyph.size for glyph in line[:9]),
        _first_word(line),
        line[0].spaced,
        sure,
        garbled,
    )


def _blanks(before: str, glyph: Glyph) -> str:
    """The blanks of a gap: between Chinese and Latin letters, typesetters leave some room of their own."""
    written = "".join(glyph.spaced.replace(GAP, "").split("\n"))
    return written or (" " if before.isascii() and glyph.text.isascii() else "")


def _first_word(line: Sequence[Glyph]) -> float:
    """The width of what could not have been divided: a letter or a Latin word, with the marks on either side of it."""
    end = 0
    while end < len(line) - 1 and line[end].text in _NEVER_LAST:
        end += 1
    end += 1
    if is_latin(line[end - 1].text):
        while (
            end < len(line)
            and (is_latin(line[end].text) or line[end].text in _NEVER_LAST)
            and not line[end].spaced
        ):
            end += 1
        if line[end - 1].text in _NEVER_LAST and end < len(line):
            end += 1
    while end < len(line) and line[end].text in _NEVER_FIRST:
        end += 1
    return line[end - 1].right - line[0].left


def is_latin(text: str) -> bool:
    return (text[0].isascii() and (text[0].isalnum() or text[0] in "-_./%:~@#&+=")) or text[0] in "×÷±≥≤＝＋"


def joined(lines: Sequence[Line], width: float) -> str:
    """The text of lines that were set in this width: broken where the writer broke it, and nowhere else."""
    text = lines[0].text
    for before, line in itertools.pairwise(lines):
        text += between(before, line, width) + line.text
    return text


def room_left(line: Line, width: float, size: float) -> float:
    """The room, in points, that a line surely leaves at its end for a word of this size."""
    return width - line.box.width - _ROOM * size - _UNEVEN * width


def between(before: Line, line: Line, width: float) -> str:
    """What stands between two lines: a break where the next word would have fitted, else the blanks written there."""
    written = line.spaced.replace(GAP, "")
    if room_left(before, width, line.size) > line.first or ENUMERATED.match(line.text):
        ending, _, leading = written.rpartition("\n")
        return f"{ending.replace(chr(10), '')}\n{leading}"
    return written.replace("\n", "") or (" " if _are_words(before.text, line.text) else "")


def _are_words(before: str, after: str) -> bool:
    """Whether two Latin words meet, rather than the halves of a code that was broken in a narrow cell."""
    meet = before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    return meet and not any(character.isdigit() for character in before[-6:] + after[:6])
