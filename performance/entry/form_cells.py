"""The cells that a declared form has besides those of the layouts: each brings what the page has to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from performance.documents.blocks import Anchor, Cell, Style
from performance.documents.cells import Amount, Spec, Text, Unreadable, Values
from performance.documents.forms.amounts import is_blank
from performance.documents.numbers import number_format, read_number
from performance.entry.field_specs import NO_SPEC, FieldSpec


@dataclass(frozen=True)
class FormText(Text):
    asks: FieldSpec = NO_SPEC


@dataclass(frozen=True)
class FormAmount(Amount):
    """Money in the unit of the form. A dash or a word that was printed instead of a number is a text."""

    asks: FieldSpec = NO_SPEC

    def read(self, text: str) -> Values:
        if text.strip() and is_blank(text):
            return {self.field: text.strip()}
        return super().read(text)

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        printed = values.get(self.field)
        if isinstance(printed, str):
            return Cell(printed, self.span, Style.NUMBER, anchor=anchor)
        return super().write(values, anchor)


@dataclass(frozen=True)
class FormNumber(Spec):
    """A plain number with the decimals that it has, such as a weight; points and percents are read as numbers."""

    field: str
    span: int = 1
    asks: FieldSpec = NO_SPEC

    def read(self, text: str) -> Values:
        plain = text.strip().removesuffix("%").removesuffix("分")
        if not plain.strip():
            return {self.field: None}
        try:
            return {self.field: read_number(plain)}
        except ValueError as error:
            raise Unreadable(f"无法识别的数字“{text.strip()}”，应为数字，如“10”。") from error

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        number = values.get(self.field)
        if not isinstance(number, Decimal):
            return Cell(None, self.span, Style.CENTRED, anchor=anchor)
        return Cell(number, self.span, Style.CENTRED, False, number_format(number, 0), anchor)


@dataclass(frozen=True)
class Given(Spec):
    """What is known elsewhere and printed here: shown, and not asked for."""

    field: str
    span: int = 1

    @property
    def fields(self) -> tuple[str, ...]:
        return ()

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        return Cell(str(values.get(self.field) or ""), self.span, anchor=anchor)
