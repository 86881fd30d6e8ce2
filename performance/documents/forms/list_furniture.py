"""Rows of a list that say nothing of any indicator: numbers of the columns, sums of weights, page numbers, 续表."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.text import normalise_label
from performance.documents.blocks import Noise
from performance.documents.forms.account import Account
from performance.documents.forms.boxes import CONTINUED, PAGE_NUMBER, Box, claim

TOTALS = frozenset(("合计", "总分", "总计", "小计", "合计得分", "总得分"))


def is_numbering(boxes: Sequence[Box]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 … as official tables do below their heads."""
    texts = [box.text.strip().strip("()（）栏") for box in boxes]
    return len(texts) > 3 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _is_total(boxes: Sequence[Box]) -> bool:
    """Whether a row only adds up the weights above it."""
    sums = (box.text.strip().removesuffix("%").removesuffix("分") for box in boxes[1:])
    return len(boxes) == 2 and normalise_label(boxes[0].text) in TOTALS and all(map(str.isdigit, sums))


def is_furniture(boxes: Sequence[Box], account: Account) -> bool:
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
