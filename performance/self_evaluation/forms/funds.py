"""The money of a card in a file: by its captions, in the unit that the file names."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from indicators.text import normalise_label
from performance.content.model import FundSource
from performance.content.self_evaluation import FUND_LABELS, CardContent, FundRow
from performance.documents.numbers import MoneyUnit, read_number
from performance.self_evaluation.card import Card
from performance.self_evaluation.forms.captions import columns_of, plain_label
from performance.written.files.account import DASHES, RowAccount
from performance.written.files.units import in_unit, is_number, shift_of, stated_unit

MONEY = ("opening", "adjusted", "spent")


def money_unit(account: RowAccount, head: int, remarks: list[str]) -> str:
    return stated_unit(account, head, lambda row: "spent" in columns_of(row, MONEY), remarks)


class Funds:
    """Reads rows below a head of amounts, as long as they are of one source each."""

    def __init__(self, card: Card, account: RowAccount, unit: str, remarks: list[str]) -> None:
        self.card, self.account, self.unit, self.remarks = card, account, unit, remarks
        self.funds = {fund.source: fund for fund in card.content.funds}
        self.columns: dict[str, int] = {}
        self._heads: tuple[str, ...] = ()
        self._asked = {plain_label(answer.caption) for answer in card.form.answers}
        self.score = ""
        self._said: dict[str, dict[str, str]] = {}  # by each source that was read
        self.reasons: list[str] = []

    def read(self, head: int) -> CardContent:
        for number in range(head):
            row = self.account.rows[number]
            heads = columns_of(row, (*MONEY, "score", "funds_reason", "rate", "points"))
            if "spent" in heads:
                self._head(number, heads)
            elif self.columns:
                self._row(number)
        self._without_unit()
        content = replace(self.card.content, funds=tuple(self.funds.values()))
        if self.reasons:
            content = replace(content, funds_reason="\n".join(dict.fromkeys(self.reasons)))
        if self.score:
            content = replace(content, execution_entered=self.score)
        return content

    def _head(self, number: int, heads: dict[str, int]) -> None:
        """Captions alone. Where numbers stand between them, each beside its caption, what stands below is no column."""
        row = self.account.rows[number]
        first = min(place for key, place in heads.items() if key in MONEY)
        beside = [cell.strip() for cell in row.cells[first:] if cell.strip()]
        self.columns, self._heads = {} if any(map(is_number, beside)) else heads, row.cells
        if not self.columns:
            self.remarks.append(f"{row.place}：金额写在栏名的旁边，没有读入：{'、'.join(beside)}。")
        self.account.skip(number)

    def _row(self, number: int) -> None:
        row = self.account.rows[number]
        sources = list(columns_of(row, list(self.funds)))
        cells = {key: self.account.look(number, self.columns[key]) for key in MONEY if key in self.columns}
        if sources:
            self._of_source(sources[0], number)
        elif self._asked.intersection(map(plain_label, row.cells)):
            return  # what only this form asks
        elif any(map(_is_money, cells.values())) and _stands_alone(row.cells):
            label = next((cell.strip() for cell in row.cells if cell.strip()), "")
            amounts = "、".join(text for text in cells.values() if text)
            self.remarks.append(f"{row.place}：自评表没有“{label}”这一资金来源，{amounts} 没有填入。")
            self.account.skip(number)
        elif any(map(is_number, cells.values())):
            self.account.skip(number)  # a source without money

    def _of_source(self, source: str, number: int) -> None:
        shift = self._shift(source, number)
        if shift:
            place = self.account.rows[number].place
            self.remarks.append(f"{place}：金额与表头错开，按第一个数对齐读入，请逐个核对。")
        cell = {key: self.account.take(number, place + shift) for key, place in self.columns.items()}
        printed = {key: cell[key] for key in MONEY if cell.get(key)}
        if printed and self._said.setdefault(source, printed) != printed:
            label = FUND_LABELS[FundSource(source)].removeprefix("其中：")
            amounts = "、".join(printed.values())
            self.remarks.append(
                f"{self.account.rows[number].place}：“{label}”在前面已有一行，这一行的 {amounts} 没有填入，请核对。"
            )
            return
        converted = {key: in_unit(text, self.unit) for key, text in printed.items()}
        self.funds[source] = replace(self.funds[source], **converted)
        if source == FundSource.TOTAL:
            self._total(cell, number)
        if reason := cell.get("funds_reason", ""):
            named = "" if source == FundSource.TOTAL else f"{FUND_LABELS[source].removeprefix('其中：')}："
            self.reasons += [] if reason in ("/", "－", "-") else [f"{named}{reason}"]

    def _shift(self, source: str, number: int) -> int:
        """By how many cells the amounts stand before their captions: a number stands there where none belongs."""
        cells = self.account.rows[number].cells
        label = columns_of(self.account.rows[number], (source,))[source]
        first = min(place for key, place in self.columns.items() if key in MONEY)
        return shift_of(cells, self._heads, label, first)

    def _total(self, cell: dict[str, str], number: int) -> None:
        """The rate that is printed has to be that of the amounts: one read in the wrong place would show in it."""
        place, rate = self.account.rows[number].place, cell.get("rate", "").rstrip("%％")
        self.score = told_score(cell.get("score", ""), f"{place}：预算执行率", self.remarks) or self.score
        adjusted, spent = cell.get("adjusted", ""), cell.get("spent", "")
        if not (is_number(rate) and is_number(adjusted) and is_number(spent)) or not read_number(adjusted):
            return
        own, printed = read_number(spent) / read_number(adjusted) * 100, read_number(rate)
        if min(abs(own - printed), abs(own - printed * 100)) > 1:
            self.remarks.append(
                f"{place}：执行率写的是“{cell['rate']}”，{spent} ÷ {adjusted} = {own:.2f}%，请核对金额是否读对。"
            )

    def _without_unit(self) -> None:
        """A file that names no unit, and whose budget is ten thousand times the approved one, counts in 元."""
        bare = [text for amounts in self._said.values() for text in amounts.values() if _is_money(text)]
        if self.unit or not bare:
            return
        approved = self.card.promised.opening.get(FundSource.TOTAL)
        written = self._said.get(FundSource.TOTAL, {}).get("opening", "")
        opening = read_number(written) if is_number(written) else None
        if approved and opening == approved * MoneyUnit.YUAN.per_wan:
            self.remarks.append(
                f"文件没有写金额单位，年初预算数“{written}”是批复的{approved:f}万元的一万倍，金额按元读入，请核对。"
            )
            self.unit = MoneyUnit.YUAN.label
            before = {fund.source: fund for fund in self.card.content.funds}
            self.funds = {source: _in_yuan(fund, before[source]) for source, fund in self.funds.items()}
        elif opening is None or opening != approved:
            self.remarks.append("文件没有写金额单位，金额按万元读入，请核对。")


def _in_yuan(fund: FundRow, before: FundRow) -> FundRow:
    texts = {name: getattr(fund, name) for name in MONEY}
    return replace(
        fund,
        **{
            name: in_unit(text, MoneyUnit.YUAN.label)
            for name, text in texts.items()
            if text != getattr(before, name)
        },
    )


def _stands_alone(cells: tuple[str, ...]) -> bool:
    """Only a caption with amounts beside it."""
    return len([cell for cell in cells if cell.strip()]) > 1


def _is_money(text: str) -> bool:
    return is_number(text) and read_number(text) != Decimal(0)


def score_of(text: str) -> str:
    """Points without the word behind them."""
    bare = normalise_label(text).removesuffix("分")
    return bare if is_number(bare) else text


def told_score(text: str, whose: str, remarks: list[str]) -> str:
    """Points that are written, or nothing; what is no number is told."""
    score = score_of(text)
    if not score or score in DASHES:
        return ""
    if is_number(score):
        return score
    remarks.append(f"{whose}的得分“{text}”不是数，没有填入。")
    return ""
