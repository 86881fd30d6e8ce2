"""One step with many cards or reports: each is a matter of its own, one that is refused keeps none of the others back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

from performance.models import Action
from performance.steps.people import roles_of
from performance.steps.refusals import Refused
from performance.steps.table import step_from
from performance.steps.vocabulary import Step, Subject
from performance.written.people import Row

AnyRow = TypeVar("AnyRow", bound=Row)
MOST = 200  # taken at once


@dataclass(frozen=True)
class Prospect(Generic[AnyRow]):
    """One of the chosen rows, and why the step cannot be taken with it."""

    row: AnyRow
    obstacles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken(Generic[AnyRow]):
    """What became of the chosen ones."""

    done: tuple[AnyRow, ...]
    refused: tuple[Prospect[AnyRow], ...]


@dataclass(frozen=True)
class BulkTransition(Generic[AnyRow]):
    """How a kind of paper walks: which subject of the table it is, what stands in its way, and one step of it."""

    subject_of: Callable[[AnyRow], Subject]
    obstacles_to: Callable[[AnyRow, Step, Any], tuple[str, ...]]
    perform: Callable[..., object]

    def prospects(self, rows: Iterable[AnyRow], action: Action, user) -> tuple[Prospect[AnyRow], ...]:
        """With each why it could not be done now, as its page would say."""
        return tuple(Prospect(row, self._obstacles(row, action, user)) for row in rows)

    def _obstacles(self, row: AnyRow, action: Action, user) -> tuple[str, ...]:
        step = step_from(self.subject_of(row), row.state, action)
        if step is None:
            return (f"目前为“{row.get_state_display()}”，不能{action.label}。",)
        if roles_of(user, row.statement, row.unit).isdisjoint(step.roles):
            return (f"“{step.label}”须由{'、'.join(role.label for role in step.roles)}办理。",)
        return self.obstacles_to(row, step, user)

    def take_together(
        self,
        rows: Iterable[tuple[AnyRow, int]],
        action: Action,
        *,
        by,
        reason: str = "",
        key: str = "",
        request: HttpRequest | None = None,
    ) -> Taken[AnyRow]:
        """One step with each, from the version that the person saw of it; ``key`` names the click."""
        done: list[AnyRow] = []
        refused: list[Prospect[AnyRow]] = []
        for row, version in rows:
            click = f"{key}-{row.pk}" if key else ""
            try:
                self.perform(
                    row,
                    action,
                    by=by,
                    expected_version=version,
                    reason=reason,
                    key=click,
                    request=request,
                )
            except Refused as refusal:
                refused.append(Prospect(row, tuple(refusal.reasons)))
            else:
                done.append(row)
        return Taken(tuple(done), tuple(refused))


def label_of(steps: Iterable[Step]) -> str:
    """Of a step that has several rows in the table, one for each kind of subject."""
    return "、".join(dict.fromkeys(step.label for step in steps))
