"""How much room a text takes, estimated: spreadsheets do not fit the height of merged cells by themselves."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from performance.documents.formats.xlsx.sheet_grid import CELL_MARGIN
from performance.documents.formats.xlsx.styles import BODY

LINE_SPACING = 1.45  # of the font size; generous enough for Noto and Source Han, which are taller than 宋体
PADDING = 5.0  # points above and below the lines of a cell
_RAGGED = 1.6  # units lost per line, as neither a character nor its punctuation is split


def text_units(line: str) -> float:
    """The width of a line in units, by the length of its UTF-8 form: 1 byte ASCII, 3 bytes Chinese."""
    return 0.575 * len(line) + 0.475 * len(line.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4096)  # forms repeat their captions and the words of their indicators
def line_count(text: str, width: float, size: float = BODY.size) -> int:
    """How many lines ``text`` fills when wrapped in a cell ``width`` units wide."""
    room = max((width - CELL_MARGIN) * BODY.size / size, 2.0)
    if "\n" not in text:
        units = text_units(text)
        return 1 if units <= room else ceil(units / max(room - _RAGGED, 2.0))
    return sum(line_count(line, width, size) for line in text.split("\n"))


def height_of(lines: int, size: float = BODY.size) -> float:
    return lines * size * LINE_SPACING + PADDING
