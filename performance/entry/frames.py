"""A sheet as what a page shows: the official rows with fields in them, and each group with its rows.

The order is that of the official table. A caption that spans rows above a group is said again below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indicators.vocabulary import Vocabulary
from performance.content.model import PlanMode
from performance.documents.blocks import Style
from performance.documents.cells import Below, Items, Spec, Values
from performance.documents.records import Line
from performance.entry.answers import Answers
from performance.entry.controls import Control, Notes, control_of
from performance.entry.family_order import stands_in_order
from performance.entry.field_specs import LINE, READONLY, is_tree
from performance.entry.form_cells import KnownValue
from performance.entry.sheet import MODE, EntrySheet, Owner, Question, question_of
from performance.entry.weights import weights_in_words

Captions = dict[int, str]  # by the column of the grid in which the caption begins


@dataclass(frozen=True)
class FormCell:
    """A caption, or a field, over ``span`` columns and ``down`` rows.

    A field under or behind its caption need not show its label again where the grid is shown as printed.
    ``given`` is the label of a caption that is a value known elsewhere.
    """

    span: int
    down: int = 1
    caption: str = ""
    control: Control | None = None
    under_caption: bool = False
    bare: bool = False
    given: str = ""


@dataclass(frozen=True)
class RowsFrame:
    width: int
    rows: tuple[tuple[FormCell, ...], ...]
    kind: str = field(default="rows", init=False)


@dataclass(frozen=True)
class ModeFrame:
    """How the percentages above add up."""

    chosen: str
    closed: bool = False
    choices: tuple[str, ...] = tuple(mode.label for mode in PlanMode if mode is not PlanMode.UNKNOWN)
    kind: str = field(default="mode", init=False)


@dataclass(frozen=True)
class GroupRow:
    number: int
    title: str
    controls: tuple[Control, ...]
    first: bool
    last: bool


@dataclass(frozen=True)
class FrameColumn:
    field: str
    caption: str


@dataclass(frozen=True)
class GroupFrame:
    """``kind`` says how it is shown: a ``grid`` of indicators, a ``table`` of short fields, or ``cards``."""

    name: str
    title: str
    columns: tuple[FrameColumn, ...]
    rows: tuple[GroupRow, ...]
    kind: str
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    in_order: bool = True
    weights: str = ""
    closed: bool = False

    @property
    def count(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class ElsewhereFrame:
    """A group that has sheets of its own."""

    name: str
    kind: str = field(default="elsewhere", init=False)


Frame = RowsFrame | ModeFrame | GroupFrame | ElsewhereFrame


@dataclass(frozen=True)
class Setting:
    """What the fields of a page have in common."""

    answers: Answers
    notes: Notes
    vocabulary: Vocabulary
    year: int | None


def frames(sheet: EntrySheet[Owner], owner: Owner, setting: Setting) -> list[Frame]:
    values = sheet.values(owner)
    blank: Values = {part.name: [{}] for part in sheet.table.parts if part.name}
    builder = _Builder(sheet, setting)
    for group, line in sheet.lines(values | blank):
        builder.add(group, line)
    return builder.finish()


class _Builder:
    """Gathers rows until a group comes between them."""

    def __init__(self, sheet: EntrySheet[Owner], setting: Setting) -> None:
        self.sheet = sheet
        self.setting = setting
        self.done: list[Frame] = []
        self.rows: list[list[FormCell]] = []
        self.reaching: dict[int, tuple[int, int]] = {}  # by column: where the cell that reaches down begins
        self.above: Captions = {}
        self.shown: set[str] = set()

    def add(self, group: str, line: Line) -> None:
        items = next((cell for cell in line.row.cells if isinstance(cell, Items)), None)
        if items:
            self._show_group(items.field, [question_of(line, items, items.field)], self.above)
        elif line.group:
            self._show_records(line)
        else:
            self._add_row(line)

    def finish(self) -> list[Frame]:
        self._close()
        return self.done

    def _show_records(self, line: Line) -> None:
        if line.group in self.shown:
            return
        if line.group in self.sheet.elsewhere:
            self._close()
            self.done.append(ElsewhereFrame(line.group))
        else:
            fields = zip(line.row.cells, line.row.fields, line.row.offsets, strict=True)
            questions = [(question_of(line, cell, name), at) for cell, name, at in fields if name]
            captions = {n: self.above.get(at, "") for n, (_, at) in enumerate(questions)}
            self._show_group(line.group, [question for question, _ in questions], captions)
        self.shown.add(line.group)

    def _show_group(self, group: str, questions: Sequence[Question], captions: Captions) -> None:
        self._close()
        named = [q.field_spec.label or captions.get(n, "") for n, q in enumerate(questions)]
        if is_tree(group):  # the captions of a tree are its province's own
            named = [captions.get(n) or label for n, label in enumerate(named)]
        self.done.append(_group_frame(self.sheet.title_of(group), questions, named, self.setting))

    def _add_row(self, line: Line) -> None:
        cells: list[FormCell] = []
        printed = line.row.write(line.values)
        before = ""
        for n, (cell, name) in enumerate(zip(line.row.cells, line.row.fields, strict=True)):
            at, span = line.row.offsets[n], printed[n].span
            if isinstance(cell, Below) and self._reach_down(at, span):
                before = ""
                continue
            if name and name not in READONLY and not isinstance(cell, Below):
                self.reaching[at] = (len(self.rows), len(cells))
                cells.append(self._field_cell(line, n, before))
                before = ""
            elif isinstance(cell, KnownValue):
                cells.append(FormCell(span, caption=printed[n].text, given=before))
                before = ""
            else:
                caption = self.above.get(at, "") if isinstance(cell, Below) else printed[n].text
                self.above[at] = before = caption
                self.reaching[at] = (len(self.rows), len(cells))
                bare = printed[n].style in (Style.BARE, Style.BARE_RIGHT)
                cells.append(FormCell(span, caption=caption, bare=bare))
        self.rows.append(cells)
        if self.sheet.has_plan and any(cell.control and cell.control.field == "december" for cell in cells):
            self._close()
            self.done.append(ModeFrame(self.setting.answers.texts[MODE], self.setting.notes.closed.mode))

    def _field_cell(self, line: Line, n: int, before: str) -> FormCell:
        """Called by the caption before it, by its own name, or by the caption above."""
        cell, name, at = line.row.cells[n], line.row.fields[n], line.row.offsets[n]
        spec, above = question_of(line, cell, name).field_spec, self.above.get(at, "")
        label = spec.label if spec.named else before or spec.label or above
        span = int(getattr(cell, "span", 1))
        control = self._control(line, cell, name, label)
        return FormCell(span, control=control, under_caption=bool(before or not spec.label or spec.named))

    def _reach_down(self, at: int, span: int) -> bool:
        """Make the caption above one row longer, if it stands in this very frame."""
        if at not in self.reaching:
            return False
        row, place = self.reaching[at]
        above = self.rows[row][place]
        if above.span != span:
            return False
        self.rows[row][place] = replace(above, down=len(self.rows) - row + 1)
        return True

    def _control(self, line: Line, cell: Spec, name: str, label: str) -> Control:
        question = question_of(line, cell, name)
        text = self.setting.answers.texts[name]
        return control_of(question, 0, text, label, self.setting.notes, self.setting.year)

    def _close(self) -> None:
        """End the frame; captions alone stand over the group that follows and are its titles."""
        while self.rows and not any(cell.control or cell.given for cell in self.rows[-1]):
            self.rows.pop()
        if self.rows:
            width = max(sum(cell.span for cell in row) for row in self.rows)
            self.done.append(RowsFrame(width, tuple(map(tuple, self.rows))))
        self.rows, self.reaching = [], {}


def _group_frame(
    title: str, questions: Sequence[Question], captions: Sequence[str], setting: Setting
) -> GroupFrame:
    group = questions[0].group
    records = setting.answers.records[group]
    short = all(question.field_spec.lines <= LINE for question in questions)
    counted = "第{}行" if short else "第{}条"
    rows = []
    for number, record in enumerate(records):
        controls = tuple(
            control_of(question, number, record[question.field], caption, setting.notes, setting.year)
            for question, caption in zip(questions, captions, strict=True)
        )
        rows.append(
            GroupRow(number, counted.format(number + 1), controls, number == 0, number == len(records) - 1)
        )
    return GroupFrame(
        group,
        title,
        tuple(FrameColumn(q.field, caption) for q, caption in zip(questions, captions, strict=True)),
        tuple(rows),
        "grid" if is_tree(group) else "table" if short else "cards",
        tuple(_levels(setting.vocabulary)) if is_tree(group) else (),
        not is_tree(group) or stands_in_order(records, setting.vocabulary),
        weights_in_words(records),
        setting.notes.closed.has_group(group),
    )


def _levels(vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    for category in vocabulary.categories:
        yield category.label, tuple(subcategory.label for subcategory in category.subcategories)
