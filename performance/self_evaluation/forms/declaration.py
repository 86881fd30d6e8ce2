"""The declared forms: read once, checked when they are read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from performance.content.model import FundSource

SHIPPED = Path(__file__).with_name("shipped")
NATIONAL = "national"
_CELL = re.compile(r"(?P<text>.*?)(?:\*(?P<span>\d+))?", re.DOTALL)
_FIELD = re.compile(r"\{[^{}]+\}")


class WrongForm(ValueError):
    """A declaration whose rows do not fill its grid, or that prints what nobody can write."""


@dataclass(frozen=True, slots=True)
class DeclaredCell:
    """A caption, or a ``field`` whose value stands there, or the rest of the cell above."""

    text: str
    span: int

    @property
    def field(self) -> str:
        return self.text[1:-1] if _FIELD.fullmatch(self.text) else ""

    @property
    def below(self) -> bool:
        return self.text == "^"

    @property
    def caption(self) -> str:
        return "" if self.field or self.below else self.text


Rows = tuple[tuple[DeclaredCell, ...], ...]


@dataclass(frozen=True)
class Answer:
    """A field that only this form has; ``amount`` is money in 万元, ``short`` another fact of a few characters.

    ``caption`` stands beside it in print, or above it.
    """

    key: str
    label: str
    caption: str
    above: bool
    amount: bool
    short: bool = False


@dataclass(frozen=True)
class Figures:
    """A table of amounts that only this form has: each row is written under each of the columns."""

    title: str
    rows: Mapping[str, str]
    columns: Mapping[str, str]

    def answers(self) -> Iterator[Answer]:
        for row, label in self.rows.items():
            for column, head in self.columns.items():
                yield Answer(f"{row}-{column}", f"{label}的{head}", label, above=False, amount=True)


@dataclass(frozen=True)
class Sum:
    """Amounts that belong together: those of ``whole`` are as much as those of ``parts``, or where it is not ``exact`` no less.

    Each is an amount of the form by its key; of the table of figures, whose rows they name, under each of its columns.
    """

    label: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]
    exact: bool

    def under(self, column: str) -> Sum:
        def named(keys: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(f"{key}-{column}" for key in keys)

        return replace(self, whole=named(self.whole), parts=named(self.parts))


@dataclass(frozen=True)
class Sheet:
    """A table printed before that of the card, on a page of its own."""

    title: str
    grid: tuple[float, ...]
    rows: Rows


@dataclass(frozen=True)
class DeclaredForm:
    """``of`` says whose form it is, ``schemes`` by which of them it is the usual one. ``judged`` are the groups of what is no indicator."""

    id: str
    name: str
    of: tuple[str, ...]
    schemes: tuple[str, ...]
    number: str
    title: str
    year_line: str
    signed: str
    grid: tuple[float, ...]
    side: str
    rows: Rows
    columns: tuple[tuple[str, str], ...]
    last: Rows
    judged: Mapping[str, tuple[str, ...]]
    sources: tuple[FundSource, ...]
    answers: tuple[Answer, ...]
    figures: Figures | None
    sheets: tuple[Sheet, ...]
    sums: tuple[Sum, ...] = ()

    @property
    def all_answers(self) -> tuple[Answer, ...]:
        return (*self.answers, *(self.figures.answers() if self.figures else ()))


@cache
def shipped_forms() -> Mapping[str, DeclaredForm]:
    """Every form by its id, the national one first."""
    files = sorted(SHIPPED.glob("*.toml"), key=lambda path: (path.stem != NATIONAL, path.stem))
    return {path.stem: read_form(path.stem, path.read_text(encoding="utf-8")) for path in files}


@cache
def asked_of_some_form() -> Mapping[str, Answer]:
    """Every field that not all forms have, by its key."""
    return {answer.key: answer for form in shipped_forms().values() for answer in form.all_answers}


def read_form(form_id: str, text: str) -> DeclaredForm:
    """Raises WrongForm."""
    raw = tomllib.loads(text)
    rows, last = _rows(raw["rows"]), _rows(raw["last"])
    sheets = tuple(
        Sheet(one["title"], tuple(one["grid"]), _rows(one["rows"])) for one in raw.get("sheets", ())
    )
    figures = Figures(**raw["figures"]) if "figures" in raw else None
    placed = [rows, last, *(sheet.rows for sheet in sheets)]
    form = DeclaredForm(
        id=form_id,
        name=raw["name"],
        of=tuple(raw["of"]),
        schemes=tuple(raw.get("schemes", ())),
        number=raw.get("number", ""),
        title=raw["title"],
        year_line=raw["year_line"],
        signed=raw["signed"],
        grid=tuple(raw["grid"]),
        side=raw["side"],
        rows=rows,
        columns=tuple((key, head) for key, _, head in (column.partition(":") for column in raw["columns"])),
        last=last,
        judged={group: tuple(names) for group, names in raw.get("judged", {}).items()},
        sources=_sources(rows),
        answers=tuple(_answers(raw, placed)),
        figures=figures,
        sheets=sheets,
        sums=tuple(_sums(raw, figures)),
    )
    if problems := list(_faults(form)):
        raise WrongForm("\n".join(f"{form_id}：{problem}" for problem in problems))
    return form


def _rows(raw: list[list[str]]) -> Rows:
    return tuple(tuple(map(_cell, row)) for row in raw)


def _cell(text: str) -> DeclaredCell:
    found = _CELL.fullmatch(text)
    assert found is not None  # noqa: S101 - matches any text
    return DeclaredCell(found["text"], int(found["span"] or 1))


def _sources(rows: Rows) -> tuple[FundSource, ...]:
    fields = [cell.field.partition(":") for row in rows for cell in row]
    return tuple(dict.fromkeys(FundSource(source) for source, colon, _ in fields if colon))


def _answers(raw: Mapping[str, Any], placed: list[Rows]) -> Iterator[Answer]:
    amounts, facts = raw.get("amounts", ()), raw.get("facts", ())
    for key, label in raw.get("answers", {}).items():
        caption, above = _caption_of(key, placed)
        yield Answer(key, label, caption, above, key in amounts, key in facts)


def _sums(raw: Mapping[str, Any], figures: Figures | None) -> Iterator[Sum]:
    for one in raw.get("sums", ()):
        declared = Sum(one["label"], tuple(one["whole"]), tuple(one["parts"]), one["exact"])
        if figures and figures.rows.keys() >= {*declared.whole, *declared.parts}:
            for column, head in figures.columns.items():
                yield replace(declared.under(column), label=f"{declared.label}的{head}")
        else:
            yield declared


def _caption_of(key: str, placed: list[Rows]) -> tuple[str, bool]:
    """What is printed to the left of a field, or else above it."""
    for rows in placed:
        above: dict[int, str] = {}
        for row in rows:
            start, captions, left = 0, {}, ""
            for cell in row:
                if cell.field == key:
                    return (left, False) if left else (above.get(start, ""), True)
                captions[start] = cell.caption or (above.get(start, "") if cell.below else "")
                left, start = cell.caption, start + cell.span
            above = captions
    return "", False


def _faults(form: DeclaredForm) -> Iterator[str]:
    width = len(form.grid)
    tables = [(form.grid, (*form.rows, *form.last)), *((sheet.grid, sheet.rows) for sheet in form.sheets)]
    if len(form.columns) + 1 != width or any(
        sum(cell.span for cell in row) != len(grid) for grid, rows in tables for row in rows
    ):
        yield "各行应占满表宽。"
    printed = [cell.field for _, rows in tables for row in rows for cell in row]
    for answer in form.all_answers:
        if printed.count(answer.key) != 1:
            yield f"“{answer.label}”应印在一处。"
        if not answer.caption:
            yield f"“{answer.label}”的旁边、上面没有栏名。"
    amounts = {answer.key for answer in form.all_answers if answer.amount}
    for one in form.sums:
        if not amounts.issuperset((*one.whole, *one.parts)):
            yield f"“{one.label}”的合计说到的不都是金额栏。"
