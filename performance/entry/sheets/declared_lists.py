"""The lists of a declared form between content and records: indicators, tasks, and steps of a plan.

What the form has no column for stays with the record of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol, TypeVar

from performance.content.model import (
    EmptyFamily,
    FundLine,
    FundPeriod,
    IndicatorContent,
    OwnField,
    PhaseContent,
    TaskContent,
)
from performance.documents.forms.amounts import fund_name
from performance.documents.forms.inline import kind_of
from performance.documents.forms.places import FundPlace, ListPlace
from performance.documents.records import NUMBER, Record, any_said
from performance.documents.trees import NO_INDICATOR, text_of

LEVELS = ("level1", "level2")


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Member = TypeVar("Member", bound=_Named)


def same_as_before(records: Sequence[Record], before: Iterable[Member]) -> Iterator[Member | None]:
    """For each record the member that it was: of those of its name the first that is left."""
    waiting = list(before)
    for record in records:
        same = next((one for one in waiting if one.name == text_of(record, "name")), None)
        if same is not None:
            waiting.remove(same)
        yield same


# -- indicators ------------------------------------------------------------------------------------------------


def tree_records(
    indicators: Sequence[IndicatorContent], empty: Sequence[EmptyFamily], place: ListPlace
) -> list[Record]:
    """Indicators and empty families in printed order."""
    records: list[Record] = []
    waiting = sorted(empty, key=lambda family: family.position)
    for position, indicator in enumerate(indicators):
        while waiting and waiting[0].position <= position:
            records.append(_family_record(waiting.pop(0)))
        texts: Record = {name: getattr(indicator, name) for name in place.fields}
        records.append(texts | own_texts(indicator.fields, place.own) | {NUMBER: position})
    return records + [_family_record(family) for family in waiting]


def _family_record(family: EmptyFamily) -> Record:
    return {"level1": family.level1, "level2": family.level2, NUMBER: NO_INDICATOR}


def read_tree(
    records: Sequence[Record], before: Sequence[IndicatorContent], place: ListPlace
) -> tuple[tuple[IndicatorContent, ...], tuple[EmptyFamily, ...]]:
    indicators: list[IndicatorContent] = []
    empty: list[EmptyFamily] = []
    for record, same in zip(records, same_as_before(records, before), strict=True):
        level1, level2 = (_level(text_of(record, level)) for level in LEVELS)
        if not any_said({name: value for name, value in record.items() if name not in (*LEVELS, NUMBER)}):
            empty.append(EmptyFamily(level1, level2, len(indicators)))
            continue
        old = same or IndicatorContent("", "", "")
        printed = {name: record.get(name) for name in place.fields}
        for name in printed:
            if name != "weight":
                printed[name] = text_of(record, name)
        printed |= {level: _level(text_of(record, level)) for level in LEVELS if level in place.fields}
        indicators.append(replace(old, **printed, fields=with_own(old.fields, record, place.own)))  # type: ignore[arg-type]
    return tuple(indicators), tuple(empty)


def _level(text: str) -> str:
    """A level without the breaks of its narrow cell."""
    return "".join(text.split())


# -- tasks and steps -------------------------------------------------------------------------------------------


def task_records(tasks: Sequence[TaskContent], place: ListPlace) -> list[Record]:
    return [
        {
            name: fund_value(task.funds, name) if name.startswith("fund_") else getattr(task, name)
            for name in place.fields
        }
        | own_texts(task.fields, place.own)
        for task in tasks
    ]


def read_tasks(
    records: Sequence[Record], before: Sequence[TaskContent], place: ListPlace
) -> tuple[TaskContent, ...]:
    tasks = []
    for record, same in zip(records, same_as_before(records, before), strict=True):
        old = same or TaskContent("")
        texts = {name: text_of(record, name) for name in place.fields if not name.startswith("fund_")}
        fields = with_own(old.fields, record, place.own)
        tasks.append(replace(old, **texts, funds=with_funds(old.funds, record, place.funds), fields=fields))
    return tuple(tasks)


def phase_records(phases: Sequence[PhaseContent], place: ListPlace) -> list[Record]:
    return [{name: getattr(phase, name) for name in place.fields} for phase in phases]


def read_phases(records: Sequence[Record]) -> tuple[PhaseContent, ...]:
    return tuple(
        PhaseContent(text_of(record, "period"), text_of(record, "text"), text_of(record, "end"))
        for record in records
    )


# -- money by source, and own fields ---------------------------------------------------------------------------


def fund_value(funds: Sequence[FundLine], name: str) -> Decimal | str | None:
    """The amount of a place; what was printed instead of a number where there is none."""
    line = next((one for one in funds if _is_at(one, name)), None)
    if line is None:
        return None
    return line.amount if line.amount is not None else line.printed


def with_funds(
    before: Sequence[FundLine], values: Mapping[str, object], places: Sequence[FundPlace]
) -> tuple[FundLine, ...]:
    """The lines with the amounts of the form; those of its places that were not there yet, in the form's order."""
    lines = list(before)
    for place in places:
        value = values.get(place.name)
        at = next((n for n, one in enumerate(lines) if _is_at(one, place.name)), None)
        if value == fund_value(lines, place.name):
            continue
        amount, printed = (value, "") if isinstance(value, Decimal) else (None, str(value or ""))
        if at is None:
            lines.append(FundLine(place.source, place.period, place.label, amount, printed))
        elif amount is None and not printed:
            del lines[at]
        else:
            lines[at] = replace(lines[at], amount=amount, printed=printed)
    if lines == list(before):
        return tuple(before)
    order = {place.name: number for number, place in enumerate(places)}
    named = sorted(lines, key=lambda one: order.get(fund_name(one.source, one.period), len(order)))
    return tuple(sorted(named, key=lambda one: one.period is FundPeriod.ANNUAL))


def _is_at(line: FundLine, name: str) -> bool:
    return not line.column and fund_name(line.source, line.period) == name


def own_texts(fields: Sequence[OwnField], names: Mapping[str, str]) -> Record:
    """The texts of own fields by the names of their places."""
    found: Record = dict.fromkeys(names.values(), "")
    for one in reversed(fields):
        if one.label in names:
            found[names[one.label]] = one.value
    return found


def with_own(
    before: Sequence[OwnField],
    values: Mapping[str, object],
    names: Mapping[str, str],
    groups: Mapping[str, str] | None = None,
) -> tuple[OwnField, ...]:
    """The own fields with the texts of the form; those that were not there yet stand in the form's order behind them."""
    stood = own_texts(before, names)
    changed = {
        label: text_of(values, name) for label, name in names.items() if text_of(values, name) != stood[name]
    }
    if not changed:
        return tuple(before)
    fields = []
    for one in before:
        text = changed.pop(one.label, one.value)
        if text or one.label not in names:
            fields.append(one if text == one.value else replace(one, value=text, kind=kind_of(text)))
    for label, text in changed.items():
        if text:
            fields.append(OwnField(label, text, kind_of(text), (groups or {}).get(label, "")))
    return tuple(replace(one, position=position) for position, one in enumerate(fields))
