"""Keeping what stood there before a save; called by the save itself, in its transaction and under its lock."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from performance.content.json import dump_content
from performance.content.model import StatementContent
from performance.differences import Kind, RowDifference, Status, differences
from performance.models import EarlierText, PerformanceStatement
from performance.models.history import Source
from performance.statements.known_at_lock import Beside, may_have
from performance.statements.stored_content import PlacedContent, StoredContent


def keep_earlier(
    statement: PerformanceStatement,
    before: StoredContent,
    after: StatementContent,
    *,
    by=None,
    source: Source = Source.OTHER,
    note: str = "",
) -> None:
    """One row for a sitting at the forms; another whenever something is removed, and for every other act."""
    now = timezone.now()
    removed = list(_removed(before, after))
    may_go_on = not removed and may_have(statement, Beside.SITTING)
    if may_go_on and EarlierText.objects.go_on(statement, by, source, now):
        return
    EarlierText.objects.create(
        office_code=statement.office_code,
        statement=statement,
        person=by if getattr(by, "pk", None) else None,
        source=source,
        note=note[-255:],
        version=statement.version,
        began=now,
        ended=now,
        content=_packed(before),
        removed=removed,
    )
    if may_have(statement, Beside.OUTDATED_TEXTS):
        EarlierText.objects.drop_outdated(statement)


def _packed(before: StoredContent) -> bytes:
    reasons = {number: row.withheld_reason for number, row in enumerate(before.rows) if row.withheld_reason}
    key_projects = [number for number, row in enumerate(before.rows) if row.is_key]
    return EarlierText.packed(
        dump_content(before.content), before.keys, list(before.units), reasons, key_projects
    )


def _removed(before: PlacedContent, after: StatementContent) -> Iterator[dict[str, object]]:
    """Every project, section, goal, line and indicator that the save takes away, with the place where it stood."""
    difference = differences(before.content, after)
    for row in (*difference.sections, *difference.goals, *difference.funding, *difference.projects):
        if row.old_index is None:
            continue
        place = f"{row.kind.value}:{row.old_index}"
        unit = before.units[row.old_index] if row.kind is Kind.PROJECT else None
        if row.status is Status.REMOVED:
            yield _named(row, place, unit)
            continue
        for one in row.indicators:
            if one.status is Status.REMOVED:
                yield _named(one, f"{place}:indicator:{one.old_index}", unit, row.title)


def _named(row: RowDifference, place: str, unit: int | None, owner: str = "") -> dict[str, object]:
    """``owner`` is the title of the project or goal to which an indicator belongs."""
    named = {"place": place, "kind": row.kind.value, "title": row.title, "code": row.code}
    return {**named, "unit": unit, "owner": owner}
