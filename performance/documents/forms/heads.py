"""The head of a list of indicators: which column holds what, over one row or two, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.text import normalise_label
from performance.content.model import FundSource
from performance.documents.forms.boxes import Box, BoxTable
from performance.documents.forms.fitting import is_family, looks_like_value
from performance.documents.forms.head_column import HeadColumn as HeadColumn
from performance.documents.forms.inferred_columns import beside_families, has_levels_below, with_told
from performance.documents.forms.parallel_columns import of_projects, of_years, told_apart, with_unit
from performance.documents.forms.words import head_of, label_of, money_of

LEVELS = ("level1", "level2")
_TELLING = frozenset(("name", "value", "description"))
_FURTHER = frozenset(
    ("operator", "unit", "weight", "standard", "attribute", "description", "level1", "level2")
)
_LONGEST_UPPER = 12
_SENTENCE = re.compile("[。；，;]")
_FEWEST_HEADS = 3  # beside one another, where none of them is known
_SIDES = frozenset(("indicators", "mid_indicators"))
FLAT_FIELDS = frozenset(
    (
        "name",
        "unit_name",
        "unit_code",
        "department",
        "department_name",
        "department_code",
        "code",
        "goal",
        "mid_goal",
        "project_class",
        "nature",
        "continuity",
        "period",
        "start_date",
        "end_date",
        "leader",
        "phone",
    )
)


@dataclass(frozen=True)
class Head:
    columns: tuple[HeadColumn, ...]
    row: int
    height: int
    boxes: tuple[Box, ...]
    side: Box | None = None

    @property
    def flat(self) -> bool:
        return any(column.scope == "project" and column.key == "name" for column in self.columns)

    @property
    def has_unit(self) -> bool:
        return any(column.scope == "project" and column.key == "unit_name" for column in self.columns)

    @property
    def sides(self) -> int:
        return 2 if any(column.side == 1 for column in self.columns) else 1

    @property
    def keys(self) -> list[str]:
        return [column.key for column in self.columns]

    def has(self, key: str) -> bool:
        return any(column.key == key and column.scope == "indicator" for column in self.columns)


def find_head(table: BoxTable, row: int) -> Head | None:
    """The head of indicators that begins in a row, if one does."""
    boxes = table.written(row)
    if len(boxes) > 40 or (len(boxes) < 3 and not _divides_levels(table, row, boxes)):
        return None
    side = _side(table, row, boxes)
    heads = [box for box in boxes if box is not side]
    keys = {head_of(box.text) for box in heads}
    if not _is_head(keys) and not _divides_levels(table, row, heads) and not _stands_over(table, row, keys):
        return None
    height, leaves = _leaves(table, row, heads)
    columns = with_told(table, row + height, _columns(leaves, table.ragged))
    return Head(columns, row, height, tuple(box for box, _ in leaves), side)


def of_year(head: Head, year: int | None) -> Head:
    """The head with the column of this very year as that of the values, where years stand side by side."""
    own = [column for column in head.columns if column.scope == "own" and year and str(year) in column.text]
    if head.has("value") or len(own) != 1:
        return head
    columns = (replace(c, key="value", scope="indicator") if c is own[0] else c for c in head.columns)
    return replace(head, columns=tuple(columns))


def _stands_over(table: BoxTable, row: int, keys: set[str]) -> bool:
    """Whether heads that nobody knows stand over families: a name and a value beside these are those of indicators."""
    boxes = table.written(row)
    if "value" in keys and keys & {"name", "description"}:
        return any(has_levels_below(table, row + 1, box.column) for box in boxes)
    texts = [normalise_label(box.text) for box in boxes]
    if len(boxes) < _FEWEST_HEADS or any(is_family(text) or looks_like_value(text) for text in texts):
        return False
    return bool(beside_families(table, row + 1, [(box.column, head_of(box.text) or "own") for box in boxes]))


def _is_head(keys: set[str]) -> bool:
    if keys & set(LEVELS) and keys & _TELLING:
        return True
    if len(keys & (_FURTHER | {"name", "value"})) > 3:
        return True
    return {"name", "value"} <= keys and bool(keys & _FURTHER)


def _divides_levels(table: BoxTable, row: int, heads: Sequence[Box]) -> bool:
    """Whether a wide head of this row stands over the levels and the name of indicators: a head of two rows."""
    if row + 1 >= table.height:
        return False
    below = table.written(row + 1)
    texts = [one.text for one in below]
    for box in heads:
        inside = {head_of(one.text) for one in below if box.column <= one.column < box.end}
        parted = not head_of(box.text) and "level1" not in inside and "level1" in map(head_of, texts)
        if parted:
            continue  # a row of a card: what stands below it belongs together
        upper = _is_upper(box, heads) or _all_reach_down(table, row, heads)
        if box.column_span > 1 and upper and inside & set(LEVELS) and inside & _TELLING:
            return all(any(head.column <= one.column < head.end for head in heads) for one in below)
    return False


def _all_reach_down(table: BoxTable, row: int, heads: Sequence[Box]) -> bool:
    """Whether every box of a row reaches down into the next one or is divided there, as the heads of a list do."""
    below = table.written(row + 1)
    return len(heads) > _FEWEST_HEADS and all(
        box.row_span > 1 or any(box.column <= one.column < box.end for one in below) for box in heads
    )


def _is_upper(box: Box, heads: Sequence[Box]) -> bool:
    """Whether a text may stand over the levels: a head, or a short text in a row that labels nothing."""
    if head_of(box.text):
        return True
    labels = [label for one in heads if not head_of(one.text) and (label := label_of(one.text))]
    names_fields = any(label.kind != "group" or label.key == "funds" for label in labels)
    if looks_like_value(box.text) or _SENTENCE.search(box.text):
        return False
    return len(heads) > 1 and not names_fields and len(normalise_label(box.text)) <= _LONGEST_UPPER


def _side(table: BoxTable, row: int, boxes: Sequence[Box]) -> Box | None:
    """The label beside the whole list; it may read as a head, too."""
    first = boxes[1] if head_of(boxes[0].text) == "number" else boxes[0]
    label = label_of(first.text)
    others = {head_of(box.text) for box in boxes if box is not first}
    beside = label is not None and label.kind == "group" and label.key in _SIDES
    if beside and others & set(LEVELS):
        return first
    if beside and {"name", "value"} <= others and not has_levels_below(table, row + 1, first.column):
        return first
    tall = first.row_span > 2 and all(box.row_span < first.row_span for box in boxes if box is not first)
    return (
        first
        if tall and not head_of(first.text) and not (label and label.kind in ("field", "fund"))
        else None
    )


def _leaves(table: BoxTable, row: int, heads: Sequence[Box]) -> tuple[int, list[tuple[Box, str]]]:
    """The heads that stand right above the records, each with the text of the one it stands under."""
    height = min(max(box.row_span for box in heads), 3)
    if height == 1 and _has_second_row(table, row, heads):
        height = 2
    rows = range(row + 1, min(row + height, table.height))
    printed = [*heads, *(child for n in rows for child in table.rows[n] if child.text and child not in heads)]
    leaves: list[tuple[Box, str]] = []
    for box in printed:
        over = [one for one in printed if one.bottom <= box.row and one.column <= box.column < one.end]
        under = [one for one in printed if box.bottom <= one.row and box.column <= one.column < box.end]
        if not under and (over or box in heads):
            leaves.append((box, max(over, key=lambda one: one.row).text if over else ""))
    return height, sorted(leaves, key=lambda leaf: leaf[0].column)


def _has_second_row(table: BoxTable, row: int, heads: Sequence[Box]) -> bool:
    """Whether the next row only divides wide heads: nothing stands in it below the narrow ones."""
    if row + 2 >= table.height:
        return False
    below = table.written(row + 1)
    wide = [box for box in heads if box.column_span > 1]
    divided = [[b for b in below if box.column <= b.column < box.end] for box in wide]
    inside = [one for group in divided if len(group) > 1 for one in group]
    return bool(inside) and len(inside) == len(below)


def _columns(leaves: Sequence[tuple[Box, str]], ragged: bool) -> tuple[HeadColumn, ...]:
    level_at = next(
        (n for n, (box, _) in enumerate(leaves) if head_of(box.text) in (*LEVELS, "name")), len(leaves)
    )
    columns = [
        replace(column_of(box.text, above, box.column, box.end, before=n < level_at), over=above)
        for n, (box, above) in enumerate(leaves)
    ]
    if not any(column.scope == "project" and column.key == "name" for column in columns):
        columns = [of_projects(column) if n < level_at else column for n, column in enumerate(columns)]
    columns = with_unit(columns)
    assigned = told_apart(columns, [above for _, above in leaves])
    return tuple(_parted(of_years(assigned)))


def column_of(printed: str, above: str, start: int, end: int, *, before: bool) -> HeadColumn:
    """What stands under a head; ``before`` the levels, where a flat list says the project."""
    label, key = label_of(printed), head_of(printed) or (head_of(above) if above else "")
    money = (label.money if label else "") or money_of(above)
    text = "".join(printed.split())
    if key and not (before and label and label.kind in ("field", "fund")):
        scope = "own" if key == "own" else "indicator"
        return HeadColumn(key, scope, text, start, end)
    if label and label.kind == "field" and label.key in FLAT_FIELDS:
        return HeadColumn(label.key, "project", text, start, end, label=label)
    if (
        label and label.kind == "group" and label.key == "funds" and before
    ):  # over one column it is the amount itself
        label = replace(label, kind="fund", key="total", source=FundSource.TOTAL)
    if label and label.kind == "fund":
        return HeadColumn("fund", "project", text, start, end, label=label, money=money)
    joined = f"{''.join(above.split())}·{text}" if above else text
    scope = "project_own" if before else "own"
    return HeadColumn("own", scope, joined, start, end, label=label)


def _parted(columns: Sequence[HeadColumn]) -> list[HeadColumn]:
    """Columns of the two halves of a two-sided list told apart; a head that merely stands twice is an own column."""
    keys = [column.key if column.scope == "indicator" else "" for column in columns]
    repeated = {key for key in keys if key and keys.count(key) == 2}
    if len(repeated) > 1 and repeated & {"value", "name", "description"}:
        first = next(n for n, key in enumerate(keys) if key in repeated)
        second = next(n for n in range(first + 1, len(keys)) if keys[n] == keys[first])
        return [
            replace(column, side=None if n < first else int(n >= second)) for n, column in enumerate(columns)
        ]
    seen: set[str] = set()
    parted = []
    for column in columns:
        twice = column.scope == "indicator" and column.key in seen
        parted.append(replace(column, key="own", scope="own") if twice else column)
        seen.add(column.key if column.scope == "indicator" else "")
    return parted
