"""The rows of an example's card → rows of a form: what is printed by the form, and what each blank beside it is for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indicators.text import half_width
from performance.content.model import FundPeriod
from performance.documents.forms.amounts import looks_like_amount
from performance.documents.forms.boxes import Box, BoxTable
from performance.documents.forms.fitting import is_family, looks_like_value
from performance.documents.forms.form import FormCell
from performance.documents.forms.teaching.slots import CONTENT, GROUP, Answers, LabelSlot, period_of
from performance.documents.forms.words import LONGEST, normalise

BLANK = FormCell(field="blank")


@dataclass
class CardRows:
    """Reads rows one below the other; what it took labels for is in ``slots``, in reading order."""

    table: BoxTable
    answers: Answers
    slots: dict[str, LabelSlot] = field(default_factory=dict)
    _above: dict[int, tuple[int, LabelSlot]] = field(default_factory=dict)  # by column: end, label of a head
    _periods: dict[int, FundPeriod] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def row(self, number: int) -> tuple[FormCell, ...]:
        heads = self._are_heads(number)
        cells: list[FormCell] = []
        waiting: LabelSlot | None = None
        column = 0
        while column < self.table.width:
            box = self.table.at.get((number, column))
            if box is None or box.row < number:
                end = min(box.end if box else column + 1, self.table.width)
                cells.append(FormCell(end - column, below=True) if box else FormCell(1, field="blank"))
                column = end
                continue
            label = self._label(box, waiting)
            if label is not None:
                cells.append(FormCell(box.column_span, label=box.text.strip()))
                waiting = None if heads or label.said.startswith("group:") else label
                if heads:
                    self._above[box.column] = box.end, label
            else:
                bound, waiting = waiting or self._head_of(box), None
                cells.append(self._content(box, bound))
            column = box.end
        return _merged(cells)

    # -- labels -----------------------------------------------------------------------------------------------

    def _label(self, box: Box, waiting: LabelSlot | None) -> LabelSlot | None:
        """The slot of a box if it is a label; it is asked about once, however often it stands there."""
        if not box.text.strip() or len(normalise(box.text)) > LONGEST:
            return None
        meaning = self.answers.said_of(box.text)
        bound = waiting is not None or self._head_of(box) is not None
        if meaning == CONTENT or (not meaning and (bound or _is_content(box.text))):
            return None
        name = normalise(box.text)
        if (known := self.slots.get(name)) is not None:
            return known
        sure = bool(meaning)
        if self._is_group(box):
            meaning = meaning if meaning.startswith("group:") else GROUP
        slot = LabelSlot(box.text.strip(), meaning or "own", sure=sure)
        self.slots[name] = slot
        return slot

    def _is_group(self, box: Box) -> bool:
        """Whether a box reaches down beside several rows, so that it labels all of them."""
        below = range(box.row + 1, min(box.bottom, self.table.height))
        return any(other.column >= box.end for row in below for other in self.table.rows[row])

    def _are_heads(self, number: int) -> bool:
        """Whether a row has labels only, with what they are for right below them."""
        boxes = [box for box in self.table.rows[number] if not self._is_group(box)]
        below = (
            {box.column: box for box in self.table.rows[number + 1]} if number + 1 < self.table.height else {}
        )
        if not boxes or not all(
            box.text and self.answers.said_of(box.text) not in ("", CONTENT) for box in boxes
        ):
            return False
        under = [below.get(box.column) for box in boxes]
        return all(one is not None and not self.answers.said_of(one.text) for one in under)

    def _head_of(self, box: Box) -> LabelSlot | None:
        for column, (end, label) in self._above.items():
            if column <= box.column < end:
                return label
        return None

    # -- what is filled in ------------------------------------------------------------------------------------

    def _content(self, box: Box, label: LabelSlot | None) -> FormCell:
        span = box.column_span
        if label is None or label.said.startswith("group:"):
            return FormCell(span, field="blank")
        if box.text and not label.sample:
            self.slots[label.name] = label = LabelSlot(label.text, label.said, box.text.strip(), label.sure)
        meaning = label.said
        if meaning.startswith("fund:"):
            return FormCell(span, field="fund", more=self._fund(meaning, box))
        if meaning != "own" and meaning not in self._used:
            self._used.add(meaning)
            coded = meaning == "name" and _CODED.fullmatch(half_width(box.text))
            return FormCell(span, field="code_name" if coded else meaning)
        if meaning != "own":
            self.slots[label.name] = LabelSlot(label.text, "own", label.sample, sure=False)
        return FormCell(span, field="own", more=label.name.translate(_BRACES))

    def _fund(self, meaning: str, box: Box) -> str:
        """The amount's place: of the years that the label names, else of those of the total above it."""
        before = [column for column in self._periods if column <= box.column]
        more = period_of(meaning, self._periods[max(before)] if before else None)
        period, source = more.split(":")
        if source == "total":
            self._periods[box.column] = FundPeriod(period)
        return more


_CODED = re.compile(r"\s*[0-9A-Za-z]{8,}\s*[-—]\s*\S.*", re.DOTALL)
_BRACES = {ord("{"): "（", ord("}"): "）"}


def _is_content(text: str) -> bool:
    """Whether a text stands for an example's own, though no label is before it."""
    return looks_like_amount(text) or looks_like_value(text) or is_family(text) or "□" in text


def _merged(cells: list[FormCell]) -> tuple[FormCell, ...]:
    """Blanks side by side are one."""
    merged: list[FormCell] = []
    for cell in cells:
        last = merged[-1] if merged else None
        if last is not None and last.field == cell.field == "blank":
            merged[-1] = FormCell(last.span + cell.span, field="blank")
        else:
            merged.append(cell)
    return tuple(merged)
