"""What whoever takes a step should know before, though it may be taken."""

from __future__ import annotations

from collections.abc import Iterator

from performance.comments.unanswered import unanswered
from performance.models import Action
from performance.steps.available import WorkflowSubject, split_subject
from performance.steps.locks import Phase, phase_of
from performance.steps.vocabulary import Step
from performance.workflow.context import StepContext
from performance.workflow.guards import some_of
from performance.workflow.unchanged import is_unchanged


def cautions(context: StepContext) -> tuple[str, ...]:
    """Only what was sent back can be handed in again unmended."""
    if context.step.action != Action.SUBMIT or phase_of(context.subject.state) is not Phase.RETURNED:
        return ()
    return tuple(_of_handing_in_again(context))


def _of_handing_in_again(context: StepContext) -> Iterator[str]:
    if is_unchanged(context):
        yield "内容与退回时完全相同，没有作任何修改；报送后审核人会看到这一点。"
    if places := [comment.place for comment in unanswered(context.statement, context.unit, context.by)]:
        yield f"还有{len(places)}条部门批注没有答复：{some_of(places)}。报送后审核人会看到这一点。"


def cautions_to(subject: WorkflowSubject, step: Step, user) -> tuple[str, ...]:
    statement, submission = split_subject(subject)
    return cautions(StepContext(statement, submission, step, user))
