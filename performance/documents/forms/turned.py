"""Tables drawn the other way round: what others print as columns stands in rows, and a project is a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from performance.documents.forms.boxes import Box, BoxTable, Line, Piece
from performance.documents.forms.fitting import is_family
from performance.documents.forms.words import head_of, label_of

_MOST_HEADS = 3  # columns of labels at the left
_FEWEST = 3  # rows that a turned table has at the least


def upright(table: BoxTable) -> list[Piece]:
    """A turned table with its rows as columns, its titles and notes as lines around it; any other table as it is."""
    if table.ragged and not _is_even(table):
        return [table]
    rows = [[box for box in row if box.text] for row in table.rows]
    alone = [len(row) == 1 and not _is_label(row[0].text) for row in rows]
    first = next((n for n, row in enumerate(rows) if row and not alone[n]), 0)
    last = max((n for n, row in enumerate(rows) if row and not alone[n]), default=0)
    inner = [row for row in rows[first : last + 1] if row]
    width = _label_columns(inner)
    if not width or not _is_turned(inner, width):
        return [table]
    above = [Line(box.text, box.place) for row in rows[:first] for box in row]
    below = [Line(box.text, box.place) for row in rows[last + 1 :] for box in row]
    return [*above, _turned(table, first, last + 1), *below]


def _is_even(table: BoxTable) -> bool:
    """Whether all rows of a table without drawn columns are equally long, so that a column is one."""
    return len({len(row) for row in table.rows}) == 1


def _is_label(text: str) -> bool:
    return bool(is_family(text) or head_of(text) or label_of(text))


def _label_columns(rows: Sequence[Sequence[Box]]) -> int:
    """How many columns at the left hold nothing but labels; 0 where the first holds others, too."""
    width = 0
    for column in range(_MOST_HEADS):
        boxes = [box for row in rows for box in row if box.column == column]
        if not all(_is_label(box.text) for box in boxes) or (not boxes and not width):
            break
        width += 1
    return width


def _is_turned(rows: Sequence[Sequence[Box]], width: int) -> bool:
    """Whether every row has a label, then as many texts as the row of names, none of them a label."""
    named = [row for row in rows if _names(row, width)]
    if len(named) != 1 or len(rows) < _FEWEST:
        return False
    columns = {box.column for box in named[0] if box.column >= width}
    has_family = any(is_family(box.text) for row in rows for box in row if box.column < width)
    return len(columns) > 1 and has_family and all(_says_each(row, width, columns) for row in rows)


def _names(row: Sequence[Box], width: int) -> bool:
    labels = [label for box in row if box.column < width and (label := label_of(box.text))]
    return any(label.kind == "field" and label.key == "name" for label in labels)


def _says_each(row: Sequence[Box], width: int, columns: set[int]) -> bool:
    """Whether a row says something of the columns alone; one text over all of them is said of each."""
    texts = [box for box in row if box.column >= width]
    return all(box.column in columns and not _is_label(box.text) for box in texts)


def _turned(table: BoxTable, first: int, end: int) -> BoxTable:
    boxes = [
        replace(
            box, row=box.column, column=box.row - first, row_span=box.column_span, column_span=box.row_span
        )
        for box in table.boxes
        if first <= box.row < end
    ]
    return BoxTable(boxes, end - first, table.width, table.place, table.ragged)
