"""What a step is made of: the columns of the table in ``steps.py`` and the words that stand in them."""

from __future__ import annotations

from dataclasses import dataclass

from departments.permissions.roles import Role
from indicators.kinds import LabelledEnum
from performance.models.states import Action, StatementState, UnitState

State = StatementState | UnitState


class Subject(LabelledEnum):
    STATEMENT = "statement", "绩效文本"
    UNIT = "unit", "单位填报"


class Guard(LabelledEnum):
    """What must hold besides state and role; ``guards.py`` judges it."""

    UNITS_PASSED = "units_passed", "各单位均已部门通过"
    NO_OPEN_ERRORS = "no_open_errors", "没有未处理的“错误”"
    WARNINGS_ANSWERED = "warnings_answered", "“警告”均已说明理由"
    COMMENTS_ANSWERED = "comments_answered", "财政批注均已答复"
    NOT_OWN = "not_own", "不是本人报送的"
    NOT_BEGUN = "not_begun", "下一环节尚未开始办理"
    SHEET_AGREES = "sheet_agrees", "已填的审核表完整，且与所办事项一致"
    NO_PROJECTS = "no_projects", "单位本年度没有项目"
    IN_FORCE = "in_force", "已有批复版"


class Part(LabelledEnum):
    """What can be locked: the department's own part, or all units' projects whatever the state of each unit."""

    DEPARTMENT = "department", "部门部分"
    UNITS = "units", "各单位项目"
    OWN_PROJECTS = "own_projects", "本单位项目"


class Effect(LabelledEnum):
    """What a step does besides moving its subject."""

    SNAPSHOT = "snapshot", "留存文本"
    SEND_SHEET = "send_sheet", "送出审核表"
    NEW_ROUND = "new_round", "开始新一轮"
    OPEN_UNITS = "open_units", "退回所选单位"
    RESTORE = "restore", "恢复批复版，各单位回到部门通过"
    PUT_IN_FORCE = "put_in_force", "成为批复版"
    PUT_IN_PUBLIC = "put_in_public", "成为公开版"


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow. ``label`` is what the button says; ``notifies`` are the roles that get a notice."""

    subject: Subject
    action: Action
    label: str
    sources: tuple[State, ...]
    target: State | None
    roles: tuple[Role, ...]
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()
    notifies: tuple[Role, ...] = ()
    needs_reason: bool = False
    during: tuple[StatementState, ...] = ()
