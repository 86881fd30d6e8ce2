"""What a page prints only because it is one: numbers, and heads and feet that come again in the same place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from performance.documents.formats.paged.order import Item, Placed
from performance.documents.formats.paged.page import Box
from performance.documents.formats.paged.tables import DrawnTable
from performance.documents.formats.paged.text import Line

PAGE_NUMBER = "页码"
RUNNING = "页眉页脚"
_ZONE = 0.13  # of the page's height, at its top and at its bottom
_MARGIN = 90.0  # points: what stands in the margin of a page, however low it is
_SAME_HEIGHT = 6.0  # points
_MOST_PAGES_OF_ONE = 0.6  # of all pages but the first: what stands on as many is no heading
_NUMBER = re.compile(
    r"[-—–－~·.\s]*\d{1,4}[-—–－~·.\s]*|第?\s*\d{1,4}\s*页?\s*[,，/／、]?\s*共?\s*\d{1,4}\s*页"
    r"|第\s*\d{1,4}\s*页|page\s*\d+(\s*of\s*\d+)?|[ivxlc]{1,6}",
    re.IGNORECASE,
)
_CARRIES = re.compile(r"单位[:：]|万元|元\s*[)）]?$|表\s*$|年度\s*[)）]?$")


def without_furniture(
    pages: Sequence[Sequence[Placed]], sizes: Sequence[tuple[float, float]]
) -> tuple[list[list[Placed]], list[list[tuple[str, str]]]]:
    """The items of each page that are the text's own, and kind and text of those that are not."""
    repeated = _repeated(pages, sizes)
    pages_without: list[list[Placed]] = []
    aside: list[list[tuple[str, str]]] = []
    for items, (_, height) in zip(pages, sizes, strict=True):
        own: list[Placed] = []
        gone: list[tuple[str, str]] = []
        drawn = [placed.item for placed in items]
        for placed in items:
            kind = _kind(placed.item, drawn, height, repeated)
            if kind and isinstance(placed.item, Line):
                gone.append((kind, placed.item.text))
            else:
                own.append(placed)
        pages_without.append(own)
        aside.append(gone)
    return pages_without, aside


def _kind(item: Item, items: Sequence[Item], height: float, repeated: set[tuple[str, int]]) -> str:
    if isinstance(item, DrawnTable):
        return ""
    zone = _zone(item.box, height)
    if not zone:
        return ""
    if _NUMBER.fullmatch(item.text) and _is_outermost(item, items, zone):
        return PAGE_NUMBER
    return RUNNING if _signs(item, height) & repeated else ""


def _zone(box: Box, height: float) -> str:
    zone = max(_ZONE * height, _MARGIN)
    if box.bottom <= zone:
        return "top"
    return "bottom" if box.top >= height - zone else ""


def _is_outermost(item: Line, items: Sequence[Item], zone: str) -> bool:
    """Whether nothing but other short lines of its height stands further out."""
    if zone == "top":
        return all(other.box.bottom >= item.box.top for other in items)
    return all(other.box.top <= item.box.bottom for other in items)


def _signs(item: Line, height: float) -> set[tuple[str, int]]:
    """A line's text without its numbers, with its height from the nearer end, in steps that overlap."""
    text = re.sub(r"\d+", "#", "".join(item.text.split()))
    at = item.box.top if _zone(item.box, height) == "top" else item.box.top - height
    step = int(at // _SAME_HEIGHT)
    return {(text, step), (text, step + 1)}


def _repeated(
    pages: Sequence[Sequence[Placed]], sizes: Sequence[tuple[float, float]]
) -> set[tuple[str, int]]:
    seen: Counter[tuple[str, int]] = Counter()
    for items, (_, height) in zip(pages, sizes, strict=True):
        signs = [
            _signs(item, height)
            for item in (placed.item for placed in items)
            if isinstance(item, Line) and _zone(item.box, height) and not _CARRIES.search(item.text)
        ]
        seen.update(set().union(*signs))
    least = max(2, _MOST_PAGES_OF_ONE * (len(pages) - 1))
    return {sign for sign, times in seen.items() if times >= least}
