"""What the labels and heads of forms mean, however they are printed: the table of synonyms, looked up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from indicators.text import normalise_label
from performance.content.model import FundPeriod, FundSource
from performance.documents.cleaning import INVISIBLE
from performance.documents.forms.money_words import money_named

SYNONYMS = Path(__file__).with_name("synonyms.toml")
LONGEST = 32  # characters of a label


_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d))"
)
_MARKS = re.compile(r"^[*＊★☆※]+|[*＊]+$")
_AIMED = re.compile(
    r"(?:全国|全省|全市|全区|全县|全州|省级|市级|区域|考核|绩效|年度|本年度?|当年|今年|全年|计划|预期|预计|拟定?|设定|项目|部门|指标|目标)+(?:指标值|目标值|计划值|预期值|标准值|考核值|计划数|目标数|值)"
)
_GOAL = re.compile(
    r"(?:项目|部门|单位|年度|本年度?|当年|全年|总体?|整体|绩效|支出|预算|主要|预期|政策|20\d\d年度?|[()、及和])+目标(?:概述|情况|内容)?"
)
_COUNTED = re.compile(r"(?<=目标)[\d一二三四五六七八九十]{1,2}$")
_PROJECT_NAME = re.compile(
    r"(?=.*(?:项目|政策|专项|服务|课题))(?:政府|购买|服务|项目|专项|政策|资金|债券|财政|支出|预算|转移支付|补助|课题|基金|申报|评价|[()、/及和或])+名称"
)
_WHOSE = re.compile(r"^(?:政策|专项|资金|债券|服务|购买服务|政府购买服务|课题|工程)(?=.{2})")
_OF_WHICH = re.compile(r"^其中[:：]?")
_BRACKET = re.compile(r"\(([^()]*)\)$")
_OTHER_YEAR = re.compile(r"[上去前往近]|历史|实际|完成|执行|半年|季度|月")
_MONEY = re.compile(r"(?:单位[:：]?)?(亿元|百万元|万元|千元|元)(?:人民币)?")
_WITHOUT_MEANING = re.compile(
    r"盖章|公章|签章|签字|可选填|必填|选填|\d+(?:\.\d+)?分?|%|概述|全称|\d{4}年.*|.*字以内|如有|可附页|汇总|本级|元/.*|.*[—\-至]+.*年.*"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a form: the ``kind`` of thing it names, which of them (``key``), and the unit behind it.

    ``text`` is the label as it is printed, without breaks, number, stars and colon.
    """

    kind: str
    key: str
    text: str
    source: FundSource = FundSource.UNKNOWN
    period: FundPeriod | None = None
    money: str = ""
    points: str = ""


def normalise(text: str) -> str:
    """A label as it is compared: squeezed, visible characters only, without number, stars, colon."""
    text = normalise_label(INVISIBLE.sub("", text)).replace("：", ":").strip("“”\"'")
    if len(text) > 3 * LONGEST:  # no label, and long enough for a pattern to be lost in
        return text
    text = _MARKS.sub("", _NUMBERED.sub("", _MARKS.sub("", text)))
    text = re.sub(r"^[—\-一－]级", "一级", text)
    return text.rstrip(":;；。")


@dataclass(frozen=True)
class OwnWords:
    """What labels and heads mean in one form alone, said in its declaration: it goes before what they mean in all."""

    labels: Mapping[str, tuple[str, str]]
    heads: Mapping[str, str]


_own_words: ContextVar[OwnWords | None] = ContextVar("own_words", default=None)


@contextmanager
def meaning(words: OwnWords | None) -> Iterator[None]:
    """Inside, labels and heads mean what one form says of them."""
    token = _own_words.set(words)
    try:
        yield
    finally:
        _own_words.reset(token)


def label_of(text: str) -> Label | None:
    """What a printed label of a card means, or None if no form calls anything so."""
    own = _own_words.get()
    if own is not None and (label := _looked_up(text, own.labels)) is not None:
        return label
    return _shared_label(text)


@lru_cache(maxsize=8192)
def _shared_label(text: str) -> Label | None:
    known = _looked_up(text, tables().labels) or _money_label(text) or _goal_label(text)
    return known or _name_label(text) or _label_of_whose(text)


def head_of(text: str, table: str = "indicator") -> str:
    """The column that a head names in a table of this kind: a key, ``own`` for a known head, or ``""``."""
    own = _own_words.get()
    if own is not None and table == "indicator" and (key := _head_in(text, own.heads)):
        return key
    return _shared_head(text, table)


@lru_cache(maxsize=8192)
def _shared_head(text: str, table: str) -> str:
    if (key := _head_in(text, tables().heads[table])) or table != "indicator" or len(text) > 3 * LONGEST:
        return key
    names = _readings(normalise(text))[0]
    if any(map(_AIMED.fullmatch, names)):
        return "value"
    bare = _BRACKET.sub("", names[-1])
    return "" if bare == names[-1] or _OTHER_YEAR.search(names[-1]) else tables().heads[table].get(bare, "")


def _head_in(text: str, heads: Mapping[str, str]) -> str:
    if len(text) > 3 * LONGEST:
        return ""
    for name in _readings(normalise(text))[0]:
        if key := heads.get(name):
            return key
    return ""


def money_of(text: str) -> str:
    """The unit of money that a label or a line names in brackets or behind 单位."""
    found = re.search(
        r"[(（](?:单位[:：]?)?(亿元|百万元|万元|千元|元)[)）]|单位[:：](?:人民币)?(亿元|百万元|万元|千元|元)",
        normalise_label(text).replace("：", ":"),
    )
    return (found[1] or found[2]) if found else ""


@dataclass(frozen=True)
class Tables:
    labels: Mapping[str, tuple[str, str]]
    heads: Mapping[str, Mapping[str, str]]
    families: Mapping[str, frozenset[str]]
    usual: Mapping[str, tuple[str, ...]]


def parents(level2: str) -> frozenset[str]:
    """The 一级指标 under which a 二级指标 stands in any form; none for what is no known 二级指标."""
    word = family_word(level2)
    return frozenset(top for top, under in tables().families.items() if word in under)


def is_level1(text: str) -> bool:
    return family_word(text) in tables().families


def family_word(text: str) -> str:
    """A level's word as families are compared: without points, blanks and the ending 指标."""
    word = re.sub(r"\(\d+(\.\d+)?[分%]?\)$", "", normalise(text))
    return word.removesuffix("指标") or word


@cache
def tables() -> Tables:
    raw = tomllib.loads(SYNONYMS.read_text(encoding="utf-8"))
    labels: dict[str, tuple[str, str]] = {}
    for kind, section in (("own", raw["own"]), ("group", raw["groups"]), ("field", raw["fields"])):
        for key, names in section.items():
            labels |= {normalise(name): (kind, key) for name in names}
    for key, names in raw["funds"].items():
        labels |= {normalise(name): ("fund", key) for name in names}
    heads = {
        table: MappingProxyType({normalise(name): key for key, names in raw[table].items() for name in names})
        for table in ("indicator", "task", "phase", "cost")
    }
    own = {normalise(name): "own" for name in raw["indicator_own"]["heads"]}
    heads["indicator"] = MappingProxyType(own | dict(heads["indicator"]))
    heads["task"] = MappingProxyType(
        {normalise(name): "amount" for name in raw["task_funds"]["total"]} | dict(heads["task"])
    )
    families: dict[str, frozenset[str]] = {}
    for top, under in raw["families"].items():
        families[family_word(top)] = frozenset(family_word(name) for name in under)
    usual = {family_word(top): tuple(under) for top, under in raw["usual"].items()}
    return Tables(MappingProxyType(labels), MappingProxyType(heads), families, usual)


def _looked_up(text: str, labels: Mapping[str, tuple[str, str]]) -> Label | None:
    if len(text) > 3 * LONGEST:
        return None
    names, money, points = _readings(normalise(text))
    for name in names:
        if name in labels:
            kind, key = labels[name]
            source, period = _fund(key) if kind == "fund" else (FundSource.UNKNOWN, None)
            return Label(kind, key, names[0], source, period, money, points)
    return None


def _fund(key: str) -> tuple[FundSource, FundPeriod | None]:
    source, _, period = key.partition(" ")
    return FundSource(source), FundPeriod(period) if period else None


def _money_label(text: str) -> Label | None:
    if len(text) > 3 * LONGEST:
        return None
    names, money, points = _readings(normalise(text))
    for name in names:
        if (meant := money_named(name)) is not None:
            return Label("fund", meant[0], names[0], *meant[1:], money, points)
    return None


def _goal_label(text: str) -> Label | None:
    """Offices put the label of a goal together from a few words: 项目当年绩效目标."""
    if len(text) > LONGEST:
        return None
    names = _readings(normalise(text))[0]
    bare = _COUNTED.sub("", names[-1])
    known = _looked_up(bare, tables().labels) if bare != names[-1] and bare != "目标" else None
    if known is not None:
        return replace(known, text=names[0])
    return Label("field", "goal", names[0]) if any(map(_GOAL.fullmatch, (*names, bare))) else None


def _name_label(text: str) -> Label | None:
    """What a card is of may be a policy or a purchase: 政府购买服务项目名称. What pays for it, 资金名称, is another name."""
    if len(text) > LONGEST:
        return None
    names = _readings(normalise(text))[0]
    return Label("field", "name", names[0]) if any(map(_PROJECT_NAME.fullmatch, names)) else None


def _label_of_whose(text: str) -> Label | None:
    """A label of a project where the card is of a policy, a bond or a purchase: 政策主管部门 for 主管部门."""
    if len(text) > LONGEST:
        return None
    bare = _WHOSE.sub("", normalise(text))
    found = _looked_up(bare, tables().labels) if bare != normalise(text) else None
    return replace(found, text=normalise(text)) if found is not None and found.kind == "field" else None


def _readings(text: str) -> tuple[list[str], str, str]:
    """A label as it stands, and without the brackets behind it that carry no meaning; its unit and points."""
    names, money, points = [text], "", ""
    stripped = _OF_WHICH.sub("", text)
    if stripped != text:
        names.append(stripped)
        text = stripped
    while found := _BRACKET.search(text):
        unit = _MONEY.fullmatch(found[1])
        money = unit[1] if unit else money
        points = found[1].removesuffix("分") if re.fullmatch(r"\d+(?:\.\d+)?分", found[1]) else points
        if not unit and not _WITHOUT_MEANING.fullmatch(found[1]):
            break
        text = text[: found.start()].rstrip(":")
        names.append(text)
    return names, money, points
