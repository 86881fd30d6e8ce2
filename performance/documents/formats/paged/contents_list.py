"""The 目录 of a printed text: lines under that title that name what comes later."""

from __future__ import annotations

import re
from collections.abc import Sequence

from performance.documents.blocks import Grid, SourceRow

CONTENTS = "目录"
_LEADER = re.compile(r"[.．·…⋯_—-]{3,}\d{0,4}\Z")
_NUMBER = re.compile(r"[.．·…⋯_—-]*\d{0,4}\Z")
_LINES_OF_ENTRY = 3
_MOST_LINES = 3_000

Blocks = Sequence[SourceRow | Grid]


def without_contents(blocks: Blocks) -> tuple[list[SourceRow | Grid], list[SourceRow]]:
    """The blocks without the 目录, and its rows."""
    start = next((n for n, block in enumerate(blocks) if _bare(block) == CONTENTS), None)
    if start is None:
        return list(blocks), []
    later: dict[str, int] = {}
    for n, block in enumerate(blocks):
        if text := _bare(block):
            later[text] = n
    stop = start + 1
    while stop - start < _MOST_LINES and (lines := _entry_lines(blocks, stop, later)):
        stop += lines
    stop = max(stop, _end_of_page(blocks, start, stop))
    listed = [block for block in blocks[start:stop] if isinstance(block, SourceRow)]
    return [*blocks[:start], *blocks[stop:]], listed


def _end_of_page(blocks: Blocks, start: int, stop: int) -> int:
    """Where the page of the list ends, if there is no table on it and most of its lines are known as entries."""
    page = blocks[start].place.page
    end = stop
    while end < len(blocks) and isinstance(blocks[end], SourceRow) and blocks[end].place.page == page:
        end += 1
    whole = end == len(blocks) or blocks[end].place.page != page
    return end if whole and stop - start > (end - start) / 2 else stop


def _bare(block: SourceRow | Grid) -> str:
    return "" if isinstance(block, Grid) else "".join("".join(block.cells).split())


def _entry_lines(blocks: Blocks, at: int, later: dict[str, int]) -> int:
    """How many lines the entry here takes; 0 if there is none."""
    entry = ""
    for lines, block in enumerate(blocks[at : at + _LINES_OF_ENTRY], 1):
        bare = _bare(block)
        if not bare:
            return 0
        entry += bare
        if _LEADER.search(entry) or _comes_later(_NUMBER.sub("", entry), later, at + lines - 1):
            return lines
    return 0


def _comes_later(entry: str, later: dict[str, int], here: int) -> bool:
    """Whether the line stands again further on; a heading of two lines is one line of the list."""
    if later.get(entry, -1) > here:
        return True
    if len(entry) < 4:
        return False
    parts = (text for text, n in later.items() if n > here and len(text) > 3)
    return any(_is_part(text, entry) for text in parts)


def _is_part(one: str, other: str) -> bool:
    return any(whole.startswith(part) or whole.endswith(part) for part, whole in ((one, other), (other, one)))
