"""What of a text is back with those who fill it in, by whom and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from performance.models import Action, PerformanceStatement, WorkflowEvent
from performance.steps.table import OF_REQUESTS
from performance.steps.vocabulary import RETURNS

FINANCE, DEPARTMENT = "财政部门", "主管部门"


@dataclass(frozen=True)
class OpenReturn:
    """``returned`` is what is open again; ``by`` which side sent it back."""

    event: WorkflowEvent
    returned: str
    by: str


def open_returns(statement: PerformanceStatement, user) -> list[OpenReturn]:
    """The returns that no other step has followed yet, as far as the user sees what was returned."""
    events = (
        WorkflowEvent.objects.visible_to(user).filter(statement=statement).exclude(action__in=OF_REQUESTS)
    )
    every = list(events.select_related("unit").defer("revision").order_by("pk"))
    latest = {event.unit_id: event for event in every}
    return list(_described(latest, every))


def _described(
    latest: dict[int | None, WorkflowEvent], every: Sequence[WorkflowEvent]
) -> Iterator[OpenReturn]:
    """Units that a return of the text took with it are named there; one that has handed in again no longer is."""
    whole, named = latest.get(None), []
    if whole and whole.action == Action.RETURN:
        yield OpenReturn(whole, "部门文本", FINANCE)
    elif whole and whole.action == Action.RETURN_TO_UNIT:
        named = [one for one in _returned_along(whole, every) if latest[one.unit_id] == one]
        if named:
            yield OpenReturn(whole, f"{'、'.join(str(one.unit) for one in named)}的填报", FINANCE)
    for event in latest.values():
        if event.unit and event.action in RETURNS and event not in named:
            yield OpenReturn(event, f"{event.unit}的填报", _side_of(event, every))


def _returned_along(whole: WorkflowEvent, every: Sequence[WorkflowEvent]) -> list[WorkflowEvent]:
    """The returns of units that belong to one of the text: written right after it, of the same person for the same reason."""
    returned = (Action.RETURN, whole.actor_id, whole.reason)
    return [
        one
        for one in every
        if one.pk > whole.pk and one.unit and (one.action, one.actor_id, one.reason) == returned
    ]


def _side_of(event: WorkflowEvent, every: Sequence[WorkflowEvent]) -> str:
    """An older return of the text may have been widened or repeated since, and still it was finance that returned the unit."""
    wholes = (one for one in every if one.action == Action.RETURN_TO_UNIT)
    return FINANCE if any(event in _returned_along(whole, every) for whole in wholes) else DEPARTMENT
