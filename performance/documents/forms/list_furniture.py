"""Rows of a list that say nothing of any indicator: numbers of the columns, sums of weights, page numbers, 续表."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.text import normalise_label
from performance.documents.blocks import Noise
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.boxes import CONTINUED, PAGE_NUMBER, Box, BoxTable, claim
from performance.documents.forms.draft import Draft
from performance.documents.forms.fitting import is_family
from performance.documents.forms.heads import Head
from performance.documents.forms.words import head_of, is_level1, label_of, parents

TOTALS = frozenset(("合计", "总分", "总计", "小计", "合计得分", "总得分"))
_SUBTOTAL = re.compile(r"[^\d。；;：:]{2,10}(?:小计|合计)")
_FEWEST_COLUMNS = 3  # of a list; a text over two of them may be a name without a value

_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|填报说明|编制说明|填报人|填表人|制表人|制表|审核人|复核人|经办人|联系人|联系电话"
    r"|单位负责人|部门负责人|财务负责人|填报日期|填表日期|编报日期|填报单位|填表单位)(?:[(（][^()（）]{1,10}[)）])?[:：].*",
    re.DOTALL,
)


def is_row_of_a_card(head: Head, boxes: Sequence[Box]) -> bool:
    """Whether a row has but a label in the first column and one text over all others: the card goes on below its list."""
    if len(boxes) != 2 or len(head.columns) < _FEWEST_COLUMNS:
        return False
    label, text = boxes
    first = min(head.columns, key=lambda column: column.start)
    under = [column for column in head.columns if column.start < text.end and text.column < column.end]
    return (
        label.column <= first.start
        and len(under) >= len(head.columns) - 2
        and under[-1] is head.columns[-1]
        and not (is_level1(label.text) or parents(label.text) or is_family(label.text))
    )


def is_note_within(table: BoxTable, row: int, boxes: Sequence[Box]) -> bool:
    """Whether a list goes on right below a note: with a family and further texts, none of them a head."""
    below = table.written(row + 1) if row + 1 < table.height else []
    of_levels = [box for box in below if is_family(box.text)]
    goes_on = 0 < len(of_levels) < len(below) and not any(head_of(box.text) for box in below)
    return goes_on and is_note(boxes)


def is_head_again(head: Head, boxes: Sequence[Box]) -> int:
    """How many rows repeat the head at the top of a page."""
    beside = label_of(boxes[0].text)
    is_side = beside is not None and beside.kind == "group" and head.side is not None
    if is_side and head.side and normalise_label(boxes[0].text) != normalise_label(head.side.text):
        return 0  # the list of another goal begins
    printed = {normalise_label(box.text) for box in head.boxes} | (
        {normalise_label(head.side.text)} if head.side else set()
    )
    texts = [normalise_label(box.text) for box in boxes]
    if (
        len(texts) > 2
        and sum(text in printed for text in texts) >= len(texts) - 1
        and head_of(boxes[-1].text)
    ):
        return 1
    return 0


def is_note(boxes: Sequence[Box]) -> bool:
    """Whether a row has but a note in its first cell, or who filled the table in."""
    return len(boxes) == 1 and boxes[0].column == 0 and _NOTE.fullmatch(boxes[0].text.strip()) is not None


def is_numbering(boxes: Sequence[Box]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 … as official tables do below their heads."""
    texts = [box.text.strip().strip("()（）栏") for box in boxes]
    return len(texts) > 3 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _is_total(boxes: Sequence[Box]) -> bool:
    """Whether a row only adds up the weights above it."""
    sums = (box.text.strip().removesuffix("%").removesuffix("分") for box in boxes[1:])
    text = normalise_label(boxes[0].text)
    adds_up = text in TOTALS or _SUBTOTAL.fullmatch(text) is not None
    return len(boxes) == 2 and adds_up and all(map(str.isdigit, sums))


def is_furniture(boxes: Sequence[Box], account: ReadingAccount) -> bool:
    """A page number or 续表 that stands alone in a row of the table; a row of numbers or sums."""
    if is_numbering(boxes) or _is_total(boxes):
        kind = "栏次" if is_numbering(boxes) else "合计行"
        claim(boxes)
        account.noise += [Noise(kind, box.text, box.place) for box in boxes]
        return True
    text = boxes[0].text.strip()
    if len(boxes) > 1 or not (CONTINUED.fullmatch(normalise_label(text)) or _is_page_number(text, boxes[0])):
        return False
    claim(boxes)
    account.noise.append(Noise("页码", text, boxes[0].place))
    return True


def _is_page_number(text: str, box: Box) -> bool:
    marked = PAGE_NUMBER.fullmatch(text) is not None
    return marked and (box.column_span > 1 or not text.isdigit())


def claim_heads(table: BoxTable, head: Head) -> None:
    """Claim all heads of a list, those above others as well."""
    for row in table.rows[head.row : head.row + head.height]:
        claim(box for box in row if box.text)


def keep_notes(table: BoxTable, rows: range, draft: Draft) -> None:
    """Keep the notes that stand between the records of a list."""
    for written in map(table.written, rows):
        if written and is_note(written):
            claim(written)
            draft.keep("注", written[0].text)
