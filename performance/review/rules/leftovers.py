"""A6, A7, A19: is anything left over from the template, lost on the way, or told twice by the form?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from performance.content.own_numbers import numbered_twice
from performance.review.case import Case
from performance.review.engine import Remark, project_rule, statement_rule
from performance.review.findings import OwnerKind, Severity, TextPlace, Topic
from performance.review.mends import Mend, goals_saying, goals_unnumbered
from performance.review.needs import NUMBERED_GOALS
from performance.review.rule_sets import any_of
from performance.review.tables import Table

_ENOUGH_WORDS = 4  # behind a label of the template, for it to be more than an empty box


@statement_rule(
    "A6",
    Severity.ERROR,
    "留有占位符或模板默认文字",
    Topic.WORDING,
    reason="模板文字未替换，说明该处没有真正填写。",
    source="公开模板和文本中的常见问题：“≥**%”“目标内容1”。标签后面已有实际内容的是警告；句子里的省略号不算。",
    example="“目标内容1”后面没有内容；“1. 目标内容 1 设备购置”保留了模板标签（警告）。",
    remedy="删去占位符，填写实际内容。",
)
def no_placeholder_is_left(case: Case) -> Iterator[Remark]:
    """No field holds a placeholder or a label of the template; each field is told once."""
    for place, texts in _fields(case):
        empty = [quoted for text in texts for quoted in _placeholders(case, text)]
        labelled = [_around(text, found.group()) for text in texts if (found := _label(case, text))]
        if empty or labelled:
            yield Remark(
                place,
                "；".join(dict.fromkeys(empty + labelled)),
                "留有占位符或模板默认文字。" if empty else "保留了模板的标签。",
                judged="\n".join(texts),
                expected="实际内容",
                remedy="" if empty else "删去模板的标签，只留实际内容。",
                severity=None if empty else Severity.WARNING,
                mends=() if empty else _unlabelled(case, place),
            )


def _unlabelled(case: Case, place: TextPlace) -> tuple[Mend, ...]:
    """The goals of a project without the labels in front of their words."""
    table = case.projects[place.index] if place.owner is OwnerKind.PROJECT else None
    if table is None or table.project is None or place.field != "goals":
        return ()
    found = ((n, goal, _label(case, goal)) for n, goal in enumerate(table.project.goals))
    texts = {n: (goal[: label.start()] + goal[label.end() :]).strip() for n, goal, label in found if label}
    return (goals_saying(table, texts),)


def _fields(case: Case) -> Iterator[tuple[TextPlace, list[str]]]:
    """The texts that may hold a leftover, those of one field together."""
    pattern, label = any_of(case.parameters.placeholder_patterns), re.compile(case.parameters.template_labels)
    suspected = ((at(), text) for at, text in case.texts if pattern.search(text) or label.search(text))
    for place, pairs in groupby(suspected, key=lambda pair: pair[0]):
        yield place, [text for _, text in pairs]


def _placeholders(case: Case, text: str) -> list[str]:
    found = any_of(case.parameters.placeholder_patterns).search(text)
    quoted = [_around(text, found.group().strip())] if found else []
    if (label := re.search(case.parameters.template_labels, text)) and not _label(case, text):
        quoted.append(_around(text, label.group()))
    return quoted


def _label(case: Case, text: str) -> re.Match[str] | None:
    """The label of the template where real words stand behind it."""
    found = re.search(case.parameters.template_labels, text)
    words = re.sub(r"[\W_]", "", text[found.end() :]) if found else ""
    return found if len(words) >= _ENOUGH_WORDS else None


def _around(text: str, found: str, width: int = 30) -> str:
    """The words around what was found, on one line."""
    start = max(0, text.find(found) - 5)
    return " ".join(text[start : start + width].split())


@statement_rule(
    "A7",
    Severity.WARNING,
    "文字被截断或缺字",
    Topic.WORDING,
    reason="超过字段长度或复制不全的文字会失去意思。",
    source="文本中的明显残缺：括号不配对、以半个词结尾、缺少层级字样。",
    example="“持续使用时间（年”；以“成效显”结尾；“参加级竞赛”前缺了层级。",
    remedy="补全文字。",
)
def no_text_is_cut_off(case: Case) -> Iterator[Remark]:
    """Brackets close, the last word is whole, and no character is visibly lost.

    A description may say which ones are meant and leave out the noun: 签订协议的.
    """
    ending = any_of(case.parameters.dangling_endings)
    broken = any_of(case.parameters.broken_patterns)
    for at, text in case.texts:
        flat = "".join(text.split())
        if lost := broken.search(flat):
            yield Remark(at(), _around(flat, lost.group()), "文字有缺字或乱码。", judged=flat)
        elif ending.search(flat[-3:]) and not (flat.endswith("的") and at().field == "description"):
            yield Remark(at(), flat[-20:], "文字似被截断。", judged=flat)
        elif not brackets_close(flat):
            yield Remark(at(), flat[-40:], "括号或引号不配对，文字似被截断。", judged=flat)


_OPENING = {"（": "）", "(": "）", "《": "》", "【": "】", "〔": "〕", "[": "]", "“": "”"}
_CLOSING = {")": "）", **{closing: closing for closing in _OPENING.values()}}
_BRACKET = re.compile("[" + re.escape("".join((*_OPENING, *_CLOSING))) + "]")
_LIST_NUMBER = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$")
_SIGN_BEHIND = re.compile(r"[=＝0-9]")


def brackets_close(text: str) -> bool:
    """Whether every bracket and quotation mark has its partner.

    A closing bracket that nothing opened may end a list number (``1）``); 》 before a number is typed for >.
    """
    open_now: dict[str, int] = dict.fromkeys(_CLOSING.values(), 0)
    for found in _BRACKET.finditer(text):
        mark = found.group()
        if mark in "《》" and _SIGN_BEHIND.match(text, found.end()) and not open_now["》"]:
            continue
        if mark in _OPENING:
            open_now[_OPENING[mark]] += 1
            continue
        closing = _CLOSING[mark]
        if open_now[closing]:
            open_now[closing] -= 1
        elif closing != "）" or not _LIST_NUMBER.search(text[max(0, found.start() - 3) : found.start()]):
            return False
    return not any(open_now.values())


@project_rule(
    "A19",
    Severity.ERROR,
    "绩效目标自带编号",
    Topic.WORDING,
    needs=(NUMBERED_GOALS,),
    reason="表样给每条绩效目标印编号，文字里再写一个，印出来就是“1.1.……”。",
    source="表样的绩效目标栏；只说与位置相符或从1数起的编号，几行依次编号的是几条目标。",
    example="第1条写成“1.举办讲座”，第2条写成“（2）编印讲义”；三行“①……②……③……”写在一条里。",
    remedy="去掉自带的编号，一条目标写一条。",
)
def goals_bring_no_numbers(table: Table) -> Iterator[Remark]:
    """No goal begins with the number that the form prints before it."""
    goals = table.project.goals if table.project else ()
    if found := numbered_twice(goals):
        yield Remark(
            table.at("goals"),
            "；".join(" ".join(goals[n].split())[:30] for n in found),
            "绩效目标自带编号，印出时与表上的编号重复。",
            judged="\n".join(goals),
            expected="没有编号的文字",
            mends=(goals_unnumbered(table, found),),
        )
