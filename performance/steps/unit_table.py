"""The rows of the workflow's table for the share that each budget unit has in a statement; ``table`` has them all."""

from __future__ import annotations

from departments.permissions.roles import Role
from performance.models.notifications import NoticeKind
from performance.models.states import Action, StatementState, UnitState
from performance.steps.locks import ADJUSTABLE, DEPARTMENT_OPEN, PREPARING
from performance.steps.vocabulary import BEFORE, Effect, Guard, Step, Subject

U = UnitState
FILLER = Role.FILLER
DEPARTMENT = Role.DEPARTMENT_REVIEWER

COMPLETE = (Guard.NO_OPEN_ERRORS, Guard.WARNINGS_ANSWERED, Guard.COMMENTS_ANSWERED)


def unit_step(action, label, source, target, roles, *, during=PREPARING, **columns):
    return Step(Subject.UNIT, action, label, source, target, roles, during=during, **columns)


UNIT_STEPS: tuple[Step, ...] = (
    unit_step(
        Action.SUBMIT,
        "报送部门",
        (U.FILLING, U.RETURNED),
        U.SUBMITTED,
        (FILLER,),
        guards=(Guard.STILL_TAKEN, *COMPLETE),
        effects=(Effect.SNAPSHOT,),
        notifies=(DEPARTMENT,),
    ),
    unit_step(
        Action.RECALL,
        "撤回报送",
        (U.SUBMITTED,),
        BEFORE,
        (FILLER,),
        guards=(Guard.NOT_BEGUN,),
        notifies=(DEPARTMENT,),
    ),
    unit_step(
        Action.PASS,
        "部门通过",
        (U.SUBMITTED,),
        U.PASSED,
        (DEPARTMENT,),
        guards=(Guard.NOT_OWN, Guard.NONE_REJECTED),
        notifies=(FILLER,),
        notice=NoticeKind.PASSED,
    ),
    unit_step(
        Action.EXEMPT,
        "无项目免报",
        (U.FILLING,),
        U.PASSED,
        (DEPARTMENT,),
        guards=(Guard.NO_PROJECTS,),
        notifies=(FILLER,),
    ),
    unit_step(
        Action.RETURN,
        "退回单位",
        (U.SUBMITTED,),
        U.RETURNED,
        (DEPARTMENT,),
        guards=(Guard.NOT_OWN,),
        effects=(Effect.SNAPSHOT,),
        notifies=(FILLER,),
        needs_reason=True,
    ),
    unit_step(
        Action.RETURN,
        "退回单位",
        (U.PASSED,),
        U.RETURNED,
        (DEPARTMENT,),
        effects=(Effect.SNAPSHOT,),
        notifies=(FILLER,),
        needs_reason=True,
        during=DEPARTMENT_OPEN,
    ),
    unit_step(
        Action.ALLOW,
        "随调整开放",
        (U.PASSED,),
        U.FILLING,
        (),
        notifies=(FILLER,),
        during=(StatementState.REQUESTED, *ADJUSTABLE),
        notice=NoticeKind.ADJUSTING,
    ),
    unit_step(
        Action.CANCEL,
        "随取消调整恢复",
        (U.FILLING, U.SUBMITTED, U.RETURNED),
        U.PASSED,
        (),
        notifies=(FILLER,),
        during=ADJUSTABLE,
    ),
)
