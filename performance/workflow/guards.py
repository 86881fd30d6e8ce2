"""What must hold before a step, besides state and role. Each guard gives a sentence for what does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import Q, QuerySet

from departments.models import BudgetUnit
from performance.assessment.services import FITTING, binds, faults_of, name_of
from performance.deadlines.closing import closing_of
from performance.findings.explanations import explained
from performance.models import (
    Action,
    AdjustmentRequest,
    ApprovalLetter,
    PerformanceStatement,
    Side,
    Stage,
    UnitState,
)
from performance.review import Finding, Severity
from performance.steps.available import WorkflowSubject, has_approved, split_subject
from performance.steps.locks import WAITING_REQUESTS
from performance.steps.refusals import some_of
from performance.steps.table import FORWARD, OF_REQUESTS
from performance.steps.vocabulary import ONWARD, Guard, Step
from performance.workflow.context import StepContext

# Ask what the rules find.
JUDGING = frozenset(
    (Guard.NO_OPEN_ERRORS, Guard.WARNINGS_ANSWERED, Guard.NONE_REJECTED, Guard.EXPLANATIONS_ACCEPTED)
)
# After an approval these leave it as it was; what is done to an application that is allowed is no longer among them.
HARMLESS = (Action.PUBLISH, Action.UNPUBLISH, Action.ADJUST, Action.RECALL, Action.REFUSE)


def obstacles(context: StepContext) -> tuple[str, ...]:
    """Why the step cannot be taken now, all reasons at once; empty if it can."""
    return tuple(sentence for guard in context.step.guards for sentence in JUDGES[guard](context))


def obstacles_to(subject: WorkflowSubject, step: Step, user) -> tuple[str, ...]:
    """The same for a button: what a page may say beside it."""
    statement, submission = split_subject(subject)
    return obstacles(StepContext(statement, submission, step, user))


def still_taken(context: StepContext) -> Iterator[str]:
    """What was sent before and came back may be sent again at any time."""
    closing = closing_of(context.statement.department, context.statement.fiscal_year)
    if closing is None or not closing.has_shut:
        return
    sent = context.statement.events.filter(action=Action.SUBMIT)
    if not sent.filter(Q(unit=None) | Q(unit=context.unit)).exists():
        day = f"{closing.closes.year}年{closing.closes.month}月{closing.closes.day}日"
        yield f"报送已于{day}截止，财政局截止以后不收；确需报送的，请联系财政局审核人延期。"


def units_passed(context: StepContext) -> Iterator[str]:
    passed = context.statement.submissions.filter(state=UnitState.PASSED)
    lacking = BudgetUnit.objects.filter(department=context.statement.department_id).exclude(
        pk__in=passed.values("unit")
    )
    if names := [str(unit) for unit in lacking]:
        yield f"还有{len(names)}个单位未经部门通过：{some_of(names)}。"


def no_open_errors(context: StepContext) -> Iterator[str]:
    yield from _unanswered(context, Severity.ERROR, "未处理")


def warnings_answered(context: StepContext) -> Iterator[str]:
    yield from _unanswered(context, Severity.WARNING, "未说明理由")


def _unanswered(context: StepContext, severity: Severity, lack: str) -> Iterator[str]:
    found = context.answers.open_of(severity)
    if found:
        yield f"还有{len(found)}个“{severity.label}”{lack}：{some_of([_brief(finding) for finding in found])}。"


def none_rejected(context: StepContext) -> Iterator[str]:
    """What a reviewer rejects is to be mended or explained anew first."""
    if rejected := context.answers.rejected:
        places = some_of([_brief(finding) for finding, _ in rejected])
        yield f"有{len(rejected)}处说明审核人没有接受，须先退回：{places}。"


def explanations_accepted(context: StepContext) -> Iterator[str]:
    """An error stands by consent alone."""
    yield from none_rejected(context)
    if waiting := explained(context.answers.answered).unconsented:
        yield f"还有{len(waiting)}个“错误”的说明未经财政审核人同意：{some_of([_brief(one) for one in waiting])}。"


def _brief(finding: Finding) -> str:
    return f"{finding.code} {finding.title}（{finding.place}）"


def comments_answered(context: StepContext) -> Iterator[str]:
    comments = context.statement.comments.of_texts().of_finance().shared().open()
    if context.unit:
        comments = comments.filter(unit=context.unit)
    if places := [comment.place for comment in comments]:
        yield f"还有{len(places)}条财政批注未答复：{some_of(places)}。"


def not_own(context: StepContext) -> Iterator[str]:
    if context.handed_in and context.handed_in.actor_id == context.by.pk:
        yield "不能审核本人报送的内容，请由其他人办理。"


def not_same_reviewer(context: StepContext) -> Iterator[str]:
    """Of the review that leads to where the text is; an office of one such person may allow it."""
    if context.statement.department.office.one_person_approves:
        return
    passed = context.passed
    if passed and passed.actor_id == context.by.pk:
        yield "不能批复本人复审的文本，请由另一位财政绩效科审核人办理。"


def not_begun(context: StepContext) -> Iterator[str]:
    last = context.last_event
    if last is None or last.action not in FORWARD or last.target != context.subject.state:
        yield "没有可撤回的办理事项：下一环节已经办理过。"
        return
    remarks = context.statement.comments.of_texts().filter(at__gt=last.at)
    if context.unit:
        begun = remarks.filter(unit=context.unit).exclude(side=Side.UNIT).exists()
    else:
        begun = remarks.of_finance().exists() or bool(context.sheets)
    if begun:
        yield "下一环节已经开始审核，不能撤回，请联系审核人退回。"


def sheet_agrees(context: StepContext) -> Iterator[str]:
    sheet = context.sheet
    if sheet is None:
        office = context.statement.department.office
        if office.requires_review_sheet and context.statement.state in Stage.values:
            yield "本财政局要求审核时填写审核表，请先填写。"
    elif sheet.reviewer_id != context.by.pk:
        yield "已有他人填写的审核表，请先打开审核表核对并保存为本人的意见。"
    for one in context.sheets:
        yield from faults_of(one)
        if one.decision and one.decision not in FITTING[context.step.action] and binds(one, context.step):
            yield f"{name_of(one)}的结论是“{one.get_decision_display()}”，与“{context.step.label}”不一致。"
    yield from _key_projects_without_sheet(context)


def _key_projects_without_sheet(context: StepContext) -> Iterator[str]:
    """A text does not pass a review that asks for sheets before each of its key projects has one."""
    if context.step.action not in ONWARD or context.statement.state not in Stage.values:
        return
    begun = {sheet.project_id for sheet in context.sheets}
    for project in context.key_projects:
        if project.pk not in begun:
            yield f"重点项目“{project}”还没有填写审核表。"


def no_projects(context: StepContext) -> Iterator[str]:
    if context.projects.exists():
        yield "该单位本年度有项目，须由单位报送。"


def in_force(context: StepContext) -> Iterator[str]:
    if not has_approved(context.statement) or context.undone is None:
        yield "还没有批复版，没有可取消的调整。"


def not_acted_on(context: StepContext) -> Iterator[str]:
    """Publishing and taking down again is the finance office's own, and an application that came to nothing changed nothing."""
    since = context.statement.events.filter(pk__gt=context.undone.pk) if context.undone else None
    if since is None:
        yield "没有可撤回的批复。"
    elif since.exclude(unit=None, action__in=HARMLESS).exclude(action__in=OF_REQUESTS).exists():
        yield "批复之后已经据以办理，不能撤回批复；需要修改的，请由部门申请调整。"
    else:
        yield from _written_by(context.statement)
        letters = ApprovalLetter.objects.in_force().filter(revisions=context.statement.approved_revision_id)
        for number in letters.values_list("number", flat=True):
            yield f"已有批复文“{number}”，不能撤回批复；批复有误的，请先作废批复文。"


def _written_by(statement: PerformanceStatement) -> Iterator[str]:
    """Somebody has already held what was done against this approval."""
    found = {
        kind: papers.filter(versions__isnull=False).distinct().count()
        for kind, papers in _papers_of_approval(statement).items()
    }
    if counts := "、".join(f"{kind}{number}份" for kind, number in found.items() if number):
        yield f"已有{counts}按这次批复填写，不能撤回批复；需要修改的，请由部门申请调整。"


def hold_papers(statement: PerformanceStatement) -> None:
    """Who is saving one of them is done before the approval goes, or finds it gone: they lock their paper, not the text."""
    for papers in _papers_of_approval(statement).values():
        list(papers.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _papers_of_approval(statement: PerformanceStatement) -> dict[str, QuerySet]:
    approval = statement.approved_revision_id
    return {
        "自评表": statement.evaluations.filter(revision=approval),
        "监控报告": statement.monitoring_reports.filter(revision=approval),
    }


def no_request_waits(context: StepContext) -> Iterator[str]:
    """What is applied for while the text is away could open nothing."""
    if has_approved(context.statement):
        waiting = AdjustmentRequest.objects.filter(statement=context.statement, state__in=WAITING_REQUESTS)
        for request in waiting.select_related("filed"):
            yield f"{request.filed.actor_name}的调整申请“{request.get_state_display()}”，须先办理或撤回。"


JUDGES: dict[Guard, Callable[[StepContext], Iterator[str]]] = {
    Guard.STILL_TAKEN: still_taken,
    Guard.UNITS_PASSED: units_passed,
    Guard.NO_OPEN_ERRORS: no_open_errors,
    Guard.WARNINGS_ANSWERED: warnings_answered,
    Guard.NONE_REJECTED: none_rejected,
    Guard.EXPLANATIONS_ACCEPTED: explanations_accepted,
    Guard.COMMENTS_ANSWERED: comments_answered,
    Guard.NOT_OWN: not_own,
    Guard.NOT_SAME_REVIEWER: not_same_reviewer,
    Guard.NOT_BEGUN: not_begun,
    Guard.SHEET_AGREES: sheet_agrees,
    Guard.NO_PROJECTS: no_projects,
    Guard.IN_FORCE: in_force,
    Guard.NOT_ACTED_ON: not_acted_on,
    Guard.NO_REQUEST_WAITS: no_request_waits,
}
