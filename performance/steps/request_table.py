"""The rows of the workflow's table for an application to adjust an approved text; ``table`` has them all.

A unit applies to its department, which passes it on or refuses; the department applies to the finance office. Where the
text itself has to move with it, the step is taken as that of the statement (``along``): the first application of an
approved text, and what decides it. While an adjustment runs, further applications move by themselves.
"""

from __future__ import annotations

from departments.permissions.roles import Role
from performance.models.states import Action, RequestState
from performance.steps.locks import OPEN_TO_REQUESTS
from performance.steps.unit_table import DEPARTMENT, FILLER
from performance.steps.vocabulary import Effect, Step, Subject

R = RequestState
SECTION = Role.FINANCE_SECTION_REVIEWER
PERFORMANCE = Role.PERFORMANCE_SECTION_REVIEWER


def request_step(action, label, source, target, roles, **columns):
    return Step(Subject.REQUEST, action, label, (source,), target, roles, during=OPEN_TO_REQUESTS, **columns)


REQUEST_STEPS: tuple[Step, ...] = (
    request_step(
        Action.APPLY,
        "向部门申请调整",
        R.DRAFTED,
        R.AT_DEPARTMENT,
        (FILLER,),
        effects=(Effect.FILE_REQUEST,),
        notifies=(DEPARTMENT,),
        needs_reason=True,
    ),
    request_step(
        Action.WITHDRAW,
        "撤回申请",
        R.AT_DEPARTMENT,
        R.WITHDRAWN,
        (FILLER,),
        effects=(Effect.END_REQUEST,),
        notifies=(DEPARTMENT,),
    ),
    request_step(
        Action.DECLINE,
        "不予转报",
        R.AT_DEPARTMENT,
        R.DECLINED,
        (DEPARTMENT,),
        effects=(Effect.END_REQUEST,),
        notifies=(FILLER,),
        needs_reason=True,
    ),
    request_step(
        Action.FORWARD,
        "转报财政",
        R.AT_DEPARTMENT,
        R.AT_FINANCE,
        (DEPARTMENT,),
        effects=(Effect.FORWARD_REQUEST,),
        notifies=(FILLER, SECTION, PERFORMANCE),
        along=Action.ADJUST,
    ),
    request_step(
        Action.FORWARD,
        "向财政申请调整",
        R.DRAFTED,
        R.AT_FINANCE,
        (DEPARTMENT,),
        effects=(Effect.FILE_REQUEST,),
        notifies=(FILLER, SECTION, PERFORMANCE),
        along=Action.ADJUST,
        needs_reason=True,
    ),
    request_step(
        Action.WITHDRAW,
        "撤回申请",
        R.AT_FINANCE,
        R.WITHDRAWN,
        (DEPARTMENT,),
        effects=(Effect.END_REQUEST,),
        notifies=(FILLER, SECTION, PERFORMANCE),
        along=Action.RECALL,
    ),
    request_step(
        Action.GRANT,
        "同意调整",
        R.AT_FINANCE,
        R.ALLOWED,
        (PERFORMANCE,),
        effects=(Effect.OPEN_PARTS,),
        notifies=(FILLER, DEPARTMENT, SECTION),
        along=Action.ALLOW,
        confirms=True,
    ),
    request_step(
        Action.DECLINE,
        "不同意调整",
        R.AT_FINANCE,
        R.DECLINED,
        (PERFORMANCE,),
        effects=(Effect.END_REQUEST,),
        notifies=(FILLER, DEPARTMENT, SECTION),
        along=Action.REFUSE,
        needs_reason=True,
    ),
)
