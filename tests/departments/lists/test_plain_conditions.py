"""Wherever a condition is judged without the database, the database judges alike."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q

from departments.lists.plain_conditions import NotPlain, holds
from departments.timetables.models import Timetable
from performance.models import ExecutionAmount

pytestmark = pytest.mark.django_db
AMOUNTS = (None, Decimal("-0.01"), Decimal(0), Decimal("12.345678"), 7)
NUMBERS = [
    Q(spent__gte=0),
    Q(spent__isnull=True) | Q(spent__gte=0),
    Q(spent__isnull=False) & Q(spent__lt=7),
    Q(spent__lte=F("adjusted")),
    Q(spent=F("adjusted")) | Q(adjusted__isnull=True),
    Q(spent__gt=0) & (Q(adjusted__gt=0) | Q(adjusted=0)),
    Q(spent=7),
]
DAYS = (date(2026, 2, 28), date(2026, 3, 1))


def judged(condition, row):
    """By the database, as it stands behind a form."""
    try:
        CheckConstraint(condition=condition, name="tried").validate(type(row), row)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("condition", NUMBERS)
def test_amounts_are_judged_as_the_database_judges_them(condition):
    rows = [ExecutionAmount(spent=spent, adjusted=adjusted) for spent, adjusted in product(AMOUNTS, AMOUNTS)]
    answers = [holds(condition, row) is not False for row in rows]
    assert answers == [judged(condition, row) for row in rows]
    assert set(answers) == {True, False}


def test_days_are_judged_as_the_database_judges_them():
    condition = Q(closes__gte=F("opens"))
    rows = [Timetable(opens=opens, closes=closes) for opens, closes in product(DAYS, DAYS)]
    answers = [holds(condition, row) is not False for row in rows]
    assert answers == [judged(condition, row) for row in rows] == [True, True, False, True]


@pytest.mark.parametrize(
    "condition",
    [
        ~Q(spent__gte=0),
        Q(spent__gte=0) ^ Q(adjusted__gte=0),
        Q(code="甲"),
        Q(code__gt="甲"),
        Q(spent=None),
        Q(unit__code="1"),
        Q(spent__in=(1, 2)),
        Q(nothing__gte=0),
        Q(spent__gte=True),
        Q(spent__gte=1.5),
    ],
)
def test_whatever_else_is_left_to_the_database(condition):
    with pytest.raises(NotPlain):
        holds(condition, ExecutionAmount(spent=Decimal(1), adjusted=Decimal(1), code="甲"))


def test_what_is_not_clean_is_left_to_the_database():
    with pytest.raises(NotPlain):
        holds(Q(spent__gte=0), ExecutionAmount(spent="约五万"))
