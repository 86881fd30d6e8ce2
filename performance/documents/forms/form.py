"""A declared form: what it is called, what its rows print where, and the columns of its lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from performance.content.model import FieldKind
from performance.documents.forms.words import Label, OwnWords, label_of, meaning, normalise

KINDS = {"project": "项目绩效目标表", "department": "部门整体绩效目标表", "list": "项目绩效目标一览表"}


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a card: a ``label``, a ``field`` with what is said ``more`` of it, or the rest of the box above."""

    span: int = 1
    label: str = ""
    field: str = ""
    more: str = ""
    below: bool = False


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a list; ``key`` is blank for a column that is kept under its own head.

    ``over`` is the head of several columns that is printed above this one's, in a head of two rows.
    """

    key: str
    head: str
    span: int = 1
    side: int = 0
    over: str = ""

    @property
    def lower_head(self) -> str:
        """What is printed in the column's own cell of its head."""
        return self.head.removeprefix(f"{self.over}·") if self.over else self.head


@dataclass(frozen=True, slots=True)
class FieldControl:
    """How a field is typed in: plain, as a date or an amount, or by its ``choices``."""

    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormPart:
    """Rows of a card, or a list. An optional part is printed where it says something."""

    rows: tuple[tuple[FormCell, ...], ...] = ()
    list: str = ""
    side: FormCell | None = None
    columns: tuple[FormColumn, ...] = ()
    optional: bool = False


@dataclass(frozen=True, eq=False)
class Form:
    """Forms are told apart as such: each is made once, from its file."""

    id: str
    province: str
    edition: str
    kind: str
    title: str
    description: str
    money: str
    grid: tuple[int, ...]
    parts: tuple[FormPart, ...]
    year_line: str = ""
    unit_line: str = ""
    valid_from: int = 0
    valid_to: int = 0
    unverified: bool = False
    families: tuple[str, ...] = ()
    controls: Mapping[str, FieldControl] = field(default_factory=dict)
    words: OwnWords | None = None

    @property
    def name(self) -> str:
        """What the form is called in a sentence."""
        return f"{self.province}《{self.title}》（{self.edition}版）"

    def is_valid_in(self, year: int) -> bool:
        return self.valid_from <= year and (not self.valid_to or year <= self.valid_to)

    @property
    def years(self) -> str:
        """For which budget years the form is meant."""
        return f"{self.valid_from}—{self.valid_to}年" if self.valid_to else f"{self.valid_from}年起的年度"

    def meaning_of(self, label: str) -> Label | None:
        """What a label means in this form."""
        with meaning(self.words):
            return label_of(label) if label else None

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels, heads and families that the form prints, as they are compared."""
        return frozenset((*map(normalise, self.families), *self._labels()))

    @cached_property
    def printed_labels(self) -> frozenset[str]:
        """The labels and heads that stand on the form whoever fills it in."""
        return frozenset(filter(None, self._labels()))

    def _labels(self) -> Iterator[str]:
        for part in self.parts:
            for row in part.rows:
                yield from (normalise(cell.label) for cell in row if cell.label)
            if part.side is not None and part.side.label:
                yield normalise(part.side.label)
            yield from (
                normalise(text) for column in part.columns for text in (column.over, column.lower_head)
            )
