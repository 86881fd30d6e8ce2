"""Which boxes of a page lie at a point, without asking each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from performance.documents.formats.paged.page import Box

_FEW = 8  # boxes: so many are asked sooner than put in order
_PARTS = 64  # of the whole, in each direction


class BoxIndex:
    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        self._left = min((box.left for box in boxes), default=0.0)
        self._top = min((box.top for box in boxes), default=0.0)
        self._width = max((box.right for box in boxes), default=0.0) - self._left
        self._height = max((box.bottom for box in boxes), default=0.0) - self._top
        self._few = range(len(boxes)) if len(boxes) <= _FEW else None
        self._numbers: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, box in enumerate(boxes if self._few is None else ()):
            first, last = self._part(box.left, box.top), self._part(box.right, box.bottom)
            for column in range(first[0], last[0] + 1):
                for row in range(first[1], last[1] + 1):
                    self._numbers[column, row].append(number)

    def near(self, x: float, y: float) -> Sequence[int]:
        """The numbers of all boxes that may lie at this point, in order."""
        return self._few if self._few is not None else self._numbers.get(self._part(x, y), ())

    def first_at(self, x: float, y: float) -> int | None:
        for number in self.near(x, y):
            box = self._boxes[number]
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                return number
        return None

    def _part(self, x: float, y: float) -> tuple[int, int]:
        return _part_of(x - self._left, self._width), _part_of(y - self._top, self._height)


def _part_of(distance: float, whole: float) -> int:
    return int(_PARTS * distance / whole) if whole else 0
