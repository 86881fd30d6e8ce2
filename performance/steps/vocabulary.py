"""What a step is made of: the columns of the table in ``table.py`` and the words that stand in them.

What all steps of one action have in common stands in ``ACTIONS``, so that a new action is one row here.
"""

from __future__ import annotations

from dataclasses import dataclass

from departments.permissions.roles import Role
from indicators.kinds import LabelledEnum
from performance.models.notifications import NoticeKind
from performance.models.states import (
    Action,
    EvaluationState,
    MonitoringState,
    RequestState,
    StatementState,
    UnitState,
)

State = StatementState | UnitState | RequestState | EvaluationState | MonitoringState
# The target of a step that undoes another: where that one came from.
BEFORE = None


class Subject(LabelledEnum):
    STATEMENT = "statement", "绩效文本"
    UNIT = "unit", "单位填报"
    REQUEST = "request", "调整申请"
    EVALUATION = "evaluation", "项目自评"
    DEPARTMENT_EVALUATION = "department_evaluation", "部门自评"
    MONITORING = "monitoring", "项目监控"
    DEPARTMENT_MONITORING = "department_monitoring", "部门监控"


class Guard(LabelledEnum):
    """What must hold besides state and role; ``guards.py`` judges it."""

    STILL_TAKEN = "still_taken", "没有过报送截止日期（财政局截止以后不收的；报送过又退回的不限）"
    UNITS_PASSED = "units_passed", "各单位均已部门通过"
    NO_OPEN_ERRORS = "no_open_errors", "没有未处理的“错误”"
    WARNINGS_ANSWERED = "warnings_answered", "“警告”均已说明理由"
    EXPLANATIONS_ACCEPTED = "explanations_accepted", "没有不接受的说明，“错误”的说明均已同意"
    NONE_REJECTED = "none_rejected", "没有审核人不接受的说明"
    COMMENTS_ANSWERED = "comments_answered", "财政批注均已答复"
    NOT_OWN = "not_own", "不是本人报送的"
    NOT_SAME_REVIEWER = "not_same_reviewer", "不是本人复审的（财政局设置允许的除外）"
    NOT_BEGUN = "not_begun", "下一环节尚未开始办理"
    SHEET_AGREES = (
        "sheet_agrees",
        "审核表完整，且与所办事项一致（财政局没有要求的可以不填，重点项目各须填写）",
    )
    NO_PROJECTS = "no_projects", "单位本年度没有项目"
    IN_FORCE = "in_force", "已有批复版"
    NOT_ACTED_ON = "not_acted_on", "批复后尚未据以办理"
    NO_REQUEST_WAITS = "no_request_waits", "没有等待办理的调整申请"
    SCORED = "scored", "自评没有“错误”，“警告”均已说明理由"
    RECHECKED = "rechecked", "复核表、抽查表已填写（评分方案没有要求、没有抽中的可以不填）"
    IN_TIME = "in_time", "在自评日程之内"
    PERIOD_OPEN = "period_open", "监控任务没有关闭"
    REPORT_COMPLETE = "report_complete", "监控报告没有错误，应说明的都已说明"
    REPORTS_PASSED = "reports_passed", "各项目的监控报告均已部门通过"
    ALERTS_ANSWERED = "alerts_answered", "预警均已答复"


class Part(LabelledEnum):
    """What can be locked: the department's own part, all units' projects whatever the state of each unit, a card, a report."""

    DEPARTMENT = "department", "部门部分"
    UNITS = "units", "各单位项目"
    OWN_PROJECTS = "own_projects", "本单位项目"
    CARD = "card", "自评表"
    REPORT = "report", "监控报告"


class Effect(LabelledEnum):
    """What a step does besides moving its subject."""

    SNAPSHOT = "snapshot", "留存文本"
    SEND_SHEET = "send_sheet", "送出审核表"
    NEW_ROUND = "new_round", "开始新一轮"
    OPEN_UNITS = "open_units", "退回所选单位"
    RESTORE = "restore", "恢复批复版，各单位回到部门通过"
    PUT_IN_FORCE = "put_in_force", "成为批复版"
    TAKE_OUT_OF_FORCE = "take_out_of_force", "恢复上一批复版，没有的则不再有批复版"
    PUT_IN_PUBLIC = "put_in_public", "成为公开版"
    FILE_REQUEST = "file_request", "记下申请调整的部分"
    FORWARD_REQUEST = "forward_request", "转给财政局"
    OPEN_PARTS = "open_parts", "只开放申请的部分"
    END_REQUEST = "end_request", "申请了结，文本保持原样"
    TAKE_OUT_OF_PUBLIC = "take_out_of_public", "不再公开"
    RAISE_ALERTS = "raise_alerts", "按规则提出预警"


class Direction(LabelledEnum):
    ONWARD = "onward", "推进"
    RETURN = "return", "退回填报方"
    SEND_BACK = "send_back", "退回上一环节"
    GRANT = "grant", "开放"
    UNDO = "undo", "撤销"
    ASIDE = "aside", "其他"


@dataclass(frozen=True, slots=True)
class ActionTraits:
    """Where an action leads, and what kind of notice speaks of it."""

    direction: Direction
    notice: NoticeKind


ACTIONS: dict[Action, ActionTraits] = {
    Action.SUBMIT: ActionTraits(Direction.ONWARD, NoticeKind.TO_REVIEW),
    Action.PASS: ActionTraits(Direction.ONWARD, NoticeKind.TO_REVIEW),
    Action.APPROVE: ActionTraits(Direction.ONWARD, NoticeKind.APPROVED),
    Action.PUBLISH: ActionTraits(Direction.ONWARD, NoticeKind.PUBLISHED),
    Action.RETURN: ActionTraits(Direction.RETURN, NoticeKind.RETURNED),
    Action.RETURN_TO_UNIT: ActionTraits(Direction.RETURN, NoticeKind.RETURNED),
    Action.SEND_BACK: ActionTraits(Direction.SEND_BACK, NoticeKind.TO_REVIEW),
    Action.RECALL: ActionTraits(Direction.UNDO, NoticeKind.RECALLED),
    Action.CANCEL: ActionTraits(Direction.UNDO, NoticeKind.ADJUSTING),
    Action.REVOKE: ActionTraits(Direction.UNDO, NoticeKind.RECALLED),
    Action.UNPUBLISH: ActionTraits(Direction.UNDO, NoticeKind.RECALLED),
    Action.EXEMPT: ActionTraits(Direction.ASIDE, NoticeKind.PASSED),
    Action.ADJUST: ActionTraits(Direction.ASIDE, NoticeKind.ADJUSTING),
    Action.ALLOW: ActionTraits(Direction.GRANT, NoticeKind.ADJUSTING),
    Action.REFUSE: ActionTraits(Direction.UNDO, NoticeKind.ADJUSTING),
    Action.APPLY: ActionTraits(Direction.ASIDE, NoticeKind.ADJUSTING),
    Action.FORWARD: ActionTraits(Direction.ASIDE, NoticeKind.ADJUSTING),
    Action.GRANT: ActionTraits(Direction.GRANT, NoticeKind.ADJUSTING),
    Action.DECLINE: ActionTraits(Direction.UNDO, NoticeKind.ADJUSTING),
    Action.WITHDRAW: ActionTraits(Direction.UNDO, NoticeKind.ADJUSTING),
    Action.GRADE: ActionTraits(Direction.ONWARD, NoticeKind.GRADED),
    Action.RECTIFY: ActionTraits(Direction.RETURN, NoticeKind.RETURNED),
    Action.CLOSE: ActionTraits(Direction.ONWARD, NoticeKind.CLOSED),
}


def actions_that(*directions: Direction) -> tuple[Action, ...]:
    return tuple(action for action, traits in ACTIONS.items() if traits.direction in directions)


# What moves a subject towards publication.
ONWARD = actions_that(Direction.ONWARD)
# A subject waits for whoever may do one of these.
AWAITED = actions_that(Direction.ONWARD, Direction.GRANT)
# What gives a text back to those who fill it in; and what gives it back to anybody before.
RETURNS = actions_that(Direction.RETURN)
BACKWARD = actions_that(Direction.RETURN, Direction.SEND_BACK)


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow. ``label`` is what the button says; ``notifies`` are the roles that get a notice.

    ``notice`` is its kind where it is not that of the action. One that ``confirms`` is shown with its figures before
    it is taken. ``along`` is the step of the statement as which one of an application is taken, where that is drawn.
    """

    subject: Subject
    action: Action
    label: str
    sources: tuple[State, ...]
    target: State | None
    roles: tuple[Role, ...]
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()
    notifies: tuple[Role, ...] = ()
    notice: NoticeKind | None = None
    needs_reason: bool = False
    confirms: bool = False
    during: tuple[StatementState, ...] = ()
    along: Action | None = None
