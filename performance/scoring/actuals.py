"""What was done, as whoever evaluates says it: the actual values as typed, beside the spent money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from performance.scoring.schemes import Method


@dataclass(frozen=True, slots=True)
class IndicatorActual:
    """What was reached of one indicator. ``parameter`` is what the method asks for: points per item, or the full value.

    ``entered`` is the score that a person gives; what is not ``applicable`` is left out, and the rest scaled to the whole.
    """

    value: str = ""
    method: Method | None = None
    parameter: Decimal | None = None
    entered: Decimal | None = None
    applicable: bool = True


@dataclass(frozen=True, slots=True)
class Actuals:
    """Amounts in 万元; ``adjusted`` is the budget after all changes in the year, the one that spending is held against.

    ``indicators`` stand in the order of the text; ``parts`` are the points given for the judged parts, by name.
    """

    adjusted: Decimal | None = None
    spent: Decimal | None = None
    execution_entered: Decimal | None = None
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    indicators: tuple[IndicatorActual, ...] = ()
