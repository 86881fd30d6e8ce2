"""A file that leaves is called what it is, in signs that every system takes."""

import pytest

from departments.file_names import LONGEST_STEM, as_file_name

NAMES = {
    "某局2026年1–11月绩效运行监控报告.docx": "某局2026年1–11月绩效运行监控报告.docx",
    "批复文-某财预〔2026〕5号.docx": "批复文-某财预〔2026〕5号.docx",
    "2025年绩效自评：展品更新（二期）.xlsx": "2025年绩效自评：展品更新（二期）.xlsx",
    "某局2026年 3个部门-报送包.zip": "某局2026年 3个部门-报送包.zip",
    "设备/耗材:1.项目.xlsx": "设备-耗材-1.项目.xlsx",
    'a\\b*c?d"e<f>g|h.pdf': "a-b-c-d-e-f-g-h.pdf",
    "../../etc/passwd": "etc-passwd",
    "名\u202e称\n.xlsx": "名-称.xlsx",
    "405-某局": "405-某局",
    "=cmd|'/c calc'!A0": "cmd-c calc-A0",
    "-rf ~.txt": "rf.txt",
    "...": "file",
    ".xlsx": "file.xlsx",
    "名称. .xlsx": "名称.xlsx",
}


@pytest.mark.parametrize("text", NAMES)
def test_only_what_no_system_takes_is_replaced(text):
    assert as_file_name(text) == NAMES[text]


def test_a_long_name_keeps_its_suffix_and_fits_every_system():
    name = as_file_name("长" * 300 + ".xlsx")
    assert name == "长" * LONGEST_STEM + ".xlsx"
    assert len(name.encode()) <= 255
