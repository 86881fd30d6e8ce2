"""The condition of a table judged for one row without asking the database, as SQL judges it.

Amounts differ from row to row: asking the database for each of them was nine tenths of taking in 10,000 of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from operator import eq, ge, gt, le, lt
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import CheckConstraint, F, Model, Q

COMPARED: dict[str, Callable[[Any, Any], bool]] = {"exact": eq, "gt": gt, "gte": ge, "lt": lt, "lte": le}


class NotPlain(Exception):
    """Only the database knows: of words, of negations, of other tables, of values that are not clean."""


def holds(condition: Q, row: Model) -> bool | None:
    """None is neither yes nor no, as of a comparison with nothing: a check lets it pass. Raises NotPlain."""
    if condition.negated or condition.connector == Q.XOR:
        raise NotPlain
    decisive = condition.connector == Q.OR  # the answer that needs no other
    unknown = False
    for child in condition.children:
        answer = holds(child, row) if isinstance(child, Q) else _compared(child, row)
        if answer is decisive:
            return decisive
        unknown = unknown or answer is None
    return None if unknown else not decisive


def _compared(child: Any, row: Model) -> bool | None:
    if not isinstance(child, tuple):  # an expression
        raise NotPlain
    path, wanted = child
    name, _, lookup = path.partition("__")
    value = _value(row, name)
    if lookup == "isnull":
        return (value is None) is wanted
    if lookup and lookup not in COMPARED:
        raise NotPlain
    other = _value(row, wanted.name) if isinstance(wanted, F) else wanted
    if value is None or (other is None and isinstance(wanted, F)):
        return None
    if _kind(value) is not _kind(other):
        raise NotPlain
    return COMPARED[lookup or "exact"](value, other)


def _value(row: Model, name: str) -> Any:
    try:
        return getattr(row, _column(type(row), name))
    except (FieldDoesNotExist, AttributeError):
        raise NotPlain from None


@cache
def _column(model: type[Model], name: str) -> str:
    column: str = model._meta.get_field(name).attname
    return column


def _kind(value: Any) -> type:
    """What orders alike here and in a database: numbers, and days."""
    if type(value) in (int, Decimal):
        return Decimal
    if type(value) is date:
        return date
    raise NotPlain


class Checks:
    """The conditions of a table, judged once for each combination of the values that they speak of."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.verdicts: dict[tuple[Any, ...], list[str]] = {}
        self.constraints = [
            (one, [model._meta.get_field(name).attname for name in one.condition.referenced_base_fields])
            for one in model._meta.constraints
            if isinstance(one, CheckConstraint)
        ]

    def faults(self, instance: Model) -> Iterator[str]:
        for constraint, names in self.constraints:
            key = constraint.name, *(getattr(instance, name) for name in names)
            if key not in self.verdicts:
                self.verdicts[key] = self._messages(constraint, instance)
            yield from self.verdicts[key]

    def _messages(self, constraint: CheckConstraint, instance: Model) -> list[str]:
        try:
            if holds(constraint.condition, instance) is not False:
                return []
        except NotPlain:
            pass
        try:
            constraint.validate(self.model, instance)
        except ValidationError as fault:
            return fault.messages
        return []
