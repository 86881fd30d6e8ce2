"""In which order the things of a page are read: from top to bottom, and where it is set in columns, column by column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from performance.documents.formats.paged.page import Box
from performance.documents.formats.paged.tables import DrawnTable
from performance.documents.formats.paged.text import Line

Item = Line | DrawnTable
_GUTTER = 12.0  # points that two columns of a page are apart, at the least
_FEW = 4  # lines; a column of prose has more
_FULL = 0.7  # of its column's width that a line of prose fills


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with the column of the page it stands in; 0 where the page has none or the item reaches over them."""

    item: Item
    column: int = 0


def in_reading_order(items: Sequence[Item], width: float) -> list[Placed]:
    items = sorted(items, key=lambda item: (item.box.top, item.box.left))
    gutter = _gutter(items, width)
    if gutter is None:
        return [Placed(item) for item in _rows_in_order(items)]
    ordered: list[Placed] = []
    columns: tuple[list[Item], list[Item]] = [], []

    def finish() -> None:
        for number, column in enumerate(columns, 1):
            ordered.extend(Placed(item, number) for item in _rows_in_order(column))
            column.clear()

    for item in items:
        if item.box.left < gutter < item.box.right:
            finish()
            ordered.append(Placed(item))
        else:
            columns[item.box.left >= gutter].append(item)
    finish()
    return ordered


def _rows_in_order(items: Sequence[Item]) -> list[Item]:
    """By their tops; what stands on one height from left to right."""
    ordered: list[Item] = []
    row: list[Item] = []
    for item in items:
        if row and _beside(row[-1].box, item.box):
            row.append(item)
            continue
        ordered += sorted(row, key=lambda each: each.box.left)
        row = [item]
    return [*ordered, *sorted(row, key=lambda each: each.box.left)]


def _beside(one: Box, other: Box) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.height, other.height) and not (
        one.left < other.right and other.left < one.right
    )


def _gutter(items: Sequence[Item], width: float) -> float | None:
    """The middle of the blank strip between two columns of prose or of tables; None if the page has no columns."""
    for gutter in _strips(items, width):
        left = [item for item in items if item.box.right <= gutter]
        right = [item for item in items if item.box.left >= gutter]
        crossing = len(items) - len(left) - len(right)
        if crossing <= max(2, len(items) // 4) and _is_column(left) and _is_column(right):
            return gutter
    return None


def _strips(items: Sequence[Item], width: float) -> list[float]:
    """Places near the middle where something ends and something else begins further on."""
    near = [item for item in items if item.box.left < 0.7 * width and item.box.right > 0.3 * width]
    ends = sorted({round(item.box.right) for item in near if 0.3 * width < item.box.right < 0.7 * width})
    starts = sorted(item.box.left for item in items)
    strips = []
    for end in ends:
        following = bisect_right(starts, end)
        if (
            following < len(starts)
            and starts[following] - end >= _GUTTER
            and starts[following] < 0.75 * width
        ):
            strips.append((end + starts[following]) / 2)
    return sorted(strips, key=lambda strip: abs(strip - width / 2))[:8]


def _is_column(items: Sequence[Item]) -> bool:
    if any(isinstance(item, DrawnTable) for item in items):
        return True
    widest = max((item.box.width for item in items), default=0.0)
    return sum(item.box.width >= _FULL * widest for item in items) >= _FEW
