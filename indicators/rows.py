"""An indicator tree as plain values: what goes into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class OfYear(Protocol):
    """A printed value and its year."""

    year: int
    value: str


class Printed(Protocol):
    """One 三级指标 as any text says it."""

    name: str
    description: str
    value: str
    basis: str
    indicator_class: str
    weight: Decimal | None
    earlier_values: Sequence[OfYear]


INDICATOR_COLUMNS = ("name", "description", "value", "basis", "indicator_class", "weight")


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A run of indicators under one pair of labels; no indicators where the family is printed empty."""

    level1: str
    level2: str
    indicators: tuple[Printed, ...] = ()


TreeRows = tuple[FamilyRow, ...]
