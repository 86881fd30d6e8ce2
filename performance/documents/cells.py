"""The cells that a layout is declared of: each knows how to read a printed cell and how to print it.

``read`` gives the values that stand in a cell, ``write`` is its reverse. A cell that the form prints itself
is an anchor: rows of strange files are recognised by their anchors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from indicators.text import normalise_label
from performance.documents.blocks import Anchor, Cell, Style
from performance.documents.numbers import MoneyUnit, number_format, plain_number, read_amount, read_percent

Values = dict[str, object]


def verbatim(text: str) -> str:
    """A printed text without the white space around it; lines inside it stay as they are."""
    lines = text.splitlines()
    if len(lines) < 2:
        return text.strip()
    return "\n".join([line if line.strip() else "" for line in lines]).strip()


LONGEST_LINE = 400
LONGEST_LABEL = 24


def one_line(text: str) -> str:
    """A heading or a line of the cover without its breaks and wide blanks; nothing where it is a whole paragraph.

    Patterns that look for a name between blanks take time by the square of what they are given.
    """
    line = " ".join(text.split()) if len(text) < 10 * LONGEST_LINE else ""
    return line if len(line) <= LONGEST_LINE else ""


class Unreadable(ValueError):
    """A cell whose text is not what its column holds; the sentence says what was expected."""


@dataclass(frozen=True)
class Spec:
    """What stands in one cell of a form, and over how many columns of the grid."""

    anchor: ClassVar[bool] = False

    @property
    def printed(self) -> Cell | None:
        """The printed cell, if it is the same whatever the values are."""
        return None

    @property
    def label(self) -> str:
        """The caption that a message can name this cell by."""
        return ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the values that stand here."""
        return tuple(self.read(""))

    @property
    def selects(self) -> bool:
        """Whether there are printed cells that cannot be this one; else nobody need ask ``accepts``."""
        return type(self).accepts is not Spec.accepts

    def accepts(self, text: str) -> bool:
        """Whether a printed cell can be this one."""
        return True

    def read(self, text: str) -> Values:
        """The values that a printed cell says. Raises Unreadable."""
        return {}

    def said_otherwise(self, text: str) -> str:
        """A sentence about what the content keeps instead of the printed text, if that is not plain to see."""
        return ""

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        """The printed cell; ``anchor`` names the value it prints, where it prints one."""
        raise NotImplementedError


@dataclass(frozen=True)
class Label(Spec):
    """A caption of the form. ``implied`` marks one that published texts are known to leave out."""

    text: str
    span: int = 1
    implied: bool = False
    style: Style = Style.CAPTION
    anchor: ClassVar[bool] = True

    @property
    def label(self) -> str:
        return self.text

    @cached_property
    def _normalised_label(self) -> str:
        return normalise_label(self.text)

    @cached_property
    def printed(self) -> Cell:
        return Cell(self.text, self.span, self.style)

    def accepts(self, text: str) -> bool:
        found = normalise_label(text)
        return found == self._normalised_label or (self.implied and not found)

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        return self.printed


@dataclass(frozen=True)
class Below(Spec):
    """The continuation of the cell above it."""

    span: int = 1

    @cached_property
    def printed(self) -> Cell:
        return Cell("", self.span, below=True)

    def accepts(self, text: str) -> bool:
        return not text.strip()

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        return self.printed


@dataclass(frozen=True)
class Text(Spec):
    """A text, kept as printed. ``carried``: a blank cell repeats the record above; ``merged``: printed once."""

    field: str
    span: int = 1
    style: Style = Style.TEXT
    carried: bool = False
    merged: bool = False

    @property
    def selects(self) -> bool:
        return self.carried

    def accepts(self, text: str) -> bool:
        """A label that the records below repeat is short; a note under the table or a signature is none."""
        label = normalise_label(text)
        return not self.carried or (len(label) <= LONGEST_LABEL and ":" not in label)

    def read(self, text: str) -> Values:
        return {self.field: verbatim(text)}

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        return Cell(str(values.get(self.field) or ""), self.span, self.style, False, "", anchor)


@dataclass(frozen=True)
class Amount(Spec):
    """Money: a Decimal in 万元, printed in the unit of its table with at least two decimals."""

    field: str
    span: int = 1
    unit: MoneyUnit = MoneyUnit.WAN

    def read(self, text: str) -> Values:
        if not text.strip():
            return {self.field: None}
        try:
            return {self.field: read_amount(text, self.unit)}
        except ValueError as error:
            raise Unreadable(
                f"无法识别的金额“{text.strip()}”，应为以{self.unit.label}计的数字，如“37.50”。"
            ) from error

    def said_otherwise(self, text: str) -> str:
        return "" if plain_number(text) else f"按{self.write(self.read(text)).text}{self.unit.label}读入。"

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        amount = values.get(self.field)
        if not isinstance(amount, Decimal):
            return Cell(None, self.span, Style.NUMBER, anchor=anchor)
        printed = amount * self.unit.per_wan
        return Cell(printed, self.span, Style.NUMBER, False, number_format(printed, 2), anchor)


@dataclass(frozen=True)
class Percent(Spec):
    """A percentage. Forms print it bare with two decimals, or signed and only with the decimals it has."""

    field: str
    span: int = 1
    signed: bool = True

    def read(self, text: str) -> Values:
        if not text.strip():
            return {self.field: None}
        try:
            return {self.field: read_percent(text)}
        except ValueError as error:
            raise Unreadable(f"无法识别的百分比“{text.strip()}”，应为数字，如“30%”。") from error

    def said_otherwise(self, text: str) -> str:
        bare = text.strip().removesuffix("%")
        return "" if plain_number(bare) else f"按{self.write(self.read(text)).text.removesuffix('%')}%读入。"

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        percent = values.get(self.field)
        if not isinstance(percent, Decimal):
            return Cell(None, self.span, Style.CENTRED, anchor=anchor)
        whole = percent == percent.to_integral_value()
        places = 0 if self.signed and whole else 2
        form = number_format(percent, places, "%" if self.signed else "")
        return Cell(percent, self.span, Style.CENTRED, False, form, anchor)


@dataclass(frozen=True)
class Pattern(Spec):
    """A cell in which captions and values stand together, such as ``长期目标（截止2025年）``.

    ``regex`` names the values by groups and is matched against the whole stripped cell; ``template`` is its
    reverse. A pattern that matches anything is no anchor.
    """

    regex: str
    template: str
    span: int = 1
    style: Style = Style.CAPTION
    selective: bool = True

    @property
    def anchor(self) -> bool:  # type: ignore[override]
        return self.selective

    @cached_property
    def _names(self) -> list[str]:
        return re.findall(r"\{(\w+)\}", self.template)

    @property
    def label(self) -> str:
        return re.sub(r"[（(]?\{\w+\}[）)]?", "", self.template)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(re.compile(self.regex).groupindex)

    def accepts(self, text: str) -> bool:
        return re.fullmatch(self.regex, text.strip(), re.DOTALL) is not None

    def read(self, text: str) -> Values:
        match = re.fullmatch(self.regex, text.strip(), re.DOTALL)
        return {name: (group or "").strip() for name, group in match.groupdict().items()} if match else {}

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        filled = {name: str(values.get(name) or "") for name in self._names}
        unfilled = self.label if self.selective else ""  # a caption is printed without its value, too
        text = self.template.format(**filled) if any(filled.values()) else unfilled
        return Cell(text, self.span, self.style, anchor=anchor)


@dataclass(frozen=True)
class Items(Spec):
    """A list printed in one cell as ``1.… 2.…``; the numbers are printed, not kept."""

    field: str
    mark: str
    span: int = 1

    def read(self, text: str) -> Values:
        return {self.field: split_items(verbatim(text))}

    def write(self, values: Mapping[str, object], anchor: Anchor | None = None) -> Cell:
        items = values.get(self.field) or ()
        assert isinstance(items, tuple)  # noqa: S101 - narrows the declared kind of this field
        text = "\n".join([f"{n}{self.mark}{item}" for n, item in enumerate(items, 1)])
        return Cell(text, self.span, anchor=anchor)


_ITEM = re.compile(r"(?:^|(?<=\n)|(?<=\s)(?=\d+[.、．]\s*\D))(\d{1,3})[.、．][ \t　]*")


def split_items(text: str) -> tuple[str, ...]:
    """The items of a numbered list; a text that is not numbered from 1 upwards is one item."""
    starts: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        if int(match[1]) == len(starts) + 1 and (starts or match.start() == 0):
            starts.append(match)
    if not starts:
        return (text,) if text else ()
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return tuple(text[start.end() : end].strip() for start, end in zip(starts, ends, strict=True))
