"""What in a content the database could not keep exactly: refused with its address before anything is written.

A wrong total or a missing indicator is none of this: whatever can be kept is kept, and judged by rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db.models import CharField, DecimalField, Field, Model, PositiveSmallIntegerField

from indicators.models import EarlierValue, Indicator, IndicatorFamily
from indicators.rows import INDICATOR_COLUMNS
from performance import columns
from performance.columns import SharedColumns
from performance.content import (
    EmptyFamily,
    FundingLine,
    GoalContent,
    ProjectContent,
    StatementContent,
)
from projects.models import ProjectGoal

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
EXACT_DIGITS = 15  # SQLite keeps decimals as floats, and a float is exact in fifteen digits, not in eighteen
LARGEST_EXPONENT = 60  # written out, 1E+999999999 would fill the memory
LARGEST_YEAR = 32767


def objections(content: StatementContent) -> Iterator[str]:
    """One Chinese sentence for each value that no column can hold unchanged."""
    yield from _shared(columns.HEAD, content, "文本")
    yield from _shared(columns.COVER, content.cover, "封面")
    for number, section in enumerate(content.sections, 1):
        yield from _shared(columns.SECTION, section, f"文字部分第{number}段（{section.kind.label}）")
    for number, goal in enumerate(content.goals, 1):
        where = f"部门目标第{number}项（{goal.kind.label}）"
        yield from _shared(columns.GOAL, goal, where)
        yield from _of_tree(goal, where)
    for number, line in enumerate(content.funding, 1):
        yield from _of_funding_line(line, f"资金构成第{number}行“{line.item}”")
    for number, project in enumerate(content.projects, 1):
        yield from _of_project(project, f"第{number}个项目“{project.name}”")


def _of_funding_line(line: FundingLine, where: str) -> Iterator[str]:
    yield from _shared(columns.FUNDING_LINE, line, where)
    for earlier in line.earlier_amounts:
        yield from _shared(columns.EARLIER_AMOUNT, earlier, f"{where}{earlier.year}年")


def _of_project(project: ProjectContent, where: str) -> Iterator[str]:
    yield from _shared(columns.PROJECT, project, where)
    if project.spending_plan:
        yield from _shared(columns.PLAN, project.spending_plan, f"{where}资金支出计划")
    for number, text in enumerate(project.goals, 1):
        yield from _columns(ProjectGoal, {"text": text}, f"{where}第{number}条目标")
    for number, phase in enumerate(project.phases, 1):
        yield from _shared(columns.PHASE, phase, f"{where}第{number}个阶段")
    yield from _of_tree(project, where)


def _of_tree(owner: ProjectContent | GoalContent, where: str) -> Iterator[str]:
    for number, indicator in enumerate(owner.indicators, 1):
        here = f"{where}第{number}个指标“{indicator.name}”"
        yield from _columns(Indicator, {name: getattr(indicator, name) for name in INDICATOR_COLUMNS}, here)
        yield from _labels(indicator.level1, indicator.level2, here)
        for earlier in indicator.earlier_values:
            yield from _columns(EarlierValue, {"year": earlier.year, "value": earlier.value}, here)
    for family in owner.empty_families:
        yield from _labels(family.level1, family.level2, f"{where}空白的指标类")
    yield from _places(owner.empty_families, len(owner.indicators), where)


def _labels(level1: str, level2: str, where: str) -> Iterator[str]:
    return _columns(IndicatorFamily, {"level1": level1, "level2": level2}, where)


def _places(families: Sequence[EmptyFamily], indicators: int, where: str) -> Iterator[str]:
    places = [family.position for family in families]
    if places != sorted(places) or any(not 0 <= place <= indicators for place in places):
        yield f"{where}：空白指标类的位置{places}应从小到大，且在0与{indicators}之间。"


def _shared(shared: SharedColumns, content: object, where: str) -> Iterator[str]:
    return _columns(shared.model, shared.values(content), where)


def _columns(model: type[Model], values: dict[str, object], where: str) -> Iterator[str]:
    for name, value in values.items():
        field = model._meta.get_field(name)
        for fault in _faults(field, value):
            yield f"{where}：{field.verbose_name}{fault}。"


def _faults(field: Field, value: object) -> Iterator[str]:
    if isinstance(value, str):
        if UNSTORABLE.search(value):
            yield "含有无法保存的字符（空字符或残缺的编码）"
        if isinstance(field, CharField) and len(value) > field.max_length:
            yield f"有{len(value)}字，最多{field.max_length}字"
    elif isinstance(value, Decimal) and isinstance(field, DecimalField):
        yield from _number_faults(field, value)
    elif isinstance(field, PositiveSmallIntegerField) and not 0 <= value <= LARGEST_YEAR:
        yield f"“{value}”不是可以保存的年度"


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
