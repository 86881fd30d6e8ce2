"""After a step: whoever is concerned finds a notice, and the trail a row. Both stand or fall with the step."""

from __future__ import annotations

from django.urls import reverse

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record as record_in_trail
from performance.models import WorkflowEvent
from performance.notifications.services import notify
from performance.steps.people import audience
from performance.steps.vocabulary import ACTIONS, Step


def notify_audience(event: WorkflowEvent, step: Step) -> None:
    """Put a notice into the inboxes of those whom the step notifies."""
    reason = f"，理由：{event.reason}" if event.reason else ""
    notify(
        audience(event),
        step.notice or ACTIONS[step.action].notice,
        f"{event.statement}：{f'{event.unit} ' if event.unit else ''}{event.actor_name}已办理“{event.label}”{reason}",
        link=reverse("statement", args=[event.statement_id]),
    )


def record_event_in_trail(event: WorkflowEvent, *, by, request) -> None:
    """The row of the trail; to be called last in the transaction."""
    about = f"{event.unit} " if event.unit else ""
    moved = f"{event.get_source_display()}→{event.get_target_display()}"
    revision = f"，留存第{event.revision.number}稿 {event.revision.digest}" if event.revision else ""
    reason = f"，理由：{event.reason}" if event.reason else ""
    record_in_trail(
        Trailed.STEP,
        by=by,
        subject=event.statement,
        details=f"{about}{event.label}（{moved}）{revision}{reason}",
        request=request,
    )
