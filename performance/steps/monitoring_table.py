"""The rows of the workflow's table for reports of monitoring: those of projects, and those of departments as a whole."""

from __future__ import annotations

from departments.permissions.roles import Role
from performance.models.notifications import NoticeKind
from performance.models.states import Action, MonitoringState
from performance.steps.vocabulary import BEFORE, Effect, Guard, Step, Subject

M = MonitoringState
OPEN = (M.FILLING, M.RETURNED, M.RECTIFYING)
FILLER = Role.FILLER
DEPARTMENT = Role.DEPARTMENT_REVIEWER
FINANCE = (Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER)
HANDED_IN = (Guard.PERIOD_OPEN, Guard.REPORT_COMPLETE)


def _before_finance(subject: Subject, recall: str, notified: tuple[Role, ...]) -> tuple[Step, ...]:
    """What becomes of a report at the finance office; ``recall`` is what the department calls taking it back."""

    def step(action, label, source, target, roles, **columns):
        return Step(subject, action, label, (source,), target, roles, **columns)

    back = {"notifies": notified, "needs_reason": True, "guards": (Guard.PERIOD_OPEN,)}
    return (
        step(
            Action.RECALL,
            recall,
            M.FINANCE,
            BEFORE,
            (DEPARTMENT,),
            guards=(Guard.PERIOD_OPEN, Guard.NOT_BEGUN),
            notifies=FINANCE,
        ),
        step(Action.RETURN, "财政退回", M.FINANCE, M.RETURNED, FINANCE, **back),
        step(Action.RECTIFY, "要求整改", M.FINANCE, M.RECTIFYING, FINANCE, **back),
        step(
            Action.CLOSE,
            "监控办结",
            M.FINANCE,
            M.CLOSED,
            FINANCE,
            guards=(Guard.NOT_OWN, Guard.ALERTS_ANSWERED),
            notifies=notified,
        ),
        step(Action.REVOKE, "撤回办结", M.CLOSED, M.FINANCE, FINANCE, **back),
    )


MONITORING_STEPS: tuple[Step, ...] = (
    Step(
        Subject.MONITORING,
        Action.SUBMIT,
        "报送部门",
        OPEN,
        M.DEPARTMENT,
        (FILLER,),
        guards=HANDED_IN,
        effects=(Effect.RAISE_ALERTS,),
        notifies=(DEPARTMENT,),
    ),
    Step(
        Subject.MONITORING,
        Action.RECALL,
        "撤回报送",
        (M.DEPARTMENT,),
        BEFORE,
        (FILLER,),
        guards=(Guard.PERIOD_OPEN, Guard.NOT_BEGUN),
        notifies=(DEPARTMENT,),
    ),
    Step(
        Subject.MONITORING,
        Action.PASS,
        "部门通过",
        (M.DEPARTMENT,),
        M.FINANCE,
        (DEPARTMENT,),
        guards=(Guard.PERIOD_OPEN, Guard.NOT_OWN),
        notifies=(FILLER, *FINANCE),
        notice=NoticeKind.TO_REVIEW,
    ),
    Step(
        Subject.MONITORING,
        Action.RETURN,
        "部门退回",
        (M.DEPARTMENT,),
        M.RETURNED,
        (DEPARTMENT,),
        guards=(Guard.PERIOD_OPEN,),
        notifies=(FILLER,),
        needs_reason=True,
    ),
    *_before_finance(Subject.MONITORING, "撤回通过", (FILLER, DEPARTMENT)),
    Step(
        Subject.DEPARTMENT_MONITORING,
        Action.SUBMIT,
        "签章报送财政",
        OPEN,
        M.FINANCE,
        (DEPARTMENT,),
        guards=(*HANDED_IN, Guard.REPORTS_PASSED),
        effects=(Effect.RAISE_ALERTS,),
        notifies=FINANCE,
    ),
    *_before_finance(Subject.DEPARTMENT_MONITORING, "撤回报送", (DEPARTMENT,)),
)
