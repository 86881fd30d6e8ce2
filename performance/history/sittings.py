"""The acts of a round as a page lists them: who changed what when, and what of it can be brought back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.db.models import Max

from departments.models import BudgetUnit
from performance.content.json import ContentLoader
from performance.content.model import GoalContent, ProjectContent
from performance.differences import FieldChange, Kind, RowDifference, Status, differences
from performance.differences.compare import title_of
from performance.history.listed import Listed
from performance.history.places import ALONE, EarlierPlace
from performance.history.restoring import present_text, text_before
from performance.models import EarlierText, PerformanceStatement


@dataclass(frozen=True)
class Change:
    """``place`` names what can be brought back; it is blank where nothing can."""

    label: str
    old: str
    new: str
    place: str


@dataclass(frozen=True)
class ChangedRow:
    title: str
    kind: str
    status: Status
    place: str
    changes: tuple[Change, ...]
    indicators: tuple[ChangedRow, ...] = ()


@dataclass(frozen=True)
class Sitting:
    earlier: EarlierText
    rows: tuple[ChangedRow, ...]


@dataclass(frozen=True)
class Removed:
    earlier: EarlierText
    place: str
    kind: str
    title: str
    owner: str


def sittings(
    statement: PerformanceStatement, user, earlier_texts: Sequence[EarlierText], present: Listed | None = None
) -> list[Sitting]:
    """``kept`` follow one another, the newest first; each is held against what came after it.

    ``present`` is the text of now, from whoever has just read it.
    """
    units = units_seen(statement, user)
    newer = (
        EarlierText.objects.filter(statement=statement, pk__gt=earlier_texts[0].pk).order_by("pk").first()
        if earlier_texts
        else None
    )
    loader = ContentLoader()
    after = text_before(newer, loader) if newer else present or present_text(statement)
    found = []
    for earlier in earlier_texts:
        before = text_before(earlier, loader)
        found.append(Sitting(earlier, tuple(changed_rows(before, after, units))))
        after = before
    return found


def units_seen(statement: PerformanceStatement, user) -> frozenset[int]:
    own = BudgetUnit.objects.business_of(user).filter(department=statement.department_id)
    return frozenset(own.values_list("pk", flat=True))


def changed_rows(before: Listed, after: Listed, units: Collection[int]) -> list[ChangedRow]:
    """What differs in the department's own part and in the projects of these units."""
    numbers = [number for number, unit in enumerate(before.units) if unit in units]
    difference = differences(_of_units(before, units), _of_units(after, units))
    rows = [_row(row, numbers) for row in _listed(difference) if row.status is not Status.MOVED]
    head = tuple(
        Change(one.label, one.old, one.new, str(EarlierPlace(None, field=one.field)))
        for one in difference.head
    )
    return [ChangedRow("文本信息", "", Status.CHANGED, "", head), *rows] if head else rows


def _of_units(listed: Listed, units: Collection[int]):
    projects = zip(listed.content.projects, listed.units, strict=True)
    return replace(listed.content, projects=tuple(project for project, unit in projects if unit in units))


def _listed(difference) -> tuple[RowDifference, ...]:
    return (*difference.sections, *difference.goals, *difference.funding, *difference.projects)


def _row(row: RowDifference, numbers: Sequence[int]) -> ChangedRow:
    if row.old_index is None:  # new: there is nothing earlier to bring back
        return ChangedRow(row.title, row.kind.label, row.status, "", _fields(row.fields, None))
    index = numbers[row.old_index] if row.kind is Kind.PROJECT else row.old_index
    place = EarlierPlace(row.kind, index)
    changed = row.status is Status.CHANGED
    indicators = tuple(
        ChangedRow(
            one.title,
            one.kind.label,
            one.status,
            "" if one.old_index is None or not changed else str(replace(place, indicator=one.old_index)),
            _fields(
                one.fields,
                replace(place, indicator=one.old_index) if one.status is Status.CHANGED and changed else None,
            ),
        )
        for one in row.indicators
        if one.status is not Status.MOVED
    )
    return ChangedRow(
        row.title,
        row.kind.label,
        row.status,
        str(place),
        _fields(row.fields, place if changed else None),
        indicators,
    )


def _fields(changes: Sequence[FieldChange], place: EarlierPlace | None) -> tuple[Change, ...]:
    return tuple(
        Change(
            one.label,
            one.old,
            one.new,
            str(replace(place, field=one.field)) if place and one.field not in ALONE else "",
        )
        for one in changes
    )


def recycled(statement: PerformanceStatement, user, present: Listed | None = None) -> list[Removed]:
    """What was removed since the text last went to somebody, and is not there again; the newest first."""
    units = units_seen(statement, user)
    earlier_texts = since_submission(statement).select_related("person").exclude(removed=[])
    present = present or present_text(statement)
    found, named = [], set()
    for earlier in earlier_texts:
        for one in earlier.removed:
            name = (one["kind"], one["title"], one["code"], one["owner"], one["unit"])
            if one["unit"] not in units | {None} or name in named or _is_there(one, present):
                continue
            named.add(name)
            found.append(Removed(earlier, one["place"], Kind(one["kind"]).label, one["title"], one["owner"]))
    return found


def _is_there(removed: dict, present: Listed) -> bool:
    """Whether something of the same name stands there again."""
    kind = Kind(removed["kind"])
    if kind is Kind.INDICATOR:
        owners: tuple[GoalContent | ProjectContent, ...] = (*present.content.goals, *present.content.projects)
        return any(
            one.name == removed["title"] and title_of(owner) == removed["owner"]
            for owner in owners
            for one in owner.indicators
        )
    entries = present.entries(kind)
    return any(
        title_of(entry.content) == removed["title"]
        and getattr(entry.content, "code", "") == removed["code"]
        and entry.unit == removed["unit"]
        for entry in entries
    )


def since_submission(statement: PerformanceStatement):
    """What was changed since the text last went to somebody: only of that anything is removed for good."""
    latest = statement.events.filter(unit__isnull=True, revision__isnull=False).aggregate(at=Max("at"))["at"]
    earlier_texts = statement.earlier_texts.all()
    return earlier_texts.filter(began__gt=latest) if latest else earlier_texts
