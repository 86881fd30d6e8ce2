"""What a file says of each indicator, put where the card of today has the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from indicators.text import normalise_label
from performance.content.self_evaluation import ResultRow
from performance.documents.numbers import read_number
from performance.scoring.arithmetic import plain
from performance.self_evaluation.card import Card
from performance.self_evaluation.forms.captions import LIST, is_caption, plain_label
from performance.self_evaluation.forms.funds import score_of, told_score
from performance.self_evaluation.forms.printed_rows import (
    EXECUTION,
    MEASURE,
    REASON,
    SCORE_REASON,
    SOURCE,
)
from performance.written.files.account import RowAccount, quote
from performance.written.files.list_rows import TableRow, table_rows
from performance.written.files.names import Names, plain_name, same_target

SIGNS = ("≥", "≤", "＝", "=", ">", "<", "＞", "＜")  # “定性” and the like are no part of a value
UNUSED = "不适用"
_BARE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_MARKED = re.compile(f"({REASON}|{MEASURE}|{SCORE_REASON}|{SOURCE})")


class Results:
    """``judged`` collects the scores of what is no indicator, by group and by name; ``execution`` is that of the money."""

    def __init__(self, card: Card, account: RowAccount, remarks: list[str]) -> None:
        self.card, self.account, self.remarks = card, account, remarks
        self.rows = list(card.content.results)
        self.waiting = list(range(len(self.rows)))
        self.judged: dict[str, list[str]] = {}
        self.execution = ""
        self._judges = {normalise_label(name) for name, _ in card.content.parts} | {EXECUTION}
        self._names = Names(card.promised.content.indicators, plain_label)
        self._level2 = ""  # of the row that is read
        self._weights: list[str] = []
        self._beside: dict[str, list[str]] = {}

    def read(self, head: int) -> tuple[ResultRow, ...]:
        group = ""
        heads = self.account.rows[head].cells
        for row in table_rows(self.account, head, LIST, self._known, self.remarks):
            first, second = (plain_label(row.cell(level)) for level in ("level1", "level2"))
            group, self._level2 = first or group, second or ("" if first else self._level2)
            if plain_label(row.cell("name")) == "小计":
                self._take(row)
            elif self._is_promised(row, group) or not self._is_judged(row, group):
                self._indicator(row)
            self._note_other_columns(row, heads)
        self.account.skip(head)
        self.remarks += [f"文件里没有“{self.rows[place].name}”，保持原来的内容。" for place in self.waiting]
        if self._weights:
            self.remarks.append(f"分值与本表不同，得分按本表的分值核对：{'；'.join(self._weights)}。")
        for label, texts in self._beside.items():
            self.remarks.append(f"“{label}”一栏没有读入（{len(texts)}处）：{'、'.join(map(quote, texts))}。")
        return tuple(self.rows)

    def _known(self, name: str) -> bool:
        return self._names.known(name)

    def _is_promised(self, row: TableRow, group: str) -> bool:
        """Whether it is an indicator, though called as what is judged: by its level or its target."""
        place = self._place(row.cell("name"), row.cell("target"))
        if place is None:
            return False
        return plain_label(self.rows[place].level1) == group or self._agrees(row, 0, place)

    def _is_judged(self, row: TableRow, group: str) -> bool:
        name = plain_name(row.cell("name"))
        if not name or self._judges.isdisjoint((group, name)):
            return False
        self._take(row)
        score = score_of(row.cell("score"))
        if name == EXECUTION:
            self.execution = told_score(row.cell("score"), f"{row.place}：{EXECUTION}", self.remarks)
            return True
        for label in {group, name}:
            self.judged.setdefault(label, []).append(score)
        return True

    def _take(self, row: TableRow, shift: int = 0) -> None:
        for number in row.numbers:
            for column in row.columns.values():
                self.account.take(number, column + shift)

    def _indicator(self, row: TableRow) -> None:
        shift, place = self._names.found(
            row, self.waiting, self._level2, lambda shift, place: self._agrees(row, shift, place)
        )
        cell = {key: row.cell(key, shift) for key in row.columns}
        if place is None:
            self._take(row)
            self._unknown(row, cell)
            return
        self._take(row, shift)
        if shift:
            self.remarks.append(
                f"{row.place}：这一行与表头错开，按指标名称“{cell['name']}”对齐读入，请核对。"
            )
        self.waiting.remove(place)
        indicator, scored = self.card.promised.content.indicators[place], self.card.sheet.indicators[place]
        joined = _joined(cell, self.rows[place].value)
        if joined.get("target") and not same_target(joined["target"], indicator.target):
            self.remarks.append(
                f"{row.place}：“{indicator.name}”的指标值为“{joined['target']}”，批复的是“{indicator.target}”。"
            )
        points = score_of(cell.get("points", ""))
        if _BARE.fullmatch(points) and read_number(points) != scored.points:
            self._weights.append(f"{indicator.name} {points}，本表 {plain(scored.points)}")
        if joined["value"] in ("/", "／"):
            self.remarks.append(f"{row.place}：“{indicator.name}”的完成值是“/”，按不适用读入，请核对。")
        score = told_score(cell.get("score", ""), f"{row.place}：“{indicator.name}”", self.remarks)
        if score or not cell.get("score"):
            joined["entered"] = score
        self.rows[place] = _told(self.rows[place], joined)

    def _place(self, name: str, target: str) -> int | None:
        return self._names.place(self.waiting, name, target, self._level2)

    def _agrees(self, row: TableRow, shift: int, place: int) -> bool:
        """What is taken for the target is the promised one: nothing else says that a row is only shifted."""
        cell = _joined({key: row.cell(key, shift) for key in row.columns}, "")
        return same_target(cell.get("target", ""), self.card.promised.content.indicators[place].target)

    def _unknown(self, row: TableRow, cell: dict[str, str]) -> None:
        quoted = "、".join(
            f"“{quote(cell[key])}”" for key in ("value", "score", "reason") if cell.get(key, "").strip()
        )
        if cell["name"]:
            shown = f"完成值“{cell['value']}”没有填入。"
            self.remarks.append(f"{row.place}：批复版没有“{cell['name']}”这一指标，{shown}")
        elif quoted and not plain_label(cell.get("level1", "")).endswith("小计"):
            self.remarks.append(f"{row.place}：没有指标名称，{quoted}没有填入。")

    def _note_other_columns(self, row: TableRow, heads: tuple[str, ...]) -> None:
        """What stands in a column that has no place in a card."""
        taken = set(row.columns.values())
        for number in row.numbers:
            for column, label in enumerate(heads):
                text = self.account.look(number, column)
                if column in taken or not label.strip() or not text or is_caption(text):
                    continue
                if (number, column) not in self.account:
                    self.account.take(number, column)
                    self._beside.setdefault(label.strip(), []).append(text)

    def parts(self) -> Iterator[tuple[str, str]]:
        """What a person judges, in a row of its name or in several below it: then their sum."""
        for name, entered in self.card.content.parts:
            written = [text for text in self.judged.get(normalise_label(name), []) if text]
            try:
                total = sum(map(read_number, written), Decimal(0))
            except ValueError:
                self.remarks.append(f"“{name}”的得分“{'、'.join(written)}”读不懂，没有填入。")
                written = []
            if len(written) > 1:
                terms = " + ".join(written)
                self.remarks.append(f"“{name}”的得分为{len(written)}项之和：{terms} = {plain(total)}。")
            yield name, plain(total) if written else entered


def _joined(cell: dict[str, str], before: str) -> dict[str, str]:
    """Sign and unit stand in columns of their own on some forms; a number alone is in that unit."""
    sign, unit = cell.get("sign", ""), cell.get("measured", "")
    joined = dict(cell)
    if target := cell.get("target", ""):
        before_it = sign if sign in SIGNS and not target.startswith(SIGNS) else ""
        joined["target"] = f"{before_it}{target.removesuffix(unit)}{unit}"
    if unit and _BARE.fullmatch(cell.get("value", "")) and cell["value"] != before:
        joined["value"] = f"{cell['value']}{unit}"
    return joined


def _told(row: ResultRow, cell: dict[str, str]) -> ResultRow:
    applicable = cell["value"] not in (UNUSED, "/", "／")
    first, *marked = _MARKED.split(cell.get("reason", ""))
    named: dict[str, str] = {REASON: first.strip()} if marked else {}
    for mark, text in zip(marked[::2], marked[1::2], strict=True):
        named[mark] = "\n".join(filter(None, (named.get(mark, ""), text.strip())))
    changed = {"value": cell["value"] if applicable else ""}
    if "score" in cell and "entered" in cell:
        changed["entered"] = cell["entered"]
    if named:
        changed |= {
            "reason": named.get(REASON, ""),
            "measure": named.get(MEASURE, ""),
            "score_reason": named.get(SCORE_REASON, ""),
            "source": named.get(SOURCE, row.source),
        }
    elif "reason" in cell:
        changed["reason"] = cell["reason"]
        changed |= {"measure": "", "score_reason": ""}
    changed |= {key: cell[key] for key in ("measure", "source") if cell.get(key)}
    return replace(row, applicable=applicable, **changed)
