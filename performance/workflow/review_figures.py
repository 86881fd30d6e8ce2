"""What each reviewer has on the desk and has done: counted from claims and from the steps of the year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from performance.models import PerformanceStatement, ReviewClaim, WorkflowEvent
from performance.steps.locks import Phase, statements_in


@dataclass
class Workload:
    """``claimed`` wait now; ``done`` are steps that ended a review of the year, and ``took`` how long each had waited."""

    name: str
    claimed: int = 0
    took: list[timedelta] = field(default_factory=list)

    @property
    def done(self) -> int:
        return len(self.took)

    @property
    def mean_days(self) -> int | None:
        return round(sum(self.took, timedelta()) / len(self.took) / timedelta(days=1)) if self.took else None


def workloads(user, year: int) -> list[Workload]:
    """Of everybody who reviewed texts of the year that this user may see, the busiest first; in two queries."""
    statements = PerformanceStatement.objects.visible_to(user).filter(fiscal_year=year)
    people: dict[int, Workload] = {}
    for actor, name, waited in _reviews(statements):
        people.setdefault(actor, Workload(name)).took.append(waited)
    held = ReviewClaim.objects.filter(statement__in=statements).in_force().select_related("person")
    for claim in held:
        name = claim.person.get_full_name() or claim.person.get_username()
        people.setdefault(claim.person_id, Workload(name)).claimed += 1
    return sorted(people.values(), key=lambda one: (-one.claimed, -one.done, one.name))


def _reviews(statements) -> Iterable[tuple[int, str, timedelta]]:
    """Each step that ended a review, with how long the text had stood there."""
    before: dict[int, datetime] = {}
    reviewing = statements_in(Phase.REVIEW)
    events = WorkflowEvent.objects.filter(statement__in=statements, unit=None).order_by("pk")
    for statement, actor, name, source, at in events.values_list(
        "statement", "actor", "actor_name", "source", "at"
    ):
        if source in reviewing and statement in before:
            yield actor, name, at - before[statement]
        before[statement] = at
