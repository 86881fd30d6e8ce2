"""What only the drawing of a list tells: rows of more or fewer cells than the others, levels left blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.boxes import BoxTable
from performance.documents.forms.heads import LEVELS, Head
from performance.documents.forms.records import Record

_MOST_ODD = 0.25  # of the rows: where more are odd, the file draws no even rows at all


def say_odd_rows(table: BoxTable, rows: Iterable[int], account: ReadingAccount) -> None:
    """``rows`` are those of a list with its heads. A file that draws no blank cells tells nothing of lengths."""
    numbers = sorted(set(rows))
    if table.ragged or len(numbers) < 2:
        return
    reached = {row: _reach(table, row) for row in numbers}
    usual, times = Counter(reached.values()).most_common(1)[0]
    odd = [row for row in numbers if reached[row] != usual]
    if len(odd) > max(1, _MOST_ODD * len(numbers)) or (times < 2 and len(numbers) > 2):
        return
    for row in odd:
        boxes = [box for box in table.rows[row] if box.text]
        if boxes:
            more = "多" if reached[row] > usual else "少"
            account.notice(
                boxes[0].place,
                f"这一行比别的行{more}{abs(reached[row] - usual)}格，请核对是否缺格、多格或错栏。",
            )


def say_blank_levels(table: BoxTable, head: Head, records: Sequence[Record], account: ReadingAccount) -> None:
    """A level that is drawn as a cell of its own and left blank, in a list that merges what goes on."""
    levels = [column for column in head.columns if column.scope == "indicator" and column.key in LEVELS]
    starts = {column.start: column for column in levels}
    merged = any(box.row_span > 1 for record in records for c, box in record.boxes.items() if c in levels)
    for record in records if merged else ():
        for start, column in starts.items():
            box = table.at.get((record.row, start))
            if box is not None and not box.text and box.row == record.row:
                account.notice(box.place, "这一格空着，按上面的类别读入，请核对是否缺字。", column.text)


def _reach(table: BoxTable, row: int) -> int:
    """How many columns the cells of a row cover, those that reach down into it counted."""
    return sum((row, column) in table.at for column in range(table.width))
