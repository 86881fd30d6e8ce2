import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.text import half_width, normalise_label


@pytest.mark.parametrize(
    ("printed", "squeezed"),
    [
        ("社会效益指 标", "社会效益指标"),
        ("运行\n成本", "运行成本"),
        ("\u3000预算数\xa0", "预算数"),
        ("资金支出计划（％）：", "资金支出计划(%):"),
        ("１２月底", "12月底"),
        ("≥８５％", "≥85%"),
        ("产出，效益", "产出，效益"),
    ],
)
def test_squeeze_keeps_only_what_tells_labels_apart(printed, squeezed):
    assert normalise_label(printed) == squeezed


@given(st.text())
def test_squeezing_twice_changes_nothing_more(text):
    assert normalise_label(normalise_label(text)) == normalise_label(text)


@given(st.text())
def test_half_width_keeps_every_position(text):
    assert len(half_width(text)) == len(text)


@given(st.text())
def test_a_long_text_is_made_half_width_like_a_short_one(text):
    assert half_width(text + "甲" * 200) == half_width(text) + "甲" * 200
