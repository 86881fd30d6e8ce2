"""What a label or a head may be taken for, in words: each meaning by the name that most forms give it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from performance.content.model import FundPeriod, FundSource
from performance.documents.forms.declarable import COLUMNS, FIELDS
from performance.documents.forms.teaching.slots import CONTENT
from performance.documents.forms.words import SYNONYMS

Choices = list[tuple[str, list[tuple[str, str]]]]
OWN_NAME = "照原名保存（只有这张表有）"


@cache
def label_choices() -> Choices:
    names = _first_names()
    fields = [(key, name) for key, name in names["fields"].items() if key in FIELDS]
    sources = [source for source in FundSource if source.value]
    funds = [
        (f"fund:{period}:{source.value}", f"{label}：{source.label}")
        for period, label in (*((one.value, one.label) for one in FundPeriod), ("", "年份随上面的总额"))
        for source in sources
    ]
    groups = [(f"group:{key}", f"{name}（框住旁边几行）") for key, name in names["groups"].items()]
    return [
        ("这张表独有", [("own", OWN_NAME), (CONTENT, "不是栏目，是样例里填的内容")]),
        ("内容", fields),
        ("资金", funds),
        ("只是框住几行，自己不填", groups),
    ]


@cache
def head_choices() -> Choices:
    heads = _first_names()["indicator"]
    return [
        ("这张表独有", [("", OWN_NAME)]),
        ("指标表的栏", [(key, name) for key, name in heads.items() if key in COLUMNS]),
    ]


@cache
def _first_names() -> Mapping[str, Mapping[str, str]]:
    raw = tomllib.loads(SYNONYMS.read_text(encoding="utf-8"))
    return {
        section: {key: names[0] for key, names in raw[section].items()}
        for section in ("fields", "groups", "indicator")
    }
