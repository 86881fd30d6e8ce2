"""Where on a sheet of the workbook each caption and each answer of a form stands; from the form's own table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from performance.documents.blocks import Style
from performance.documents.cells import Below, Items, Label, Pattern, Spec, Values
from performance.documents.layout import Each
from performance.documents.records import Line
from performance.entry.answers import Answers
from performance.entry.field_specs import GROUP_TITLES, READONLY, field_spec_of, is_tree
from performance.entry.sheet import MODE, EntrySheet, Owner, Question, question_of

TITLE_ROW, HINT_ROW, FIRST_ROW = 1, 2, 3
SPARE_INDICATORS, SPARE_ROWS = 12, 4
LEAST_INDICATORS, LEAST_ROWS = 60, 20
MODE_CAPTION = "资金支出计划填法"
SEE_OTHER_SHEETS = "（在各项目的工作表中填写）"


@dataclass(frozen=True)
class Slot:
    """A cell of the sheet, from 1: a caption, or (with a ``name``) the answer to a question.

    ``label`` is the caption that an answer stands behind or under. ``fixed`` captions are the form's own words: whoever finds others there has another sheet before him.
    """

    row: int
    column: int
    span: int
    text: str = ""
    down: int = 1
    style: Style = Style.TEXT
    fixed: bool = False
    name: str = ""
    label: str = ""
    question: Question | None = None
    number: int = 0


@dataclass(frozen=True)
class Plan:
    slots: tuple[Slot, ...]
    widths: tuple[float, ...]
    rows: int

    @cached_property
    def answers(self) -> dict[str, Slot]:
        """The cells to be filled in, by the names that the same fields have on a page."""
        return {slot.name: slot for slot in self.slots if slot.name}

    @property
    def captions(self) -> Iterator[Slot]:
        return (slot for slot in self.slots if not slot.name)


def room_for(answers: Answers) -> dict[str, int]:
    """How many rows each group gets: those that are written and some to spare, and as many as most texts need."""
    return {
        group: max(len(records) + SPARE_INDICATORS, LEAST_INDICATORS)
        if is_tree(group)
        else max(len(records) + SPARE_ROWS, LEAST_ROWS)
        for group, records in answers.records.items()
    }


def lay_out(sheet: EntrySheet[Owner], owner: Owner, room: Mapping[str, int]) -> Plan:
    """The cells of a sheet that has room for so many rows of each group."""
    values = sheet.values(owner)
    planner = _Planner(sheet, room)
    for part in sheet.table.parts:
        if part.name in sheet.elsewhere:
            planner.mention(part.name)
            continue
        if isinstance(part, Each) and not part.labelled and not isinstance(part.first.cells[0], Below):
            planner.head(part)
        records: Values = {part.name: [{}] * room[part.name]} if part.name else {}
        for line in part.lines(values | records):
            planner.add(line)
    return Plan(tuple(planner.slots), sheet.table.widths, planner.row - 1)


class _Planner:
    def __init__(self, sheet: EntrySheet[Owner], room: Mapping[str, int]) -> None:
        self.sheet = sheet
        self.room = room
        self.slots: list[Slot] = []
        self.row = FIRST_ROW
        self.reaching: dict[int, int] = {}  # by column: the caption that cells below continue
        self.above: dict[int, str] = {}  # by column: the latest caption

    def add(self, line: Line) -> None:
        items = next((cell for cell in line.row.cells if isinstance(cell, Items)), None)
        for number in range(self.room[items.field] if items else 1):
            self._add_row(line, number)
        if self.sheet.has_plan and "december" in line.row.fields:
            self._ask_below(MODE_CAPTION, MODE, None)
        for cell, field in zip(line.row.cells, line.row.fields, strict=True):
            if isinstance(cell, Pattern) and field and field not in READONLY:
                question = question_of(line, cell, field)
                self._ask_below(question.field_spec.label, question.name(), question)

    def mention(self, group: str) -> None:
        width = len(self.sheet.table.widths)
        self._put(Slot(self.row, 1, width, GROUP_TITLES.get(group, "项目支出情况") + SEE_OTHER_SHEETS))
        self.row += 1
        self.reaching.clear()

    def head(self, part: Each) -> None:
        """Captions over records that the print sets as running text."""
        for n, (cell, field) in enumerate(zip(part.first.cells, part.first.fields, strict=True)):
            span = int(getattr(cell, "span", 1))
            caption = field_spec_of(part.name, field).label
            slot = Slot(self.row, part.first.offsets[n] + 1, span, caption, style=Style.CAPTION, fixed=True)
            self._put(slot)
        self.row += 1
        self.reaching.clear()

    def _add_row(self, line: Line, number: int) -> None:
        before = ""
        for n, (cell, field) in enumerate(zip(line.row.cells, line.row.fields, strict=True)):
            printed = cell.write(line.values)
            column, span = line.row.offsets[n] + 1, printed.span
            continued = isinstance(cell, Below) or (number and isinstance(cell, Label))
            if continued and self._reach_down(column, span):
                continue
            slot = Slot(self.row, column, span, style=printed.style)
            if not field or field in READONLY or isinstance(cell, Pattern):
                text = cell.label if isinstance(cell, Pattern) and field not in READONLY else printed.text
                self.reaching[column] = len(self.slots)
                self.above[column] = before = text
                self._put(replace(slot, text=text, fixed=isinstance(cell, Label)))
            else:
                label = before or self.above.get(column, "")
                self._ask(replace(slot, label=label), line, cell, field, number)
                before = ""
        self.row += 1

    def _ask(self, slot: Slot, line: Line, cell: Spec, field: str, number: int) -> None:
        question = question_of(line, cell, field)
        number = number if isinstance(cell, Items) else line.number
        self.reaching.pop(slot.column, None)
        label = question.field_spec.label or slot.label
        self._put(replace(slot, name=question.name(number), label=label, question=question, number=number))

    def _ask_below(self, caption: str, name: str, question: Question | None) -> None:
        """A row for what the print has no cell of its own for."""
        width = len(self.sheet.table.widths)
        half = width // 2
        self._put(Slot(self.row, 1, half, caption, style=Style.CAPTION, fixed=True))
        self._put(Slot(self.row, half + 1, width - half, name=name, label=caption, question=question))
        self.row += 1
        self.reaching.clear()

    def _reach_down(self, column: int, span: int) -> bool:
        at = self.reaching.get(column)
        if at is None or self.slots[at].span != span:
            return False
        self.slots[at] = replace(self.slots[at], down=self.row - self.slots[at].row + 1)
        return True

    def _put(self, slot: Slot) -> None:
        self.slots.append(slot)
