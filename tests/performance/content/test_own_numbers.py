"""Numbers before items are the form's own: typed ones go, in their place or counted from one, and nothing else does."""

import pytest

from performance.content.own_numbers import counted, numbered_twice, unnumbered


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
        (["①甲\n②乙\n③丙"], [("甲", "乙", "丙")]),
        (["一、甲\n二、乙"], [("甲", "乙")]),
        (["（一）甲", "（二）乙"], [("甲",), ("乙",)]),
        (["甲"] * 10 + ["十一、乙"], [("甲",)] * 10 + [("乙",)]),
        (["1)、甲"], [("甲",)]),
        (["一、二级医院达标"], [("一、二级医院达标",)]),
        (["一是甲", "1、2号楼"], [("一是甲",), ("1、2号楼",)]),
        (["①号楼改造", "（2）号井修复"], [("①号楼改造",), ("（2）号井修复",)]),
        (["（一）、（二）期完工"], [("（一）、（二）期完工",)]),
        (["①②号楼改造"], [("①②号楼改造",)]),
        (["（一）类残疾人补贴"], [("（一）类残疾人补贴",)]),
        (["（一）至（三）类困难学生补助"], [("（一）至（三）类困难学生补助",)]),
        (["（一）级响应启动及时"], [("（一）级响应启动及时",)]),
        (["（一）级别评定"], [("级别评定",)]),
        (["（1）期刊6期\n（2）号召捐书"], [("期刊6期", "号召捐书")]),
        (["三三、甲"], [("三三、甲",)]),
        ([""], [()]),
    ],
)
def test_numbers_go_where_the_form_prints_them(typed, items):
    assert unnumbered(typed) == items


@pytest.mark.parametrize("typed", [["1.举办活动"], ["1.甲\n2.乙\n3.丙"], ["甲", "2.乙"]])
def test_what_was_read_once_is_read_the_same_again(typed):
    once = [item for items in unnumbered(typed) for item in items]
    assert [item for items in unnumbered(once) for item in items] == once


def test_it_is_told_which_texts_bring_numbers_and_what_they_say_without():
    assert numbered_twice(["甲", "2.乙\n3.丙", "", "5.丁"]) == {1: ("乙", "丙")}


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("某项目", "2.某项目"),
        ("2.某项目", "2.某项目"),
        ("（二）某项目", "2.某项目"),
        ("1.某项目", "2.1.某项目"),  # not the number of its place: part of the name
        ("2.5公里河堤", "2.2.5公里河堤"),
        ("2.", "2.2."),
    ],
)
def test_a_name_is_printed_behind_one_number(name, printed):
    assert counted(name, 2, ".") == printed
