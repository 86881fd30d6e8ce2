"""Whatever a form sends as a number is read or left, and never breaks the reading."""

import pytest

from performance.http.whole_numbers import DIGITS_OF_A_KEY, whole_number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("123456789", 123456789),
        ("1234567890", None),
        ("9" * 5000, None),
        (None, None),
        ("", None),
        *((odd, None) for odd in ("-1", "+1", "1.0", "１", "²", "①", " 1", "1_000", "NaN", "\x00")),
    ],
)
def test_up_to_nine_digits_are_a_number(word, number):
    assert whole_number(word, None) == number


def test_a_key_may_be_longer():
    assert whole_number("1" * 18, 0, digits=DIGITS_OF_A_KEY) == int("1" * 18)
    assert whole_number("1" * 19, 0, digits=DIGITS_OF_A_KEY) == 0
