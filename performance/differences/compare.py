"""Two contents held against each other, row by row. Comparing them the other way round gives the reverse."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from indicators.text import normalise_label
from performance.content.model import (
    FundingLine,
    GoalContent,
    IndicatorContent,
    ProjectContent,
    SectionContent,
    StatementContent,
)
from performance.differences.model import Kind, RowDifference, StatementDifference, Status
from performance.differences.order import longest_rising
from performance.differences.reading import changes, changes_between, fields_of

Row = Any  # one of the frozen row classes of a content
Key = Callable[[Row, int], Hashable]

# What makes two rows one row, tried in turn among those still unmatched; ``None`` matches nothing.
SAME_ROW: dict[Kind, tuple[Key, ...]] = {
    Kind.SECTION: (lambda row, at: (row.kind, row.title), lambda row, at: row.kind),
    Kind.GOAL: (lambda row, at: (row.kind, row.horizon), lambda row, at: row.kind),
    Kind.FUNDING: (
        lambda row, at: (row.side, normalise_label(row.item)),  # 合  计 is 合计, respelled
        lambda row, at: (row.side, at),
    ),
    Kind.PROJECT: (
        lambda row, at: (row.unit_code, row.unit_name, row.code) if row.code else None,
        lambda row, at: row.code or None,
        lambda row, at: (row.unit_code, row.unit_name, row.name),
        lambda row, at: row.name or None,
        lambda row, at: None if row.code else at,
    ),
    Kind.INDICATOR: (
        lambda row, at: (row.level1, row.level2, row.name),
        lambda row, at: row.name or None,
        # only called otherwise, wherever it stands
        lambda row, at: (
            (row.level1, row.level2, row.value, row.basis, row.description) if row.value else None
        ),
        lambda row, at: (row.level1, row.level2, at),
    ),
}


def differences(old: StatementContent, new: StatementContent) -> StatementDifference:
    """What ``new`` says otherwise than ``old``."""
    return StatementDifference(
        head=changes_between(old, new) + changes_between(old.cover, new.cover),
        sections=_rows(Kind.SECTION, old.sections, new.sections),
        goals=_rows(Kind.GOAL, old.goals, new.goals),
        funding=_rows(Kind.FUNDING, old.funding, new.funding),
        projects=_rows(Kind.PROJECT, old.projects, new.projects),
    )


def _rows(kind: Kind, old: Sequence[Row], new: Sequence[Row]) -> tuple[RowDifference, ...]:
    """In the order of the new text; removed rows stand where they stood among their old neighbours."""
    if old == new:
        return ()
    partner = matched(old, new, SAME_ROW[kind])
    moved = _moved([partner[at] for at in sorted(partner)], sorted(partner))
    found: list[tuple[float, RowDifference]] = []
    for at, row in enumerate(new):
        before = partner.get(at)
        if before is None:
            found.append((at, _lone(kind, Status.ADDED, row, at)))
        elif difference := _pair(kind, old[before], row, before, at, moved=at in moved):
            found.append((at, difference))
    place = {before: at for at, before in partner.items()}
    above = -1
    for before, row in enumerate(old):
        if before in place:
            above = max(above, place[before])
        else:
            found.append((above + 0.5, _lone(kind, Status.REMOVED, row, before)))
    return tuple(difference for _, difference in sorted(found, key=lambda one: one[0]))


def matched(old: Sequence[Row], new: Sequence[Row], keys: Sequence[Key]) -> dict[int, int]:
    """The old index of each new row that has an old one."""
    partner: dict[int, int] = {}
    for key in keys:
        taken = set(partner.values())
        shelf: dict[Hashable, deque[int]] = defaultdict(deque)
        for before, row in enumerate(old):
            if before not in taken and (name := key(row, before)) is not None:
                shelf[name].append(before)
        for at, row in enumerate(new):
            if at not in partner and (same := shelf.get(key(row, at))):
                partner[at] = same.popleft()
    return partner


def _moved(before: Sequence[int], at: Sequence[int]) -> set[int]:
    """The fewest rows that have to be taken out for the rest to stand in the old order."""
    return set(at) - {at[place] for place in longest_rising(before)}


def _lone(kind: Kind, status: Status, row: Row, at: int) -> RowDifference:
    added = status is Status.ADDED
    fields = fields_of(row)
    indicators = getattr(row, "indicators", ())
    return RowDifference(
        kind,
        status,
        title_of(row),
        code=getattr(row, "code", ""),
        old_index=None if added else at,
        new_index=at if added else None,
        fields=changes({}, fields) if added else changes(fields, {}),
        indicators=_rows(Kind.INDICATOR, *(((), indicators) if added else (indicators, ()))),
    )


def _pair(kind: Kind, old: Row, new: Row, before: int, at: int, *, moved: bool) -> RowDifference | None:
    if old == new and not moved:  # most rows, told without reading their fields
        return None
    fields = changes_between(old, new)
    indicators = _rows(Kind.INDICATOR, getattr(old, "indicators", ()), getattr(new, "indicators", ()))
    if not (fields or indicators or moved):
        return None
    return RowDifference(
        kind,
        Status.CHANGED if fields or indicators else Status.MOVED,
        title_of(new),
        code=getattr(new, "code", ""),
        old_index=before,
        new_index=at,
        moved=moved,
        fields=fields,
        indicators=indicators,
    )


def title_of(row: Row) -> str:
    """What a reader calls the row."""
    match row:
        case SectionContent():
            return f"{row.kind.label} {row.title}".strip()
        case GoalContent():
            return f"{row.kind.label} {row.horizon}".strip()
        case FundingLine():
            return f"{row.side.label} {row.item}".strip()
        case ProjectContent():
            return row.name or "（未填项目名称）"
        case IndicatorContent():
            return row.name or "（未填指标名称）"
    raise TypeError(f"{type(row).__name__} is no row of a content")
