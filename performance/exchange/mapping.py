"""The declaration of the tables (``field_names.toml``), and what its words mean of the values that are exchanged."""

from __future__ import annotations

import re
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from pathlib import Path

from performance.exchange.texts import ExchangedText

DECLARATION = Path(__file__).with_name("field_names.toml")
EXTENSION = "EXT_"
MONEY = ("万元", "元")
_TYPE = re.compile(r"(文字|数值|万元|元|整数|标志|时间)(?:\((\d+)(?:,(\d+))?\))?")

CONSTANT = "@constant"


@dataclass(frozen=True, slots=True)
class Field:
    """``length`` and ``places`` are the ministry's, where it names any; ``source`` says where the value comes from."""

    name: str
    title: str
    kind: str
    length: int | None
    places: int | None
    source: str

    @property
    def is_money(self) -> bool:
        return self.kind in MONEY

    @property
    def member(self) -> str | None:
        """What of the row's own record it holds, dotted; ``""`` is the record itself. None of what is derived."""
        return self.source[1:] if self.source.startswith(".") else None


@dataclass(frozen=True)
class Table:
    """``rows`` are the places of a text that its rows come from, each with what is the same of all of these."""

    name: str
    title: str
    rows: Mapping[str, Mapping[str, str]]
    named_by: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def is_extension(self) -> bool:
        return self.name.startswith(EXTENSION)

    @cached_property
    def columns(self) -> dict[str, int]:
        return {field.name: number for number, field in enumerate(self.fields)}

    @cached_property
    def told_by(self) -> tuple[str, ...]:
        """The fields that tell the places of its rows apart."""
        return tuple(field.name for field in self.fields if field.source == CONSTANT)

    @cached_property
    def place_of(self) -> dict[tuple[str, ...], str]:
        return {
            tuple(constants[name] for name in self.told_by): place for place, constants in self.rows.items()
        }

    def members_at(self, place: str) -> list[tuple[int, str, Member]]:
        """The columns that hold members of the records of this place, and which."""
        known = members_of(shape_of(place).kind)
        return [
            (number, field.member, known[field.member])
            for number, field in enumerate(self.fields)
            if field.member is not None and field.member in known
        ]


@cache
def tables() -> dict[str, Table]:
    """By name, in the order of the declaration: whatever a row belongs to stands before it."""
    document = tomllib.loads(DECLARATION.read_text(encoding="utf-8"))
    return {raw["name"]: _table(raw, document["groups"]) for raw in document["tables"]}


def _table(raw: Mapping[str, typing.Any], groups: Mapping[str, list[list[str]]]) -> Table:
    found: list[Field] = []
    for item in raw["fields"]:
        found += [_field(*row) for row in (groups[item] if isinstance(item, str) else [item])]
    return Table(raw["name"], raw["title"], raw["rows"], tuple(raw["named_by"]), tuple(found))


def _field(name: str, title: str, written: str, source: str) -> Field:
    match = _TYPE.fullmatch(written)
    if match is None:
        raise ValueError(f"{name}: no type is called {written}")
    kind, *sizes = match.groups()
    length, places = (int(digits) if digits else None for digits in sizes)
    return Field(name, title, kind, length, places, source)


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands at a place of a text: records of which class, and whether one, perhaps none, or many."""

    kind: type
    many: bool


@cache
def shape_of(place: str) -> Shape:
    kind: type = ExchangedText
    many = False
    for name in filter(None, place.split(".")):
        hint = typing.get_type_hints(kind)[name]
        many = typing.get_origin(hint) is tuple
        kind = typing.get_args(hint)[0] if many else _without_none(hint)
    return Shape(kind, many)


def _without_none(hint: object) -> type:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return typing.cast(type, hint)


@dataclass(frozen=True, slots=True)
class Member:
    """``optional`` where a blank cell means that nothing is known."""

    kind: type
    optional: bool


@cache
def members_of(kind: type) -> dict[str, Member]:
    """The members that a row of such a record can hold, dotted where a record is always there."""
    if not is_dataclass(kind):
        return {"": Member(kind, optional=False)}
    found: dict[str, Member] = {}
    hints = typing.get_type_hints(kind)
    for name in (one.name for one in fields(kind)):
        inner = _without_none(hints[name])
        if inner in (str, int, Decimal) or (isinstance(inner, type) and issubclass(inner, Enum)):
            found[name] = Member(inner, optional=inner is not hints[name])
        elif is_dataclass(inner) and inner is hints[name]:
            found |= {f"{name}.{below}": member for below, member in members_of(inner).items()}
    return found


@cache
def places_below() -> dict[str, list[tuple[str, str]]]:
    """The places right below each place, in the order of the tables, with the way from a record to theirs."""
    places = [place for table in tables().values() for place in table.rows]
    below: dict[str, list[tuple[str, str]]] = {place: [] for place in places}
    for place in filter(None, places):
        above = max(_above(place, places), key=len)
        below[above].append((place, place.removeprefix(above).lstrip(".")))
    return below


def _above(place: str, places: list[str]) -> Iterator[str]:
    return (other for other in places if other == "" or place.startswith(f"{other}."))


@cache
def table_of(place: str) -> Table:
    return next(table for table in tables().values() if place in table.rows)
