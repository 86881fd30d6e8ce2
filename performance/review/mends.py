"""Mechanical cures: what a rule can say word by word that a field ought to say. A number is never made up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from performance.content.model import GoalContent, IndicatorContent, ProjectContent, StatementContent
from performance.review.families import Family
from performance.review.findings import OwnerKind, TextPlace

if TYPE_CHECKING:
    from performance.review.findings import Finding
    from performance.review.tables import Row, Table

VALUE, GOALS, ROW = "value", "goals", "indicators"
_SIGN = re.compile(r"^(?:[≥≤=＝><]|不低于|不少于|不超过|不高于)+")


@dataclass(frozen=True, slots=True)
class Edit:
    """What a field says, and says instead. ``row`` counts the indicators of the owner; ``after`` None takes the row away.

    Without a row it is a goal of the project, the ``item``-th; ``further`` are goals that then stand behind it.
    """

    field: str
    before: str
    after: str | None
    row: int | None = None
    item: int | None = None
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to mend a finding: what is done, in words, and the fields of its owner that change by it."""

    label: str
    edits: tuple[Edit, ...]


class MendMissed(ValueError):
    """The text does not say any more what the mend was made for, or two mends are for one field."""


def says(row: Row, value: str) -> Mend:
    """The value is to say this."""
    return Mend(f"改成“{value}”", (_value(row, value),))


def _value(row: Row, value: str) -> Edit:
    return Edit(VALUE, row.indicator.value, value, row.number)


def with_units(row: Row, units: Iterable[str]) -> tuple[Mend, ...]:
    """One way for each unit, behind the number that is there."""
    unit = row.value.unit or ""
    number = row.printed.removesuffix(unit)
    return tuple(says(row, f"{number}{one}") for one in dict.fromkeys(units))


def with_sign(row: Row, sign: str) -> Mend:
    return says(row, sign + _SIGN.sub("", row.printed))


def split_mends(row: Row) -> tuple[Mend, ...]:
    """The number stays with its unit, what is glued to it goes to the description; nothing where the unit is not plain."""
    rest, unit, number = row.value.rest, row.value.unit or "", row.value.number
    before = row.printed.removesuffix(rest)
    if row.is_rate or row.family is Family.SATISFACTION:
        if number is None or number > 100:
            return ()
        before = before.removesuffix(unit) + ("" if before.endswith("%") else "%")
    elif not unit:
        return ()
    description = row.indicator.description.strip()
    described = description if rest in description else "；".join(filter(None, (description, rest)))
    edits = (_value(row, before), Edit("description", row.indicator.description, described, row.number))
    return (Mend(f"改成“{before}”，“{rest}”移到绩效指标描述", edits),)


def into_family(row: Row, family: Family, *more: Edit) -> tuple[Mend, ...]:
    """Under the labels that the text itself uses for the family; nothing where it has none."""
    labels = _labels_of(row, family)
    if labels is None:
        return ()
    edits = [
        Edit(field, getattr(row.indicator, field), label, row.number)
        for field, label in zip(("level1", "level2"), labels, strict=True)
    ]
    also = "".join(f"，{(edit.field == VALUE and '值写成') or ''}“{edit.after}”" for edit in more)
    return (Mend(f"移到{family.value}指标{also}", (*edits, *more)),)


def budget_in_ten_thousands(row: Row) -> tuple[Edit, ...]:
    """Where the bare number is the budget, its unit is that of the budget."""
    return () if row.unit else (_value(row, f"{row.printed}万元"),)


def _labels_of(row: Row, family: Family) -> tuple[str, str] | None:
    """Those of the table first, then those of others of its kind."""
    case = row.case
    others = case.labels_of_projects if row.table.owner is OwnerKind.PROJECT else case.labels_of_goals
    return row.table.labels.get(family) or others.get(family)


def without(row: Row) -> Mend:
    return Mend(f"删去第{row.number + 1}行", (Edit(ROW, row.indicator.name, None, row.number),))


def without_goal(table: Table, item: int) -> Mend:
    assert table.project is not None  # noqa: S101 - only projects have such goals
    return Mend(f"删去第{item + 1}条", (Edit(GOALS, table.project.goals[item], None, item=item),))


def goals_saying(table: Table, texts: Mapping[int, str]) -> Mend:
    assert table.project is not None  # noqa: S101
    edits = (Edit(GOALS, table.project.goals[n], text, item=n) for n, text in texts.items())
    return Mend("删去模板的标签", tuple(edits))


def goals_unnumbered(table: Table, found: Mapping[int, tuple[str, ...]]) -> Mend:
    assert table.project is not None  # noqa: S101
    goals = table.project.goals
    edits = tuple(Edit(GOALS, goals[n], items[0], item=n, further=items[1:]) for n, items in found.items())
    number = sum(map(len, found.values()))
    return Mend("去掉重复的编号" + (f"，分为{number}条" if number > len(found) else ""), edits)


Chosen = Iterable[tuple[TextPlace, Mend]]


def mended(content: StatementContent, chosen: Chosen) -> StatementContent:
    """The content with these mends, and nothing else of it changed. Raises MendMissed."""
    edits: dict[tuple[OwnerKind, int], list[Edit]] = defaultdict(list)
    for place, mend in chosen:
        edits[place.owner, place.index] += mend.edits
    goals, projects = list(content.goals), list(content.projects)
    for (owner, index), wanted in edits.items():
        if owner is OwnerKind.PROJECT:
            projects[index] = _of_project(projects[index], wanted)
        elif owner is OwnerKind.GOAL:
            goals[index] = replace(goals[index], indicators=_rows(goals[index].indicators, wanted))
        else:
            raise MendMissed
    return replace(content, goals=tuple(goals), projects=tuple(projects))


def applies(content: StatementContent, place: TextPlace, mend: Mend) -> bool:
    """Whether the stored text says what the mend was made for: where a form prints sign and unit apart it does not."""
    try:
        mended(content, [(place, mend)])
    except (MendMissed, IndexError):
        return False
    return True


def fitting(content: StatementContent, finding: Finding) -> tuple[Mend, ...]:
    """The ways to mend a finding that fit what is stored."""
    return tuple(mend for mend in finding.mends if applies(content, finding.place, mend))


def _of_project(project: ProjectContent, edits: list[Edit]) -> ProjectContent:
    goals: list[tuple[str, ...]] = [(goal,) for goal in project.goals]
    for edit in edits:
        if edit.item is not None:
            if goals[edit.item] != (edit.before,):
                raise MendMissed
            goals[edit.item] = () if edit.after is None else (edit.after, *edit.further)
    rows = _rows(project.indicators, [edit for edit in edits if edit.item is None])
    return replace(project, goals=tuple(chain.from_iterable(goals)), indicators=rows)


def _rows(before: tuple[IndicatorContent, ...], edits: list[Edit]) -> tuple[IndicatorContent, ...]:
    """What changes its family stands behind the last of that family."""
    rows: list[IndicatorContent | None] = list(before)
    moved = []
    for edit in edits:
        row = rows[edit.row or 0]
        if row is None:
            continue  # taken away by another mend
        if edit.after is None:
            rows[edit.row or 0] = None
        elif getattr(row, edit.field) != edit.before:
            raise MendMissed
        else:
            changes: dict[str, Any] = {edit.field: edit.after}
            rows[edit.row or 0] = replace(row, **changes)
            moved += [edit.row or 0] if edit.field == "level2" else []
    order = [number for number in range(len(rows)) if number not in moved]
    for number in moved:
        _insert(order, number, rows)
    return tuple(row for number in order if (row := rows[number]) is not None)


def _insert(order: list[int], number: int, rows: list[IndicatorContent | None]) -> None:
    family = _family(rows[number])
    at = max((n for n, one in enumerate(order) if _family(rows[one]) == family), default=-1)
    if at >= 0:
        order.insert(at + 1, number)
    else:
        order.insert(sum(one < number for one in order), number)


def _family(row: IndicatorContent | GoalContent | None) -> tuple[str, str] | None:
    return (row.level1, row.level2) if isinstance(row, IndicatorContent) else None
