"""The rows of the workflow's table for the cards of self-evaluation: those of projects, and those of departments as a whole."""

from __future__ import annotations

from departments.permissions.roles import Role
from performance.models.notifications import NoticeKind
from performance.models.states import Action, EvaluationState
from performance.steps.vocabulary import BEFORE, Guard, Step, Subject

E = EvaluationState
OPEN = (E.FILLING, E.RETURNED)
FILLER = Role.FILLER
DEPARTMENT = Role.DEPARTMENT_REVIEWER
FINANCE = (Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER)


def _checked_by_finance(subject: Subject, recall: str, notified: tuple[Role, ...]) -> tuple[Step, ...]:
    """What becomes of a card at the finance office; ``recall`` is what the department calls taking it back."""

    def step(action, label, source, target, roles=FINANCE, *, notifies=notified, **columns):
        return Step(subject, action, label, (source,), target, roles, notifies=notifies, **columns)

    return (
        step(
            Action.RECALL,
            recall,
            E.FINANCE,
            BEFORE,
            (DEPARTMENT,),
            guards=(Guard.NOT_BEGUN,),
            notifies=FINANCE,
        ),
        step(Action.RETURN, "财政退回", E.FINANCE, E.RETURNED, guards=(Guard.NOT_OWN,), needs_reason=True),
        step(Action.GRADE, "复核评定", E.FINANCE, E.GRADED, guards=(Guard.NOT_OWN, Guard.RECHECKED)),
        step(Action.REVOKE, "撤回评定", E.GRADED, E.FINANCE, needs_reason=True),
        step(Action.PUBLISH, "公开自评", E.GRADED, E.PUBLISHED),
        step(Action.UNPUBLISH, "撤下自评", E.PUBLISHED, E.GRADED, needs_reason=True),
    )


EVALUATION_STEPS: tuple[Step, ...] = (
    Step(
        Subject.EVALUATION,
        Action.SUBMIT,
        "报送部门",
        OPEN,
        E.DEPARTMENT,
        (FILLER,),
        guards=(Guard.IN_TIME, Guard.SCORED, Guard.COMMENTS_ANSWERED),
        notifies=(DEPARTMENT,),
    ),
    Step(
        Subject.EVALUATION,
        Action.RECALL,
        "撤回报送",
        (E.DEPARTMENT,),
        BEFORE,
        (FILLER,),
        guards=(Guard.NOT_BEGUN,),
        notifies=(DEPARTMENT,),
    ),
    Step(
        Subject.EVALUATION,
        Action.PASS,
        "部门通过",
        (E.DEPARTMENT,),
        E.FINANCE,
        (DEPARTMENT,),
        guards=(Guard.NOT_OWN,),
        notifies=(FILLER, *FINANCE),
        notice=NoticeKind.TO_REVIEW,
    ),
    Step(
        Subject.EVALUATION,
        Action.RETURN,
        "部门退回",
        (E.DEPARTMENT,),
        E.RETURNED,
        (DEPARTMENT,),
        guards=(Guard.NOT_OWN,),
        notifies=(FILLER,),
        needs_reason=True,
    ),
    *_checked_by_finance(Subject.EVALUATION, "撤回通过", (FILLER, DEPARTMENT)),
    Step(
        Subject.DEPARTMENT_EVALUATION,
        Action.SUBMIT,
        "报送财政",
        OPEN,
        E.FINANCE,
        (DEPARTMENT,),
        guards=(Guard.IN_TIME, Guard.SCORED, Guard.COMMENTS_ANSWERED),
        notifies=FINANCE,
    ),
    *_checked_by_finance(Subject.DEPARTMENT_EVALUATION, "撤回报送", (DEPARTMENT,)),
)
