"""The declared form of the card: read once, checked when it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indicators.text import normalise_label

FILE = Path(__file__).with_name("card.toml")
_CELL = re.compile(r"(?P<text>.*?)(?:\*(?P<span>\d+))?", re.DOTALL)
_POINTS = re.compile(r"[（(]\d+(?:\.\d+)?分[)）]")
_LETTER = re.compile(r"\([A-Z/]+\)$")


class WrongCard(ValueError):
    """A declaration whose rows do not fill its grid."""


@dataclass(frozen=True, slots=True)
class DeclaredCell:
    """A caption, or a ``field`` whose value stands there, or the rest of the cell above."""

    text: str
    span: int

    @property
    def field(self) -> str:
        return self.text[1:-1] if self.text.startswith("{") else ""

    @property
    def below(self) -> bool:
        return self.text == "^"


@dataclass(frozen=True)
class DeclaredCard:
    title: str
    year_line: str
    grid: tuple[float, ...]
    side: str
    rows: tuple[tuple[DeclaredCell, ...], ...]
    columns: tuple[tuple[str, str], ...]
    last: tuple[tuple[DeclaredCell, ...], ...]
    keys: Mapping[str, tuple[str, ...]]

    def keys_of(self, label: str) -> tuple[str, ...]:
        """What a printed caption stands for, however it is spaced, numbered or marked."""
        return self.keys.get(plain_label(label), ())


@cache
def national_card() -> DeclaredCard:
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    keys: dict[str, tuple[str, ...]] = {}
    for key, labels in raw["synonyms"].items():
        for label in labels:
            keys[plain_label(label)] = (*keys.get(plain_label(label), ()), key)
    columns = tuple((key, head) for key, _, head in (column.partition(":") for column in raw["columns"]))
    rows, last = (tuple(tuple(map(_cell, row)) for row in raw[part]) for part in ("rows", "last"))
    width = len(raw["grid"])
    if len(columns) + 1 != width or any(sum(cell.span for cell in row) != width for row in (*rows, *last)):
        raise WrongCard("自评表的各行应占满表宽。")
    return DeclaredCard(
        raw["title"], raw["year_line"], tuple(raw["grid"]), raw["side"], rows, columns, last, keys
    )


def _cell(text: str) -> DeclaredCell:
    found = _CELL.fullmatch(text)
    assert found is not None  # noqa: S101 - matches any text
    return DeclaredCell(found["text"], int(found["span"] or 1))


def plain_label(text: str) -> str:
    """A caption without blanks, colon, points, letters of formulas, and “其中”."""
    label = normalise_label(text).rstrip(":：")
    label = _POINTS.sub("", label).removeprefix("其中").lstrip(":：")
    return _LETTER.sub("", label)
