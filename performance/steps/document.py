"""docs/workflow.md, written from the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from performance.models.states import (
    EvaluationState,
    MonitoringState,
    RequestState,
    StatementState,
    UnitState,
)
from performance.steps.locks import LOCKED, OPEN_TO_REQUESTS, PREPARING, STATES
from performance.steps.table import STEPS, targets_of
from performance.steps.vocabulary import Guard, State, Step, Subject

INTRODUCTION = """# 审核流程

本页由 `manage.py write_workflow_doc` 从 `performance/steps/` 的步骤表生成，请勿手工修改。
页面上的按钮、办理时的检查、本页和测试读的是同一张表。

- 每一步是一个事务：按状态和版次有条件地更新，同时留存文本、记录办理人、时间和理由；两人同时办理，只有一人成功，
  另一人会被告知谁在何时办理了什么。同一次点击重复提交，只办理一次。
- 批复之后可以申请调整：单位向部门申请，由部门转报财政局或者不予转报；部门也可以直接申请。申请写明要调整的部分和理由，
  财政局同意以后只开放这些部分，其余不能修改；不同意或撤回申请的，一切保持原样。调整期间还需要其他部分的，可以再申请。
- 调整期间，原批复版继续有效，直到新的一轮批复；取消调整则恢复批复版，放弃的文本留存备查。
- 批复在据以办理之前可以撤回，上一批复版（没有的则无）恢复有效；公开的文本可以撤下，公开网页随即不再提供。
- 退回后重新报送，从财政初审重新开始；审核人可以只看退回之后的变化。
- 只有部门和单位手中的文本可以修改；被退回的是哪一部分，就只打开哪一部分。
"""
ALONG = (
    "文本要一同变动的（第一件申请，以及最后一件等待财政同意的申请的办理），作为文本的那一步办理，只有一条办理记录。"
    "文本重新批复或取消调整时，未了结的申请随之了结。"
)
STATES_OF: dict[Subject, tuple[State, ...]] = {
    Subject.STATEMENT: tuple(StatementState),
    Subject.UNIT: tuple(UnitState),
    Subject.REQUEST: tuple(RequestState),
    Subject.EVALUATION: tuple(EvaluationState),
    Subject.DEPARTMENT_EVALUATION: tuple(EvaluationState),
    Subject.MONITORING: tuple(MonitoringState),
    Subject.DEPARTMENT_MONITORING: tuple(MonitoringState),
}
BEGINNING: dict[Subject, State] = {
    Subject.STATEMENT: StatementState.DRAFTING,
    Subject.UNIT: UnitState.FILLING,
    Subject.REQUEST: RequestState.DRAFTED,
    Subject.EVALUATION: EvaluationState.FILLING,
    Subject.DEPARTMENT_EVALUATION: EvaluationState.FILLING,
    Subject.MONITORING: MonitoringState.FILLING,
    Subject.DEPARTMENT_MONITORING: MonitoringState.FILLING,
}
BEFORE_EVALUATING = (
    "年度结束后，按批复版对每个项目（以及有指标的部门整体）各建一张自评表，在自评日程之内填报和报送。\n"
)
DURING_THE_YEAR = "年度之中，财政绩效科按期安排监控任务，每个项目和部门汇总各有一份监控报告；任务关闭以后，本期的报告不能再办理。\n"
HEADS = ("原状态", "办理", "角色", "条件", "新状态", "之后锁定", "附带", "通知")


def workflow_page() -> str:
    parts = [INTRODUCTION]
    for subject in Subject:
        steps = [step for step in STEPS if step.subject is subject]
        parts += [f"## {subject.label}\n", _diagram(subject, steps), _table(HEADS, map(_row, steps))]
        if subject is Subject.UNIT:
            parts.append(f"单位填报只在文本处于{_listed(PREPARING)}时办理。\n")
        if subject is Subject.REQUEST:
            parts.append(f"调整申请只在有批复版、文本处于{_listed(OPEN_TO_REQUESTS)}时办理。{ALONG}\n")
        if subject is Subject.EVALUATION:
            parts.append(BEFORE_EVALUATING)
        if subject is Subject.MONITORING:
            parts.append(DURING_THE_YEAR)
    parts += ["## 各状态锁定的部分\n", _table(("状态", "锁定"), _locks())]
    guards = ((guard.label, _listed_steps(guard)) for guard in Guard)
    parts += ["## 条件\n", _table(("条件", "用于"), guards)]
    return "\n".join(parts)


def _diagram(subject: Subject, steps: Sequence[Step]) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    states = STATES_OF[subject]
    walked = {state for step in steps for state in (*step.sources, *targets_of(step))}
    lines += [f'    state "{state.label}" as {state.value}' for state in states if state in walked]
    lines.append(f"    [*] --> {BEGINNING[subject].value}")
    lines += [
        f"    {source.value} --> {target.value}: {step.label}"
        for step in steps
        for source in step.sources
        for target in targets_of(step)
    ]
    return "\n".join([*lines, "```", ""])


def _row(step: Step) -> tuple[str, ...]:
    conditions = [guard.label for guard in step.guards]
    if step.needs_reason:
        conditions.append("须填写理由")
    if step.confirms:
        conditions.append("页面上先列出数字，核对后确认")
    if step.along:
        conditions.append(f"文本要一同变动的，即文本的“{step.along.label}”")
    if step.during not in ((), PREPARING, OPEN_TO_REQUESTS):
        conditions.append(f"文本为{_listed(step.during)}")
    targets = targets_of(step)
    return (
        _listed(step.sources),
        step.label,
        _listed(step.roles) if step.roles else "随文本一并",
        "；".join(conditions),
        _listed(targets) if step.target else f"撤回前的状态（{_listed(targets)}）",
        _listed(dict.fromkeys(part for target in targets for part in LOCKED[target])),
        _listed(step.effects),
        _listed(step.notifies),
    )


def _locks() -> Iterator[tuple[str, str]]:
    for state, traits in STATES.items():
        if not isinstance(state, RequestState):  # that opens what it names, wherever it stands
            yield f"{_subject_of(state).label}：{state.label}", _listed(traits.locks)


def _subject_of(state: State) -> Subject:
    return next(subject for subject, states in STATES_OF.items() if state in states)


def _listed_steps(guard: Guard) -> str:
    return "、".join(dict.fromkeys(step.label for step in STEPS if guard in step.guards))


def _listed(words: Iterable) -> str:
    return "、".join(word.label for word in words) or "—"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
