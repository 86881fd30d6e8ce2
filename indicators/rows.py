"""An indicator tree as plain values: what goes into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from indicators.kinds import FieldKind


class OfYear(Protocol):
    """A printed value and its year."""

    @property
    def year(self) -> int: ...

    @property
    def value(self) -> str: ...


class OwnField(Protocol):
    """What only one form prints: of the members in ``OWN_FIELD_COLUMNS`` those that are read by name."""

    @property
    def label(self) -> str: ...

    @property
    def value(self) -> str: ...

    @property
    def kind(self) -> FieldKind: ...


class Printed(Protocol):
    """One 三级指标 as any text says it: of the members in ``INDICATOR_COLUMNS`` those that are read by name."""

    @property
    def operator(self) -> str: ...

    @property
    def value(self) -> str: ...

    @property
    def unit(self) -> str: ...

    @property
    def earlier_values(self) -> Sequence[OfYear]: ...

    @property
    def fields(self) -> Sequence[OwnField]: ...


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
