"""Why a text is back with those who fill it in."""

from __future__ import annotations

from performance.models import PerformanceStatement, WorkflowEvent
from performance.steps.vocabulary import BACKWARD


def open_returns(statement: PerformanceStatement, user) -> list[WorkflowEvent]:
    """The returns that no other step has followed yet: of the whole text and of each unit, as far as the user sees them."""
    events = WorkflowEvent.objects.visible_to(user).filter(statement=statement)
    latest = {event.unit_id: event for event in events.select_related("unit").order_by("pk")}
    return [event for event in latest.values() if event.action in BACKWARD]
