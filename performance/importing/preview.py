"""What an import would change: asked of the save itself, so that the preview cannot promise what confirming refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TypedDict

from django.contrib.auth.models import User

from departments.models import Department
from performance.content.model import StatementContent
from performance.differences import Kind, StatementDifference, Status, differences
from performance.importing.modes import Mode
from performance.importing.problems import Grouped, Problem, grouped
from performance.importing.proposals import TEMPLATE, Proposal, Target
from performance.importing.reading import read_kept
from performance.models import Upload
from performance.statements.services import ContentRefused, StatementMoved, would_change
from performance.statements.stored_content import PlacedContent
from performance.steps.refusals import Refused
from projects.models import ProjectLocked

MOST_ROWS = 100


@dataclass(frozen=True)
class Count:
    label: str
    added: int
    changed: int
    removed: int
    unchanged: int


@dataclass(frozen=True)
class Preview:
    """``refusals`` are why the content could not be saved as it is; problems and these keep it from being confirmed."""

    target: Target
    proposal: Proposal
    changed: bool
    refusals: tuple[str, ...] = ()

    @property
    def is_template(self) -> bool:
        return self.proposal.kind == TEMPLATE

    @property
    def version(self) -> int:
        return self.target.version

    @cached_property
    def problems(self) -> Grouped:
        return grouped((*self.proposal.problems, *map(Problem, self.refusals)))

    @cached_property
    def uncertain(self) -> Grouped:
        return grouped(self.proposal.uncertain)

    @cached_property
    def left_out(self) -> Grouped:
        return grouped(self.proposal.left_out)

    @cached_property
    def normalised(self) -> Grouped:
        return grouped(self.proposal.normalised)

    @cached_property
    def deleted_amount(self) -> Decimal:
        """What the projects that would be taken out come to, in 万元."""
        return sum((one.amount for one in self.proposal.deletions if one.amount), Decimal(0))

    @property
    def confirmable(self) -> bool:
        return self.changed and not self.problems.groups

    @cached_property
    def difference(self) -> StatementDifference:
        return differences(self.proposal.before, self.proposal.content)

    @cached_property
    def shown_difference(self) -> StatementDifference:
        """As much of it as a page can show; what is counted is the whole."""
        difference = self.difference
        room = max(0, MOST_ROWS - len(difference.sections) - len(difference.goals) - len(difference.funding))
        return replace(difference, projects=difference.projects[:room])

    @property
    def hidden_rows(self) -> int:
        return len(self.difference.projects) - len(self.shown_difference.projects)

    @property
    def counts(self) -> Iterator[Count]:
        counted = self.difference.counts()
        for kind in Kind:
            total = _number(self.proposal.content, kind)
            added, changed = counted[kind, Status.ADDED], counted[kind, Status.CHANGED]
            changed += counted[kind, Status.MOVED]
            removed = counted[kind, Status.REMOVED]
            if total or removed:
                yield Count(kind.label, added, changed, removed, total - added - changed)


def _number(content: StatementContent, kind: Kind) -> int:
    rows = {
        Kind.SECTION: content.sections,
        Kind.GOAL: content.goals,
        Kind.FUNDING: content.funding,
        Kind.PROJECT: content.projects,
    }
    return len(rows[kind]) if kind in rows else sum(1 for _ in content.indicators())


def preview_of(upload: Upload, user, mode: Mode | None = None) -> Preview:
    """Raises WrongFile if the file does not belong here any more."""
    target, proposal = read_kept(upload, user, mode)
    return tried(target, proposal, user)


def tried(target: Target, proposal: Proposal, user) -> Preview:
    if proposal.problems:
        return Preview(target, proposal, changed=proposal.before != proposal.content)
    before = PlacedContent(proposal.before, proposal.units) if target.statement else None
    try:
        changed = would_change(proposal.content, before=before, **save_arguments(target, proposal, user))
    except ContentRefused as refusal:
        return Preview(target, proposal, changed=True, refusals=refusal.problems)
    except (Refused, ProjectLocked, StatementMoved) as refusal:
        return Preview(target, proposal, changed=True, refusals=(str(refusal),))
    return Preview(target, proposal, changed)


class SaveArguments(TypedDict):
    department: Department
    year: int
    expected_version: int | None
    by: User
    rows: Sequence[int | None]


def save_arguments(target: Target, proposal: Proposal, user: User) -> SaveArguments:
    """What saving needs besides the content; the preview asks the same and keeps nothing."""
    return {
        "department": target.department,
        "year": target.year,
        "expected_version": target.statement.version if target.statement else None,
        "by": user,
        "rows": proposal.rows,
    }
