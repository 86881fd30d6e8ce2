"""Lines of prose to paragraphs: joined where a line ended only because the page was no wider."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from performance.documents.formats.paged.page import Box
from performance.documents.formats.paged.text import ENUMERATED, Line, between

_INDENT = 1.2  # of a letter's size: a line that begins this much further right begins a paragraph
_FAR = 2.6  # of a letter's size: lines this far apart are of different paragraphs
_SAME_SIZE = 0.15
_ENDINGS = "。；：;:"
_TITLE = re.compile(r"(文本|目标表|绩效目标|申报表|情况表)([（(].{1,6}[)）])?$")
_INDENTATION = "　"
_LISTED = re.compile(r"[.．·…⋯]{3,}\s*\d{0,4}$")  # a line of a 目录


class Entry(NamedTuple):
    """A line with its page, its number there and the column of the page it stands in."""

    page: int
    number: int
    column: int
    line: Line
    last_page: int = 0  # where a paragraph ends that is not over yet
    last_column: int = 0
    begun: Box | None = None  # all of it that stands on the page it began on

    @property
    def ends(self) -> tuple[int, int]:
        return (self.last_page, self.last_column) if self.last_page else (self.page, self.column)


Margins = Mapping[tuple[int, int], Box]  # by page and column


@dataclass(frozen=True)
class Passage:
    """A paragraph with the page it begins on and the number of its first line there; several texts are one line's pieces."""

    texts: tuple[str, ...]
    page: int
    line: int
    confidence: float = 1.0
    box: Box | None = None


def passages(lines: Sequence[Entry], margins: Margins) -> Iterable[Passage]:
    """The paragraphs of lines in reading order."""
    open_lines: list[Entry] = []
    for entry in lines:
        if open_lines and _same_row(open_lines[-1], entry):
            open_lines.append(entry)
        elif len(open_lines) == 1 and _goes_on(open_lines[0], entry, margins):
            open_lines = [_joined(open_lines[0], entry)]
        else:
            if open_lines:
                yield _passage(open_lines)
            open_lines = [entry]
    if open_lines:
        yield _passage(open_lines)


def _joined(earlier: Entry, entry: Entry) -> Entry:
    """The paragraph so far with one more line: it stands where it began, and ends where that line ends."""
    before, line = earlier.line, entry.line
    blanks = between(before, line, before.box.width).replace("\n", "").strip(_INDENTATION)
    sure = min(before.confidence, line.confidence)
    whole = replace(line, text=before.text + blanks + line.text, first=before.first, confidence=sure)
    begun = earlier.begun or before.box
    if entry.page == earlier.page:
        begun = _around((begun, line.box))
    return Entry(earlier.page, earlier.number, earlier.column, whole, entry.page, entry.column, begun)


def _passage(lines: Sequence[Entry]) -> Passage:
    first = lines[0]
    texts = tuple(entry.line.text for entry in lines)
    box = _around([entry.begun or entry.line.box for entry in lines])
    return Passage(texts, first.page, first.number, min(entry.line.confidence for entry in lines), box)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _same_row(before: Entry, entry: Entry) -> bool:
    one, other = before.line.box, entry.line.box
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return (
        (before.page, before.column) == (entry.page, entry.column)
        and overlap > 0.5 * min(one.height, other.height)
        and other.left >= one.right
    )


def _goes_on(earlier: Entry, entry: Entry, margins: Margins) -> bool:
    before, line = earlier.line, entry.line
    if _LISTED.search(before.text) or abs(before.size - line.size) > _SAME_SIZE * line.size:
        return False
    if ENUMERATED.match(line.text) and before.text[-1] in _ENDINGS:
        return False
    ends = earlier.ends
    if ends == entry.ends and line.box.top - before.box.top > _FAR * line.size:
        return False
    left, right = margins[ends], margins[entry.ends]
    if _have_one_middle(before, line):
        return _is_title_cut(before, line, entry.page) or _is_full(before, line, left)
    return line.box.left - right.left <= _INDENT * line.size and _is_full(before, line, left)


def _is_full(before: Line, line: Line, margins: Box) -> bool:
    """Whether the first word of the next line had no room any more."""
    return margins.right - before.box.right < max(line.first, line.size) + 0.4 * line.size


def _have_one_middle(one: Line, other: Line) -> bool:
    """Whether two lines are centred, one under the other."""
    apart = (one.box.left + one.box.right - other.box.left - other.box.right) / 2
    return abs(apart) < other.size / 2 and abs(one.box.left - other.box.left) > other.size


def _is_title_cut(before: Line, line: Line, page: int) -> bool:
    """Whether a cover divides its title evenly over two lines."""
    return page == 1 and bool(_TITLE.search(line.text)) and not _TITLE.search(before.text)
