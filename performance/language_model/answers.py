"""What a model says, taken for nothing but words: read by a strict shape, and refused where it says what it was not told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category, name

from performance.language_model.figures import strange_figures
from performance.language_model.masking import MASK
from performance.language_model.questions import MOST_PROPOSED, Question, Use
from performance.language_model.subject import Subject

_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*", re.DOTALL)
_THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_LATIN = re.compile("[A-Za-z]+")
_LONGEST = {"text": 1000, "name": 100, "description": 500, "reason": 300, "level1": 50, "level2": 50}
# Words by which a text speaks to a reader or to a model, and none of a target's.
_TALK = (
    "忽略",
    "指令",
    "提示词",
    "作为一个",
    "语言模型",
    "抱歉",
    "对不起",
    "无法提供",
    "点击",
    "密码",
    "以下是",
)


class Unusable(Exception):
    """Why an answer is not used, in Chinese sentences."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Words:
    """One suggestion: its texts by the name of the field, and the numbers, from 0, of what it speaks of."""

    texts: Mapping[str, str]
    goal: int = 0
    indicator: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """``refused`` says of each part that is left out why."""

    used: Sequence[Words]
    refused: Sequence[str] = ()


def read_answer(said: str, question: Question, subject: Subject) -> Read:
    """Raises Unusable where nothing of it can be used."""
    plain = _object_in(said)
    read = _READERS[question.item.use](plain, question, subject)
    if read.refused and not read.used:
        raise Unusable(*read.refused)
    return read


def _object_in(said: str) -> dict[str, object]:
    """Models put their answer between fences, or think aloud before it; anything else beside it is refused."""
    bare = _THOUGHT.sub("", said, count=1)
    fenced = _FENCED.fullmatch(bare)
    try:
        plain = json.loads(fenced[1] if fenced else bare)
    except (ValueError, RecursionError):
        plain = None
    if not isinstance(plain, dict):
        raise Unusable("模型没有按要求的格式作答，没有采用。可以再问一次，或自己修改。")
    return plain


def _rewritten(*fields: str) -> Callable[[dict[str, object], Question, Subject], Read]:
    def read(plain: dict[str, object], question: Question, subject: Subject) -> Read:
        return _read_all([plain], fields, question)

    return read


def _proposed(plain: dict[str, object], question: Question, subject: Subject) -> Read:
    rows = _rows_of(plain, "indicators")
    if len(rows) > MOST_PROPOSED:
        raise Unusable(f"模型提出了{len(rows)}条，多于要求的{MOST_PROPOSED}条，没有采用。可以再问一次。")
    read = _read_all(rows, ("level1", "level2", "name", "description"), question)
    offered, seen = {*subject.families}, {row.name for row in subject.project.indicators}
    used, refused = [], list(read.refused)
    for words in read.used:
        named = words.texts["name"]
        if (words.texts["level1"], words.texts["level2"]) not in offered:
            refused.append(f"“{named}”的类别不是本表样的，没有采用。")
        elif named in seen:
            refused.append(f"“{named}”已经有了，没有采用。")
        else:
            seen.add(named)
            used.append(words)
    return Read(used, refused)


def _compared(plain: dict[str, object], question: Question, subject: Subject) -> Read:
    rows = _rows_of(plain, "unrelated")
    project = subject.project
    used, refused = [], []
    for number, row in enumerate(rows, 1):
        numbers = [row.pop("goal", None), row.pop("indicator", None)] if isinstance(row, dict) else []
        if not all(
            type(one) is int and 1 <= one <= len(among)
            for one, among in zip(numbers, (project.goals, project.indicators), strict=False)
        ):
            refused.append(f"第{number}处指的不是这个项目的目标和指标，没有采用。")
            continue
        read = _read_all([row], ("reason",), question, first=number)
        refused += read.refused
        used += [Words(words.texts, numbers[0] - 1, numbers[1] - 1) for words in read.used]
    return Read(used, refused)


_READERS: dict[Use, Callable[[dict[str, object], Question, Subject], Read]] = {
    Use.REWRITE_GOAL: _rewritten("text"),
    Use.REWRITE_INDICATOR: _rewritten("name", "description"),
    Use.PROPOSE: _proposed,
    Use.RELEVANCE: _compared,
}


def _rows_of(plain: dict[str, object], group: str) -> list[object]:
    rows = plain.get(group)
    if {*plain} != {group} or not isinstance(rows, list):
        raise Unusable("模型没有按要求的格式作答，没有采用。可以再问一次，或自己修改。")
    return rows


def _read_all(rows: Sequence[object], fields: Sequence[str], question: Question, *, first: int = 1) -> Read:
    used, refused = [], []
    for number, row in enumerate(rows, first):
        faults = list(_faults(row, fields, question.ground))
        if faults:
            refused.append(f"第{number}条没有采用：{'；'.join(faults)}。")
        elif isinstance(row, dict):
            used.append(Words({field: row[field].strip() for field in fields}))
    return Read(used, refused)


def _faults(row: object, fields: Sequence[str], ground: str) -> Iterator[str]:
    if not isinstance(row, dict) or {*row} != {*fields}:
        yield "缺少或多出了要求的内容"
        return
    for field in fields:
        text = row[field]
        if not isinstance(text, str) or not text.strip():
            yield "有一处是空的"
        elif len(text) > _LONGEST[field]:
            yield f"文字超过{_LONGEST[field]}个字"
        else:
            yield from _strange(text.strip(), ground)


def _strange(text: str, ground: str) -> Iterator[str]:
    if found := strange_figures(text, ground):
        yield f"写了资料里没有的数字“{found[0]}”"
    if found := [word for word in _LATIN.findall(text) if word not in ground]:
        yield f"写了资料里没有的外文“{found[0]}”"
    if any(_is_foreign(sign) and sign not in ground for sign in text):
        yield "写有不该有的符号或外文"
    if MASK in text:
        yield "写有遮盖的姓名或号码，不能还原"
    if text[0] in "=+-@＝＋－＠":
        yield "以公式的符号开头"
    if any(sign in text for sign in "<>{}`＜＞"):
        yield "写有网页或程序的符号"
    if found := [word for word in _TALK if word in text and word not in ground]:
        yield f"像是对人说的话（“{found[0]}”）"


def _is_foreign(sign: str) -> bool:
    """Controls, marks that turn the direction, private signs, and letters of other scripts than ours."""
    kind = category(sign)
    if kind.startswith("C"):
        return True
    return kind.startswith(("L", "M")) and not sign.isascii() and not name(sign, "").startswith("CJK ")
