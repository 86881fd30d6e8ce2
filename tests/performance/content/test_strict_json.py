"""What is no JSON is refused with the place and in the language of whoever sent it."""

import re

import pytest

from performance.content.strict_json import NotJson, strict_json

REFUSED = {
    "": "第1行第1个字符：此处应有一个值",
    "[1,\n": "第2行第1个字符：此处应有一个值",
    "{": "第1行第2个字符：此处应为双引号括起的名称",
    '{"年"}': "第1行第5个字符：此处应为冒号",
    '["甲" 1]': "第1行第6个字符：此处应为逗号",
    '{"年": 1} x': "第1行第10个字符：此处以后多出了内容",
    '"没有结尾': "第1行第1个字符：此处开始的文字没有结尾的双引号",
    '"\x01"': "文字中有不可见的控制字符",
    r'"\x"': "写法有误",
    "\ufeff1": "字节顺序标记",
    '{"年": 1, "月": 2, "年": 3}': "重复的键“年”",
    r'["\ud800"]': "不成对的代理字符",
    r'{"\uDFFF": 1}': "不成对的代理字符",
    r'{"\ud800": 1, "\ud800": 2}': "不成对的代理字符",
    '{"年": NaN}': "不接受 NaN",
    "-Infinity": "不接受 -Infinity",
    "1" * 5000: "有一个数字太长",
    "[" * 100_000: "嵌套的层数太多",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=range(len(REFUSED)))
def test_each_fault_has_its_place_and_its_words(text, reason):
    with pytest.raises(NotJson) as refusal:
        strict_json(text)
    sentence = str(refusal.value)
    assert sentence.startswith("不是有效的 JSON：")
    assert reason in sentence
    assert sentence.endswith("。")
    assert set(re.findall(r"(?<!\\)[A-Za-z]{2,}", sentence)) <= {"JSON", "BOM", "NaN", "Infinity"}


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", 1), (r'"\ud840\udc00 \\ud800"', "𠀀 \\ud800"), (' {"年": [null, "甲"]} ', {"年": [None, "甲"]})],
)
def test_what_is_said_is_given(text, value):
    assert strict_json(text) == value
