"""What must hold before a step, besides state and role. Each guard gives a sentence for what does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from departments.models import BudgetUnit
from performance.models import Action, Side, UnitState
from performance.review import Finding, Severity
from performance.sheets import FITTING, faults_of
from performance.workflow.buttons import Walker, has_approved, parted
from performance.workflow.occasion import Occasion
from performance.workflow.steps import FORWARD
from performance.workflow.vocabulary import Guard, Step

NAMED = 3  # findings and units beyond these are only counted


def obstacles(occasion: Occasion) -> tuple[str, ...]:
    """Why the step cannot be taken now, all reasons at once; empty if it can."""
    return tuple(sentence for guard in occasion.step.guards for sentence in JUDGES[guard](occasion))


def obstacles_to(subject: Walker, step: Step, user) -> tuple[str, ...]:
    """The same for a button: what a page may say beside it."""
    statement, submission = parted(subject)
    return obstacles(Occasion(statement, submission, step, user))


def units_passed(occasion: Occasion) -> Iterator[str]:
    passed = occasion.statement.submissions.filter(state=UnitState.PASSED)
    lacking = BudgetUnit.objects.filter(department=occasion.statement.department_id).exclude(
        pk__in=passed.values("unit")
    )
    if names := [str(unit) for unit in lacking]:
        yield f"还有{len(names)}个单位未经部门通过：{_some(names)}。"


def no_open_errors(occasion: Occasion) -> Iterator[str]:
    yield from _unanswered(occasion, Severity.ERROR, "未处理")


def warnings_answered(occasion: Occasion) -> Iterator[str]:
    yield from _unanswered(occasion, Severity.WARNING, "未说明理由")


def _unanswered(occasion: Occasion, severity: Severity, lack: str) -> Iterator[str]:
    found = occasion.answers.open_of(severity)
    if found:
        yield f"还有{len(found)}个“{severity.label}”{lack}：{_some([_brief(finding) for finding in found])}。"


def _brief(finding: Finding) -> str:
    return f"{finding.code} {finding.title}（{finding.place}）"


def _some(names: Sequence[str]) -> str:
    return "；".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")


def comments_answered(occasion: Occasion) -> Iterator[str]:
    comments = occasion.statement.comments.of_finance().open()
    if occasion.unit:
        comments = comments.filter(unit=occasion.unit)
    if places := [comment.place for comment in comments]:
        yield f"还有{len(places)}条财政批注未答复：{_some(places)}。"


def not_own(occasion: Occasion) -> Iterator[str]:
    submitted = occasion.statement.events.filter(unit=occasion.unit, action=Action.SUBMIT)
    last = submitted.order_by("-pk").first()
    if last and last.actor_id == occasion.by.pk:
        yield "不能审核本人报送的内容，请由其他人办理。"


def not_begun(occasion: Occasion) -> Iterator[str]:
    last = occasion.last_event
    if last is None or last.action not in FORWARD or last.target != occasion.subject.state:
        yield "没有可撤回的办理事项：下一环节已经办理过。"
        return
    remarks = occasion.statement.comments.filter(at__gt=last.at)
    if occasion.unit:
        begun = remarks.filter(unit=occasion.unit).exclude(side=Side.UNIT).exists()
    else:
        begun = remarks.of_finance().exists() or occasion.sheet is not None
    if begun:
        yield "下一环节已经开始审核，不能撤回，请联系审核人退回。"


def sheet_agrees(occasion: Occasion) -> Iterator[str]:
    sheet = occasion.sheet
    if sheet is None:
        return
    if sheet.reviewer_id != occasion.by.pk:
        yield "已有他人填写的审核表，请先打开审核表核对并保存为本人的意见。"
    yield from faults_of(sheet)
    if sheet.decision and sheet.decision not in FITTING[occasion.step.action]:
        yield f"审核表的结论是“{sheet.get_decision_display()}”，与“{occasion.step.label}”不一致。"


def no_projects(occasion: Occasion) -> Iterator[str]:
    if occasion.projects.exists():
        yield "该单位本年度有项目，须由单位报送。"


def in_force(occasion: Occasion) -> Iterator[str]:
    if not has_approved(occasion.statement) or occasion.undone is None:
        yield "还没有批复版，没有可取消的调整。"


JUDGES: dict[Guard, Callable[[Occasion], Iterator[str]]] = {
    Guard.UNITS_PASSED: units_passed,
    Guard.NO_OPEN_ERRORS: no_open_errors,
    Guard.WARNINGS_ANSWERED: warnings_answered,
    Guard.COMMENTS_ANSWERED: comments_answered,
    Guard.NOT_OWN: not_own,
    Guard.NOT_BEGUN: not_begun,
    Guard.SHEET_AGREES: sheet_agrees,
    Guard.NO_PROJECTS: no_projects,
    Guard.IN_FORCE: in_force,
}
