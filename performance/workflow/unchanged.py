"""What was sent back and is handed in again as it was: its people hear it before, its reviewers after."""

from __future__ import annotations

from performance.content.json import dump_content
from performance.models import Action, Revision, WorkflowEvent
from performance.models.revisions import digest_of
from performance.steps.available import WorkflowSubject, split_subject
from performance.steps.locks import Phase, phase_of
from performance.steps.vocabulary import RETURNS, Step
from performance.workflow.context import StepContext


def returned_revision(context: StepContext) -> Revision | None:
    """What was sent back, if the step hands it in again."""
    subject = context.subject
    if context.step.action != Action.SUBMIT or phase_of(subject.state) is not Phase.RETURNED:
        return None
    returns = context.statement.events.filter(unit=context.unit, action__in=RETURNS, revision__isnull=False)
    event = returns.select_related("revision").order_by("-pk").first()
    return event.revision if event else None


def cautions(context: StepContext) -> tuple[str, ...]:
    """What whoever hands in should know before, though it may be done."""
    returned = returned_revision(context)
    if returned is None or digest_of(dump_content(context.content)) != returned.digest:
        return ()
    return ("内容与退回时完全相同，没有作任何修改；报送后审核人会看到这一点。",)


def cautions_to(subject: WorkflowSubject, step: Step, user) -> tuple[str, ...]:
    statement, submission = split_subject(subject)
    return cautions(StepContext(statement, submission, step, user))


def handed_in_unchanged(events: list[WorkflowEvent]) -> list[WorkflowEvent]:
    """Of each subject the latest handing in, if it said again what had been sent back. ``events``: the latest first."""
    latest: dict[int | None, WorkflowEvent] = {}
    for event in events:
        if event.action == Action.SUBMIT:
            latest.setdefault(event.unit_id, event)
    return [event for event in latest.values() if event.unchanged]
