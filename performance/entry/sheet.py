"""A table of a layout as something to fill in, and the questions that its cells are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from indicators.vocabulary import Vocabulary, vocabulary_or_empty
from performance.content.model import PlanMode
from performance.documents.cells import Items, Spec, Values
from performance.documents.layout import Table
from performance.documents.records import Line
from performance.entry.field_specs import GROUP_TITLES, READONLY, FieldSpec, field_spec_of

Owner = TypeVar("Owner")

MODE = "mode"
MODES = tuple(mode.label for mode in PlanMode if mode is not PlanMode.UNKNOWN)


@dataclass(frozen=True)
class Question:
    """A cell that asks for a value: of the table itself, or of each record of a group."""

    field: str
    group: str
    spec: Spec

    @property
    def field_spec(self) -> FieldSpec:
        """What a declared form says of its cell; else what is known of the field."""
        own = getattr(self.spec, "asks", None)
        return own if isinstance(own, FieldSpec) else field_spec_of(self.group, self.field)

    def name(self, number: int = 0) -> str:
        """How the field is called in a posted form."""
        return f"{self.group}-{number}-{self.field}" if self.group else self.field


@dataclass(frozen=True)
class EntrySheet(Generic[Owner]):
    """``said`` is the reverse of ``values``: what the owner says once the table says these values.

    Groups ``elsewhere`` are printed in the table but entered in sheets of their own. A sheet with a plan asks,
    besides what is printed, how its percentages add up. A declared form brings the ``vocabulary`` of its families.
    """

    key: str
    title: str
    table: Table
    values: Callable[[Owner], Values]
    said: Callable[[Owner, Values], Owner]
    elsewhere: frozenset[str] = frozenset()
    vocabulary: Vocabulary | None = None
    titles: Mapping[str, str] = field(default_factory=dict)

    def title_of(self, group: str) -> str:
        return self.titles.get(group) or GROUP_TITLES[group]

    def vocabulary_in(self, province: str, edition: str) -> Vocabulary:
        """The words of its indicator trees; none where neither the form nor its province has any."""
        return self.vocabulary or vocabulary_or_empty(province, edition)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(dict.fromkeys(self._questions()))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(question.group for question in self.questions if question.group))

    @cached_property
    def has_plan(self) -> bool:
        return any(question.field == "march" for question in self.questions)

    def of_group(self, group: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.group == group)

    def lines(self, values: Values) -> Iterator[tuple[str, Line]]:
        """The rows of the table, each with the group that its piece repeats."""
        for part in self.table.parts:
            for line in part.lines(values):
                yield part.name, line

    def _questions(self) -> Iterator[Question]:
        one_of_each: Values = {part.name: [{}] for part in self.table.parts if part.name}
        for _, line in self.lines(one_of_each):
            if line.group not in self.elsewhere:
                for cell, name in zip(line.row.cells, line.row.fields, strict=True):
                    if name and name not in READONLY:
                        yield question_of(line, cell, name)


def question_of(line: Line, cell: Spec, field: str) -> Question:
    """A list that is printed in one cell is asked for item by item."""
    if isinstance(cell, Items):
        return Question("item", cell.field, cell)
    return Question(field, line.group, cell)
