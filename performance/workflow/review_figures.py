"""What each reviewer has on the desk and has done: counted from claims and from the steps of the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from performance.models import PerformanceStatement, ReviewClaim, WorkflowEvent
from performance.steps.locks import Phase, statements_in
from performance.steps.vocabulary import BACKWARD, ONWARD

ENDING = (*ONWARD, *BACKWARD)


@dataclass(frozen=True)
class ReviewDone:
    """A step that ended a review, and how long the text had stood there."""

    statement: int
    label: str
    at: datetime
    waited: timedelta

    @property
    def days(self) -> int:
        return round(self.waited / timedelta(days=1))


@dataclass
class Workload:
    """What is ``claimed`` waits now, by the keys of the texts; ``done`` are the reviews of the year that were ended."""

    person: int
    name: str
    claimed: list[int] = field(default_factory=list)
    done: list[ReviewDone] = field(default_factory=list)

    @property
    def median_days(self) -> int | None:
        if not self.done:
            return None
        return round(median(one.waited / timedelta(days=1) for one in self.done))


def workloads(user, year: int) -> list[Workload]:
    """Of everybody who reviewed texts of the year that this user may see, the busiest first; in two queries."""
    statements = PerformanceStatement.objects.visible_to(user).filter(fiscal_year=year)
    people: dict[int, Workload] = {}
    for actor, name, _, done in reviews_of(statements):
        people.setdefault(actor, Workload(actor, name)).done.append(done)
    held = ReviewClaim.objects.filter(statement__in=statements).in_force().select_related("person")
    for claim in held.order_by("pk"):
        name = claim.person.get_full_name() or claim.person.get_username()
        person = people.setdefault(claim.person_id, Workload(claim.person_id, name))
        person.claimed.append(claim.statement_id)
    return sorted(people.values(), key=lambda one: (-len(one.claimed), -len(one.done), one.name))


def reviews_of(statements) -> Iterator[tuple[int, str, str, ReviewDone]]:
    """Who ended each, and in which state of the text.

    Whoever takes a step back has reviewed nothing; what waits after it begins to wait then.
    """
    before: dict[int, datetime] = {}
    reviewing = statements_in(Phase.REVIEW)
    events = WorkflowEvent.objects.filter(statement__in=statements, unit=None).order_by("pk")
    for statement, actor, name, action, label, source, at in events.values_list(
        "statement", "actor", "actor_name", "action", "label", "source", "at"
    ):
        if source in reviewing and action in ENDING and statement in before:
            yield actor, name, source, ReviewDone(statement, label, at, at - before[statement])
        before[statement] = at
