"""Amounts: how they are added up, and how people read them."""

from decimal import Decimal

from django.db.models import DecimalField, Model, Sum

PLACES = 6


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
