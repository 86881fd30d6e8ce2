"""Lists whose last column prints a name and, in the row below it, its value: each pair of rows becomes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indicators.text import normalise_label
from indicators.values import GRADES
from performance.documents.forms.boxes import Box, BoxTable
from performance.documents.forms.fitting import looks_like_value
from performance.documents.forms.words import head_of

_FEWEST_PAIRS = 2
_MOST_HEADS = 4
_LEVELS = frozenset(("level1", "level2"))


def with_values_beside(table: BoxTable) -> BoxTable:
    """The table with each value right of its name; any other table as it is."""
    if table.ragged:
        return table
    for row in range(table.height):
        if (last := _head_of_both(table.written(row))) is not None:
            return _paired(table, last)
    return table


def _head_of_both(boxes: Sequence[Box]) -> Box | None:
    """The last head of a row of levels, where it may stand over names and values alike."""
    if not 1 < len(boxes) <= _MOST_HEADS:
        return None
    keys = [head_of(box.text) for box in boxes]
    last = boxes[-1]
    names_both = "指标" in last.text and "值" in last.text and keys[-1] != "value"
    is_list = bool(_LEVELS & set(keys[:-1])) and all(key in _LEVELS for key in keys[:-1])
    return last if is_list and (names_both or keys[-1] == "name") else None


def _paired(table: BoxTable, head: Box) -> BoxTable:
    below = [box for box in table.boxes if box.row >= head.bottom and box.column == head.column and box.text]
    below.sort(key=lambda box: box.row)
    names, values = below[::2], below[1::2]
    if len(below) < 2 * _FEWEST_PAIRS or not _alternate(names, values):
        return table
    moved = {id(value): name for name, value in zip(names, values, strict=True)}
    boxes = [
        *(_moved(box, moved, head) for box in table.boxes),
        replace(head, text="指标值", column=head.end, column_span=1),
    ]
    return BoxTable(boxes, max(table.width, head.end + 1), table.height, table.place)


def _moved(box: Box, moved: dict[int, Box], head: Box) -> Box:
    if box is head:
        return replace(box, text="三级指标")
    if (name := moved.get(id(box))) is not None:
        return replace(box, row=name.row, column=head.end, column_span=1)
    return box


def _alternate(names: Sequence[Box], values: Sequence[Box]) -> bool:
    """Whether every second text is a value, each in the row right below its name."""
    below = all(value.row == name.bottom for name, value in zip(names, values, strict=False))
    known = sum(_is_value(value.text) for value in values)
    return below and len(names) == len(values) <= 2 * known and not any(_is_value(one.text) for one in names)


def _is_value(text: str) -> bool:
    return looks_like_value(text) or normalise_label(text) in GRADES
