import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.kinds import ValueKind
from indicators.units import COUNT_UNITS, MEASURE_UNITS, MONEY_UNITS
from indicators.values import COMPARATOR_WORDS, parse_value

VALUE_TEXT = st.text(
    "0123456789０５.,，-—~至年月日底前万亿元人次个%％≥≤<>=不少于达以上内多余约（条）()/ \n\u3000完成"
)


@given(st.text() | VALUE_TEXT, st.none() | st.integers())
@example("≥²", 2024)
@example("٣次", None)
@example("12月底", 10**9)
def test_the_printed_text_always_comes_back(raw, year):
    value = parse_value(raw, year)
    assert str(value) == value.raw == raw
    assert (value.kind == ValueKind.DEADLINE) == (value.precision is not None)
    assert (value.kind == ValueKind.GRADE) == bool(value.grade)
    assert (value.kind in (ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.RANGE)) == (
        value.number is not None
    )
    assert (value.kind == ValueKind.RANGE) == (value.upper is not None)
    assert value.upper is None or value.number <= value.upper


AMOUNTS = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
WORDS = st.sampled_from([(word, sign) for sign, words in COMPARATOR_WORDS.items() for word in words])


@given(WORDS, AMOUNTS, st.sampled_from(MONEY_UNITS + COUNT_UNITS + MEASURE_UNITS))
def test_comparator_number_and_unit_are_read_back(word, amount, unit):
    printed, sign = word
    value = parse_value(f"{printed}{amount}{unit}")
    assert (value.comparator, value.number, value.unit, value.rest) == (sign, amount, unit, "")


@given(AMOUNTS, st.sampled_from(COUNT_UNITS))
def test_thousands_separators_do_not_change_the_number(amount, unit):
    assert parse_value(f"{amount:,}{unit}").number == amount


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day):
    for shape in ("%Y.%m.%d", "%Y年%m月%d日", "%Y-%m-%d", "%Y%m%d"):
        assert parse_value(day.strftime(shape)).deadline == day


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "≥",
        " ",
        "1 ",
        "1,",
        "万",
        "1-",
        "2026年",
        "1人(",
        "1人/人",
        "/人",
        "12月底前完成",
        "力争",
        "2026.12.31至",
    ],
)
def test_a_long_text_is_read_in_no_time(piece):
    raw = f"≥1人{piece * (10_000 // len(piece))}"
    started = time.thread_time()
    for text in (raw, raw[1:], raw[3:]):
        parse_value(text)
    assert time.thread_time() - started < 0.5  # milliseconds; a backtracking pattern would take minutes
