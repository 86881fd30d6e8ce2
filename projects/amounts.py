"""Amounts: how they are added up, and how people read them."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db.models import CheckConstraint, DecimalField, Model, Q, Sum
from django.db.models.constraints import BaseConstraint
from django.db.models.expressions import Combinable

PLACES = 6
Amount = str | int | float | Decimal | Combinable | None  # what a column of numbers may be given


def money_column(label: str) -> DecimalField[Amount, Decimal | None]:
    """A column of money in 万元; it may be unknown."""
    validators = [MinValueValidator(0, "金额不能为负数。")]
    return DecimalField(
        label, max_digits=18, decimal_places=PLACES, null=True, blank=True, validators=validators
    )


def percent_column(label: str) -> DecimalField[Amount, Decimal | None]:
    return DecimalField(label, max_digits=12, decimal_places=6, null=True, blank=True)


def never_negative(table: str, *columns: str) -> list[BaseConstraint]:
    return [
        CheckConstraint(
            condition=Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gte": 0}),
            name=f"{table}_{column}_not_neg",
            violation_error_message="金额不能为负数。",
        )
        for column in columns
    ]


class AmountField(DecimalField):
    """What an expression over amounts gives: to the last place that a column keeps, on every database.

    SQLite would give the digits of a float, such as 52508.9699999999.
    """

    def __init__(self, **options):
        super().__init__(max_digits=24, decimal_places=PLACES, **options)

    def from_db_value(self, amount, expression, connection):
        return None if amount is None else Decimal(amount).quantize(Decimal(1).scaleb(-PLACES))


class AmountSum(Sum):
    """The sum of amounts in 万元; never a sum of floats (config/fair_sqlite3 has the function)."""

    def __init__(self, expression, **options):
        super().__init__(expression, output_field=AmountField(), **options)

    def as_sqlite(self, compiler, connection, **context):
        return super().as_sqlite(compiler, connection, function="EXACT_SUM", **context)


def sum_of(model: type[Model], column: str) -> Sum:
    """Amounts exactly, counts as the database counts."""
    return (AmountSum if isinstance(model._meta.get_field(column), DecimalField) else Sum)(column)


def grouped(amount: Decimal) -> str:
    """Thousands apart, at least two places and never fewer than the amount has: ``1,202.105``, not rounded either way."""
    whole, _, places = f"{amount:,f}".partition(".")
    return f"{whole}.{places.rstrip('0').ljust(2, '0')}"
