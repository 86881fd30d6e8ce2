"""A card or a report on a sheet: what is told is locked, what is asked goes by the name of the page's field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from performance.documents.blocks import Style
from performance.documents.cells import Amount, Spec
from performance.entry.field_specs import FieldSpec
from performance.entry.form_cells import FormAmount, FormText
from performance.entry.sheet import Question
from performance.importing.template.marks import CLEAR
from performance.importing.template.plan import FIRST_ROW, Plan, Slot

TICK = "√"
TICKED = frozenset("√✓✔☑是1")
OF = ":"  # between a field and the one of its boxes that a cell is


class NotAChoice(ValueError):
    """A word in a cell that takes only some; the sentence says which."""


@dataclass(frozen=True)
class TextCell:
    text: str
    span: int = 1
    head: bool = False


@dataclass(frozen=True)
class EntryCell:
    """``choices`` are the words of a cell that takes only some, each with what the field then says.

    Where a field has boxes, each is a cell of its own: ``box`` is what a tick in this one means.
    """

    name: str
    label: str
    span: int = 1
    money: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    box: str = ""

    @property
    def key(self) -> str:
        return f"{self.name}{OF}{self.box}" if self.box else self.name

    @property
    def spec(self) -> Spec:
        words = (TICK,) if self.box else tuple(self.choices)
        asks = FieldSpec(self.label, choices=words, only=bool(words), named=True)
        return FormAmount(self.key, asks=asks) if self.money else FormText(self.key, asks=asks)

    def shown(self, text: str) -> str:
        """As the cell says what stands in the field."""
        if self.box:
            return TICK if self.box in text.split(",") else ""
        return next((word for word, value in self.choices.items() if value == text), text)

    def said(self, text: str) -> str:
        """The same of the whole field, for people."""
        if not self.box:
            return self.shown(text) or "空"
        ticked = text.split(",")
        return "、".join(word for word, value in self.choices.items() if value in ticked) or "空"

    def over(self, text: str, typed: str) -> str:
        """What the field says once this is written in the cell. Raises NotAChoice."""
        typed = typed.strip()
        if self.box:
            if typed != CLEAR and typed not in TICKED:
                raise NotAChoice(f"应为“{TICK}”，去掉勾选写“{CLEAR}”。")
            others = [one for one in text.split(",") if one and one != self.box]
            return ",".join(others if typed == CLEAR else [*others, self.box])
        if typed == CLEAR:
            return ""
        if self.choices and typed not in self.choices:
            raise NotAChoice(f"应为{'、'.join(self.choices)}之一。")
        return self.choices.get(typed, typed)

    def same(self, one: str, other: str) -> bool:
        """Whether two texts of the field say the same: a spreadsheet writes numbers its own way."""
        if self.box:
            return set(one.split(",")) == set(other.split(","))
        if _lines(one) == _lines(other):
            return True
        try:
            return self.money and one != "" != other and _amount(one) == _amount(other)
        except ValueError:
            return False


Row = Sequence[TextCell | EntryCell]


@dataclass(frozen=True)
class PaperSheet:
    plan: Plan
    asked: Mapping[str, EntryCell]  # by the names of the cells

    def shown(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {key: cells.shown(texts[cells.name]) for key, cells in self.asked.items()}


def laid_out(rows: Iterable[Row], widths: Sequence[float]) -> PaperSheet:
    slots: list[Slot] = []
    asked: dict[str, EntryCell] = {}
    row = FIRST_ROW - 1
    for row, cells in enumerate(rows, start=FIRST_ROW):
        slots += _slots(row, cells)
        asked |= {cell.key: cell for cell in cells if isinstance(cell, EntryCell)}
    return PaperSheet(Plan(tuple(slots), tuple(widths), row), asked)


def _slots(row: int, cells: Row) -> Iterator[Slot]:
    column = 1
    for cell in cells:
        if isinstance(cell, EntryCell):
            spec = cell.spec
            style = Style.NUMBER if cell.money else Style.TEXT
            question = Question(cell.key, "", spec)
            yield Slot(
                row, column, cell.span, style=style, name=cell.key, label=cell.label, question=question
            )
        else:
            style = Style.CAPTION if cell.head else Style.TEXT
            yield Slot(row, column, cell.span, cell.text, style=style, fixed=cell.head)
        column += cell.span


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _amount(text: str) -> object:
    return Amount("amount").read(text)["amount"]
