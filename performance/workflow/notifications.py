"""After a step: whoever is concerned finds a notice, and the trail a row. Both stand or fall with the step."""

from __future__ import annotations

from django.urls import reverse

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record as record_in_trail
from performance.models import Action, NoticeKind, WorkflowEvent
from performance.notifications.services import notify
from performance.steps.people import audience

KINDS = {
    Action.SUBMIT: NoticeKind.TO_REVIEW,
    Action.PASS: NoticeKind.TO_REVIEW,
    Action.EXEMPT: NoticeKind.PASSED,
    Action.SEND_BACK: NoticeKind.TO_REVIEW,
    Action.RECALL: NoticeKind.RECALLED,
    Action.RETURN: NoticeKind.RETURNED,
    Action.RETURN_TO_UNIT: NoticeKind.RETURNED,
    Action.APPROVE: NoticeKind.APPROVED,
    Action.PUBLISH: NoticeKind.PUBLISHED,
    Action.ADJUST: NoticeKind.ADJUSTING,
    Action.CANCEL: NoticeKind.ADJUSTING,
}


def notify_audience(event: WorkflowEvent) -> None:
    """Put a notice into the inboxes of those whom the step notifies."""
    reason = f"，理由：{event.reason}" if event.reason else ""
    to_filler = event.unit_id and event.action == Action.PASS
    notify(
        audience(event),
        NoticeKind.PASSED if to_filler else KINDS[event.action],
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
