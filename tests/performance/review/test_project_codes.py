"""Project codes: shapes, and the check character of Hebei."""

import re

import pytest

from performance.review.project_codes import ALPHABET, check_character, read_project_code


def test_every_printed_code_ends_with_its_check_character(seeds):
    texts = "".join((seeds / name).read_text("utf-8") for name in ("chengde-2023.txt", "tangshan-2026.txt"))
    codes = set(re.findall(r"\b[0-9]{8}P[0-9A-Z]{12}\b", texts))
    assert len(codes) == 24
    assert [code for code in sorted(codes) if not read_project_code(code).check_is_right] == []


@pytest.mark.parametrize("place", range(20))
def test_a_single_wrong_character_is_noticed(place):
    code = "13020026P00TPXR10005F"
    for other in ALPHABET:
        if other != code[place]:
            assert check_character(code[:place] + other + code[place + 1 : -1]) != code[-1]


@pytest.mark.parametrize(
    ("text", "area", "year"),
    [
        ("13020026P00TPXR10005F", "130200", 2026),
        ("13020026P00 TPXR10005F", "130200", 2026),
        ("51000021R000000019951", "510000", 2021),
        ("731-0101-YBN-1CEG", "", None),
    ],
)
def test_a_code_says_area_and_year(text, area, year):
    code = read_project_code(text)
    assert (code.area, code.year) == (area, year)


@pytest.mark.parametrize(
    "text", ["", "13020026P00TPXR10005", "13020026P00TPXR10005FF", "1302002P600TPXR10005F"]
)
def test_other_shapes_are_no_codes(text):
    assert read_project_code(text) is None


def test_a_letter_outside_the_alphabet_has_no_check_character():
    assert check_character("13020026P00TPXI10005") is None
