"""What a file says of each indicator, put where the report of today has the same one."""

from __future__ import annotations

from dataclasses import replace

from performance.monitoring.content import StateRow
from performance.monitoring.national_form.captions import LIST, TICKS, is_caption, plain_caption
from performance.monitoring.report import Report
from performance.written.files.account import RowAccount, quote
from performance.written.files.list_rows import TableRow, table_rows
from performance.written.files.names import Names, same_target

WRITTEN = ("actual", "forecast", "reason", "remark")


class States:
    def __init__(self, report: Report, account: RowAccount, remarks: list[str]) -> None:
        self.report, self.account, self.remarks = report, account, remarks
        self.rows = list(report.content.states)
        self.waiting = list(range(len(self.rows)))
        self._names = Names(report.promised.content.indicators, plain_caption)
        self._level2 = ""

    def read(self, head: int) -> tuple[StateRow, ...]:
        for row in table_rows(self.account, head, LIST, self._names.known, self.remarks):
            written = [cell for cell in row.cells if cell.strip()]
            if written and not all(map(is_caption, written)):
                self._indicator(row)
        self.account.skip(head)
        self.remarks += [f"文件里没有“{self.rows[place].name}”，保持原来的内容。" for place in self.waiting]
        return tuple(self.rows)

    def _indicator(self, row: TableRow) -> None:
        first, second = (plain_caption(row.cell(level)) for level in ("level1", "level2"))
        self._level2 = second or ("" if first else self._level2)
        shift, place = self._names.found(
            row, self.waiting, self._level2, lambda shift, place: self._agrees(row, shift, place)
        )
        if place is None and not row.cell("name"):
            return  # what it says is told with all that is left
        for number in row.numbers:
            for column in row.columns.values():
                self.account.take(number, column + shift)
        cell = {key: row.cell(key, shift) for key in row.columns}
        if place is None:
            quoted = "、".join(f"“{quote(cell[key])}”" for key in WRITTEN if cell.get(key)) or "这一行"
            self.remarks.append(f"{row.place}：批复版没有“{cell['name']}”这一指标，{quoted}没有填入。")
            return
        if shift:
            self.remarks.append(
                f"{row.place}：这一行与表头错开，按指标名称“{cell['name']}”对齐读入，请核对。"
            )
        self.waiting.remove(place)
        promised = self.report.promised.content.indicators[place].target
        if cell.get("target") and not same_target(cell["target"], promised):
            self.remarks.append(
                f"{row.place}：“{self.rows[place].name}”的指标值为“{cell['target']}”，批复的是“{promised}”。"
            )
        self.rows[place] = self._told(self.rows[place], cell, row)

    def _agrees(self, row: TableRow, shift: int, place: int) -> bool:
        """What is taken for the target is the promised one: nothing else says that a row is only shifted."""
        return same_target(row.cell("target", shift), self.report.promised.content.indicators[place].target)

    def _told(self, row: StateRow, cell: dict[str, str], source: TableRow) -> StateRow:
        ticked: dict[str, list[str]] = {"reason": [], "likelihood": []}
        for key, text in cell.items():
            kind, _, value = key.partition(":")
            if not value or not text:
                continue
            if text in TICKS:
                ticked[kind].append(value)
            else:
                self.remarks.append(f"{source.place}：“{row.name}”的勾选栏写的是“{text}”，看不出是否勾选。")
        if len(ticked["likelihood"]) > 1:
            self.remarks.append(f"{source.place}：“{row.name}”勾选了两种可能性，没有填入。")
        likelihood = ticked["likelihood"][0] if len(ticked["likelihood"]) == 1 else ""
        written = {name: cell[name] for name in WRITTEN if name in cell}
        return replace(row, **written, reasons=tuple(ticked["reason"]), likelihood=likelihood)
