"""An indicator tree as plain values: what goes into the tables and comes out of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One 三级指标; ``earlier_values`` are pairs of year and printed value."""

    name: str
    description: str = ""
    value: str = ""
    basis: str = ""
    indicator_class: str = ""
    weight: Decimal | None = None
    earlier_values: tuple[tuple[int, str], ...] = ()


INDICATOR_COLUMNS = ("name", "description", "value", "basis", "indicator_class", "weight")


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A run of indicators under one pair of labels; no indicators where the family is printed empty."""

    level1: str
    level2: str
    indicators: tuple[IndicatorRow, ...] = ()


TreeRows = tuple[FamilyRow, ...]
