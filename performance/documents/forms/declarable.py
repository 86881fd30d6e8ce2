"""What a declaration may name, and how much of it: a file from elsewhere is held within these bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from performance.content.model import FundPeriod, FundSource
from performance.documents.forms.form import Form, FormCell, FormColumn, FormPart

LISTS = ("indicators", "mid_indicators", "both_indicators", "tasks", "phases")
FIELDS = frozenset(
    [
        "name",
        "code",
        "code_name",
        "department",
        "department_code",
        "department_name",
        "unit_name",
        "unit_code",
        "nature",
        "continuity",
        "project_class",
        "period",
        "start_date",
        "end_date",
        "leader",
        "phone",
        "goal",
        "mid_goal",
        "mandate",
        "blank",
    ]
)
COLUMNS = frozenset(
    [
        "level1",
        "level2",
        "name",
        "description",
        "value",
        "operator",
        "unit",
        "attribute",
        "direction",
        "weight",
        "standard",
        "basis",
        "data_source",
        "evidence",
        "core",
        "remark",
        "text",
        "goal",
        "period",
        "end",
        "total",
        "fiscal",
        "project",
        "other",
    ]
)

LONGEST_FILE = 60_000  # characters; the longest shipped form has 2,500
LONGEST_TEXT = 200  # of a label, a head, a title
MOST_WIDTHS, WIDEST = 40, 200
YEARS = range(2000, 2100)
MOST_PARTS, MOST_ROWS, MOST_WORDS = 12, 120, 120
_PLACEHOLDERS = {"year_line": "{year}", "unit_line": "{department}"}
_OF_TASKS, _OF_PHASES = ("name", "text", "goal"), ("text", "period", "end")


def faults_of_texts(raw: Mapping[str, object]) -> Iterator[str]:
    """Texts that are too long, years that are none, and lines that would print more than the year or the department."""
    for key, value in raw.items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            yield f"“{key}”有{len(value)}字，至多{LONGEST_TEXT}字。"
    for key in ("valid_from", "valid_to"):
        if raw.get(key, 0) != 0 and raw[key] not in YEARS:
            yield f"“{key}”应为{YEARS.start}至{YEARS.stop - 1}的年度。"
    for key, placeholder in _PLACEHOLDERS.items():
        if re.search("[{}]", str(raw.get(key, "")).replace(placeholder, "")):
            yield f"“{key}”里的花括号只能是{placeholder}。"


def faults_of_size(raw: Mapping[str, object]) -> Iterator[str]:
    """More widths, parts, words than any form has."""
    counted = (
        ("grid", MOST_WIDTHS),
        ("part", MOST_PARTS),
        ("families", MOST_WORDS),
        ("controls", MOST_WORDS),
    )
    for key, most in counted:
        held = raw.get(key, ())
        if isinstance(held, (list, dict)) and len(held) > most:
            yield f"“{key}”有{len(held)}项，至多{most}项。"
    for name in raw.get("families", ()) if isinstance(raw.get("families"), list) else ():  # type: ignore[attr-defined]
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST_TEXT:
            yield "“families”应为一级指标的名称。"


def fund_fault(more: str) -> str:
    """Why ``period:source`` names no amount, if it does not."""
    period, _, source = more.partition(":")
    source = source.partition(":")[0]
    if period not in [one.value for one in FundPeriod] or source not in [one.value for one in FundSource]:
        return f"没有“{more}”这种资金。"
    return ""


def column_fault(key: str, kind: str) -> str:
    """Why a list of this kind has no such column, if it has not."""
    sources = [one.value for one in FundSource if one.value]
    if kind == "tasks":
        fits = key in ("", *_OF_TASKS, *sources)
    elif kind == "phases":
        fits = key in _OF_PHASES
    else:
        fits = key in COLUMNS | FIELDS | {""} or key.removeprefix("fund_") in sources
    return "" if fits else f"没有“{key}”这一栏。"


def faults_of_shape(form: Form) -> Iterator[str]:
    """What a form lacks without which nothing written in it could be printed, or twice."""
    lists = [part.list for part in form.parts if part.list]
    cells = [cell for part in form.parts for row in part.rows for cell in row]
    if sum(len(part.rows) for part in form.parts) > MOST_ROWS:
        yield f"表样的行多于{MOST_ROWS}行。"
    if not any("indicators" in kind for kind in lists):
        yield "表样里没有绩效指标的列表。"
    if len(set(lists)) < len(lists):
        yield "同一种列表只能有一个。"
    if form.kind == "list" and not _is_flat(form.parts):
        yield "一览表应只有一个指标列表，且有“项目名称”一栏。"
    needed = {"project": ("name", "code_name"), "department": ("department_name",)}.get(form.kind, ())
    if needed and not any(cell.field in needed for cell in cells):
        yield f"表上没有填写{'项目名称' if form.kind == 'project' else '部门名称'}的格。"
    yield from _faults_of_lists(form.parts)
    yield from _faults_of_merges(form.parts)


def _is_flat(parts: Sequence[FormPart]) -> bool:
    return len(parts) == 1 and any(column.key == "project" for column in parts[0].columns)


def _faults_of_lists(parts: Sequence[FormPart]) -> Iterator[str]:
    for part in parts:
        sides = {column.side for column in part.columns if column.key == "name"}
        if part.list == "both_indicators" and sides != {0, 1}:
            yield "两面的指标列表应左右各有“三级指标”一栏。"
        elif "indicators" in part.list and not sides:
            yield "指标列表没有“三级指标”一栏。"
        named = [_named(column) for column in part.columns if column.key]
        if len(set(named)) < len(named):
            yield "同一个列表里有两栏是同一项内容。"


def _named(column: FormColumn) -> tuple[str, int]:
    return column.key, column.side


def _faults_of_merges(parts: Sequence[FormPart]) -> Iterator[str]:
    above: tuple[FormCell, ...] = ()
    for part in parts:
        for row in part.rows:
            if any(cell.below for cell in row) and not above:
                yield "第一行的上面没有可以接着的格。"
            above = row
        above = () if part.list else above
