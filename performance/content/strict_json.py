"""JSON that says one thing only: a repeated key, half a character or a number that is none is refused, with the place in Chinese."""

from __future__ import annotations

import json
import re
from collections import Counter

MOST_VALUES = 1_000_000  # a text of 2,000 projects has 160,000
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALF_SAID = "有不成对的代理字符（如 \\ud800），它不是一个字。"
# What Python's reader reports, and what a user reads; of anything else only the place is told.
_FAULTS = {
    "Expecting value": "此处应有一个值",
    "Expecting property name enclosed in double quotes": "此处应为双引号括起的名称",
    "Expecting ':' delimiter": "此处应为冒号",
    "Expecting ',' delimiter": "此处应为逗号",
    "Extra data": "此处以后多出了内容",
    "Unterminated string starting at": "此处开始的文字没有结尾的双引号",
    "Invalid control character at": "文字中有不可见的控制字符",
    "Unexpected UTF-8 BOM (decode using utf-8-sig)": "开头有多余的字节顺序标记（BOM）",
}


class NotJson(ValueError):
    """A text that is no JSON, or JSON that two readers could read differently; says why in one Chinese sentence."""


def strict_json(text: str) -> object:
    """The value that a JSON text says. Raises NotJson."""
    if text.count(",") > MOST_VALUES:
        raise _not_json(f"内容超过{MOST_VALUES}项，请分几次提交。")
    try:
        value = json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_no_constant)
        if _HALF.search(text):  # only an escape can say half a character
            json.dumps(value, ensure_ascii=False).encode()
        return value
    except UnicodeEncodeError as error:
        raise _not_json(_HALF_SAID) from error
    except json.JSONDecodeError as error:
        fault = _FAULTS.get(error.msg, "写法有误")
        raise _not_json(f"第{error.lineno}行第{error.colno}个字符：{fault}。") from error
    except RecursionError as error:
        raise _not_json("嵌套的层数太多。") from error
    except NotJson:
        raise
    except ValueError as error:  # Python's limit for the digits of a whole number
        raise _not_json("有一个数字太长。") from error


def _not_json(reason: str) -> NotJson:
    return NotJson(f"不是有效的 JSON：{reason}")


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    if len(plain) != len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        twice.encode()  # a key that is half a character cannot be quoted
        raise _not_json(f"同一对象中有重复的键“{twice}”。")
    return plain


def _no_constant(name: str) -> object:
    raise _not_json(f"不接受 {name}，它不是数。")
