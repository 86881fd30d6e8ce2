"""Hostile or senseless texts are answered in a time that grows as they do."""

import re

import pytest

from performance.documents.convert import Unreadable, read_text
from performance.documents.formats.txt import MOST_LINES

HEBEI = "预算规模及资金用途\n资金支出计划\n第二部分\n1.甲绩效目标表\n\n\t\n\t单位：万元\n\n\t项目编码\n\t1\n\t项目名称\n\t甲\n\n"
HUBEI = "\t部门总体资金情况\n\n\t部门（单位）名称\n\t甲\n\n"
GUIZHOU = "\t部门(单位)基本情况\n\t部门(单位)名称\n\t甲\n\n\t部门(单位)职能描述\n\n"
# Each took minutes, hours or for ever where patterns or loops ran again over what they had seen.
TEXTS = {
    "a row of a million cells": HEBEI + "\t" * 1_000_000 + "甲",
    "as many lines as are read": HEBEI + "\t\n" * (MOST_LINES - 20) + "甲",
    "short rows in Hebei": HEBEI + "\t甲\n\t乙\n\n" * 10_000,
    "rows of one cell": HEBEI + "\t甲\n\n" * 10_000,
    "short rows in Hubei": HUBEI + "\t甲\n\t乙\n\n" * 10_000,
    "short rows in Guizhou": GUIZHOU + "\t甲\n\t乙\n\n" * 10_000,
    "a cell of many lines": HEBEI + "\t甲" + "\n乙" * 100_000,
    "blanks in a cover line": HEBEI[:17] + "甲" + " " * 100_000 + "部门预算绩效文本 乙",
    "blanks in a heading": HEBEI + "1." + " " * 100_000 + "乙",
    "a long cover line": GUIZHOU + "甲 2024年部门绩效目标表 " * 20_000,
    "the beginnings of field codes": HEBEI + "TC " * 100_000,
    "the beginnings of bookmarks": HEBEI + "[bookmark:" * 100_000,
    "dots of a contents line": "目录\n" + "." * 100_000 + "甲\n" + HEBEI,
    "dashes of a page number": HEBEI + "-" * 100_000 + "甲",
    "numbers of a list": HEBEI + "\t绩效目标\n\t" + "1. " * 100_000,
    "digits of an amount": HEBEI + "\t\n\t预算数\n\t" + "9" * 100_000,
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_senseless_text_is_answered_soon(text):
    report = read_text(text.encode(), "文本.txt").report
    assert report.complaints()
    assert report.characters == len(re.sub(r"\s", "", text))


def test_more_lines_than_any_text_has_are_refused():
    with pytest.raises(Unreadable, match="请确认没有选错文件"):
        read_text(("\t\n" * (MOST_LINES + 1) + "甲").encode(), "文本.txt")
