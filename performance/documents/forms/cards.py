"""The rows of a card: each label bound to the text beside it, or to the texts below a row of heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indicators.text import normalise_label
from performance.content.model import FundLine, FundPeriod
from performance.documents.forms.account import Account
from performance.documents.forms.amounts import amount_in_wan, is_blank, looks_like_amount, says_plainly
from performance.documents.forms.boxes import Box, BoxTable, claim
from performance.documents.forms.draft import Draft
from performance.documents.forms.fitting import is_family, looks_like_value
from performance.documents.forms.inline import inline_pairs, kind_of
from performance.documents.forms.words import LONGEST, Label, label_of, money_of

_OPEN_LABEL = re.compile(r"[^\d,.，。；;%≥≤]{2,20}[：:]?")


@dataclass
class Surroundings:
    """What a row of a card stands in: the label of the box to its left, the heads above it, the unit of money."""

    money: str = ""
    group: Label | None = None
    group_bottom: int = 0  # 0 where the file does not tell how far down the box reaches
    group_column: int = 0
    heads: dict[int, tuple[int, Label | None, str]] = field(
        default_factory=dict
    )  # by column: end, label, text
    periods: dict[int, FundPeriod] = field(
        default_factory=dict
    )  # by the column of a total: the years it is for


class CardReader:
    """Reads rows of a table into a draft; a label that no form knows keeps its text as an own field."""

    def __init__(self, table: BoxTable, draft: Draft, around: Surroundings, account: Account) -> None:
        self.table, self.draft, self.around, self.account = table, draft, around, account

    def read_row(self, row: int) -> None:
        boxes = [box for box in self.table.rows[row] if not box.claimed]
        boxes = self._leave_group(row, boxes)
        written = [box for box in boxes if box.text]
        if not written:
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
        if not written:
            return boxes
        first = written[0]
        if around.group is not None and self._has_ended(row, first):
            around.group, around.heads, around.periods = None, {}, {}
        label = label_of(first.text)
        is_group = label is not None and label.kind == "group"
        tall = first.row_span > 1 and first.column == boxes[0].column and self._has_rows_beside(first)
        if not (is_group or tall):
            return boxes
        if label is None:
            label = Label("group", "own", normalise_label(first.text), money=money_of(first.text))
        around.group, around.heads, around.periods = label, {}, {}
        around.group_column, around.group_bottom = first.column, first.bottom if first.row_span > 1 else 0
        claim([first])
        self.draft.labels.append(label.text)
        return [box for box in boxes if box is not first]

    def _has_ended(self, row: int, first: Box) -> bool:
        """Whether a row stands below the box of the group; undrawn, a box ends where its column goes on."""
        around = self.around
        return row >= around.group_bottom if around.group_bottom else first.column <= around.group_column

    def _has_rows_beside(self, box: Box) -> bool:
        """Whether several rows stand to the right of a tall box, so that it labels all of them."""
        beside = [
            other
            for row in range(box.row + 1, min(box.bottom, self.table.height))
            for other in self.table.rows[row]
        ]
        return any(other.column >= box.end for other in beside)

    # -- heads with values below ------------------------------------------------------------------------------

    def _are_heads(self, row: int, written: Sequence[Box]) -> bool:
        """Whether a row has labels only, each of which has its text in the row below."""
        labels = [label_of(box.text) for box in written]
        if not all(labels) or row + 1 >= self.table.height:
            return False
        if len(written) == 1:
            own_row = self.table.rows[row]
            beside = [b for b in own_row if b.column >= written[0].end]
            goal = (
                labels[0] is not None and labels[0].kind == "field" and labels[0].key in ("goal", "mid_goal")
            )
            return goal and self.around.group is not None and not beside and self.around.group.kind != "own"
        return True

    def _keep_heads(self, written: Sequence[Box]) -> None:
        self.around.heads = {
            box.column: (box.end, label_of(box.text), normalise_label(box.text)) for box in written
        }
        claim(written)
        for box in written:
            if label := label_of(box.text):
                self.draft.labels.append(label.text)
                if label.key == "mid_goal":
                    self._keep_horizon(box.text)

    def _head_above(self, box: Box) -> tuple[Label | None, str] | None:
        for column, (end, label, text) in self.around.heads.items():
            if column <= box.column < end:
                return label, text
        return None

    def _is_matrix_row(self, written: Sequence[Box]) -> bool:
        """A label, then amounts under heads: money by source and by column."""
        label = label_of(written[0].text)
        rest = written[1:]
        if label is None or label.kind not in ("fund", "own") or not self.around.heads or len(rest) < 2:
            return False
        return all(self._head_above(box) and not label_of(box.text) for box in rest)

    def _read_matrix_row(self, written: Sequence[Box]) -> None:
        label = label_of(written[0].text)
        assert label is not None  # noqa: S101 - asked before
        claim(written)
        self.draft.labels.append(label.text)
        for box in written[1:]:
            above = self._head_above(box)
            head = above[1] if above else ""
            head_label = above[0] if above else None
            if (
                label.kind == "fund"
                and (looks_like_amount(box.text) or is_blank(box.text))
                and not re.search("率|分", head)
            ):
                self._fund(label, box, head_label, column=head)
            else:
                self.draft.keep(f"{label.text}·{head}", box.text, self._group_text())

    # -- labels with texts beside -----------------------------------------------------------------------------

    def _read_pairs(self, boxes: Sequence[Box]) -> None:
        rest = [box for box in boxes if box.text] if self.table.ragged else list(boxes)
        while rest:
            box = rest.pop(0)
            if not box.text or box.claimed:
                continue
            label = label_of(box.text)
            beside = rest[0] if rest else None
            above = self._head_above(box) if self.around.heads else None
            if label is None and above is not None and above[0] is not None and above[0].kind != "own":
                self._bind(above[0], box, box)
            elif label is not None and beside is not None and not (beside.text and label_of(beside.text)):
                rest.pop(0)
                self._bind(label, box, beside)
            elif label is None and self._read_inline(box):
                continue
            elif label is None and beside is not None and self._may_be_label(box, beside):
                rest.pop(0)
                self._keep_own(normalise_label(box.text), box, beside)
            elif label is not None:
                self._label_alone(label, box)

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

    def _bind(self, label: Label, box: Box, value: Box) -> None:
        claim([box, value])
        self.draft.labels.append(label.text)
        if value.mark == "uncomputed":
            self.account.problem(
                value.place, "这一格是公式，文件里没有存下算出的值，请打开后重新保存。", label.text
            )
        if label.kind == "fund":
            self._fund(label, value, None, period=self._period(label, box))
        else:
            self.bind_text(label, value.text, value)

    def bind_text(self, label: Label, text: str, box: Box) -> None:
        """Put a text where its label says."""
        draft = self.draft
        if label.kind == "fund":
            self._fund(label, box, None, text=text)
        elif label.kind == "field" and label.key == "goal":
            draft.goals += [text] if text else []
        elif label.kind == "field" and label.key == "mid_goal":
            draft.mid_goals += [text] if text else []
            self._keep_horizon(label.text)
        elif label.kind == "field" and not draft.values.get(label.key):
            draft.values[label.key] = text
        elif label.kind == "field" and normalise_label(draft.values[label.key]) == normalise_label(text):
            pass
        elif text and not (label.kind == "group" and is_blank(text)):
            draft.keep(label.text, text, self._group_text(), kind_of(text))

    def _keep_own(self, label: str, box: Box, value: Box) -> None:
        claim([box, value])
        self.draft.labels.append(label)
        if value.text:
            self.draft.keep(label, value.text, self._group_text(), kind_of(value.text))

    def _keep_horizon(self, text: str) -> None:
        if found := re.search(r"[(（](.*\d.*)[)）]", text):
            self.draft.horizon = self.draft.horizon or found[1].strip()

    def _group_text(self) -> str:
        group = self.around.group
        return group.text if group is not None else ""

    # -- money ------------------------------------------------------------------------------------------------

    def _fund(
        self,
        label: Label,
        box: Box,
        head: Label | None,
        column: str = "",
        text: str | None = None,
        period: FundPeriod | None = None,
    ) -> None:
        printed = box.text if text is None else text
        unit = label.money or (head.money if head else "") or self._money()
        try:
            amount = amount_in_wan(printed, unit or "万元")
        except ValueError:
            if printed.strip():
                self.draft.keep(label.text, printed, self._group_text())
                self.account.notice(
                    box.place, f"“{printed.strip()}”不是金额，照印读入。", label.text, printed
                )
            return
        if amount is None and not printed.strip():
            return
        period = period or label.period or FundPeriod.ANNUAL
        said = "" if says_plainly(printed) else printed.strip()
        self.draft.funds.append(FundLine(label.source, period, label.text, amount, said, column))
        if amount is not None and not unit:
            self._say_unit_unknown(box)

    def _money(self) -> str:
        group = self.around.group
        return (group.money if group is not None else "") or self.around.money

    def _say_unit_unknown(self, box: Box) -> None:
        if not any(remark.label == "金额单位" for remark in self.account.notices):
            self.account.notice(
                box.place, "没有印出金额单位，按万元读入；如果是元，金额会大一万倍，请核对。", "金额单位"
            )

    def _period(self, label: Label, box: Box) -> FundPeriod:
        """The years of an amount: those its label names, else those of the total it stands below."""
        periods = self.around.periods
        if label.period is not None:
            periods[box.column] = label.period
            return label.period
        below = [column for column in periods if column <= box.column]
        return periods[max(below)] if below else FundPeriod.ANNUAL
