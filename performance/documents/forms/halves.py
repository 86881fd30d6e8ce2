"""The two halves of a list that prints two trees beside one another: which is of the year, which of all years to come."""

from __future__ import annotations

import re

from indicators.text import normalise_label
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.boxes import BoxTable
from performance.documents.forms.heads import Head
from performance.documents.forms.parallel_columns import OF_ALL_YEARS

LEFT, RIGHT, NEITHER = 0, 1, None
_OF_A_YEAR = re.compile(r"年度|当年|本年|全年|20\d\d年")
_LONGEST_CAPTION = 60


def mid_side(table: BoxTable, head: Head, account: ReadingAccount) -> int | None:
    """The half that is of all years to come; neither, where the list merely goes on in its right half."""
    left, right = (_caption(table, head, side) for side in (LEFT, RIGHT))
    if OF_ALL_YEARS.search(right) and not OF_ALL_YEARS.search(left):
        return RIGHT
    if OF_ALL_YEARS.search(left) or not _begins_again(head):
        return LEFT
    if any(OF_ALL_YEARS.search(box.text) for box in table.boxes if len(box.text) < _LONGEST_CAPTION):
        return LEFT
    message = "左右两半各印一组指标，没有写明哪一半是中期的，都按年度指标读入，请核对。"
    if not any(notice.message == message for notice in account.notices):
        account.notice(head.boxes[0].place, message, "绩效指标")
    return NEITHER


def _begins_again(head: Head) -> bool:
    """Whether the right half prints the first level again: one tree with two halves prints it once."""
    return any(column.key == "level1" and column.side == RIGHT for column in head.columns)


def _caption(table: BoxTable, head: Head, side: int) -> str:
    """What the heads over a half and the captions above it say of its years."""
    columns = [column for column in head.columns if column.side == side]
    start, end = min(column.start for column in columns), max(column.end for column in columns)
    own = [column.text for column in columns]
    above = [
        normalise_label(box.text)
        for row in table.rows[: head.row + head.height]
        for box in row
        if 2 * (min(box.end, end) - max(box.column, start)) > end - start and len(box.text) < _LONGEST_CAPTION
    ]
    years = [text for text in (*own, *above) if OF_ALL_YEARS.search(text) or _OF_A_YEAR.search(text)]
    return "".join(years)
