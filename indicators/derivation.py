"""The columns that stand beside a printed target value so that a database can filter and compare it."""

from __future__ import annotations

from decimal import Decimal

from indicators.values import parse_value

DERIVED_COLUMNS = ("kind", "comparator", "number", "upper", "unit", "is_percent", "deadline", "grade")
DERIVED_PLACES = Decimal("0.000001")
# SQLite keeps a decimal as a float: beyond nine whole digits it would no longer give six places back.
DERIVED_LIMIT = Decimal(10) ** 9


def derived(value: str, year: int | None) -> dict[str, object]:
    """What the text says, by column; ``year`` completes a deadline printed without one."""
    parsed = parse_value(value, year)
    return {column: storable(getattr(parsed, column)) for column in DERIVED_COLUMNS}


def storable(value: object) -> object:
    """A number as the column gives it back, or nothing where the column cannot hold it; else what was said."""
    if not isinstance(value, Decimal):
        return value
    return value.quantize(DERIVED_PLACES) if abs(value) < DERIVED_LIMIT else None
