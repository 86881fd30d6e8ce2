from decimal import Decimal

import pytest

from projects.amounts import grouped


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("37.5", "37.50"),
        ("37.500000", "37.50"),
        ("0", "0.00"),
        ("1202.105", "1,202.105"),
        ("-1234567.000001", "-1,234,567.000001"),
        ("1E+3", "1,000.00"),
    ],
)
def test_an_amount_is_grouped_and_never_rounded(amount, shown):
    assert grouped(Decimal(amount)) == shown
