"""The rows of a card: each label bound to the text beside it, or to the texts below a row of heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from indicators.text import normalise_label
from performance.content.model import FundSource
from performance.documents.forms.amounts import looks_like_amount
from performance.documents.forms.boxes import Box, claim
from performance.documents.forms.fitting import is_family, looks_like_value
from performance.documents.forms.headed_rows import HeadedRows
from performance.documents.forms.inline import ONLY_MONEY, inline_pairs
from performance.documents.forms.parts_of_money import are_years, calls_years, year_alone
from performance.documents.forms.words import LONGEST, Label, label_of, money_of

_NUMBERED_GOAL = re.compile(r"目标[\d一二三四五六七八九十]{1,2}[：:]?")
_YEAR_AND_AMOUNT = re.compile(
    r"20\d\d年度?[:：]?(?:预算|资金|投入|安排)?[\d,.]+(?:亿元|百万元|万元|千元|元)?"
)
_OPEN_LABEL = re.compile(r"[^\d,.，。；;%≥≤]{2,20}[：:]?")


class CardReader(HeadedRows):
    """Reads rows of a table into a draft; a label that no form knows keeps its text as an own field."""

    def read_row(self, row: int) -> None:
        boxes = [box for box in self.table.rows[row] if not box.claimed]
        boxes = self._leave_group(row, boxes)
        written = [box for box in boxes if box.text]
        if not written:
            return
        if self._is_row_of_a_year(written):
            self._read_row_of_a_year(written)
            return
        if self._is_of_no_money(written):
            self._keep_row(written)
            return
        if len(written) > 1 and self._is_matrix_row(written):
            self._read_matrix_row(written)
            return
        if self._are_heads(row, written):
            self._keep_heads(written)
            return
        self._read_pairs(boxes)

    def _leave_group(self, row: int, boxes: list[Box]) -> list[Box]:
        """Take up the label of the box that begins here and reaches down, and drop the one that has ended."""
        around = self.around
        written = [box for box in boxes if box.text]
        if not written or are_years(written):
            return boxes
        first = written[0]
        if around.group is not None and self._has_ended(row, first):
            around.group, around.heads, around.periods = None, {}, {}
        label = label_of(first.text)
        is_group = label is not None and label.kind == "group" and not self._is_amount_of(label, boxes)
        is_group = is_group or (label is None and self._frames_a_row(written))
        tall = first.row_span > 1 and first.column == boxes[0].column and self._has_rows_beside(first)
        tall = tall and not self._stands_by_its_text(first, written)
        if not (is_group or tall):
            return boxes
        if label is None:
            label = Label("group", "own", normalise_label(first.text), money=money_of(first.text))
        around.group, around.heads, around.periods = label, {}, {}
        around.group_column, around.group_bottom = first.column, first.bottom if first.row_span > 1 else 0
        claim([first])
        self.draft.labels.append(label.text)
        return [box for box in boxes if box is not first]

    @staticmethod
    def _frames_a_row(written: Sequence[Box]) -> bool:
        """Whether a text stands before pairs of a label of money and its amount: it names them all."""
        if is_family(written[0].text) or looks_like_value(written[0].text):
            return False
        amounts = [looks_like_amount(box.text) for box in written]
        known = [
            (label := label_of(box.text)) is not None and label.kind in ("fund", "own") for box in written
        ]
        if all(known[1:2]) and all(a or k for a, k in zip(amounts[1:], known[1:], strict=True)):
            return any(amounts) and not any(map(all, pairwise(amounts)))  # some are left blank
        labels = written[1::2]
        return (
            1 < sum(amounts) == len(labels)
            and all(amounts[2::2])
            and not any(looks_like_value(box.text) or is_family(box.text) for box in labels)
        )

    @staticmethod
    def _is_amount_of(label: Label, boxes: Sequence[Box]) -> bool:
        """Whether 项目资金 frames nothing: the amount itself stands beside it."""
        beside = [box for box in boxes[1:] if box.text]
        return label.key == "funds" and len(beside) > 0 and looks_like_amount(beside[0].text)

    def _has_ended(self, row: int, first: Box) -> bool:
        """Whether a row stands below the box of the group; undrawn, a box ends where its column goes on."""
        around = self.around
        return row >= around.group_bottom if around.group_bottom else first.column <= around.group_column

    @staticmethod
    def _stands_by_its_text(first: Box, written: Sequence[Box]) -> bool:
        """Whether a tall label has an amount as tall right beside it: what stands further right is of other labels."""
        beside = written[1] if len(written) > 1 else None
        return (
            beside is not None
            and beside.column == first.end
            and beside.row_span >= first.row_span
            and label_of(first.text) is not None
            and looks_like_amount(beside.text)
        )

    def _has_rows_beside(self, box: Box) -> bool:
        """Whether several rows stand to the right of a tall box, so that it labels all of them."""
        beside = [
            other
            for row in range(box.row + 1, min(box.bottom, self.table.height))
            for other in self.table.rows[row]
        ]
        return any(other.column >= box.end for other in beside)

    # -- labels with texts beside -----------------------------------------------------------------------------

    def _read_pairs(self, boxes: Sequence[Box]) -> None:
        rest = [box for box in boxes if box.text] if self.table.ragged else list(boxes)
        rest = self._without_parts(rest)
        only_amounts = all(looks_like_amount(box.text) for box in rest if box.text)
        while rest:
            box = rest.pop(0)
            if box.text and not box.claimed and not self._is_money_unit(box):
                beside = rest[0] if rest else None
                if self._read_pair(box, beside, ends=len(rest) == 1):
                    rest.pop(0)
        if only_amounts and calls_years(self._first_head()):
            self.around.heads = {}  # the row below says no more of the years

    def _read_pair(self, box: Box, beside: Box | None, *, ends: bool) -> bool:
        """Read a box by what it says and what stands beside it; whether the one beside it is read with it.

        A word for money that ``ends`` its row is no label there: it says the 资金性质 that stands before it.
        """
        label = label_of(box.text)
        if label is not None and self._is_amount_of(label, [box, *([beside] if beside else [])]):
            label = replace(label, kind="fund", key="total", source=FundSource.TOTAL)
        if label is not None:
            other = label_of(beside.text) if beside is not None and beside.text else None
            says_kind = other is not None and other.kind == "fund" and ends and label.kind == "own"
            if beside is not None and (other is None or says_kind):
                self._bind(label, box, beside)
                return True
            self._label_alone(label, box)
            return False
        above = self._head_above(box) if self.around.heads else None
        if above is not None and looks_like_amount(box.text) and self._is_of_other_things():
            self._keep_of_other_things(box, above[1])
            return False
        if (
            above is not None
            and above[0] is not None
            and (above[0].kind != "own" or looks_like_amount(box.text))
        ):
            self._bind(above[0], box, box)
            return False
        if above is not None and year_alone(above[1]) is not None and looks_like_amount(box.text):
            self._read_of_a_year(box, above[1])
            return False
        return self._read_unknown(box, beside)

    def _read_unknown(self, box: Box, beside: Box | None) -> bool:
        """Read a text that no form calls anything by what stands beside it and around it."""
        if beside is None:
            if not self._goes_on(box) and not self._is_of_a_year(box):
                self._read_inline(box)
            return False
        if self._is_numbered_goal(box, beside) or self._is_of_a_year(box):
            return box.claimed and beside.claimed
        if not self._has_amount(box, beside) and (
            self._read_inline(box) or not self._may_be_label(box, beside)
        ):
            return False
        self._keep_own(normalise_label(box.text), box, beside)
        return True

    def _is_of_a_year(self, box: Box) -> bool:
        """Keep an amount that says its year itself, ``2027年 140.00``, under the label its row begins with."""
        if not _YEAR_AND_AMOUNT.fullmatch(normalise_label(box.text)):
            return False
        label = next(one.text for one in self.table.rows[box.row] if one.text)
        claim([box])
        self.draft.keep(normalise_label(label), box.text, self._group_text())
        return True

    def _goes_on(self, box: Box) -> bool:
        """Whether a text is one of several rows beside a tall label such as 年度目标."""
        group = self.around.group
        if group is None or group.kind != "field" or box.row >= self.around.group_bottom:
            return False
        claim([box])
        self.bind_text(group, box.text, box)
        return True

    def _is_numbered_goal(self, box: Box, beside: Box) -> bool:
        """Read 目标1 and the text right of it as one goal, in the box of goals."""
        group = self.around.group
        if group is None or group.key not in ("goal", "mid_goal"):
            return False
        if not _NUMBERED_GOAL.fullmatch(normalise_label(box.text)):
            return False
        claim([box, beside])
        self.bind_text(group, f"{box.text.strip().rstrip('：:')}：{beside.text}", beside)
        return True

    def _is_money_unit(self, box: Box) -> bool:
        """Whether a cell only names the unit of money of what follows."""
        if not ONLY_MONEY.fullmatch(normalise_label(box.text)):
            return False
        claim([box])
        self.around.money = money_of(box.text) or self.around.money
        return True

    @staticmethod
    def _has_amount(box: Box, beside: Box) -> bool:
        """Whether a short text stands beside an amount and so can be nothing but its label."""
        short = len(normalise_label(box.text)) <= LONGEST
        return (
            short
            and looks_like_amount(beside.text)
            and not looks_like_amount(box.text)
            and not is_family(box.text)
        )

    def _label_alone(self, label: Label, box: Box) -> None:
        """A label whose text stands below, or nowhere."""
        claim([box])
        self.draft.labels.append(label.text)
        self.around.heads[box.column] = (box.end, label, normalise_label(box.text))
        if label.key == "mid_goal":
            self._keep_horizon(box.text)

    def _may_be_label(self, box: Box, beside: Box) -> bool:
        row = [one for one in self.table.rows[box.row] if one.text]
        is_value = looks_like_value(beside.text) and not looks_like_amount(beside.text)
        is_value = is_value and (len(row) != 4 or not row[0].claimed)
        if len(row) not in (2, 4) or is_family(box.text) or is_value:
            return False
        short = (
            len(normalise_label(box.text)) <= LONGEST
            and _OPEN_LABEL.fullmatch(normalise_label(box.text)) is not None
        )
        return (
            short
            and box.column_span <= max(beside.column_span, 2)
            and bool(beside.text or box.text.endswith(("：", ":")))
        )

    def _read_inline(self, box: Box) -> bool:
        """Labels with their texts in one cell: ``测算依据：…``, ``单位名称：…　　单位：元``."""
        bound = list(inline_pairs(box.text))
        if not bound:
            return False
        for label, value in bound:
            self.bind_text(label, value, box)
        claim([box])
        return True
