"""The money of a report in a file: by its captions, in the unit that the file names."""

from __future__ import annotations

from dataclasses import replace

from performance.content.model import FundSource
from performance.documents.numbers import MoneyUnit, read_number
from performance.monitoring.content import FUND_COLUMNS, FUND_LABELS, FundRow
from performance.monitoring.national_form.captions import FUNDS, MONEY, columns_of
from performance.monitoring.report import Report
from performance.written.files.account import DASHES, RowAccount
from performance.written.files.units import in_unit, is_number, shift_of, stated_unit

TOTAL = FundSource.TOTAL.value


class Money:
    """Reads rows below a head of amounts; what each source was said to have is put in place once the unit is known."""

    def __init__(self, report: Report, account: RowAccount, remarks: list[str]) -> None:
        self.report, self.account, self.remarks = report, account, remarks
        self.columns: dict[str, int] = {}
        self.heads: tuple[str, ...] = ()
        self.said: dict[str, dict[str, str]] = {}

    def read(self, head: int) -> tuple[FundRow, ...]:
        for number in range(head):
            heads = columns_of(self.account.rows[number], MONEY)
            if "spent" in heads:
                self._head(number, heads)
            elif self.columns:
                self._row(number)
        unit = (
            stated_unit(self.account, head, lambda row: "spent" in columns_of(row, MONEY), self.remarks)
            or self._unsaid_unit()
        )
        return tuple(
            replace(
                fund, **{key: in_unit(text, unit) for key, text in self.said.get(fund.source, {}).items()}
            )
            for fund in self.report.content.funds
        )

    def _head(self, number: int, heads: dict[str, int]) -> None:
        """Captions alone: where numbers stand among them, what stands below is no column."""
        row = self.account.rows[number]
        beside = [cell.strip() for cell in row.cells[min(heads.values()) :] if cell.strip()]
        self.columns, self.heads = {} if any(map(is_number, beside)) else heads, row.cells
        if not self.columns:
            self.remarks.append(f"{row.place}：金额写在栏名的旁边，没有读入：{'、'.join(beside)}。")
        self.account.skip(number)

    def _row(self, number: int) -> None:
        row = self.account.rows[number]
        sources = columns_of(row, FUNDS)
        if not sources:
            self._unknown(number)
            return
        source, label = next(iter(sources.items()))
        shift = shift_of(row.cells, self.heads, label, min(self.columns.values()))
        if shift:
            self.remarks.append(f"{row.place}：金额与表头错开，按第一个数对齐读入，请逐个核对。")
        cell = {key: self.account.take(number, place + shift) for key, place in self.columns.items()}
        sums = {key: cell[key] for key in FUND_COLUMNS if cell.get(key) and cell[key] not in DASHES}
        if sums and self.said.setdefault(source, sums) != sums:
            name = FUND_LABELS[FundSource(source)].removeprefix("其中：")
            amounts = "、".join(sums.values())
            self.remarks.append(f"{row.place}：“{name}”在前面已有一行，这一行的 {amounts} 没有填入，请核对。")

    def _unknown(self, number: int) -> None:
        row = self.account.rows[number]
        amounts = [
            self.account.look(number, self.columns[key]) for key in FUND_COLUMNS if key in self.columns
        ]
        written = [text for text in amounts if is_number(text)]
        if not written:
            return
        if any(map(read_number, written)):
            label = next((cell.strip() for cell in row.cells if cell.strip()), "")
            self.remarks.append(
                f"{row.place}：监控表没有“{label}”这一资金来源，{'、'.join(written)} 没有填入。"
            )
        self.account.skip(number)

    def _unsaid_unit(self) -> str:
        """A file that names no unit, and whose budget is ten thousand times the approved one, counts in 元."""
        if not self.said:
            return ""
        approved = self.report.promised.opening.get(FundSource.TOTAL)
        written = self.said.get(TOTAL, {}).get("budget", "")
        budget = read_number(written) if is_number(written) else None
        if approved and budget == approved * MoneyUnit.YUAN.per_wan:
            self.remarks.append(
                f"文件没有写金额单位，年初预算数“{written}”是批复的{approved:f}万元的一万倍，金额按元读入，请核对。"
            )
            return MoneyUnit.YUAN.label
        if budget is None or budget != approved:
            self.remarks.append("文件没有写金额单位，金额按万元读入，请核对。")
        return ""
