"""What in a content the database could not keep exactly: refused with its address before anything is written.

A wrong total or a missing indicator is none of this: whatever can be kept is kept, and judged by rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.core.validators import MinValueValidator
from django.db.models import CharField, DecimalField, Field, Model, PositiveSmallIntegerField

from indicators.models import EarlierValue, Indicator, IndicatorFamily
from indicators.own_fields import IndicatorField
from indicators.rows import INDICATOR_COLUMNS, OWN_FIELD_COLUMNS, own_field_columns, printed_columns
from performance.content.model import (
    EmptyFamily,
    FundingLine,
    GoalContent,
    OwnField,
    ProjectContent,
    StatementContent,
    TaskContent,
)
from performance.statements import columns
from performance.statements.columns import SharedColumns
from projects.models import ProjectGoal

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
EXACT_DIGITS = 15  # SQLite keeps decimals as floats, and a float is exact in fifteen digits, not in eighteen
LARGEST_EXPONENT = 60  # written out, 1E+999999999 would fill the memory
LARGEST_YEAR = 32767
# Members of content by the columns that keep them, where the two have different names.
MEMBERS: dict[type[Model], dict[str, str]] = {Indicator: INDICATOR_COLUMNS, IndicatorField: OWN_FIELD_COLUMNS}


class Objection(str):
    """A sentence for people, with the path in the content for programs."""

    __slots__ = ("path",)
    path: str

    def __new__(cls, sentence: str, path: str) -> Objection:
        objection = super().__new__(cls, sentence)
        objection.path = path
        return objection


@dataclass(frozen=True)
class Where:
    """A place in words, and as a path such as ``.projects[0].spending_plan``."""

    words: str
    path: str = ""

    def at(self, words: str, path: str) -> Where:
        return Where(self.words + words, self.path + path)


def objections(content: StatementContent) -> Iterator[Objection]:
    """One Chinese sentence for each value that no column can hold unchanged."""
    yield from _shared(columns.HEAD, content, Where("文本"))
    yield from _shared(columns.COVER, content.cover, Where("封面", ".cover"))
    for at, section in enumerate(content.sections):
        where = Where(f"文字部分第{at + 1}段（{section.kind.label}）", f".sections[{at}]")
        yield from _shared(columns.SECTION, section, where)
    for at, goal in enumerate(content.goals):
        where = Where(f"部门目标第{at + 1}项（{goal.kind.label}）", f".goals[{at}]")
        yield from _shared(columns.GOAL, goal, where)
        yield from _of_tree(goal, where)
    for at, line in enumerate(content.funding):
        yield from _of_funding_line(line, Where(f"资金构成第{at + 1}行“{line.item}”", f".funding[{at}]"))
    for at, project in enumerate(content.projects):
        yield from _of_project(project, Where(f"第{at + 1}个项目“{project.name}”", f".projects[{at}]"))
    for at, task in enumerate(content.tasks):
        where = Where(f"第{at + 1}项主要任务“{task.name}”", f".tasks[{at}]")
        yield from _shared(columns.TASK, task, where)
        yield from _of_form(task, where)
    yield from _of_form(content, Where("文本"))


def _of_funding_line(line: FundingLine, where: Where) -> Iterator[Objection]:
    yield from _shared(columns.FUNDING_LINE, line, where)
    for at, earlier in enumerate(line.earlier_amounts):
        here = where.at(f"{earlier.year}年", f".earlier_amounts[{at}]")
        yield from _shared(columns.EARLIER_AMOUNT, earlier, here)


def _of_project(project: ProjectContent, where: Where) -> Iterator[Objection]:
    yield from _shared(columns.PROJECT, project, where)
    if project.spending_plan:
        yield from _shared(columns.PLAN, project.spending_plan, where.at("资金支出计划", ".spending_plan"))
    text = _fields_of(ProjectGoal)["text"]
    for at, goal in enumerate(project.goals):
        for fault in _faults(text, goal):
            yield _objection(text, fault, where.at(f"第{at + 1}条目标", f".goals[{at}]"))
    for at, phase in enumerate(project.phases):
        yield from _shared(columns.PHASE, phase, where.at(f"第{at + 1}个阶段", f".phases[{at}]"))
    yield from _of_tree(project, where)
    if project.mid_term:
        here = where.at("中期目标", ".mid_term")
        yield from _shared(columns.MID_TERM, project.mid_term, here)
        yield from _of_tree(project.mid_term, here)
    yield from _of_form(project, where)


def _of_form(owner: ProjectContent | StatementContent | TaskContent, where: Where) -> Iterator[Objection]:
    for at, line in enumerate(owner.funds):
        here = where.at(f"资金第{at + 1}行“{line.label or line.source.label}”", f".funds[{at}]")
        yield from _shared(columns.FUND_LINE, line, here)
    yield from _own_fields(owner.fields, where)


def _own_fields(fields: Sequence[OwnField], where: Where) -> Iterator[Objection]:
    for at, own in enumerate(fields):
        here = where.at(f"本表栏目“{own.label[:40]}”", f".fields[{at}]")
        yield from _columns(IndicatorField, own_field_columns(own), here)


def _of_tree(owner: ProjectContent | GoalContent, where: Where) -> Iterator[Objection]:
    for at, indicator in enumerate(owner.indicators):
        here = where.at(f"第{at + 1}个指标“{indicator.name}”", f".indicators[{at}]")
        yield from _columns(Indicator, printed_columns(indicator), here)
        yield from _own_fields(indicator.fields, here)
        yield from _labels(indicator.level1, indicator.level2, here)
        for number, earlier in enumerate(indicator.earlier_values):
            values = {"year": earlier.year, "value": earlier.value}
            yield from _columns(EarlierValue, values, here.at("", f".earlier_values[{number}]"))
    for at, family in enumerate(owner.empty_families):
        here = where.at("空白的指标类", f".empty_families[{at}]")
        yield from _labels(family.level1, family.level2, here)
    yield from _places(owner.empty_families, len(owner.indicators), where)


def _labels(level1: str, level2: str, where: Where) -> Iterator[Objection]:
    return _columns(IndicatorFamily, {"level1": level1, "level2": level2}, where)


def _places(families: Sequence[EmptyFamily], indicators: int, where: Where) -> Iterator[Objection]:
    places = [family.position for family in families]
    if places != sorted(places) or any(not 0 <= place <= indicators for place in places):
        sentence = f"{where.words}：空白指标类的位置{places}应从小到大，且在0与{indicators}之间。"
        yield Objection(sentence, f"{where.path}.empty_families")


def _shared(shared: SharedColumns, content: object, where: Where) -> Iterator[Objection]:
    return _columns(shared.model, shared.values(content), where)


def _columns(model: type[Model], values: dict[str, object], where: Where) -> Iterator[Objection]:
    fields = _fields_of(model)
    for name, value in values.items():
        field = fields[name]
        for fault in _faults(field, value):
            member = MEMBERS.get(model, {}).get(name, name)
            yield _objection(field, fault, where.at("", f".{member}"))


@cache
def _fields_of(model: type[Model]) -> dict[str, Field]:
    return {field.name: field for field in model._meta.concrete_fields}


def _objection(field: Field, fault: str, where: Where) -> Objection:
    return Objection(f"{where.words}：{field.verbose_name}{fault}。", where.path)


def _faults(field: Field, value: object) -> list[str]:
    """Asked of every value of a text: most are words without a fault, and soon done with."""
    faults = []
    if isinstance(value, str):
        if UNSTORABLE.search(value):
            faults.append("含有无法保存的字符（空字符或残缺的编码）")
        if isinstance(field, CharField) and field.max_length and len(value) > field.max_length:
            faults.append(f"有{len(value)}字，最多{field.max_length}字")
    elif isinstance(value, Decimal) and isinstance(field, DecimalField):
        faults += _number_faults(field, value)
    elif isinstance(field, PositiveSmallIntegerField) and not (
        isinstance(value, int) and 0 <= value <= LARGEST_YEAR
    ):
        faults.append(f"“{value}”不是可以保存的年度")
    return faults


def _number_faults(field: DecimalField, value: Decimal) -> Iterator[str]:
    if not value.is_finite() or abs(value.adjusted()) > LARGEST_EXPONENT:
        yield f"“{value}”不是可以保存的数"
        return
    whole, _, places = f"{abs(value):f}".partition(".")
    whole, places = whole.lstrip("0"), places.rstrip("0")
    if len(places) > field.decimal_places:
        yield f"{value:f}的小数超过{field.decimal_places}位，系统不作四舍五入"
    elif len(whole) > field.max_digits - field.decimal_places:
        yield f"{value:f}的整数超过{field.max_digits - field.decimal_places}位"
    elif len(whole) + len(places) > EXACT_DIGITS:
        yield f"{value:f}的有效数字超过{EXACT_DIGITS}位，无法一位不差地保存"
    if value < 0 and any(isinstance(check, MinValueValidator) for check in field.validators):
        yield f"{value:f}为负数"
