"""Whoever grades themselves higher than the finance office loses a share of its points, and nobody else does."""

from dataclasses import replace
from decimal import Decimal

import pytest

from performance.scoring.scheme_files import WrongScheme, read_scheme, shipped_schemes
from performance.scoring.self_praise import discounted
from tests.performance.scoring.test_scheme_files import SOUND

SICHUAN = shipped_schemes()["sichuan-2025"]  # 90, 80 and 70; times 0.9, 0.8 and 0.7


@pytest.mark.parametrize(
    ("own", "checked", "total", "grade"),
    [
        ("95", "92", "92", "优"),  # the same grade
        ("85", "95", "95", "优"),  # a higher one
        ("95", "85", "76.50", "中"),  # one lower
        ("95", "75", "60.00", "差"),  # two lower
        ("95", "50", "35.00", "差"),  # three lower
        (None, "85", "85", "良"),
    ],
)
def test_each_grade_down_takes_its_share(own, checked, total, grade):
    found = discounted(SICHUAN, own and Decimal(own), Decimal(checked))
    assert (found.total, found.grade) == (Decimal(total), grade)
    assert bool(found.words) == (Decimal(total) != Decimal(checked))


def test_the_arithmetic_is_said():
    words = discounted(SICHUAN, Decimal(95), Decimal(85)).words
    assert words == "复核评分 85（良）低于自评 95（优）1 级，85 × 0.9 = 76.5"


def test_more_steps_than_factors_take_the_last_and_no_factor_takes_nothing():
    assert discounted(replace(SICHUAN, self_praise=(Decimal("0.9"),)), Decimal(95), Decimal(50)).total == 45
    assert discounted(replace(SICHUAN, self_praise=()), Decimal(95), Decimal(50)).total == 50


@pytest.mark.parametrize("factors", ["[0.7, 0.9]", "[1.5]"])
def test_factors_fall_and_never_add(factors):
    with pytest.raises(WrongScheme, match="折算系数"):
        read_scheme("mine", SOUND.replace("decimals = 2\n", f"decimals = 2\nself_praise = {factors}\n", 1))
