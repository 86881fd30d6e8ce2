"""Which two numbers are one that was typed again."""

from decimal import Decimal

import pytest

from performance.review.slips import is_a_slip


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("6.8", "8.6", True),
        ("3200", "2300", True),
        ("1360", "1630", True),
        ("27000", "20700", True),
        ("27", "207", True),
        ("26000", "2600", True),
        ("12.5", "125", True),
        ("20", "2", False),
        ("300", "30", False),
        ("120", "130", False),
        ("1234", "4321", False),
        ("48", "48", False),
        ("48", "0", False),
    ],
)
def test_digits_turned_round_a_lost_nought_a_moved_point(one, other, slip):
    assert is_a_slip(Decimal(one), Decimal(other)) is slip
    assert is_a_slip(Decimal(other), Decimal(one)) is slip


def test_no_number_is_no_slip():
    assert not is_a_slip(Decimal(48), None)
