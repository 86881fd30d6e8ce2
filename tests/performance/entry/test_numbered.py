"""Numbers before items are the form's own: typed ones go, in their place or counted from one, and nothing else does."""

import pytest

from performance.entry.numbered import unnumbered


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        (["1.举办活动"], [("举办活动",)]),
        (["1.甲\n2.乙\n3.丙"], [("甲", "乙", "丙")]),
        (["1、甲\n续行\n2、乙"], [("甲\n续行", "乙")]),
        (["（1）甲\n（2）乙"], [("甲", "乙")]),
        (["甲", "2.乙", "3．丙"], [("甲",), ("乙",), ("丙",)]),
        (["1.甲\n2.乙", "3.丙"], [("甲", "乙"), ("丙",)]),
        (["甲", "5.乙"], [("甲",), ("5.乙",)]),
        (["1.5万人次参加"], [("1.5万人次参加",)]),
        (["2026年完成"], [("2026年完成",)]),
        (["甲\n1.一\n2.二"], [("甲\n1.一\n2.二",)]),
        (["1.甲\n3.丙"], [("甲\n3.丙",)]),
        (["1."], [("1.",)]),
        ([""], [()]),
    ],
)
def test_numbers_go_where_the_form_prints_them(typed, items):
    assert unnumbered(typed) == items


@pytest.mark.parametrize("typed", [["1.举办活动"], ["1.甲\n2.乙\n3.丙"], ["甲", "2.乙"]])
def test_what_was_read_once_is_read_the_same_again(typed):
    once = [item for items in unnumbered(typed) for item in items]
    assert [item for items in unnumbered(once) for item in items] == once
