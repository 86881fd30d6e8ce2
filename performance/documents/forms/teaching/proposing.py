"""An example and what a person has said of it → the form that is proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from performance.content.model import FieldKind
from performance.documents.blocks import Source
from performance.documents.forms.declaration import WrongDeclaration, load_form
from performance.documents.forms.declaring import toml_of
from performance.documents.forms.form import FieldControl, Form, FormCell, FormPart
from performance.documents.forms.heads import find_head
from performance.documents.forms.teaching.cards import CardRows
from performance.documents.forms.teaching.example import Example, example_of
from performance.documents.forms.teaching.lists import families_of, indicator_part, plain_list
from performance.documents.forms.teaching.slots import Answers, HeadSlot, LabelSlot, words_for
from performance.documents.forms.words import meaning, money_of

_TICKS = re.compile(r"([^\s□☑√]{1,12})\s*[□☑√]|[□☑]\s*([^\s□☑√]{1,12})")
_USUAL_FAMILIES = ("产出指标", "效益指标", "满意度指标")
_NARROW, _WIDE = 10, 22


@dataclass(frozen=True)
class Proposal:
    """``form`` is None while the example and the answers make none; then ``problems`` say why."""

    example: Example
    labels: tuple[LabelSlot, ...]
    heads: tuple[HeadSlot, ...]
    form: Form | None = None
    problems: tuple[str, ...] = ()

    @property
    def unsure(self) -> int:
        return [*(slot.sure for slot in self.labels), *(slot.sure for slot in self.heads)].count(False)


@dataclass(frozen=True)
class Named:
    """What the form is called, where it is another than the example says; ``""`` and 0 leave it open."""

    title: str = ""
    money: str = ""
    valid_from: int = 0
    valid_to: int = 0
    families: Sequence[str] = field(default_factory=tuple)


def propose(source: Source, answers: Answers | None = None, named: Named | None = None) -> Proposal:
    """Raises NoExample where the source shows no form."""
    answers, named = answers or Answers(), named or Named()
    with meaning(answers.as_words()):
        example = example_of(source)
        reading = _Reading(example, answers)
        reading.read()
    labels, heads = tuple(reading.cards.slots.values()), tuple(reading.heads.values())
    form = replace(reading.form(named), words=words_for(labels, (*heads, *_joined_heads(reading.parts))))
    try:
        return Proposal(example, labels, heads, load_form(toml_of(form)))
    except WrongDeclaration as error:
        return Proposal(example, labels, heads, problems=tuple(error.problems))


def _joined_heads(parts: Sequence[FormPart]) -> Iterator[HeadSlot]:
    """What a column below another head is called where a head can be of one row only, as in plain text."""
    for column in (column for part in parts for column in part.columns):
        if column.over and column.key:
            yield HeadSlot(f"{column.over}·{column.lower_head}", column.key)


class _Reading:
    """The example's rows as parts of a form, from the first to the last."""

    def __init__(self, example: Example, answers: Answers) -> None:
        self.example, self.table, self.answers = example, example.table, answers
        self.cards = CardRows(self.table, answers)
        self.heads: dict[str, HeadSlot] = {}
        self.parts: list[FormPart] = []
        self.families: list[str] = []
        self.flat = False
        self._rows: list[tuple[FormCell, ...]] = []

    def read(self) -> None:
        rows, number = self.example.rows, 0
        while number < len(rows):
            row = rows[number]
            end = self._list_from(row)
            if end is None:
                self._rows.append(self.cards.row(row))
                number += 1
            else:
                number = next((n for n in range(number, len(rows)) if rows[n] >= end), len(rows))
        self._close()

    def _list_from(self, row: int) -> int | None:
        """The row behind the list whose heads begin here, if one does."""
        if (head := find_head(self.table, row)) is not None:
            part, records, end = indicator_part(self.table, head, self.answers, self.heads)
            self.flat = self.flat or head.flat
            self.families += families_of(records)
            end = max(end, row + head.height)
        elif (found := plain_list(self.table, row, self._group(row))) is not None:
            part, end = found
        else:
            return None
        self._close()
        self.parts.append(part)
        return end

    def _group(self, row: int) -> str:
        """What the label beside a row says of it."""
        first = self.table.at.get((row, 0))
        meaning = self.answers.said_of(first.text) if first is not None and first.text else ""
        return meaning if meaning.startswith("group:") else ""

    def _close(self) -> None:
        if self._rows:
            self.parts.append(FormPart(rows=tuple(self._rows)))
            self._rows = []

    def form(self, named: Named) -> Form:
        example = self.example
        return Form(
            id="draft",
            province="本局",
            edition="草稿",
            kind=self._kind(),
            title=named.title or example.title or "绩效目标表",
            description="由样例教成。",
            money=named.money or example.money or self._money() or "万元",
            grid=self._widths(),
            parts=tuple(self.parts),
            year_line=example.year_line,
            unit_line=example.unit_line,
            valid_from=named.valid_from,
            valid_to=named.valid_to,
            families=tuple(named.families or dict.fromkeys(self.families) or self._usual_families()),
            controls=self._controls(),
        )

    def _usual_families(self) -> tuple[str, ...]:
        """Those of most forms, where the example names none and its list has a column for them."""
        named = any(column.key == "level1" for part in self.parts for column in part.columns)
        return _USUAL_FAMILIES if named else ()

    def _kind(self) -> str:
        fields = {cell.field for part in self.parts for row in part.rows for cell in row}
        if self.flat:
            return "list"
        return (
            "department" if "department_name" in fields and not fields & {"name", "code_name"} else "project"
        )

    def _money(self) -> str:
        """The unit that a label names in brackets."""
        return next((unit for slot in self.cards.slots.values() if (unit := money_of(slot.text))), "")

    def _widths(self) -> tuple[int, ...]:
        """A column is as wide as what its heads and labels need, and what is written in it is wider than they are."""
        longest = [0] * self.table.width
        for box in self.table.boxes:
            if box.column_span == 1:
                longest[box.column] = max(longest[box.column], min(len(box.text), _WIDE))
        return tuple(max(_NARROW, width + 2) for width in longest)

    def _controls(self) -> dict[str, FieldControl]:
        """Boxes that the example prints to be ticked."""
        found: dict[str, FieldControl] = {}
        cells = {name: slot for name, slot in self.cards.slots.items() if "□" in slot.sample}
        for name, slot in cells.items():
            words = tuple(before or after for before, after in _TICKS.findall(slot.sample))
            if words and not slot.said.startswith(("fund:", "group:")):
                found[name if slot.said == "own" else slot.said] = FieldControl(FieldKind.BOXES, words)
        return found
