"""What whoever takes a step should know before, though it may be taken."""

from __future__ import annotations

from collections.abc import Iterator

from performance.comments.unanswered import unanswered
from performance.models import Action
from performance.steps.available import WorkflowSubject, split_subject
from performance.steps.locks import Phase, phase_of
from performance.steps.refusals import some_of
from performance.steps.vocabulary import AWAITED, RETURNS, Step
from performance.workflow.context import StepContext
from performance.workflow.unchanged import is_unchanged

REVIEWING = (*AWAITED, *RETURNS)


def cautions(context: StepContext) -> tuple[str, ...]:
    return (*_of_handing_in_again(context), *_of_drafts(context))


def _of_handing_in_again(context: StepContext) -> Iterator[str]:
    """Only what was sent back can be handed in again unmended."""
    if context.step.action != Action.SUBMIT or phase_of(context.subject.state) is not Phase.RETURNED:
        return
    if is_unchanged(context):
        yield "内容与退回时完全相同，没有作任何修改；报送后审核人会看到这一点。"
    if places := [comment.place for comment in unanswered(context.statement, context.unit, context.by)]:
        yield f"还有{len(places)}条部门批注没有答复：{some_of(places)}。报送后审核人会看到这一点。"


def _of_drafts(context: StepContext) -> Iterator[str]:
    """What sends a text back takes the reviewer's drafts along; nothing else does."""
    if context.step.action not in REVIEWING:
        return
    here = [unit for unit in context.drafts if context.unit is None or unit == context.unit.pk]
    if not here:
        return
    if context.step.action in RETURNS:
        yield f"您的{len(here)}条批注草稿将一并发出。"
    else:
        yield f"您还有{len(here)}条批注草稿没有发出，办理后仍是草稿。"


def cautions_to(subject: WorkflowSubject, step: Step, user) -> tuple[str, ...]:
    statement, submission = split_subject(subject)
    return cautions(StepContext(statement, submission, step, user))
