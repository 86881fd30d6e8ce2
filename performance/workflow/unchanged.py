"""What was sent back and is handed in again as it was: its people hear it before, its reviewers after."""

from __future__ import annotations

from performance.content.json import dump_content
from performance.models import Action, Revision, WorkflowEvent
from performance.models.revisions import digest_of
from performance.steps.locks import Phase, phase_of
from performance.steps.vocabulary import RETURNS
from performance.workflow.context import StepContext


def returned_revision(context: StepContext) -> Revision | None:
    """What was sent back, if the step hands it in again."""
    subject = context.subject
    if context.step.action != Action.SUBMIT or phase_of(subject.state) is not Phase.RETURNED:
        return None
    returns = context.statement.events.filter(unit=context.unit, action__in=RETURNS, revision__isnull=False)
    event = returns.select_related("revision").order_by("-pk").first()
    return event.revision if event else None


def is_unchanged(context: StepContext) -> bool:
    returned = returned_revision(context)
    return returned is not None and digest_of(dump_content(context.content)) == returned.digest


def latest_handed_in(events: list[WorkflowEvent]) -> list[WorkflowEvent]:
    """Of each subject its latest handing in. ``events``: the latest first."""
    latest: dict[int | None, WorkflowEvent] = {}
    for event in events:
        if event.action == Action.SUBMIT:
            latest.setdefault(event.unit_id, event)
    return list(latest.values())


def handed_in_unchanged(events: list[WorkflowEvent]) -> list[WorkflowEvent]:
    """Those of the latest that said again what had been sent back."""
    return [event for event in latest_handed_in(events) if event.unchanged]
