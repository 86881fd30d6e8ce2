"""Taking back what one act changed, and nothing that was changed since: three texts make a fourth."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from performance.content.model import StatementContent
from performance.differences import Kind
from performance.differences.compare import SAME_ROW, matched, title_of
from performance.history.listed import PARTS, Entry, Listed

OWN_KINDS = (Kind.SECTION, Kind.GOAL, Kind.FUNDING)


@dataclass(frozen=True)
class Undone:
    """``left`` are the titles of rows that have been changed since, and stay as they are."""

    listed: Listed
    left: tuple[str, ...]


def undone(
    before: Listed, after: Listed, present: Listed, *, department: bool, units: Collection[int]
) -> Undone:
    """``present`` without what happened between ``before`` and ``after``, in the parts that are open."""
    left: list[str] = []
    result = present
    if department:
        result = replace(result, content=_head(before.content, after.content, present.content))
        for kind in OWN_KINDS:
            rows = _rows(kind, before.entries(kind), after.entries(kind), result.entries(kind), left)
            result = result.having(kind, rows)
    own_before, own_after, own_present = (
        [entry for entry in one.entries(Kind.PROJECT) if entry.unit in units]
        for one in (before, after, present)
    )
    projects = _rows(Kind.PROJECT, own_before, own_after, own_present, left)
    result = result.having(Kind.PROJECT, _among(present.entries(Kind.PROJECT), projects, units))
    return Undone(result, tuple(left))


def _rows(
    kind: Kind, before: Sequence[Entry], after: Sequence[Entry], present: Sequence[Entry], left: list[str]
) -> list[Entry]:
    to_after = _partners(kind, after, present)
    to_before = _partners(kind, before, after)
    rows: list[tuple[float, Entry]] = []
    placed: dict[int, int] = {}
    for at, entry in enumerate(present):
        step = to_after.get(at)
        origin = None if step is None else to_before.get(step)
        if step is None or entry.content != after[step].content:  # came or was changed since
            if step is not None and (origin is None or before[origin].content != after[step].content):
                left.append(title_of(entry.content))
            rows.append((at, entry))
        elif origin is None:
            continue  # came with the act
        else:
            rows.append((at, replace(entry, content=before[origin].content)))
        if origin is not None:
            placed[origin] = at
    for origin, entry in enumerate(before):
        if origin in placed or origin in to_before.values():
            continue
        above = max((placed[one] for one in range(origin) if one in placed), default=-1)
        rows.append((above + 0.5 + origin / 10_000, replace(entry, row=None)))
    return [entry for _, entry in sorted(rows, key=lambda one: one[0])]


def _partners(kind: Kind, old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """The old number of each new row: the stored row decides, then what it says."""
    known = {entry.row: number for number, entry in enumerate(old) if entry.row is not None}
    partners = {at: known[entry.row] for at, entry in enumerate(new) if entry.row in known}
    free = [number for number in range(len(old)) if number not in partners.values()]
    rest = [at for at in range(len(new)) if at not in partners]
    more = matched([old[n].content for n in free], [new[at].content for at in rest], SAME_ROW[kind])
    return partners | {rest[at]: free[number] for at, number in more.items()}


def _among(present: Sequence[Entry], own: Sequence[Entry], units: Collection[int]) -> list[Entry]:
    """The projects of the open units in the places of those that stand there now."""
    rest = list(own)
    slots = [at for at, entry in enumerate(present) if entry.unit in units]
    last = slots[-1] if slots else len(present)
    result: list[Entry] = []
    for at, entry in enumerate(present):
        if entry.unit not in units:
            result.append(entry)
        elif rest and at != last:
            result.append(rest.pop(0))
        if at == last:
            result += rest
            rest = []
    return result + rest


def _head(before: StatementContent, after: StatementContent, present: StatementContent) -> StatementContent:
    parts = {*PARTS.values(), "cover", "year"}
    changes: dict[str, Any] = _fields(before, after, present, parts)
    cover = replace(present.cover, **_fields(before.cover, after.cover, present.cover, set()))
    return replace(present, cover=cover, **changes)


def _fields(before: Any, after: Any, present: Any, without: Collection[str]) -> dict[str, Any]:
    names = [one.name for one in fields(present) if one.name not in without]
    return {name: getattr(before, name) for name in names if getattr(present, name) == getattr(after, name)}
