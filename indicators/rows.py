"""An indicator tree as plain values: what goes into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from indicators.kinds import FieldKind


class OfYear(Protocol):
    """A printed value and its year."""

    year: int
    value: str


class OwnField(Protocol):
    """What only one form prints."""

    label: str
    value: str
    kind: FieldKind
    group: str
    position: int


class Printed(Protocol):
    """One 三级指标 as any text says it."""

    name: str
    description: str
    value: str
    basis: str
    indicator_class: str
    weight: Decimal | None
    operator: str
    unit: str
    attribute: str
    direction: str
    standard: str
    data_source: str
    evidence: str
    core: str
    remark: str
    earlier_values: Sequence[OfYear]
    fields: Sequence[OwnField]


# What is printed of an indicator, by the column that keeps it: ``Indicator.unit`` is the one read out of the target.
INDICATOR_COLUMNS = {
    "name": "name",
    "description": "description",
    "value": "value",
    "basis": "basis",
    "indicator_class": "indicator_class",
    "weight": "weight",
    "operator": "operator",
    "printed_unit": "unit",
    "attribute": "attribute",
    "direction": "direction",
    "standard": "standard",
    "data_source": "data_source",
    "evidence": "evidence",
    "core": "core",
    "remark": "remark",
}
OWN_FIELD_COLUMNS = {
    "label": "label",
    "value": "value",
    "kind": "kind",
    "group": "group",
    "place": "position",
}


def printed_columns(indicator: Printed) -> dict[str, object]:
    return {column: getattr(indicator, member) for column, member in INDICATOR_COLUMNS.items()}


def own_field_columns(own: OwnField) -> dict[str, object]:
    return {column: getattr(own, member) for column, member in OWN_FIELD_COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A run of indicators under one pair of labels; no indicators where the family is printed empty."""

    level1: str
    level2: str
    indicators: tuple[Printed, ...] = ()


TreeRows = tuple[FamilyRow, ...]
