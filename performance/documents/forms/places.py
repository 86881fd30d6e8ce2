"""What a declared form has a place for, each place named: who fills the form in and who tries it walk the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from performance.content.model import FundPeriod, FundSource
from performance.documents.forms.amounts import FUND, fund_name
from performance.documents.forms.form import Form, FormCell, FormColumn, FormPart
from performance.documents.forms.printed_lists import is_of_project
from performance.documents.forms.words import normalise

OWN = "own"
INDICATORS, MID_INDICATORS, TASKS, PHASES = "indicators", "mid_indicators", "tasks", "phases"


@dataclass(frozen=True, slots=True)
class FundPlace:
    """Where an amount stands; ``label`` is what is printed beside it or above it."""

    source: FundSource
    period: FundPeriod
    label: str

    @property
    def name(self) -> str:
        return fund_name(self.source, self.period)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where an own field of the form stands, and the label of the box around it."""

    name: str
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column of a list; ``own`` is the label under which its texts are kept, where no field is theirs."""

    name: str
    head: str
    span: int
    own: str = ""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A list of the form as it is filled in: a two-sided one is two of them."""

    group: str
    columns: tuple[ColumnPlace, ...]

    @property
    def own(self) -> dict[str, str]:
        """The names of the own columns by their labels."""
        return {column.own: column.name for column in self.columns if column.own}

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if not column.own)

    @property
    def funds(self) -> tuple[FundPlace, ...]:
        """The amounts of each row, of which the head alone says the source."""
        first = fund_name(FundSource.UNKNOWN, FundPeriod.ANNUAL)
        sources = (name.removeprefix(first) for name in self.fields if name.startswith(first))
        return tuple(FundPlace(FundSource(source), FundPeriod.ANNUAL, "") for source in sources)


@dataclass(frozen=True)
class FormPlaces:
    form: Form

    @cached_property
    def funds(self) -> tuple[FundPlace, ...]:
        return tuple(dict.fromkeys(self._funds()))

    @cached_property
    def own(self) -> tuple[OwnPlace, ...]:
        found = dict.fromkeys(self._own())
        return tuple(OwnPlace(f"{OWN}_{n}", label, group) for n, (label, group) in enumerate(found))

    @cached_property
    def lists(self) -> tuple[ListPlace, ...]:
        return tuple(place for part in self.form.parts if part.list for place in lists_of(part, self.form))

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields of the card itself, and of the project in a flat list."""
        found = {cell.field for part in self.form.parts for row in part.rows for cell in row}
        found |= {
            column.key for part in self.form.parts for column in part.columns if self.is_of_card(column)
        }
        if "code_name" in found:
            found |= {"code", "name"}
        if "project" in found:
            found |= {"name"}
        return frozenset(found)

    @property
    def has_mid_term(self) -> bool:
        return "mid_goal" in self.fields or any(place.group == MID_INDICATORS for place in self.lists)

    def list(self, group: str) -> ListPlace | None:
        return next((place for place in self.lists if place.group == group), None)

    def own_named(self, label: str) -> OwnPlace:
        return next(place for place in self.own if place.label == normalise(label))

    def is_of_card(self, column: FormColumn) -> bool:
        return self.form.kind == "list" and is_of_project(column)

    def _funds(self) -> Iterator[FundPlace]:
        for part in self.form.parts:
            for number, row in enumerate(part.rows):
                for position, cell in enumerate(row):
                    if cell.field == FUND:
                        yield fund_place(cell, _caption(part, number, position))
            for column in part.columns:
                if column.key.startswith("fund_"):
                    source = FundSource(column.key.removeprefix("fund_"))
                    yield FundPlace(source, FundPeriod.ANNUAL, normalise(column.head))

    def _own(self) -> Iterator[tuple[str, str]]:
        for part in self.form.parts:
            group = ""
            for row in part.rows:
                if not row[0].below:
                    label = self.form.meaning_of(row[0].label)
                    group = normalise(row[0].label) if label is not None and label.kind == "group" else ""
                yield from ((normalise(cell.more), group) for cell in row if cell.field == OWN)


def fund_place(cell: FormCell, caption: str) -> FundPlace:
    period, source, *_ = (*cell.more.split(":"), "")
    return FundPlace(FundSource(source), FundPeriod(period), normalise(caption))


def lists_of(part: FormPart, form: Form) -> Iterator[ListPlace]:
    if part.list != "both_indicators":
        own = tuple(c for c in part.columns if form.kind != "list" or not is_of_project(c))
        yield ListPlace(part.list, _columns(own, part.list))
        return
    for side, group in ((0, MID_INDICATORS), (1, INDICATORS)):
        half = tuple(c for c in part.columns if c.key == "level1" or c.side == side)
        yield ListPlace(group, _columns(half, group))


def _columns(columns: tuple[FormColumn, ...], group: str) -> tuple[ColumnPlace, ...]:
    return tuple(
        ColumnPlace(
            _column_name(column, number, group),
            column.head,
            column.span,
            "" if column.key else normalise(column.head),
        )
        for number, column in enumerate(columns)
    )


def _column_name(column: FormColumn, number: int, group: str) -> str:
    if not column.key:
        return f"{OWN}_{number}"
    is_amount = group == TASKS and column.key not in ("name", "text", "goal")
    return fund_name(FundSource(column.key), FundPeriod.ANNUAL) if is_amount else column.key


def _caption(part: FormPart, number: int, position: int) -> str:
    """The label before a cell, or the one above it."""
    row = part.rows[number]
    if position and row[position - 1].label:
        return row[position - 1].label
    start = sum(cell.span for cell in row[:position])
    for above in reversed(part.rows[:number]):
        at = 0
        for cell in above:
            if at == start and cell.label:
                return cell.label
            at += cell.span
    return ""
