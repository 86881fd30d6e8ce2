"""The lists of a form that are not indicators: tasks of a department, a plan of progress, costs and their estimates."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from indicators.text import normalise_label
from performance.content.model import FieldKind, FundLine, FundSource, OwnField, PhaseContent, TaskContent
from performance.documents.blocks import Noise
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.amounts import amount_in_wan, is_blank, looks_like_amount, says_plainly
from performance.documents.forms.binding import Surroundings
from performance.documents.forms.boxes import Box, BoxTable, claim
from performance.documents.forms.draft import Draft
from performance.documents.forms.drawn_rows import say_odd_rows
from performance.documents.forms.inline import kind_of
from performance.documents.forms.words import head_of, label_of, money_of

KINDS = ("task", "phase", "cost")
SUMS = frozenset(("金额合计", "合计", "总计", "小计"))
Heads = list[tuple[Box, str, str]]  # the box, what stands below it, the text of the head above it


def find_list(table: BoxTable, row: int, around: Surroundings) -> tuple[str, Heads, int] | None:
    """Kind, heads and height of the list whose heads begin in a row, if one does."""
    boxes = table.written(row)
    group = around.group.key if around.group is not None else ""
    for kind in KINDS:
        known = [(box, _key(box, kind)) for box in boxes]
        found = {key for _, key in known if key}
        named = group == f"{kind}s" and len(found) > 0
        if len(boxes) > 1 and ((named and len(found) > 1) or _is_telling(kind, boxes, found)):
            height = min(max(box.row_span for box in boxes), 3)
            return kind, _leaves(table, row, height, known, kind), height
    return None


def _key(box: Box, kind: str) -> str:
    """The column of a head; any source of money names an amount, and so does 资金情况 above a column."""
    label = label_of(box.text)
    is_money = label is not None and (label.kind == "fund" or (label.kind, label.key) == ("group", "funds"))
    return head_of(box.text, kind) or ("amount" if is_money else "")


def _is_telling(kind: str, boxes: Sequence[Box], found: set[str]) -> bool:
    texts = {normalise_label(box.text) for box in boxes}
    if kind == "task":
        return "任务名称" in texts and "text" in found
    if kind == "phase":
        return {"text", "period"} <= found
    return "basis" in found and "name" in found and len(found) > 1


def _leaves(table: BoxTable, row: int, height: int, known: Sequence[tuple[Box, str]], kind: str) -> Heads:
    leaves: Heads = []
    for box, key in known:
        below = [
            child
            for number in range(row + 1, min(row + height, table.height))
            for child in table.rows[number]
            if child.text and box.column <= child.column < box.end and box.row_span < height
        ]
        claim([box, *below])
        leaves += [(child, head_of(child.text, kind) or "amount", box.text) for child in below] or [
            (box, key, "")
        ]
    return leaves


class ListReader:
    """Reads the rows below the heads; a row of sums is kept under its own label."""

    def __init__(
        self,
        table: BoxTable,
        kind: str,
        heads: Heads,
        draft: Draft,
        around: Surroundings,
        account: ReadingAccount,
    ):
        self.table, self.kind, self.heads, self.draft = table, kind, heads, draft
        self.around, self.account = around, account
        self._rows: list[int] = []

    def end(self) -> None:
        """Say which rows are of another length than the list's others."""
        say_odd_rows(self.table, self._rows, self.account)

    def read_row(self, row: int) -> bool:
        """Whether the row belongs to the list."""
        boxes = [box for box in self.table.rows[row] if not box.claimed]
        written = [box for box in boxes if box.text]
        if not written:
            return True
        if len(written) == 1 and len(self.heads) > 2:
            return self._is_unused(written[0])
        first = label_of(written[0].text)
        is_sum = normalise_label(written[0].text) in SUMS
        opens = (
            first is not None
            and first.kind in ("group", "field")
            and written[0].column <= self.heads[0][0].column
        )
        if opens and not is_sum:
            return False
        under = {self._head(box): box for box in written}
        if None in under or (len(under) < len(written) and not is_sum):
            return False
        claim(written)
        if [box.text for box in written] == [head.text for head, _, _ in self.heads]:
            self.account.noise += [Noise("重复的表头", box.text, box.place) for box in written]
            return True
        self._rows.append(row)
        if is_sum:
            self._sums(written)
        else:
            self._record({head: box for head, box in under.items() if head is not None})
        return True

    def _is_unused(self, box: Box) -> bool:
        """Whether a text alone in a row only says that the rest of the list is empty; else it is of another part."""
        if is_blank(box.text):
            claim([box])
            return True
        return False

    def _head(self, box: Box) -> tuple[Box, str, str] | None:
        for head in self.heads:
            if head[0].column < box.end and box.column < head[0].end:
                return head
        return None

    def _sums(self, written: Sequence[Box]) -> None:
        for box in written[1:]:
            head = self._head(box)
            label = normalise_label(head[0].text) if head else ""
            self.draft.keep(
                f"{normalise_label(written[0].text)}·{label}", box.text, self._group(), kind_of(box.text)
            )

    def _record(self, under: dict[tuple[Box, str, str], Box]) -> None:
        texts: dict[str, str] = {}
        funds: list[FundLine] = []
        own: list[OwnField] = []
        for (head, key, above), box in under.items():
            label = "".join(head.text.split())
            if key == "amount":
                funds.append(self._amount(head, above, box))
            elif key and key not in texts:
                texts[key] = box.text
            else:
                own.append(OwnField(label, box.text, position=len(own)))
        self._keep(texts, funds, own)

    def _keep(self, texts: dict[str, str], funds: list[FundLine], own: list[OwnField]) -> None:
        if self.kind == "task":
            self._say_odd_task(texts, funds)
            task = TaskContent(
                texts.get("name", ""), texts.get("text", ""), texts.get("goal", ""), tuple(funds), tuple(own)
            )
            self.draft.tasks.append(task)
        elif self.kind == "phase" and not own:
            self.draft.phases.append(
                PhaseContent(texts.get("period", ""), texts.get("text", ""), texts.get("end", ""))
            )
        else:
            name = texts.pop("name", texts.get("text", ""))
            for key, text in texts.items():
                label = next((normalise_label(head.text) for head, k, _ in self.heads if k == key), key)
                self.draft.keep(f"{name}·{label}", text, self._group(), kind_of(text))
            for line in funds:
                amount = line.printed or (f"{line.amount:f}" if line.amount is not None else "")
                self.draft.keep(f"{name}·{line.label}", amount, self._group(), FieldKind.AMOUNT)
            for one in own:
                self.draft.keep(f"{name}·{one.label}", one.value, self._group(), kind_of(one.value))

    def _say_odd_task(self, texts: dict[str, str], funds: list[FundLine]) -> None:
        """An amount in place of a text, or without a task: a cell of the row has gone."""
        name, text = texts.get("name", ""), texts.get("text", "")
        if ((funds or text) and not name) or looks_like_amount(name) or looks_like_amount(text):
            message = "这一行的任务名称、内容与金额对不上，请核对是否缺格、错行或错栏。"
            self.account.notice(self.table.rows[self._rows[-1]][0].place, message, "任务名称", name or text)

    def _amount(self, head: Box, above: str, box: Box) -> FundLine:
        label = label_of(head.text)
        source = label.source if label is not None else FundSource.UNKNOWN
        if not source and not above:
            source = FundSource.TOTAL
        money = money_of(head.text) or money_of(above) or self.around.money or "万元"
        amount: Decimal | None = None
        try:
            amount = amount_in_wan(box.text, money)
        except ValueError:
            self.account.problem(box.place, f"“{box.text}”不是金额。", "".join(head.text.split()), box.text)
        remark = "" if says_plainly(box.text) else box.text
        text = "" if source else "".join(head.text.split())
        return FundLine(source, label=text, amount=amount, printed=remark)

    def _group(self) -> str:
        return self.around.group.text if self.around.group is not None else ""
