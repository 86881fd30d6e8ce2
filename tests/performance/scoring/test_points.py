"""How a scheme spreads its points, whatever indicators a text has."""

from decimal import Decimal

import pytest

from performance.content.model import IndicatorContent
from performance.scoring.points import spread_points
from performance.scoring.scheme_files import shipped_schemes

D = Decimal


def indicators(*levels, weight=None):
    return tuple(IndicatorContent(level, "", f"指标{n}", weight=weight) for n, level in enumerate(levels))


@pytest.mark.parametrize(
    ("scheme", "levels", "points"),
    [
        ("national-2020", ("产出指标", "产出指标", "效益指标", "满意度指标"), "25 25 30 10"),
        ("national-2020", ("产出指标", "效果指标"), "50 40"),
        ("national-2020", ("成本指标", "产出指标", "效益指标", "满意度指标"), "25 25 30 10"),
        ("national-cost-2021", ("成本指标", "产出指标", "效益指标", "满意度指标"), "20 40 20 10"),
        ("national-cost-2021", ("产出指标", "效益指标", "满意度指标"), "50 30 10"),
        ("national-cost-2021", ("成本指标", "产出指标", "效益指标"), "20 40 30"),
        ("sichuan-2025", ("产出指标", "效益指标", "满意度指标", "产出指标"), "22.5 22.5 22.5 22.5"),
        ("hubei", ("产出指标", "效益指标", "满意度指标"), "40 20 20"),
        ("henan-2024", ("成本指标", "产出指标", "效益指标", "满意度指标"), "10 30 25 5"),
        ("yinchuan-2021", ("产出指标", "效益指标"), "30 35"),
        ("pidu-2026", ("成本指标", "产出指标", "效益指标", "满意度指标"), "10 40 20 10"),
    ],
)
def test_families_get_what_the_scheme_says(scheme, levels, points):
    found = spread_points(indicators(*levels), shipped_schemes()[scheme])
    assert (found.points, found.not_applicable) == (tuple(map(D, points.split())), 0)


def test_what_does_not_come_out_even_still_adds_up():
    found = spread_points(indicators(*["产出指标"] * 7, "效益指标"), shipped_schemes()["national-2020"])
    assert found.points[:7] == (D("7.15"), D("7.15"), *[D("7.14")] * 5)
    assert sum(found.points) == 90


def test_points_that_nothing_can_earn_are_not_applicable():
    found = spread_points(indicators("产出指标"), shipped_schemes()["national-2020"])
    assert (found.points, found.not_applicable) == ((D(50),), D(40))


def test_a_family_outside_the_scheme_spreads_all_points_evenly_and_says_so():
    found = spread_points(indicators("履职效能", "产出指标"), shipped_schemes()["national-2020"])
    assert found.points == (45, 45)
    assert "没有“履职效能”这一类指标" in found.remarks[0]


def test_approved_weights_hold_and_half_of_them_do_not():
    scheme = shipped_schemes()["national-2020"]
    assert spread_points(indicators("产出指标", "效益指标", weight=D(45)), scheme).points == (45, 45)
    some = (*indicators("产出指标", weight=D(45)), *indicators("效益指标", "满意度指标"))
    found = spread_points(some, scheme)
    assert found.points == (50, 30, 10)
    assert "只有一部分" in found.remarks[0]
