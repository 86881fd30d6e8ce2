"""The workflow as one table. Buttons, enforcement, docs/workflow.md and the exhaustive test read it.

A statement walks through it, the share that each budget unit has in it, an application to adjust it, and after the
year the cards of self-evaluation. A step leads from any of
its sources to its target; ``BEFORE`` leads back to where the step came from that is being undone. Steps of a unit
are open only ``during`` certain states of its statement; one without roles goes along with a step of the statement.
"""

from __future__ import annotations

from departments.permissions.roles import Role
from performance.models.states import Action, StatementState
from performance.steps.evaluation_table import EVALUATION_STEPS
from performance.steps.locks import ADJUSTABLE, PREPARING
from performance.steps.request_table import REQUEST_STEPS
from performance.steps.unit_table import BEFORE, COMPLETE, DEPARTMENT, FILLER, UNIT_STEPS
from performance.steps.vocabulary import Effect, Guard, State, Step, Subject

S = StatementState
SECTION = Role.FINANCE_SECTION_REVIEWER
PERFORMANCE = Role.PERFORMANCE_SECTION_REVIEWER

# A recall undoes the latest of these.
FORWARD = (Action.SUBMIT, Action.PASS)
UNDONE = {
    Action.RECALL: (*FORWARD, Action.ADJUST),
    Action.CANCEL: (Action.ADJUST,),
    Action.REFUSE: (Action.ADJUST,),
    Action.REVOKE: (Action.APPROVE,),
}

REVIEWED = (Guard.NOT_OWN, Guard.SHEET_AGREES)
PASSED_ON = (*REVIEWED, Guard.EXPLANATIONS_ACCEPTED)
RETURN_EFFECTS = (Effect.SNAPSHOT, Effect.SEND_SHEET, Effect.NEW_ROUND)
RETURN_TO_UNIT_EFFECTS = (*RETURN_EFFECTS, Effect.OPEN_UNITS)


# What is done to applications: their events go with the statement's and the units', and are not theirs.
OF_REQUESTS = tuple(dict.fromkeys(step.action for step in REQUEST_STEPS))


def step(action, label, source, target, roles, **columns):
    return Step(Subject.STATEMENT, action, label, source, target, roles, **columns)


STEPS: tuple[Step, ...] = (
    *UNIT_STEPS,
    *REQUEST_STEPS,
    *EVALUATION_STEPS,
    step(
        Action.SUBMIT,
        "报送财政",
        PREPARING,
        S.FIRST_REVIEW,
        (DEPARTMENT,),
        guards=(Guard.UNITS_PASSED, *COMPLETE, Guard.NO_REQUEST_WAITS),
        effects=(Effect.SNAPSHOT,),
        notifies=(SECTION,),
    ),
    step(
        Action.RECALL,
        "撤回报送",
        (S.FIRST_REVIEW,),
        BEFORE,
        (DEPARTMENT,),
        guards=(Guard.NOT_BEGUN,),
        notifies=(SECTION,),
    ),
    step(
        Action.PASS,
        "初审通过",
        (S.FIRST_REVIEW,),
        S.SECOND_REVIEW,
        (SECTION,),
        guards=PASSED_ON,
        effects=(Effect.SEND_SHEET,),
        notifies=(PERFORMANCE,),
    ),
    step(
        Action.RETURN,
        "退回部门",
        (S.FIRST_REVIEW,),
        S.RETURNED,
        (SECTION,),
        guards=REVIEWED,
        effects=RETURN_EFFECTS,
        notifies=(DEPARTMENT,),
        needs_reason=True,
    ),
    step(
        Action.RETURN_TO_UNIT,
        "退回单位",
        (S.FIRST_REVIEW,),
        S.RETURNED_TO_UNIT,
        (SECTION,),
        guards=REVIEWED,
        effects=RETURN_TO_UNIT_EFFECTS,
        notifies=(DEPARTMENT,),
        needs_reason=True,
    ),
    step(
        *(Action.RECALL, "撤回初审", (S.SECOND_REVIEW,), BEFORE, (SECTION,)),
        guards=(Guard.NOT_BEGUN,),
        notifies=(PERFORMANCE,),
    ),
    step(
        Action.PASS,
        "复审通过",
        (S.SECOND_REVIEW,),
        S.APPROVAL,
        (PERFORMANCE,),
        guards=PASSED_ON,
        effects=(Effect.SEND_SHEET,),
        notifies=(PERFORMANCE,),
    ),
    step(
        Action.SEND_BACK,
        "退回初审",
        (S.SECOND_REVIEW, S.APPROVAL),
        S.FIRST_REVIEW,
        (PERFORMANCE,),
        guards=REVIEWED,
        effects=(Effect.SNAPSHOT, Effect.SEND_SHEET),
        notifies=(SECTION,),
        needs_reason=True,
    ),
    step(
        Action.RETURN,
        "退回部门",
        (S.SECOND_REVIEW, S.APPROVAL),
        S.RETURNED,
        (PERFORMANCE,),
        guards=REVIEWED,
        effects=RETURN_EFFECTS,
        notifies=(DEPARTMENT, SECTION),
        needs_reason=True,
    ),
    step(
        Action.RETURN_TO_UNIT,
        "退回单位",
        (S.SECOND_REVIEW, S.APPROVAL),
        S.RETURNED_TO_UNIT,
        (PERFORMANCE,),
        guards=REVIEWED,
        effects=RETURN_TO_UNIT_EFFECTS,
        notifies=(DEPARTMENT, SECTION),
        needs_reason=True,
    ),
    step(
        Action.RECALL,
        "撤回复审",
        (S.APPROVAL,),
        BEFORE,
        (PERFORMANCE,),
        guards=(Guard.NOT_BEGUN,),
    ),
    step(
        Action.RETURN,
        "扩大退回到部门",
        (S.RETURNED_TO_UNIT,),
        S.RETURNED,
        (SECTION, PERFORMANCE),
        effects=(Effect.SNAPSHOT,),
        notifies=(DEPARTMENT,),
        needs_reason=True,
    ),
    step(
        Action.RETURN_TO_UNIT,
        "再退回单位",
        (S.RETURNED_TO_UNIT,),
        S.RETURNED_TO_UNIT,
        (SECTION, PERFORMANCE),
        effects=(Effect.SNAPSHOT, Effect.OPEN_UNITS),
        notifies=(DEPARTMENT,),
        needs_reason=True,
    ),
    step(
        Action.APPROVE,
        "批复",
        (S.APPROVAL,),
        S.APPROVED,
        (PERFORMANCE,),
        guards=(Guard.NOT_OWN, Guard.NOT_SAME_REVIEWER, Guard.EXPLANATIONS_ACCEPTED),
        effects=(Effect.SNAPSHOT, Effect.PUT_IN_FORCE),
        notifies=(FILLER, DEPARTMENT, SECTION),
        confirms=True,
    ),
    step(
        Action.REVOKE,
        "撤回批复",
        (S.APPROVED,),
        S.APPROVAL,
        (PERFORMANCE,),
        guards=(Guard.NOT_ACTED_ON,),
        effects=(Effect.TAKE_OUT_OF_FORCE,),
        notifies=(FILLER, DEPARTMENT, SECTION),
        needs_reason=True,
    ),
    step(
        Action.PUBLISH,
        "公开",
        (S.APPROVED,),
        S.PUBLISHED,
        (PERFORMANCE,),
        effects=(Effect.PUT_IN_PUBLIC,),
        notifies=(DEPARTMENT,),
        confirms=True,
    ),
    step(
        Action.UNPUBLISH,
        "撤下公开",
        (S.PUBLISHED,),
        S.APPROVED,
        (PERFORMANCE,),
        effects=(Effect.TAKE_OUT_OF_PUBLIC,),
        notifies=(DEPARTMENT,),
        needs_reason=True,
    ),
    step(
        Action.ADJUST,
        "申请调整",
        (S.APPROVED, S.PUBLISHED),
        S.REQUESTED,
        (DEPARTMENT,),
        effects=(Effect.FILE_REQUEST,),
        notifies=(FILLER, SECTION, PERFORMANCE),
        needs_reason=True,
    ),
    step(
        Action.RECALL,
        "撤回申请",
        (S.REQUESTED,),
        BEFORE,
        (DEPARTMENT,),
        effects=(Effect.END_REQUEST,),
        notifies=(FILLER, SECTION, PERFORMANCE),
    ),
    step(
        Action.ALLOW,
        "同意调整",
        (S.REQUESTED,),
        S.ADJUSTING,
        (PERFORMANCE,),
        effects=(Effect.NEW_ROUND, Effect.OPEN_PARTS),
        notifies=(FILLER, DEPARTMENT, SECTION),
        confirms=True,
    ),
    step(
        Action.REFUSE,
        "不同意调整",
        (S.REQUESTED,),
        BEFORE,
        (PERFORMANCE,),
        effects=(Effect.END_REQUEST,),
        notifies=(FILLER, DEPARTMENT, SECTION),
        needs_reason=True,
    ),
    step(
        Action.CANCEL,
        "取消调整",
        ADJUSTABLE,
        BEFORE,
        (DEPARTMENT,),
        guards=(Guard.IN_FORCE,),
        effects=(Effect.SNAPSHOT, Effect.RESTORE),
        notifies=(SECTION, PERFORMANCE),
        needs_reason=True,
    ),
)


def step_from(subject: Subject, state: str, action: str) -> Step | None:
    """The one step that this action takes from this state, if any is drawn."""
    return next((step for step in STEPS if drawn_from(step, subject, state) and step.action == action), None)


def drawn_from(step: Step, subject: Subject, state: str) -> bool:
    return step.subject is subject and state in step.sources


def targets_of(step: Step) -> tuple[State, ...]:
    """Where a step may lead: one that undoes another, to any source of those that it may undo."""
    if step.target is not BEFORE:
        return (step.target,)
    undone = [
        other
        for other in STEPS
        if other.subject is step.subject
        and other.target in _reached_from(step)
        and other.action in UNDONE[step.action]
    ]
    return tuple(source for other in undone for source in other.sources)


def _reached_from(step: Step) -> set[State | None]:
    """Its sources, and for an adjustment that is given up also the state in which it was applied for."""
    through = (other for other in STEPS if other.action == Action.ALLOW and other.subject is step.subject)
    applied = {source for other in through if other.target in step.sources for source in other.sources}
    return {*step.sources, *applied}
