"""A row that a page has cut: the part above and the part below are one row again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from performance.documents.blocks import GridCell
from performance.documents.formats.paged.level_words import is_level
from performance.documents.formats.paged.text import ENUMERATED

_NEVER_LAST = "。；;！？!?"
_WHOLE_WORD = re.compile(r"[≥≤＞＜>=<＝≧≦]+|定性|定量")  # of a column that says how a value is meant
_WHOLE_VALUE = re.compile(r"[≥≤＞＜>=<＝≧≦]+\s*\d[\d.,]*\s*\S{0,4}")


def is_cut(above: Sequence[GridCell], below: Sequence[GridCell], unclosed: set[int], ended: set[int]) -> bool:
    """Whether the first row of a page continues the last of the page before.

    It does if it has the same cells, some of them blank that have text above, none with text that have none above,
    and where it has text the text above had not come to its end. A row of its own has text in all cells where
    every other row has some: so only what leaves out most of them is taken for the rest of one. Where no line closes
    the row above (``unclosed``: the columns), it certainly goes on. Where the first word below would have fitted into
    the last line above (``ended``), another text begins, unless it is the next point of a list.
    """
    if [cell.column for cell in above] != [cell.column for cell in below]:
        return False
    if len(unclosed) == len(above):
        return True
    pairs = list(zip(above, below, strict=False))
    written = [(a, b) for a, b in pairs if b.text.strip()]
    if not written or any(not a.text.strip() for a, _ in written):
        return False
    blank = [a for a, b in pairs if a.text.strip() and not b.text.strip()]
    return len(blank) >= len(written) and all(
        goes_on(a, b) and (a.column not in ended or ENUMERATED.match(b.text.strip()) is not None)
        for a, b in written
    )


def goes_on(above: GridCell, below: GridCell) -> bool:
    """Whether the text of a cell may have its end in the one below."""
    first, second = above.text.strip(), below.text.strip()
    if _WHOLE_VALUE.fullmatch(first) or _WHOLE_WORD.fullmatch(second):
        return False
    if is_level(first) and is_level(second) and second != "指标":  # 效益 and 指标 are the halves of one word
        return False
    lines = above.text.split("\n")
    return lines[-1][-1:] not in _NEVER_LAST or len(lines) > 1 or len(above.text) > 20


def continued(above: GridCell, below: GridCell, ended: set[int]) -> GridCell:
    """The two texts as one; on a new line where the first word below would have fitted above (``ended``).

    A sentence may end with the last line of a page: that alone begins nothing new.
    """
    if not below.text:
        return above
    between = "\n" if below.column in ended or ENUMERATED.match(below.text) else ""
    confidence = min(above.confidence, below.confidence)
    return replace(
        above,
        text=f"{above.text}{between}{below.text}",
        confidence=confidence,
        box=above.box or below.box,
    )
