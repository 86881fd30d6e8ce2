"""A flat list: one row for each indicator of all projects; a project goes on as long as nothing else is named."""

from __future__ import annotations

from itertools import zip_longest

from indicators.text import normalise_label
from performance.content.model import FundLine, FundPeriod
from performance.documents.blocks import SourcePlace
from performance.documents.forms.amounts import amount_in_wan, says_plainly
from performance.documents.forms.binding import Surroundings
from performance.documents.forms.draft import Draft
from performance.documents.forms.fitting import is_family
from performance.documents.forms.form_reading import FormReading
from performance.documents.forms.heads import Head, HeadColumn
from performance.documents.forms.records import UNIT, Record
from performance.documents.forms.trees import TreeBuilder
from performance.documents.forms.two_units import doubt_of_units

SUMS = ("合计", "总计", "小计")


class FlatReader:
    def __init__(self, head: Head, reading: FormReading, around: Surroundings, place: SourcePlace) -> None:
        self.head, self.reading, self.around, self.place = head, reading, around, place
        self._above: dict[str, str] = {}  # by column: the text that goes on downwards
        self._builders: list[TreeBuilder] = []
        self._draft: Draft | None = None
        self._unit = self._unit_above = ""  # that rows of their own name
        self._of_unit = ""  # that a row of the projects' column names

    def read(self, records: list[Record]) -> None:
        for record, following in zip_longest(records, records[1:]):
            if not self._is_unit(record, following):
                self._read(record)

    def _is_unit(self, record: Record, following: Record | None) -> bool:
        """Take up a row that names the unit of the projects below it, in a list whose column is for both."""
        name = next(c for c in self.head.columns if c.key == "name" and c.scope == "project")
        box, says_both = record.boxes.get(name), "单位" in name.text
        if not says_both or following is None or box is None or box.row < record.row or not box.text.strip():
            return False
        below = following.boxes.get(name)
        goes_on = below is None or below.row < following.row or not below.text.strip()
        says_more = record.text("goal", scope="project") or any(
            record.text(key, side) for key in ("name", "value") for side in range(self.head.sides)
        )
        if goes_on or says_more or self._sum_of(record) is not None:
            return False
        self._of_unit = box.text.strip()
        message = f"“{self._of_unit}”一行没有目标和指标，按单位读入，请核对。"
        self.reading.account.notice(record.place, message, name.text, self._of_unit)
        self._sums(record, normalise_label(box.text))
        return True

    def _read(self, record: Record) -> None:
        columns = [column for column in self.head.columns if column.scope.startswith("project")]
        name = next(column for column in columns if column.key == "name")
        if (of := self._sum_of(record)) is not None:
            self._sums(record, of)
            return
        self._unit_above, self._unit = self._unit, record.banners.get(UNIT, "")
        own = {column.text: record.texts.get(column, "") for column in columns}
        new = own[name.text] and self._is_new(record, own, name)
        if not own[name.text] and self._draft is None:
            self.reading.account.problem(
                record.place, "这一行之前没有项目名称，不知道属于哪个项目。", name.text
            )
        if new or self._draft is None:
            texts = {column.text: own[column.text] or self._kept_from_above(column) for column in columns}
            self._above = texts
            self._begin(record, columns, texts)
        elif self._draft is not None:
            self._fill(record, columns, own)
        if new and not any(text.strip() for column, text in record.texts.items() if column is not name):
            message = f"这一行只有项目名称“{own[name.text].strip()}”，请核对是否是别的栏目折行或错栏。"
            self.reading.account.notice(record.place, message, name.text)
        for builder in self._builders:
            builder.add(record)

    def _is_new(self, record: Record, own: dict[str, str], name: HeadColumn) -> bool:
        """Whether a row names another project; one that goes on may be named in every row."""
        box = record.boxes.get(name)
        if box is not None and box.row < record.row:
            return False  # merged: it began further up
        others = [
            c.text
            for c in self.head.columns
            if c.scope == "project" and c.key in ("unit_name", "code", "department")
        ]
        if any(self._differs(key, own) for key in (name.text, *others)) or self._unit_above != self._unit:
            return True
        return self._has_other_money(record, own, name)

    def _differs(self, key: str, own: dict[str, str]) -> bool:
        return bool(own[key]) and normalise_label(own[key]) != normalise_label(self._above.get(key, ""))

    def _has_other_money(self, record: Record, own: dict[str, str], name: HeadColumn) -> bool:
        """Whether a project is named as the one above and has another amount: two projects may have one name."""
        funds = [column.text for column in self.head.columns if column.key == "fund"]
        if self._draft is None or not any(self._above.get(key) and self._differs(key, own) for key in funds):
            return False
        message = "项目名称与上一个相同而金额不同，按另一个项目读入，请核对。"
        self.reading.account.notice(record.place, message, name.text, own[name.text])
        return True

    def _kept_from_above(self, column: HeadColumn) -> str:
        """Units and departments go on over several projects, amounts and goals never do."""
        carried = column.key in ("unit_name", "department", "department_name", "unit_code", "department_code")
        return self._above.get(column.text, "") if carried else ""

    def _begin(self, record: Record, columns: list[HeadColumn], texts: dict[str, str]) -> None:
        drafts = self.reading.drafts
        fresh = drafts and not drafts[-1].says_anything
        draft = drafts[-1] if fresh else Draft(record.place, title=self.reading.head.title)
        if not fresh:
            drafts.append(draft)
        draft.place, draft.is_listed = record.place, True
        draft.heads = [column.text for column in self.head.columns]
        self._draft = draft
        self._builders = [
            TreeBuilder(
                draft.mid if self.head.sides == 2 and side == 0 else draft.year,
                self.head,
                side,
                self.reading.account,
            )
            for side in range(self.head.sides)
        ]
        self._fill(record, columns, texts)
        if unit := record.banners.get(UNIT) or self._of_unit:
            draft.values.setdefault(UNIT, unit)

    def _fill(self, record: Record, columns: list[HeadColumn], texts: dict[str, str]) -> None:
        draft = self._draft
        assert draft is not None  # noqa: S101 - begun before
        for column in columns:
            text = texts[column.text].strip()
            if not text:
                continue
            self._doubt(column, text, record)
            if column.key == "fund":
                self._fund(draft, column, text, record)
            elif column.key in ("goal", "mid_goal"):
                goals = draft.goals if column.key == "goal" else draft.mid_goals
                if text not in goals:
                    goals.append(text)
            elif column.scope == "project":
                self._value(draft, column, text, record)
            elif not any(one.label == column.text and one.value == text for one in draft.own):
                draft.keep(column.text, text)

    def _doubt(self, column: HeadColumn, text: str, record: Record) -> None:
        if is_family(text):
            message = f"“{text}”是指标的类别，不是“{column.text}”，请核对表头是否错位。"
            self.reading.account.problem(record.place, message, column.text, text)

    def _value(self, draft: Draft, column: HeadColumn, text: str, record: Record) -> None:
        before = draft.values.setdefault(column.key, text)
        if normalise_label(before) != normalise_label(text):
            self.reading.account.problem(
                record.place, f"同一项目的“{column.text}”前后不同：“{before}”与“{text}”。", column.text, text
            )

    def _fund(self, draft: Draft, column: HeadColumn, text: str, record: Record) -> None:
        label = column.label
        assert label is not None  # noqa: S101 - a fund column has one
        unit = column.money or label.money or self.around.money
        try:
            amount = amount_in_wan(text, unit or "万元")
        except ValueError:
            self.reading.account.problem(record.place, f"“{text}”不是金额。", column.text, text)
            return
        if doubt := doubt_of_units(text, unit, self.around.money):
            self.reading.account.problem(record.place, doubt, column.text, text)
        if not unit:
            self.reading.account.notice(record.place, "没有印出金额单位，按万元读入，请核对。", "金额单位")
        period = label.period or FundPeriod.ANNUAL
        remark = "" if says_plainly(text) else text
        line = FundLine(label.source, period, label.text, amount, remark)
        if line not in draft.funds:
            draft.funds.append(line)

    def _sum_of(self, record: Record) -> str | None:
        """What a row that names no indicator is the sum of, in whichever column that stands."""
        if any(record.text("name", side) or record.text("value", side) for side in range(self.head.sides)):
            return None
        texts = (normalise_label(box.text) for box in record.boxes.values() if box.row == record.row)
        return next((text for text in texts if text.endswith(SUMS)), None)

    def _sums(self, record: Record, of: str) -> None:
        for column, box in record.boxes.items():
            if box.row == record.row and box.text.strip() and normalise_label(box.text) != of:
                self.reading.head.keep(f"{of}·{column.text}", box.text.strip())
