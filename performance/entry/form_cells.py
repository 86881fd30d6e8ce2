"""The cells that a declared form has besides those of the layouts: each brings what the page has to know of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.text import half_width
from performance.documents.blocks import Anchor, Cell, Style
from performance.documents.cells import Amount, Spec, Text, Unreadable, Values
from performance.documents.forms.amounts import amount_in_wan, is_blank
from performance.documents.numbers import number_format, read_number
from performance.entry.field_specs import NO_SPEC, FieldSpec

_DATE = re.compile(
    r"(?P<year>20\d\d)(?:年|[./-])(?P<month>\d{1,2})(?:月|(?:月|[./-])(?P<day>\d{1,2})日?)?"
    r"|(?P<years>20\d\d)(?P<months>\d\d)(?P<days>\d\d)"
)


@dataclass(frozen=True)
class FormText(Text):
    asks: FieldSpec = NO_SPEC


@dataclass(frozen=True)
class FormDate(FormText):
    """A day or a month that there is, kept as it is written."""

    def read(self, text: str) -> Values:
        if text.strip() and not is_date(text):
            raise Unreadable(
                f"“{text.strip()}”不是日期，请写成“2026年9月1日”或“2026/9/1”，只写到月的写“2026年9月”。"
            )
        return super().read(text)


@dataclass(frozen=True)
class FormFigure(FormText):
    """A number in a field that only this form has, kept as it is written; ``money`` is its unit where none stands there."""

    money: str = "万元"

    def read(self, text: str) -> Values:
        try:
            amount_in_wan(text, self.money)
        except ValueError as error:
            raise Unreadable(f"“{text.strip()}”不是数字，应为数字，如“120.5”，没有的填“—”或留空。") from error
        return super().read(text)


def is_date(text: str) -> bool:
    found = _DATE.fullmatch(half_width(text).strip())
    if found is None:
        return False
    try:
        date(*(int(found[name] or found[f"{name}s"] or 1) for name in ("year", "month", "day")))
    except ValueError:
        return False
    return True


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
class KnownValue(Spec):
    """What is known elsewhere and printed here: shown, and not asked for."""

    field: str
    span: int = 1

    @property
    def fields(self) -> tuple[str, ...]:
        return ()

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        return Cell(str(values.get(self.field) or ""), self.span, anchor=anchor)
