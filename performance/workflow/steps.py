"""The workflow as one table. Buttons, enforcement, docs/workflow.md and the exhaustive test read it.

Two subjects walk through it: a statement, and the share that each budget unit has in it. A step leads from any of
its sources to its target; ``BEFORE`` leads back to where the step came from that is being recalled. Steps of a unit
are open only ``during`` certain states of its statement.
"""

from __future__ import annotations

from departments.roles import Role
from performance.models.states import Action, StatementState, UnitState
from performance.workflow.locks import DEPARTMENT_OPEN, PREPARING
from performance.workflow.vocabulary import Effect, Guard, State, Step, Subject

S, U = StatementState, UnitState
BEFORE = None

FILLER = Role.FILLER
DEPARTMENT = Role.DEPARTMENT_REVIEWER
SECTION = Role.FINANCE_SECTION_REVIEWER
PERFORMANCE = Role.PERFORMANCE_SECTION_REVIEWER

# A recall undoes the latest of these.
FORWARD = (Action.SUBMIT, Action.PASS)

COMPLETE = (Guard.NO_OPEN_ERRORS, Guard.WARNINGS_ANSWERED, Guard.COMMENTS_ANSWERED)
REVIEWED = (Guard.NOT_OWN, Guard.SHEET_AGREES)
SENT_BACK = (Effect.SNAPSHOT, Effect.SEND_SHEET, Effect.NEW_ROUND)
SENT_TO_UNIT = (*SENT_BACK, Effect.OPEN_UNITS)


def unit_step(action, label, source, target, roles, *, during=PREPARING, **columns):
    return Step(Subject.UNIT, action, label, source, target, roles, during=during, **columns)


def step(action, label, source, target, roles, **columns):
    return Step(Subject.STATEMENT, action, label, source, target, roles, **columns)


STEPS: tuple[Step, ...] = (
    unit_step(
        Action.SUBMIT,
        "报送部门",
        (U.FILLING, U.RETURNED),
        U.SUBMITTED,
        (FILLER,),
        guards=COMPLETE,
        effects=(Effect.SNAPSHOT,),
        tells=(DEPARTMENT,),
    ),
    unit_step(
        Action.RECALL,
        "撤回报送",
        (U.SUBMITTED,),
        BEFORE,
        (FILLER,),
        guards=(Guard.NOT_BEGUN,),
        tells=(DEPARTMENT,),
    ),
    unit_step(
        Action.PASS,
        "部门通过",
        (U.SUBMITTED,),
        U.PASSED,
        (DEPARTMENT,),
        guards=(Guard.NOT_OWN,),
    ),
    unit_step(
        Action.EXEMPT,
        "无项目免报",
        (U.FILLING,),
        U.PASSED,
        (DEPARTMENT,),
        guards=(Guard.NO_PROJECTS,),
    ),
    unit_step(
        Action.RETURN,
        "退回单位",
        (U.SUBMITTED,),
        U.RETURNED,
        (DEPARTMENT,),
        guards=(Guard.NOT_OWN,),
        effects=(Effect.SNAPSHOT,),
        tells=(FILLER,),
        needs_reason=True,
    ),
    unit_step(
        Action.RETURN,
        "退回单位",
        (U.PASSED,),
        U.RETURNED,
        (DEPARTMENT,),
        effects=(Effect.SNAPSHOT,),
        tells=(FILLER,),
        needs_reason=True,
        during=DEPARTMENT_OPEN,
    ),
    step(
        Action.SUBMIT,
        "报送财政",
        PREPARING,
        S.FIRST_REVIEW,
        (DEPARTMENT,),
        guards=(Guard.UNITS_PASSED, *COMPLETE),
        effects=(Effect.SNAPSHOT,),
        tells=(SECTION,),
    ),
    step(
        Action.RECALL,
        "撤回报送",
        (S.FIRST_REVIEW,),
        BEFORE,
        (DEPARTMENT,),
        guards=(Guard.NOT_BEGUN,),
        tells=(SECTION,),
    ),
    step(
        Action.PASS,
        "初审通过",
        (S.FIRST_REVIEW,),
        S.SECOND_REVIEW,
        (SECTION,),
        guards=REVIEWED,
        effects=(Effect.SEND_SHEET,),
        tells=(PERFORMANCE,),
    ),
    step(
        Action.RETURN,
        "退回部门",
        (S.FIRST_REVIEW,),
        S.RETURNED,
        (SECTION,),
        guards=REVIEWED,
        effects=SENT_BACK,
        tells=(DEPARTMENT,),
        needs_reason=True,
    ),
    step(
        Action.RETURN_TO_UNIT,
        "退回单位",
        (S.FIRST_REVIEW,),
        S.RETURNED_TO_UNIT,
        (SECTION,),
        guards=REVIEWED,
        effects=SENT_TO_UNIT,
        tells=(DEPARTMENT,),
        needs_reason=True,
    ),
    step(
        Action.RECALL,
        "撤回初审",
        (S.SECOND_REVIEW,),
        BEFORE,
        (SECTION,),
        guards=(Guard.NOT_BEGUN,),
        tells=(PERFORMANCE,),
    ),
    step(
        Action.PASS,
        "复审通过",
        (S.SECOND_REVIEW,),
        S.APPROVAL,
        (PERFORMANCE,),
        guards=REVIEWED,
        effects=(Effect.SEND_SHEET,),
        tells=(PERFORMANCE,),
    ),
    step(
        Action.SEND_BACK,
        "退回初审",
        (S.SECOND_REVIEW, S.APPROVAL),
        S.FIRST_REVIEW,
        (PERFORMANCE,),
        guards=REVIEWED,
        effects=(Effect.SNAPSHOT, Effect.SEND_SHEET),
        tells=(SECTION,),
        needs_reason=True,
    ),
    step(
        Action.RETURN,
        "退回部门",
        (S.SECOND_REVIEW, S.APPROVAL),
        S.RETURNED,
        (PERFORMANCE,),
        guards=REVIEWED,
        effects=SENT_BACK,
        tells=(DEPARTMENT, SECTION),
        needs_reason=True,
    ),
    step(
        Action.RETURN_TO_UNIT,
        "退回单位",
        (S.SECOND_REVIEW, S.APPROVAL),
        S.RETURNED_TO_UNIT,
        (PERFORMANCE,),
        guards=REVIEWED,
        effects=SENT_TO_UNIT,
        tells=(DEPARTMENT, SECTION),
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
        tells=(DEPARTMENT,),
        needs_reason=True,
    ),
    step(
        Action.RETURN_TO_UNIT,
        "再退回单位",
        (S.RETURNED_TO_UNIT,),
        S.RETURNED_TO_UNIT,
        (SECTION, PERFORMANCE),
        effects=(Effect.SNAPSHOT, Effect.OPEN_UNITS),
        tells=(DEPARTMENT,),
        needs_reason=True,
    ),
    step(
        Action.APPROVE,
        "批复",
        (S.APPROVAL,),
        S.APPROVED,
        (PERFORMANCE,),
        guards=(Guard.NOT_OWN,),
        effects=(Effect.SNAPSHOT, Effect.PUT_IN_FORCE),
        tells=(FILLER, DEPARTMENT, SECTION),
    ),
    step(
        Action.PUBLISH,
        "公开",
        (S.APPROVED,),
        S.PUBLISHED,
        (PERFORMANCE,),
        effects=(Effect.PUT_IN_PUBLIC,),
        tells=(DEPARTMENT,),
    ),
    step(
        Action.ADJUST,
        "申请调整",
        (S.APPROVED, S.PUBLISHED),
        S.ADJUSTING,
        (DEPARTMENT,),
        effects=(Effect.NEW_ROUND,),
        needs_reason=True,
    ),
)


def step_from(subject: Subject, state: State, action: Action) -> Step | None:
    """The one step that this action takes from this state, if any is drawn."""
    return next((step for step in STEPS if drawn_from(step, subject, state) and step.action == action), None)


def drawn_from(step: Step, subject: Subject, state: State) -> bool:
    return step.subject is subject and state in step.sources


def targets_of(step: Step) -> tuple[State, ...]:
    """Where a step may lead: a recall, to any source of the step that led to its own source."""
    if step.target is not BEFORE:
        return (step.target,)
    recalled = [
        other
        for other in STEPS
        if other.subject is step.subject and other.target in step.sources and other.action in FORWARD
    ]
    return tuple(source for other in recalled for source in other.sources)
