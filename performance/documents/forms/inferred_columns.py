"""Columns under heads that nobody knows, told by what stands in them: families, signs, units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from indicators.text import normalise_label
from performance.documents.forms.amounts import is_blank, looks_like_amount
from performance.documents.forms.boxes import BoxTable
from performance.documents.forms.fitting import (
    OPERATOR_WORDS,
    OPERATORS,
    SIGNS,
    is_family,
    is_unit,
    joined_levels,
    looks_like_value,
)
from performance.documents.forms.head_column import HeadColumn
from performance.documents.forms.words import head_of, is_level1, label_of, parents

_ROWS = 40  # below a head that are asked; so many tell enough
_LEVELS = ("level1", "level2")
_NO_SIGNS = frozenset(("正向", "反向", "其他"))
_AIM = re.compile("目标|值|要求|标准|计划|预期|考核|任务|内容")
_OF_ANOTHER_TIME = re.compile(
    r"20\d\d|上年|去年|前年|往年|历史|实际|完成|执行|近[一二三两]年|半年|季度|月|中期|长期|得分|分值|权重"
)
_OPEN = ("own", "attribute", "description", "remark", "number")


def with_told(table: BoxTable, start: int, columns: Sequence[HeadColumn]) -> tuple[HeadColumn, ...]:
    """The columns of a list; where one that it needs is missing, the one in which nothing else stands."""
    assigned = _told_among_names(table, start, columns)
    assigned = _told_signs(table, start, assigned)
    assigned = _told_between_sign_and_unit(assigned)
    assigned = _told_standard(table, start, assigned)
    missing = [key for key in _TELLING if not any(column.key == key for column in assigned)]
    if any(column.key in _LEVELS for column in assigned):
        missing = [key for key in missing if key not in _LEVELS]
    for key in missing:
        for number, column in enumerate(assigned):
            if _may_be(key, column) and _all(key, _texts_below(table, start, column.start)):
                assigned[number] = replace(column, key=key, scope="indicator")
                break
    return tuple(_told_beside_families(table, start, assigned, columns))


def _told_among_names(table: BoxTable, start: int, columns: Sequence[HeadColumn]) -> list[HeadColumn]:
    """Of two heads that both call the indicator, 绩效指标 and 指标名称, the one over nothing but families is a level."""
    assigned = list(columns)
    name = next(
        (n for n, column in enumerate(assigned) if column.key == "name" and _is_of_list(column)), None
    )
    other = next(
        (n for n, column in enumerate(assigned) if column.key == "own" and head_of(column.text) == "name"),
        None,
    )
    if name is None or other is None:
        return assigned
    texts = _texts_below(table, start, assigned[name].start)
    level = next((key for key in _LEVELS if _all(key, texts)), "")
    if level and not any(column.key == level for column in assigned):
        assigned[name] = replace(assigned[name], key=level)
        assigned[other] = replace(assigned[other], key="name", scope="indicator")
    return assigned


def _told_signs(table: BoxTable, start: int, columns: list[HeadColumn]) -> list[HeadColumn]:
    """指标方向 and 指标类型 over ≥, ≤ and = say the sign, in a list that has no other column of it, or one of other words."""
    operator = next((n for n, column in enumerate(columns) if column.key == "operator"), None)
    if operator is not None and any(map(_is_sign, _texts_below(table, start, columns[operator].start))):
        return columns
    for number, column in enumerate(columns):
        if column.key not in ("direction", "attribute") or not _is_of_list(column):
            continue
        texts = {normalise_label(text) for text in _texts_below(table, start, column.start)}
        if any(text in SIGNS or OPERATOR_WORDS.fullmatch(text) for text in texts) and all(
            map(_is_sign, texts)
        ):
            columns[number] = replace(column, key="operator")
            if operator is not None:
                columns[operator] = replace(columns[operator], key="own", scope="own")
            break
    return columns


def _told_standard(table: BoxTable, start: int, columns: list[HeadColumn]) -> list[HeadColumn]:
    """绩效标准 over values is what is to be reached, in a list that has no other column of it."""
    found = [column for column in columns if column.key == "standard" and _is_of_list(column)]
    if any(column.key == "value" for column in columns) or len(found) != 1:
        return columns
    if not _are_values(table, start, found[0].start):
        return columns
    return [replace(column, key="value") if column is found[0] else column for column in columns]


def _is_of_list(column: HeadColumn) -> bool:
    return column.scope == "indicator"


def _told_between_sign_and_unit(columns: list[HeadColumn]) -> list[HeadColumn]:
    """Between the sign and the unit of a list that names its indicators stands the value, even if called 指标内容."""
    keys = [column.key for column in columns]
    if "value" in keys or "name" not in keys:
        return columns
    return [
        replace(column, key="value")
        if column.key == "description" and keys[n - 1 : n] == ["operator"] and keys[n + 1 : n + 2] == ["unit"]
        else column
        for n, column in enumerate(columns)
    ]


def _told_beside_families(
    table: BoxTable, start: int, columns: list[HeadColumn], printed: Sequence[HeadColumn]
) -> list[HeadColumn]:
    """Where no head names them: right of the families stand the names, in the one column of values the values."""
    keys = {column.key for column in printed}
    if {"name", "value"} <= keys:
        return columns
    is_named = bool(keys & {*_LEVELS, "name"})
    heads = [(one.start, _open_key(one, columns, all_columns=is_named)) for one in columns]
    found = beside_families(table, start, heads)
    return [
        replace(column, key=found[column.start], scope="indicator") if column.start in found else column
        for column in columns
    ]


def _open_key(column: HeadColumn, columns: Sequence[HeadColumn], *, all_columns: bool) -> str:
    """The key of a column, or that of one that nobody knows: 目标 behind the levels may be that of each indicator."""
    levels = [one.start for one in columns if one.key in _LEVELS]
    if column.key == "goal" and column.scope == "project" and levels and column.start > max(levels):
        return "own"
    return column.key if _is_open(column, columns=all_columns) else "known"


def _is_open(column: HeadColumn, *, columns: bool) -> bool:
    """Whether a column may be another than its head says; where heads are ``told``, the rest must speak of an aim."""
    if column.scope == "indicator":
        return True
    if head_of(column.text) or _OF_ANOTHER_TIME.search(column.text):
        return False
    return not columns or _AIM.search(column.text) is not None


def beside_families(table: BoxTable, start: int, heads: Sequence[tuple[int, str]]) -> dict[int, str]:
    """The columns of names and values under heads of which one is unknown or both, where both are certain; else none."""
    keys = [key for _, key in heads]
    levels = [
        n
        for n, (column, key) in enumerate(heads)
        if key in _LEVELS or (key in (*_OPEN, "name") and _are_levels(table, start, column))
    ]
    known = [n for n, key in enumerate(keys) if key == "value"]
    values = known or [
        n for n, (column, key) in enumerate(heads) if key in _OPEN and _are_values(table, start, column)
    ]
    if not levels or len(values) != 1 or values[0] <= levels[-1] + 1:
        return {}
    name = levels[-1] + 1
    if "name" in keys[name:] and keys[name] != "name":
        return {}
    if (
        keys[name] not in (*_OPEN, "name")
        or ("description" in keys and keys[name] != "name")
        or not _texts_below(table, start, heads[name][0])
    ):
        return {}
    return {heads[name][0]: "name", heads[values[0]][0]: "value"}


def _are_levels(table: BoxTable, start: int, column: int) -> bool:
    texts = _texts_below(table, start, column)
    return len(texts) > 1 and any(_all(level, texts) for level in _LEVELS)


def _are_values(table: BoxTable, start: int, column: int) -> bool:
    """Whether most texts of a column are values; numbers alone may be points as well."""
    texts = _texts_below(table, start, column)
    values = [text for text in texts if looks_like_value(text)]
    return len(texts) > 1 and 2 * len(values) >= len(texts) and not all(map(looks_like_amount, values))


def has_levels_below(table: BoxTable, start: int, column: int) -> bool:
    texts = _texts_below(table, start, column)
    return any(_all(level, texts) for level in _LEVELS)


def told_by_content(columns: Sequence[HeadColumn]) -> Iterator[tuple[HeadColumn, str]]:
    """The columns whose heads did not say what they are, each with the name of what it was taken for."""
    for column in columns:
        if column.scope == "indicator" and column.key in _NAMES and head_of(column.text) != column.key:
            yield column, _NAMES[column.key]


def _may_be(key: str, column: HeadColumn) -> bool:
    if key in _LEVELS:
        return column.scope != "project" and column.key in _OPEN
    return column.scope == "own" and not head_of(column.text)


def _texts_below(table: BoxTable, start: int, column: int) -> set[str]:
    """What a column says, as far as its list goes: another card below begins with its labels."""
    texts: set[str] = set()
    for row in range(start, min(start + _ROWS, table.height)):
        written = table.written(row)
        if written and (label := label_of(written[0].text)) and label.kind == "field":
            break
        texts |= {box.text for box in written if box.column == column}
    return {text for text in texts if not is_blank(text)}


def _all(key: str, texts: set[str]) -> bool:
    return bool(texts) and all(map(_TELLING[key], texts))


def _is_first(text: str) -> bool:
    return (is_family(text) and is_level1(text)) or joined_levels(text) is not None


def _is_second(text: str) -> bool:
    return is_family(text) or bool(parents(text))


def _is_sign(text: str) -> bool:
    squeezed = normalise_label(text)
    if re.search(r"\d", squeezed):
        return False  # a value with its sign
    return squeezed in OPERATORS - _NO_SIGNS or OPERATOR_WORDS.fullmatch(squeezed) is not None


_TELLING: Mapping[str, Callable[[str], bool]] = {
    "level1": _is_first,
    "level2": _is_second,
    "operator": _is_sign,
    "unit": is_unit,
}
_NAMES = {
    "level1": "一级指标",
    "level2": "二级指标",
    "operator": "指标性质",
    "unit": "计量单位",
    "value": "指标值",
    "name": "三级指标",
}
