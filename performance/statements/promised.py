"""What an approved text promised of a project or the department, and what an earlier approval had said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from performance.content.model import (
    FundSource,
    GoalContent,
    GoalKind,
    IndicatorContent,
    ProjectContent,
    StatementContent,
)
from performance.models import Action, PerformanceStatement, Revision
from performance.statements.revisions import content_of

# The goal of the year is what the year is held against; where there is none, the goal without a year.
ANNUAL_GOALS = (GoalKind.ANNUAL, GoalKind.OVERALL)


@dataclass(frozen=True)
class Promised:
    """What an adjustment changed, by the place of the indicator: ``earlier`` has the targets, ``earlier_weights`` the points before."""

    content: ProjectContent | GoalContent
    earlier: Mapping[int, str]
    earlier_weights: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def goal(self) -> str:
        if isinstance(self.content, GoalContent):
            return self.content.text or self.content.summary
        return "\n".join(self.content.goals)

    @property
    def opening(self) -> Mapping[FundSource, Decimal]:
        """The money that was approved, as far as the text says it."""
        if isinstance(self.content, GoalContent):
            return {}
        project = self.content
        total = project.budget if project.budget is not None else project.annual_budget
        known = {
            FundSource.TOTAL: total,
            FundSource.CURRENT_FISCAL: project.fiscal_funds,
            FundSource.OTHER: project.other_funds,
        }
        return {source: amount for source, amount in known.items() if amount is not None}


def subjects_of(
    revision: Revision, content: StatementContent | None = None
) -> Iterator[tuple[int | None, ProjectContent | GoalContent]]:
    """What a text is held to, in the order that ``position`` counts; each project with its row if known."""
    content = content or content_of(revision)
    if goal := annual_goal(content):
        yield None, goal
    keys = revision.project_keys or [None] * len(content.projects)
    yield from zip(keys, content.projects, strict=True)


@dataclass(frozen=True)
class SubjectOwner:
    """To whom a subject belongs: to a project with its unit, or to the department where there is no project."""

    content: ProjectContent | GoalContent
    code: str
    label: str
    project: int | None = None
    unit: int | None = None
    lost: bool = False


def places_of(
    statement: PerformanceStatement, revision: Revision, content: StatementContent | None = None
) -> Iterator[SubjectOwner]:
    """Each subject with its row of today; one whose row is gone, or cannot be told from another, is ``lost``."""
    rows = {
        pk: (unit, code, name)
        for pk, unit, code, name in statement.projects.values_list("pk", "unit", "code", "name")
    }
    for key, subject in subjects_of(revision, content):
        if not isinstance(subject, ProjectContent):
            yield SubjectOwner(subject, "", str(statement.department))
            continue
        named = [pk for pk, (_, *names) in rows.items() if names == [subject.code, subject.name]]
        project = key if key in rows else named[0] if len(named) == 1 else None
        unit = rows[project][0] if project is not None else None
        yield SubjectOwner(subject, subject.code, subject.name, project, unit, lost=project is None)


def annual_goal(content: StatementContent) -> GoalContent | None:
    """The department's goal that has indicators to be scored."""
    goals = {goal.kind: goal for goal in content.goals if goal.indicators}
    return next((goals[kind] for kind in ANNUAL_GOALS if kind in goals), None)


class HeldAgainst(Protocol):
    """What is kept of one subject: a card of self-evaluation, a report of monitoring."""

    statement: PerformanceStatement
    revision: Revision
    revision_id: int
    position: int
    unit_id: int | None
    code: str
    label: str


def why_not_promised(row: HeldAgainst) -> str:
    """Why nothing can be written by this approval now, or nothing: those that were taken back are the latest ones."""
    approved = row.statement.approved_revision_id
    if approved is not None and row.revision_id <= approved:
        return ""
    return "所依据的批复已经撤回，再次批复以前不能填写。"


def promised_to(row: HeldAgainst) -> Promised:
    content, before = content_of(row.revision), _approved_before(row.statement, row.revision)
    return promised_in(row, content, content_of(before) if before else None)


def promised_in(row: HeldAgainst, content: StatementContent, before: StatementContent | None) -> Promised:
    """The same, of texts that have been read already. A department without a goal of its own promises nothing itself."""
    now = _subject_at(row, content)
    then = _subject_in(row, before) if before else None
    if then is None:
        return Promised(now, {})
    weights = _changed_weights(now.indicators, then.indicators)
    return Promised(now, dict(_changed(now.indicators, then.indicators)), dict(weights))


def _subject_at(row: HeldAgainst, content: StatementContent) -> ProjectContent | GoalContent:
    """By its place among ``subjects_of``, without going through them all for each of many rows."""
    goal = annual_goal(content)
    if row.unit_id is None:
        return goal or GoalContent(GoalKind.ANNUAL)
    return content.projects[row.position - (goal is not None)]


def _subject_in(row: HeldAgainst, content: StatementContent) -> ProjectContent | GoalContent | None:
    """A name may stand in a text several times; then nobody can say which of them it was."""
    if row.unit_id is None:
        return annual_goal(content)
    names = row.code, row.label
    named = [project for project in content.projects if (project.code, project.name) == names]
    return named[0] if len(named) == 1 else None


def _approved_before(statement: PerformanceStatement, revision: Revision) -> Revision | None:
    events = statement.events.filter(unit=None, action=Action.APPROVE, revision__number__lt=revision.number)
    event = events.select_related("revision").order_by("-pk").first()
    return event.revision if event else None


def _changed(
    now: tuple[IndicatorContent, ...], then: tuple[IndicatorContent, ...]
) -> Iterator[tuple[int, str]]:
    targets = {(one.level1, one.level2, one.name): one.target for one in then}
    for place, one in enumerate(now):
        before = targets.get((one.level1, one.level2, one.name), one.target)
        if before != one.target:
            yield place, before


def _changed_weights(
    now: tuple[IndicatorContent, ...], then: tuple[IndicatorContent, ...]
) -> Iterator[tuple[int, Decimal]]:
    weights = {(one.level1, one.level2, one.name): one.weight for one in then}
    for place, one in enumerate(now):
        before = weights.get((one.level1, one.level2, one.name))
        if before is not None and before != one.weight:
            yield place, before
