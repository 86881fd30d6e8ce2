"""Rows of a card whose texts stand below heads: the heads kept, and money by source and by column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.text import normalise_label
from performance.content.model import FundPeriod, FundSource
from performance.documents.forms.amounts import is_blank, looks_like_amount
from performance.documents.forms.binding import Binding
from performance.documents.forms.boxes import Box, claim
from performance.documents.forms.parts_of_money import are_years, calls_years, own_columns_below, year_alone
from performance.documents.forms.words import Label, label_of, money_of

_PLANNED_MONEY = re.compile(
    r"(?:项目)?(?:分年度?|各年度?|年度)?(?:项目)?(?:总?预算|资金|总?投资|投入|经费|支出|金额)(?:需求|计划|安排|额|金额|总额)?(?:[(（][^()（）]*元[)）])?"
)


class HeadedRows(Binding):
    """What a reader of cards asks of rows of heads, and of those below them."""

    def _are_heads(self, row: int, written: Sequence[Box]) -> bool:
        """Whether a row has labels only, each of which has its text in the row below."""
        if are_years(written) and row + 1 < self.table.height:
            return True
        labels = [label_of(box.text) for box in written]
        known = [label or calls_years(box.text) for label, box in zip(labels, written, strict=True)]
        if not all(known) or row + 1 >= self.table.height:
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
        for box in written if are_years(written) else ():
            if year_alone(box.text) is None:  # the sum beside the years it is of
                self.around.periods[box.column] = FundPeriod.WHOLE
            self.around.money = money_of(box.text) or self.around.money
        for box in written:
            if label := label_of(box.text):
                self.draft.labels.append(label.text)
                if label.key == "mid_goal":
                    self._keep_horizon(box.text)

    def _head_above(self, box: Box) -> tuple[Label | None, str] | None:
        heads = self.around.heads
        if (
            sum(
                year_alone(text) is not None and box.column <= at < box.end
                for at, (_, _, text) in heads.items()
            )
            > 1
        ):
            return None  # of several years
        for column, (end, label, text) in heads.items():
            if column <= box.column < end:
                return label, text
        return None

    def _first_head(self) -> str:
        return next((text for _, _, text in self.around.heads.values()), "")

    def _is_matrix_row(self, written: Sequence[Box]) -> bool:
        """A label, then amounts under heads: money by source and by column."""
        label = label_of(written[0].text)
        rest = written[1:]
        if label is None or label.kind not in ("fund", "own") or not self.around.heads:
            return False
        if len(rest) < 2 and not self._is_below_a_year(rest[0]):
            above = self._head_above(rest[0])
            if above is None or not self._is_sum_of_years(above[0]):
                return False
        return all(self._head_above(box) and not label_of(box.text) for box in rest)

    def _read_matrix_row(self, written: Sequence[Box]) -> None:
        label = label_of(written[0].text)
        assert label is not None  # noqa: S101 - asked before
        claim(written)
        self.draft.labels.append(label.text)
        if self._is_sum_below_years(label, written):
            for box in written[1:]:
                self._fund_of_a_row(box, FundPeriod.WHOLE)
            return
        for box in written[1:]:
            above = self._head_above(box)
            head = above[1] if above else ""
            head_label = above[0] if above else None
            of = year_alone(head)
            if of is not None and of != self.around.year:
                self._keep_of_another_year(label, head, box)
            elif self._is_sum_of_years(head_label) and label.kind == "fund" and looks_like_amount(box.text):
                self._read_sum_of_years(label, head_label, head, box, written)
            elif (
                label.kind == "fund"
                and (looks_like_amount(box.text) or is_blank(box.text))
                and not re.search("率|分", head)
            ):
                self.fund(label, box.text, box.place, head=head_label, column="" if of else head)
            else:
                self.draft.keep(f"{label.text}·{head}", box.text, self._group_text())

    def _is_sum_below_years(self, label: Label, written: Sequence[Box]) -> bool:
        """Whether a row of a total ends rows of a year each, below heads of sources: it is of all of them."""
        first = self._head_above(written[0])
        heads = [self._head_above(box) for box in written[1:]]
        sources = all(head is not None and head[0] is not None and head[0].kind == "fund" for head in heads)
        years_below = first is not None and calls_years(first[1])
        years_beside = any(year_alone(text) is not None for _, _, text in self.around.heads.values())
        return label.source is FundSource.TOTAL and years_below and not years_beside and sources

    def _read_sum_of_years(
        self, label: Label, head_label: Label | None, head: str, box: Box, written: Sequence[Box]
    ) -> None:
        """The sum of all years; where this year's place is blank it is kept beside, lest it be taken for this year's."""
        amounts = [one for one in written[1:] if one is not box and looks_like_amount(one.text)]
        years = [above for one in amounts if (above := self._head_above(one))]
        if any(year_alone(text) == self.around.year for _, text in years):
            self.fund(label, box.text, box.place, head=head_label, period=FundPeriod.WHOLE)
        else:
            self.draft.keep(f"{label.text}·{head}", box.text, self._group_text())

    def _is_below_a_year(self, box: Box) -> bool:
        above = self._head_above(box)
        return above is not None and year_alone(above[1]) is not None

    def _is_sum_of_years(self, head: Label | None) -> bool:
        """Whether a head of a total stands beside years: what stands below it is of all of them."""
        years = any(year_alone(text) is not None for _, _, text in self.around.heads.values())
        return years and head is not None and head.source is FundSource.TOTAL

    def _is_row_of_a_year(self, written: Sequence[Box]) -> bool:
        """A year, then amounts below heads that say of which source they are."""
        if len(written) < 2 or year_alone(written[0].text) is None:
            return False
        heads = [self._head_above(box) for box in written[1:]]
        return all(head is not None and head[0] is not None and head[0].kind == "fund" for head in heads)

    def _read_row_of_a_year(self, written: Sequence[Box]) -> None:
        claim(written)
        of = year_alone(written[0].text)
        for box in written[1:]:
            above = self._head_above(box)
            assert above is not None and above[0] is not None  # noqa: S101, PT018 - asked before
            if of == self.around.year:
                self._fund_of_a_row(box)
            else:
                self._keep_of_another_year(above[0], normalise_label(written[0].text), box)

    def _fund_of_a_row(self, box: Box, period: FundPeriod | None = None) -> None:
        """An amount below its source, in the unit of that head, or in the one that any of the heads beside it prints."""
        above = self._head_above(box)
        assert above is not None and above[0] is not None  # noqa: S101, PT018 - asked before
        units = {label.money for _, label, _ in self.around.heads.values() if label and label.money}
        unit = above[0].money or (next(iter(units)) if len(units) == 1 else "")
        self.fund(above[0], box.text, box.place, period=period, unit=unit)

    def _is_of_no_money(self, written: Sequence[Box]) -> bool:
        """Whether a row below years begins with what nobody calls money: people, what was spent."""
        first = self._head_above(written[0])
        if first is None or not calls_years(first[1]) or len(written) < 2:
            return False
        text = normalise_label(written[0].text)
        known = (
            label_of(text) or year_alone(text) or looks_like_amount(text) or _PLANNED_MONEY.fullmatch(text)
        )
        return not known and all(self._is_below_a_year(box) for box in written[1:])

    def _keep_row(self, written: Sequence[Box]) -> None:
        claim(written)
        for box in written[1:]:
            above = self._head_above(box)
            head = above[1] if above else ""
            self.draft.keep(f"{normalise_label(written[0].text)}·{head}", box.text, self._group_text())

    def _read_of_a_year(self, box: Box, head: str) -> None:
        """An amount right below a year, which no label names: that of the whole project."""
        claim([box])
        label = self.around.group or Label("fund", "total", "预算金额")
        if year_alone(head) == self.around.year:
            total = Label("fund", "total annual", f"{head}预算", FundSource.TOTAL, FundPeriod.ANNUAL)
            self.fund(total, box.text, box.place)
        else:
            self._keep_of_another_year(label, head, box)

    def _is_of_other_things(self) -> bool:
        """Whether what stands below years is no money of the whole project: a harvest, what was spent, one source alone."""
        group = self.around.group
        if group is None or all(year_alone(text) is None for _, _, text in self.around.heads.values()):
            return False
        if group.kind == "fund":
            return group.source is not FundSource.TOTAL
        return group.key != "funds" and not _PLANNED_MONEY.fullmatch(group.text)

    def _keep_of_other_things(self, box: Box, head: str) -> None:
        claim([box])
        self.draft.keep(f"{self._group_text()}·{head}", box.text, self._group_text())

    def _keep_of_another_year(self, label: Label, head: str, box: Box) -> None:
        """An amount below another year than the text's; in a text of no year nobody knows which one is meant."""
        self.draft.keep(f"{label.text}·{head}", box.text, self._group_text())
        if self.around.year is None and not is_blank(box.text):
            message = "几个年度的金额并列，而文件没有写明预算年度，没有读作本年的金额，请写明年度后再试。"
            self.account.problem(box.place, message, label.text, box.text)

    def _without_parts(self, boxes: list[Box]) -> list[Box]:
        """A row without the amounts of the counties that the list below has columns for; each is kept by its county."""
        written = [box for box in boxes if box.text]
        label, amounts = label_of(written[0].text), written[1:]
        if label is None or label.kind != "fund" or len(amounts) < 2:
            return boxes
        columns = own_columns_below(self.table, boxes[0].row)
        parts = [box for box in amounts if box.column in columns]
        if len(parts) != len(amounts) - 1 or not all(looks_like_amount(box.text) for box in amounts):
            return boxes
        for box in parts:
            self.draft.keep(f"{label.text}·{columns[box.column]}", box.text, self._group_text())
        claim(parts)
        return [box for box in written if box not in parts]
