"""Names that hold a text: the same ones on both databases, whatever is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from indicators.models import Indicator, IndicatorFamily, IndicatorTree

NAMES = (
    "参训人员满意度",
    "培训人次",
    "非遗培训场次",
    "满",
    "",
    "GDP增长率",
    "100%完成率",
    "专家_评审",
    "反斜杠\\率",
)
ASKED = (
    "培训",
    "满意",
    "满",
    "意满",
    "训人员",
    "gdp",
    "GdP增",
    "%",
    "100%",
    "_",
    "家_评",
    "\\",
    "\\率",
    "没有",
    "'",
    "人 次",
)


def plant(names):
    tree = IndicatorTree.objects.create(year=2026)
    family = IndicatorFamily.objects.create(tree=tree, position=0)
    for position, name in enumerate(names):
        Indicator.objects.create(family=family, position=position, name=name)


def found(text):
    return list(Indicator.objects.filter(name__holds=text).order_by("pk").values_list("name", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("text", ASKED)
def test_a_name_is_found_by_any_piece_of_it_and_by_nothing_else(text):
    plant(NAMES)
    assert found(text) == [name for name in NAMES if text.lower() in name.lower()]


class AnyText(TestCase):
    @settings(max_examples=40)
    @given(
        st.lists(st.text("培训满意度ab%_\\ ", max_size=6), max_size=5),
        st.text("培训满意度ab%_\\ ", min_size=1, max_size=3),
    )
    def test_whatever_is_asked_of_whatever_names(self, names, text):
        plant(names)
        assert found(text) == [name for name in names if text.lower() in name.lower()]
