"""The rows of a list of a form: its head, then one row for each record, levels merged downwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from performance.content.model import (
    EmptyFamily,
    FundPeriod,
    FundSource,
    GoalContent,
    IndicatorContent,
    TaskContent,
)
from performance.documents.blocks import Anchor, Cell, Style
from performance.documents.forms.amounts import fund_name
from performance.documents.forms.form import FormColumn, FormPart
from performance.documents.forms.printed_values import PrintedValues, amount_cell
from performance.documents.forms.words import normalise
from performance.documents.numbers import number_format

_LEVELS = ("level1", "level2")
_CENTRED = frozenset(("level1", "level2", "operator", "value", "unit", "attribute", "direction", "core"))
Row = tuple[Cell, ...]


def list_rows(part: FormPart, values: PrintedValues, *, head: bool = True) -> Iterator[Row]:
    """The head and the records of a list of any kind."""
    side = (Cell(part.side.label, part.side.span, Style.CAPTION),) if part.side else ()
    further = (Cell("", part.side.span, below=True),) if part.side else ()
    if head:
        first, *second = head_rows(part.columns)
        yield *side, *first
        for cells in second:
            yield *further, *cells
    for cells in _records(part, values):
        yield *further, *cells


def head_rows(columns: Sequence[FormColumn]) -> list[Row]:
    """The head of a list: one row, or two where a head stands over several columns."""
    if not any(column.over for column in columns):
        return [tuple(Cell(column.head, column.span, Style.CAPTION) for column in columns)]
    upper: list[Cell] = []
    for over, group in groupby(columns, key=lambda one: (one.over, one.side if one.over else one)):
        members = list(group)
        upper.append(Cell(over[0] or members[0].head, sum(column.span for column in members), Style.CAPTION))
    lower = tuple(
        Cell(column.lower_head if column.over else "", column.span, Style.CAPTION, below=not column.over)
        for column in columns
    )
    return [tuple(upper), lower]


def _records(part: FormPart, values: PrintedValues) -> Iterator[Row]:
    if part.list == "tasks":
        for task in values.tasks:
            yield tuple(_task_cell(column, task, values.per_wan) for column in part.columns)
    elif part.list == "phases":
        for phase in values.project.phases if values.project is not None else ():
            yield tuple(Cell(str(getattr(phase, column.key)), column.span) for column in part.columns)
    elif part.list == "both_indicators":
        yield from _two_sided(part.columns, values.tree(mid=True), values.tree(mid=False))
    else:
        yield from _indicators(part.columns, values, values.tree(mid=part.list == "mid_indicators"))


def _task_cell(column: FormColumn, task: TaskContent, per_wan: Decimal) -> Cell:
    if column.key in ("name", "text", "goal"):
        return Cell(str(getattr(task, column.key)), column.span)
    if column.key:
        line = next((one for one in task.funds if one.source == FundSource(column.key)), None)
        return amount_cell(line, per_wan, column.span)
    own = next((one.value for one in task.fields if normalise(one.label) == normalise(column.head)), "")
    return Cell(own, column.span)


# -- indicators ------------------------------------------------------------------------------------------------


def _lines(tree: GoalContent) -> list[IndicatorContent | EmptyFamily]:
    """Indicators and empty families in printed order."""
    lines: list[IndicatorContent | EmptyFamily] = []
    waiting = sorted(tree.empty_families, key=lambda family: family.position)
    for position, indicator in enumerate(tree.indicators):
        while waiting and waiting[0].position <= position:
            lines.append(waiting.pop(0))
        lines.append(indicator)
    return lines + list(waiting)


def _indicators(columns: Sequence[FormColumn], values: PrintedValues, tree: GoalContent) -> Iterator[Row]:
    above: IndicatorContent | EmptyFamily | None = None
    number = -1
    lines: list[IndicatorContent | EmptyFamily | None] = [*_lines(tree)]
    for line in lines or [None]:
        number += isinstance(line, IndicatorContent)
        yield tuple(_cell(column, line, above, values, number) for column in columns)
        above = line


def _cell(
    column: FormColumn,
    line: IndicatorContent | EmptyFamily | None,
    above: IndicatorContent | EmptyFamily | None,
    values: PrintedValues,
    number: int,
) -> Cell:
    if values.form.kind == "list" and is_of_project(column):
        return _project_cell(column, values, first=above is None)
    if line is None:
        return Cell("", column.span)
    if column.key in _LEVELS and above is not None and _goes_on(column.key, line, above):
        return Cell("", column.span, Style.CENTRED, below=True)
    if column.key == "weight":
        weight = getattr(line, "weight", None)
        form = number_format(weight, 0) if weight is not None else ""
        return Cell(weight, column.span, Style.CENTRED, False, form)
    style = Style.CENTRED if column.key in _CENTRED else Style.TEXT
    anchor = Anchor(column.key, "indicators", number) if isinstance(line, IndicatorContent) else None
    return Cell(_text(column, line), column.span, style, anchor=anchor)


def _goes_on(key: str, line: IndicatorContent | EmptyFamily, above: IndicatorContent | EmptyFamily) -> bool:
    same1 = line.level1 == above.level1
    return same1 if key == "level1" else same1 and line.level2 == above.level2 and bool(line.level2)


def _text(column: FormColumn, line: IndicatorContent | EmptyFamily) -> str:
    if not column.key:
        own = getattr(line, "fields", ())
        return next((one.value for one in own if normalise(one.label) == normalise(column.head)), "")
    return str(getattr(line, column.key, "") or "")


def is_of_project(column: FormColumn) -> bool:
    return column.key.startswith("fund_") or column.key in (
        "project",
        "unit_name",
        "department",
        "goal",
        "mid_goal",
    )


def _project_cell(column: FormColumn, values: PrintedValues, *, first: bool) -> Cell:
    if not first:
        return Cell("", column.span, below=True)
    if column.key.startswith("fund_"):
        source = FundSource(column.key.removeprefix("fund_"))
        lines = [one for one in values.funds if one.source == source and one.period == FundPeriod.ANNUAL]
        anchor = Anchor(fund_name(source, FundPeriod.ANNUAL))
        return amount_cell(lines[0] if lines else None, values.per_wan, column.span, anchor)
    return Cell(values.text("name" if column.key == "project" else column.key), column.span)


def _two_sided(columns: Sequence[FormColumn], mid: GoalContent, year: GoalContent) -> Iterator[Row]:
    """Both trees side by side below one first level; a family that only one of them has stands empty in the other."""
    above1 = None
    above2: dict[int, str] = {}
    for level1, left, right in _paired(mid, year):
        row = []
        for column in columns:
            line = right if column.side else left
            if column.key == "level1":
                row.append(
                    Cell(
                        "" if level1 == above1 else level1, column.span, Style.CENTRED, below=level1 == above1
                    )
                )
            elif (
                column.key == "level2"
                and line is not None
                and above1 == level1
                and above2.get(column.side) == line.level2
            ):
                row.append(Cell("", column.span, Style.CENTRED, below=True))
            else:
                row.append(Cell(_text(column, line) if line is not None else "", column.span))
        above2 = {side: line.level2 for side, line in ((0, left), (1, right)) if line is not None}
        above1 = level1
        yield tuple(row)


def _paired(
    mid: GoalContent, year: GoalContent
) -> Iterator[tuple[str, IndicatorContent | EmptyFamily | None, IndicatorContent | EmptyFamily | None]]:
    lefts, rights = _lines(mid), _lines(year)
    for level1 in dict.fromkeys(line.level1 for line in (*lefts, *rights)):
        left = [line for line in lefts if line.level1 == level1]
        right = [line for line in rights if line.level1 == level1]
        for number in range(max(len(left), len(right))):
            yield (
                level1,
                left[number] if number < len(left) else None,
                right[number] if number < len(right) else None,
            )
