"""A list of projects with their goals and no indicators: the head that says so."""

from __future__ import annotations

from performance.documents.forms.boxes import Box, BoxTable
from performance.documents.forms.heads import Head, column_of
from performance.documents.forms.words import head_of, label_of

_FEWEST_HEADS = 3
_TELLING = frozenset(("name", "goal"))


def find_goal_list(table: BoxTable, row: int) -> Head | None:
    """The head that begins in a row: labels only, a project and its goal among them, and their texts in the row below."""
    boxes = table.written(row)
    if table.ragged or len(boxes) < _FEWEST_HEADS or row + 1 >= table.height:
        return None
    below = table.written(row + 1)
    if not all(_is_label(box) for box in boxes) or not {_field(box) for box in boxes} >= _TELLING:
        return None
    names = {box.column for box in boxes if _field(box) == "name"}  # a project may be called 公用经费
    if any(_is_label(box) for box in below if box.column not in names) or {box.column for box in below} - {
        box.column for box in boxes
    }:
        return None
    columns = tuple(column_of(box.text, "", box.column, box.end, before=True) for box in boxes)
    named = {column.key for column in columns if column.scope == "project"}
    return Head(columns, row, 1, tuple(boxes)) if named >= _TELLING else None


def _is_label(box: Box) -> bool:
    return label_of(box.text) is not None or head_of(box.text) == "number"


def _field(box: Box) -> str:
    label = label_of(box.text)
    return label.key if label is not None and label.kind == "field" else ""
