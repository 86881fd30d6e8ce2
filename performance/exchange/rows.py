"""A text as rows of the tables: every row with a key that stays the same as long as it is called the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import sha256
from operator import attrgetter

from indicators.values import TargetValue, parse_value
from performance.content.json import plain_decimal
from performance.content.model import ProjectContent
from performance.documents.numbers import MoneyUnit, read_amount
from performance.exchange.mapping import CONSTANT, Field, Table, members_of, places_below, shape_of, table_of
from performance.exchange.performed import ExchangedFund
from performance.exchange.texts import ExchangedText

Cells = tuple[str, ...]
_KEY_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Row:
    """A record on its way into a table. ``above`` is the one that it stands in, ``project`` that it belongs to, if it does."""

    text: ExchangedText
    text_key: str
    record: object
    above: object
    project: ProjectContent | None
    key: str
    owner: str
    position: int


def rows_of(text: ExchangedText) -> Iterator[tuple[Table, Cells]]:
    """The rows of the text, a row always after the one that it belongs to."""
    key = _key("", "", _names(text, table_of("").named_by), 0)
    return _walk("", Row(text, key, text, None, None, key, "", 1))


def _walk(place: str, row: Row) -> Iterator[tuple[Table, Cells]]:
    table = table_of(place)
    yield table, tuple(get(row) for get in _getters(place))
    for below, way in places_below()[place]:
        records = attrgetter(way)(row.record)
        if records is None:
            continue
        seen: dict[str, int] = defaultdict(int)
        named_by = table_of(below).named_by
        for position, record in enumerate(records if shape_of(below).many else (records,), 1):
            names = _names(record, named_by)
            project = record if isinstance(record, ProjectContent) else row.project
            key = _key(row.key, below, names, seen[names])
            seen[names] += 1
            yield from _walk(
                below, Row(row.text, row.text_key, record, row.record, project, key, row.key, position)
            )


def _names(record: object, named_by: tuple[str, ...]) -> str:
    kind: type = type(record)
    known = members_of(kind)
    return json.dumps([cell_of(getattr(record, name)) for name in named_by if name in known])


def _key(owner: str, place: str, names: str, occurrence: int) -> str:
    return sha256(f"{owner}\n{place}\n{names}\n{occurrence}".encode()).hexdigest()[:_KEY_DIGITS]


def cell_of(value: object) -> str:
    """A value as a cell holds it: nothing where nothing is known, a number in plain digits, a word by its own name."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, Enum):
        return str(value.value)
    return str(value)


@cache
def _getters(place: str) -> tuple[Callable[[Row], str], ...]:
    return tuple(_getter(field, place) for field in table_of(place).fields)


def _getter(field: Field, place: str) -> Callable[[Row], str]:
    source = field.source
    if source == CONSTANT:
        constant = table_of(place).rows[place][field.name]
        return lambda row: constant
    if field.member is not None:
        return _member(field.member, place)
    if source.startswith("="):
        return COMPUTED[source[1:]]
    if source.startswith("@"):
        return OF_THE_ROW[source[1:]]
    holder, _, name = source.partition(".")
    get = attrgetter(name)
    if holder == "above":
        return lambda row: cell_of(get(row.above))
    if holder == "here":
        return lambda row: cell_of(get(row.record))
    if holder == "project":
        return lambda row: cell_of(get(row.project)) if row.project else ""
    return lambda row: cell_of(get(row.text))


def _member(member: str, place: str) -> Callable[[Row], str]:
    if member not in members_of(shape_of(place).kind):
        return lambda row: ""  # of the other records of the same table
    if not member:
        return lambda row: str(row.record)
    get = attrgetter(member)
    return lambda row: cell_of(get(row.record))


OF_THE_ROW: dict[str, Callable[[Row], str]] = {
    "key": lambda row: row.key,
    "owner": lambda row: row.owner,
    "position": lambda row: str(row.position),
    "text": lambda row: row.text_key,
}


def _value(row: Row) -> TargetValue:
    return parse_value(row.record.target, row.text.fiscal_year)  # type: ignore[attr-defined]  # an indicator


def _code(row: Row, *levels: str) -> str:
    wanted = (*levels, "")[:2]
    codes = row.text.family_codes
    return next((one.code for one in codes if (one.level1, one.level2) == wanted), "")


def _yuan(typed: str) -> Decimal | None:
    """An amount that was typed in 万元; what cannot be read is none, and stands beside as it was typed."""
    try:
        return read_amount(typed, MoneyUnit.WAN) * MoneyUnit.YUAN.per_wan if typed.strip() else None
    except ValueError:
        return None


def _adjustment(fund: ExchangedFund) -> Decimal | None:
    opening, adjusted = _yuan(fund.opening), _yuan(fund.adjusted)
    return None if opening is None or adjusted is None else adjusted - opening


COMPUTED: dict[str, Callable[[Row], str]] = {
    "target": lambda row: row.record.target,  # type: ignore[attr-defined]
    "sign": lambda row: cell_of(_value(row).comparator),
    "number": lambda row: cell_of(_value(row).number),
    "upper": lambda row: cell_of(_value(row).upper),
    "measure": lambda row: _value(row).unit,
    "deadline": lambda row: cell_of(_value(row).deadline),
    "goal_text": lambda row: row.record if isinstance(row.record, str) else row.record.text,  # type: ignore[attr-defined]
    "opening_yuan": lambda row: cell_of(_yuan(row.record.opening)),  # type: ignore[attr-defined]
    "adjusted_yuan": lambda row: cell_of(_yuan(row.record.adjusted)),  # type: ignore[attr-defined]
    "spent_yuan": lambda row: cell_of(_yuan(row.record.spent)),  # type: ignore[attr-defined]
    "adjustment_yuan": lambda row: cell_of(_adjustment(row.record)),  # type: ignore[arg-type]
    "level1_code": lambda row: _code(row, row.record.level1),  # type: ignore[attr-defined]
    "level2_code": lambda row: _code(row, row.record.level1, row.record.level2),  # type: ignore[attr-defined]
}
