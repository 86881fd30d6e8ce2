"""A label and its text → the field of a draft that the label names; money by source and by the years it is for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indicators.text import normalise_label
from performance.content.model import FundLine, FundPeriod
from performance.documents.blocks import SourcePlace
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.amounts import amount_in_wan, is_blank, says_plainly
from performance.documents.forms.boxes import Box, BoxTable, claim
from performance.documents.forms.draft import Draft
from performance.documents.forms.inline import kind_of
from performance.documents.forms.money_words import year_of
from performance.documents.forms.two_units import doubt_of_units
from performance.documents.forms.words import Label


@dataclass
class Surroundings:
    """What a row of a card stands in: the label of the box to its left, the heads above it, the unit of money."""

    money: str = ""
    year: int | None = None
    group: Label | None = None
    group_bottom: int = 0  # 0 where the file does not tell how far down the box reaches
    group_column: int = 0
    heads: dict[int, tuple[int, Label | None, str]] = field(
        default_factory=dict
    )  # by column: end, label, text
    periods: dict[int, FundPeriod] = field(
        default_factory=dict
    )  # by the column of a total: the years it is for


_ONLY_ONE = frozenset(("name", "department_name"))
_LONGEST_HORIZON = 200  # characters of a caption that names its years


class Binding:
    """Puts texts of one table into a draft."""

    def __init__(self, table: BoxTable, draft: Draft, around: Surroundings, account: ReadingAccount) -> None:
        self.table, self.draft, self.around, self.account = table, draft, around, account

    def _bind(self, label: Label, box: Box, value: Box) -> None:
        claim([box, value])
        self.draft.labels.append(label.text)
        if value.mark == "uncomputed":
            self.account.problem(
                value.place, "这一格是公式，文件里没有存下算出的值，请打开后重新保存。", label.text
            )
        if label.kind == "fund":
            self.fund(label, value.text, value.place, period=self._period(label, box))
        else:
            self.bind_text(label, value.text, value)

    def bind_text(self, label: Label, text: str, box: Box) -> None:
        """Put a text where its label says."""
        draft = self.draft
        if label.kind == "fund":
            self.fund(label, text, box.place)
        elif label.kind == "field" and label.key == "goal":
            draft.goals += [text] if text and text not in draft.goals else []
        elif label.kind == "field" and label.key == "mid_goal":
            draft.mid_goals += [text] if text else []
            self._keep_horizon(label.text)
        elif label.kind == "field" and not draft.values.get(label.key):
            draft.values[label.key] = text
        elif label.kind == "field" and normalise_label(draft.values[label.key]) == normalise_label(text):
            pass
        elif label.kind == "field" and label.key in _ONLY_ONE and text:
            draft.keep(label.text, text, self._group_text())
            message = f"同一张表印着两个“{label.text}”（“{draft.values[label.key]}”与“{text}”），请分成两张表后再试。"
            self.account.problem(box.place, message, label.text, text)
        elif text and not (label.kind == "group" and is_blank(text)):
            draft.keep(label.text, text, self._group_text(), kind_of(text))

    def _keep_own(self, label: str, box: Box, value: Box) -> None:
        claim([box, value])
        self.draft.labels.append(label)
        if value.text:
            self.draft.keep(label, value.text, self._group_text(), kind_of(value.text))

    def _keep_horizon(self, text: str) -> None:
        if found := re.search(r"[(（]([^()（）]*\d[^()（）]*)[)）]", text[:_LONGEST_HORIZON]):
            self.draft.horizon = self.draft.horizon or found[1].strip()

    def _group_text(self) -> str:
        group = self.around.group
        return group.text if group is not None else ""

    # -- money ------------------------------------------------------------------------------------------------

    def fund(
        self,
        label: Label,
        printed: str,
        place: SourcePlace,
        *,
        head: Label | None = None,
        column: str = "",
        period: FundPeriod | None = None,
        unit: str = "",
    ) -> None:
        """Put an amount where its label says; what is no amount is kept as it is printed."""
        of = year_of(label.text)
        if of is not None and of != (self.around.year or of):
            self.draft.keep(label.text, printed, self._group_text(), kind_of(printed))
            return
        unit = unit or label.money or (head.money if head else "") or self._money()
        signed = printed.strip().startswith(("¥", "￥"))
        try:
            amount = amount_in_wan(printed, unit or ("元" if signed else "万元"))
        except ValueError:
            if printed.strip():
                self.draft.keep(label.text, printed, self._group_text())
                self.account.notice(place, f"“{printed.strip()}”不是金额，照印读入。", label.text, printed)
            return
        if amount is None and not printed.strip():
            return
        if doubt := doubt_of_units(printed, unit, self.around.money):
            self.account.problem(place, doubt, label.text, printed)
        period = period or label.period or FundPeriod.ANNUAL
        remark = "" if says_plainly(printed) else printed.strip()
        self.draft.funds.append(FundLine(label.source, period, label.text, amount, remark, column))
        if amount is not None and not unit and not signed and says_plainly(printed):
            self._say_unit_unknown(place)

    def _money(self) -> str:
        group = self.around.group
        return (group.money if group is not None else "") or self.around.money

    def _say_unit_unknown(self, place: SourcePlace) -> None:
        if not any(remark.label == "金额单位" for remark in self.account.notices):
            self.account.notice(
                place, "没有印出金额单位，按万元读入；如果是元，金额会大一万倍，请核对。", "金额单位"
            )

    def _period(self, label: Label, box: Box) -> FundPeriod:
        """The years of an amount: those its label names, else those of the total it stands below."""
        periods = self.around.periods
        if label.period is not None:
            periods[box.column] = label.period
            return label.period
        below = [column for column in periods if column <= box.column]
        return periods[max(below)] if below else FundPeriod.ANNUAL
