"""Cards drawn beside one another: two whole ones on a sheet, or one tree of indicators with a column of values for each project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile

from indicators.text import normalise_label
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.boxes import Box, BoxTable, Line, Piece
from performance.documents.forms.fitting import is_family, looks_like_value
from performance.documents.forms.heads import find_head
from performance.documents.forms.surrounding_text import is_title
from performance.documents.forms.wide_heads import WideHead, find_wide_head
from performance.documents.forms.words import head_of, is_level1, label_of

_NAME, _VALUE = "项目名称", "指标值"
_FEWEST_HEADS = 2
_ROWS_OF_A_HEAD = 12  # at the top of a table
_NO_PROJECT = re.compile(
    r"[年季月]|上半|下半|本期|上期|完成|目标|计划|实际|标准|依据|说明|备注|[高中低优良差合计]$"
    r"|[区县市镇乡局院所校办委厅村队站]$|街道$|中心$|单位$"
)


def cards_of(table: BoxTable, title: str, account: ReadingAccount) -> list[Piece]:
    """The cards that a table draws beside one another, each as a table, and the titles above them as lines."""
    if table.ragged:
        return [table]
    if halves := _halves(table):
        return [
            piece
            for half in halves
            for piece in ([half] if isinstance(half, Line) else cards_of(half, title, account))
        ]
    lines, upright = _with_rows_as_columns(table)
    matrix = _named_above(upright) or _named_in_head(upright, title)
    if matrix is None:
        return [table]
    names = "、".join(f"“{box.text}”" for box in matrix.names)
    message = f"这张表每个项目一栏指标值，按{len(matrix.names)}个项目读入：{names}，请核对。"
    account.notice(matrix.names[0].place, message, _NAME)
    return [*lines, *matrix.cards()]


# -- whole cards --------------------------------------------------------------------------------------------------


def _halves(table: BoxTable) -> list[Piece]:
    """A table parted where its second card begins; none where it is but one."""
    for row in range(table.height):
        named = [box for box, beside in _pairs(table, row) if _is_name(box.text) and beside is not None]
        if len(named) < 2:
            continue
        cut = named[1].column
        crossing = [box for box in table.boxes if box.column < cut < box.end]
        if any(box.text and box.row >= row for box in crossing):
            return []
        left = [box for box in table.boxes if box.end <= cut]
        right = [replace(box, column=box.column - cut) for box in table.boxes if box.column >= cut]
        halves = [_table(left, cut, table), _table(right, table.width - cut, table)]
        if not all(any(find_head(half, n) for n in range(half.height)) for half in halves):
            return []
        return [*(Line(box.text, box.place) for box in crossing if box.text), *halves]
    return []


def _pairs(table: BoxTable, row: int) -> Iterator[tuple[Box, Box | None]]:
    """The texts of a row, each with the one that stands right of it if that is no label."""
    boxes = [box for box in table.rows[row] if box.text]
    for number, box in enumerate(boxes):
        beside = boxes[number + 1] if number + 1 < len(boxes) else None
        yield (
            box,
            beside if beside is not None and not (label_of(beside.text) or head_of(beside.text)) else None,
        )


def _is_name(text: str) -> bool:
    label = label_of(text)
    return label is not None and (label.kind, label.key) == ("field", "name")


def _table(boxes: Sequence[Box], width: int, of: BoxTable) -> BoxTable:
    return BoxTable(list(boxes), width, of.height, of.place)


# -- one tree for several projects --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Matrix:
    """``names`` are the boxes that name the projects, each over its columns; ``head`` is the row of heads they belong to, if they do."""

    table: BoxTable
    names: tuple[Box, ...]
    head: int | None

    @property
    def start(self) -> int:
        return self.names[0].column

    @cached_property
    def tree(self) -> int:
        """The row of the heads of indicators: above it a blank cell beside a label says nothing."""
        rows = (
            row
            for row in range(self.table.height)
            if any(head_of(box.text) in ("level1", "level2", "name") for box in self.table.rows[row])
        )
        return next(rows, 0)

    @property
    def stop(self) -> int:
        return self.names[-1].end

    def cards(self) -> Iterator[BoxTable]:
        """What stands left and right of the projects' columns is of each of them."""
        for name in self.names:
            boxes = [box for one in self.table.boxes if (box := self._placed(one, name)) is not None]
            if self.head is not None:
                boxes += [
                    Box(_NAME, self.head, 0, 1, self.start, name.place),
                    replace(name, row=self.head, column=self.start, row_span=1),
                ]
            width = self.start + name.column_span + self.table.width - self.stop
            height = self.table.height + (self.head is not None)
            yield BoxTable(boxes, width, height, self.table.place)

    def _placed(self, box: Box, name: Box) -> Box | None:
        """A box of the table in the card of one project; None where it is of another."""
        left = min(box.end, self.start) - min(box.column, self.start)
        own = max(0, min(box.end, name.end) - max(box.column, name.column))
        right = max(box.end, self.stop) - max(box.column, self.stop)
        is_gap = not box.text and box.end <= self.start and box.row < self.tree
        if not left + own + right or is_gap:
            return None
        column = min(box.column, self.start) + min(max(box.column - name.column, 0), name.column_span)
        column += max(box.column - self.stop, 0)
        text = _VALUE if self.head is not None and box is name else box.text
        row = box.row + (self.head is not None and box.row >= self.head)
        return replace(box, text=text, row=row, column=column, column_span=left + own + right)


def _named_above(table: BoxTable) -> _Matrix | None:
    """Projects named in a row of their own: 项目名称, then several names."""
    for row in range(table.height):
        boxes = [box for box in table.rows[row] if box.text]
        if len(boxes) > _FEWEST_HEADS and _is_name(boxes[0].text):
            return _checked(_Matrix(table, tuple(boxes[1:]), None), row)
    return None


def _named_in_head(table: BoxTable, title: str) -> _Matrix | None:
    """Projects named in the head of the indicators, above their values; no other cell names one."""
    if any(
        beside is not None and _is_name(box.text)
        for row in range(table.height)
        for box, beside in _pairs(table, row)
    ):
        return None
    for row in range(table.height):
        head = find_head(table, row)
        if head is None:
            continue
        after = max(
            (c.end for c in head.columns if c.scope == "indicator" and c.key in ("level2", "name")), default=0
        )
        boxes = list(takewhile(_may_name, (box for box in head.boxes if box.column >= after)))
        above = [box.text for box in table.rows[row] if box.column >= after and box not in boxes]
        above += [
            box.text for line in table.rows[:row] for box in line if is_title(normalise_label(box.text))
        ]
        if len(boxes) < _FEWEST_HEADS or not any("项目" in text for text in (title, *above)):
            return None
        return _checked(_Matrix(table, tuple(boxes), row), row)
    return None


def _may_name(box: Box) -> bool:
    text = normalise_label(box.text)
    return len(text) > 1 and not (head_of(box.text) or label_of(box.text) or _NO_PROJECT.search(text))


def _checked(matrix: _Matrix, row: int) -> _Matrix | None:
    """The matrix if all that stands below its names keeps to their columns, and a tree of indicators stands beside."""
    names = matrix.names
    if len(names) < _FEWEST_HEADS or any(
        label_of(b.text) or head_of(b.text) or is_family(b.text) or looks_like_value(b.text) for b in names
    ):
        return None
    if any(one.end != two.column for one, two in pairwise(names)):
        return None
    edges = {name.column for name in names} | {names[-1].end}
    table = matrix.table
    below = [box for box in table.boxes if box.text and box.row >= row]
    inside = [box for box in below if box.column < matrix.stop and matrix.start < box.end]
    if any(box.column not in edges or box.end not in edges for box in inside):
        return None
    first = next(matrix.cards())
    if not any(find_head(first, n) for n in range(first.height)):
        return None
    return matrix


# -- the names of indicators as heads -----------------------------------------------------------------------------


def _with_rows_as_columns(table: BoxTable) -> tuple[list[Line], BoxTable]:
    """A list that has the names of indicators as its heads, drawn as a tree beside its projects; any other as it is."""
    for row in range(min(table.height, _ROWS_OF_A_HEAD)):
        wide = find_wide_head(table, row)
        if wide is not None:
            return _turned(table, wide) if _heads_name_indicators(table, wide) else ([], table)
    return [], table


def _heads_name_indicators(table: BoxTable, wide: WideHead) -> bool:
    """Whether the row below the families says a name over each column, and values stand below these."""
    if not wide.has_project or wide.end + 1 >= table.height:
        return False
    columns = {start for family in wide.families for _, start, _ in family.parts}
    names = [box for box in table.rows[wide.end] if box.text]
    below = [box for row in table.rows[wide.end + 1 :] for box in row if box.text and box.column in columns]
    says_names = {box.column for box in names} == columns and not any(
        looks_like_value(box.text) for box in names
    )
    return says_names and bool(below) and 2 * sum(looks_like_value(box.text) for box in below) > len(below)


def _turned(table: BoxTable, wide: WideHead) -> tuple[list[Line], BoxTable]:
    """Rows as columns, under heads that say what the levels and the names are."""
    first = min(start for family in wide.families for _, start, _ in family.parts)
    labels = wide.end + 1 - wide.row  # columns that hold the families and the names
    lines = [Line(box.text, box.place) for row in table.rows[: wide.row] for box in row if box.text]
    boxes = [
        replace(
            box,
            row=box.column + (box.column >= first),
            column=box.row - wide.row,
            row_span=box.column_span,
            column_span=box.row_span,
        )
        for box in table.boxes
        if box.row >= wide.row
    ]
    place = table.place
    heads = [*(_level_head(table, wide, row) for row in range(wide.row, wide.end)), "三级指标"]
    heads += [_VALUE] * (table.height - wide.end - 1)
    boxes += [Box(head, first, column, 1, 1, place) for column, head in enumerate(heads)]
    spanned = [
        replace(box, column_span=labels) if box.column == 0 and box.row < first else box for box in boxes
    ]
    kept = [box for box in spanned if not (box.row < first and 0 < box.column < labels)]
    return lines, BoxTable(kept, table.height - wide.row, table.width + 1, place)


def _level_head(table: BoxTable, wide: WideHead, row: int) -> str:
    return "一级指标" if any(is_level1(box.text) for box in table.rows[row]) else "二级指标"
