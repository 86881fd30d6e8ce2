"""Explanations of findings stay where a project or an indicator is only called otherwise than before.

A finding is known by the names of its project and indicator and by what was judged there. Where a save changes the
names alone, the explanation follows; where what was judged has changed too, it lapses as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from performance.content.model import GoalContent, ProjectContent, StatementContent
from performance.differences import Kind
from performance.differences.compare import SAME_ROW, matched
from performance.models import PerformanceStatement
from performance.review.cached import review
from performance.review.findings import Finding, OwnerKind, fingerprint_of
from performance.rule_adjustments.in_force import rule_set_of
from performance.statements.stored_content import StoredContent

Owner = GoalContent | ProjectContent


def carry_explanations(
    statement: PerformanceStatement, stored: StoredContent, after: StatementContent, keys: Sequence[int]
) -> None:
    """Called after the save; ``stored`` is what stood there before it, ``keys`` are those of the projects after it."""
    before = stored.content
    if _all_names(before) == _all_names(after):
        return
    places = {row: number for number, row in enumerate(keys)}
    rows = {number: places[row] for number, row in enumerate(stored.keys) if row in places}
    if not _renamed(before, after, rows):
        return
    waivers = {waiver.fingerprint: waiver for waiver in statement.waivers.all()}
    if not waivers:
        return
    rule_set = rule_set_of(statement)
    now = {finding.fingerprint for finding in review(after, rule_set)}
    for finding in review(before, rule_set):
        waiver = waivers.get(finding.fingerprint)
        if waiver is None or finding.fingerprint in now:
            continue
        for fingerprint in _called_otherwise(finding, before, after, rows):
            if fingerprint in now and fingerprint not in waivers:
                statement.waivers.filter(pk=waiver.pk).update(fingerprint=fingerprint)
                now.discard(fingerprint)
                break


def _renamed(before: StatementContent, after: StatementContent, rows: Mapping[int, int]) -> bool:
    """Whether anything that a finding is known by is called otherwise."""
    pairs: list[tuple[Owner, Owner]] = [*zip(before.goals, after.goals, strict=False)]
    pairs += ((before.projects[old], after.projects[new]) for old, new in rows.items())
    return any(
        _names(old) != _names(new)
        or [one.name for one in old.indicators] != [one.name for one in new.indicators]
        for old, new in pairs
    )


def _all_names(content: StatementContent) -> list[object]:
    """Everything that findings are known by, in order."""
    owners: tuple[Owner, ...] = (*content.projects, *content.goals)
    return [(_names(owner), [one.name for one in owner.indicators]) for owner in owners]


def _names(owner: Owner) -> tuple[str, str]:
    return getattr(owner, "code", ""), getattr(owner, "name", "")


def _called_otherwise(
    finding: Finding, before: StatementContent, after: StatementContent, rows: Mapping[int, int]
) -> Iterator[str]:
    """What the finding would be known by now."""
    place = finding.place
    if place.owner not in (OwnerKind.PROJECT, OwnerKind.GOAL):
        return
    is_project = place.owner is OwnerKind.PROJECT
    old: Sequence = before.projects if is_project else before.goals
    new: Sequence = after.projects if is_project else after.goals
    at = rows.get(place.index) if is_project else place.index
    if at is None or not (place.index < len(old) and at < len(new)):
        return
    owner = new[at]
    indicator = place.indicator
    if place.row is not None:
        partners = matched(old[place.index].indicators, owner.indicators, SAME_ROW[Kind.INDICATOR])
        row = next((here for here, there in partners.items() if there == place.row), None)
        if row is None:
            return
        indicator = owner.indicators[row].name
    code, name = _names(owner) if is_project else (place.project_code, place.project_name)
    own = list(finding.identity)
    own[3:6] = [code, name, indicator]
    yield fingerprint_of(own)
