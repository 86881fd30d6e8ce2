"""Columns of a list that seem to say the same, told apart: by years, by places, by what a head says behind its word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from performance.documents.forms.head_column import HeadColumn
from performance.documents.forms.words import head_of

_AIM = re.compile(r"目标|计划|预期|预计|本年|当年|年度|全年|年终|年末")
_PART_OF_YEAR = re.compile(r"半年|季度|[一二三四1-4]季|月|阶段")
_WHOLE = re.compile("全国|全省|全市|全区|全县|全州|省级|合计|总计|小计|汇总|区域")
_UNIT_OF_VALUES = re.compile(r"[(（](?:计量|度量)?单位[)）]$")
_PAST = re.compile(r"上年|去年|前年|往年|历史|实际|完成|执行|近[一二三两]年")
OF_ALL_YEARS = re.compile(r"中期|长期|实施期|项目期|周期|三年|五年|总目标|总体|规划期")


def with_unit(columns: Sequence[HeadColumn]) -> list[HeadColumn]:
    """指标值（单位） beside 指标值 is the unit of it."""
    values = [column for column in columns if column.key == "value" and column.scope == "indicator"]
    named = [column for column in values if _UNIT_OF_VALUES.search(column.text)]
    if len(values) != 2 or len(named) != 1:
        return list(columns)
    return [replace(column, key="unit") if column is named[0] else column for column in columns]


def of_projects(column: HeadColumn) -> HeadColumn:
    """项目 before the levels of a list that has no other column of names is the project."""
    return replace(column, key="name", scope="project") if column.text == "项目" else column


def of_years(columns: Sequence[HeadColumn]) -> list[HeadColumn]:
    """Of several columns of values on one tree, that of the year; the value of all years to come is an own column."""
    values = [column for column in columns if column.key == "value" and column.scope == "indicator"]
    levels = [column.key for column in columns if column.key in ("level1", "level2", "name")]
    later = [column for column in values if OF_ALL_YEARS.search(column.text)]
    if len(values) < 2 or len(levels) > len(set(levels)) or len(later) == len(values):
        return list(columns)
    return [replace(c, key="own", scope="own") if c in later else c for c in columns]


def told_apart(columns: Sequence[HeadColumn], uppers: Sequence[str]) -> list[HeadColumn]:
    """Of several columns that have but their upper head's meaning, the one of this year's target; none if none says so."""
    assigned = list(columns)
    for upper in {above for above in uppers if above and head_of(above)}:
        own = [
            n
            for n, above in enumerate(uppers)
            if above == upper and columns[n].scope == "indicator" and not head_of(columns[n].text)
        ]
        beside = [n for n, above in enumerate(uppers) if above == upper and n not in own]
        repeated = any(
            head_of(columns[n].text) == head_of(upper) for n in beside
        )  # which of them is the target
        if len(own) < 2 and not repeated:
            continue
        wholes = [n for n in own if _WHOLE.fullmatch(columns[n].text)]
        aims = [] if repeated else wholes or [n for n in own if _is_aim(columns[n].text)]
        for n in own:
            if aims != [n]:
                text = f"{''.join(upper.split())}·{columns[n].text}"
                assigned[n] = replace(columns[n], key="own", scope="own", text=text)
    return assigned


def _is_aim(text: str) -> bool:
    """Whether a head says what a whole year is to bring, not a part of it or a year gone by."""
    return bool(_AIM.search(text)) and not _PAST.search(text) and not _PART_OF_YEAR.search(text)
