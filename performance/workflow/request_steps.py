"""Taking a step of an application for an adjustment: by itself, or as the statement's step where that has to move too."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest

from departments.models import BudgetUnit
from departments.trail.writing import record_refusal
from performance.models import Action, AdjustmentRequest, PerformanceStatement, WorkflowEvent
from performance.statements.adjustment_scope import parts_in_force
from performance.steps.available import has_approved, open_request_steps
from performance.steps.locks import ADJUSTABLE
from performance.steps.people import roles_of
from performance.steps.refusals import Overtaken, Refused
from performance.steps.table import step_from
from performance.steps.vocabulary import Effect, Step, Subject
from performance.workflow.applications import Application, faults_of_application
from performance.workflow.context import StepContext
from performance.workflow.effects import treat_requests
from performance.workflow.notifications import notify_of_request, record_event_in_trail
from performance.workflow.requests import at_finance
from performance.workflow.services import carry_out, locked


def apply_for(
    statement: PerformanceStatement,
    application: Application,
    *,
    by: User,
    unit: BudgetUnit | None = None,
    reason: str,
    key: str = "",
    request: HttpRequest | None = None,
) -> WorkflowEvent:
    """A ``unit`` applies to its department; without one the department applies to the finance office."""
    return take_request_step(
        AdjustmentRequest(statement=statement, unit=unit),
        Action.FORWARD if unit is None else Action.APPLY,
        by=by,
        expected_version=0,
        reason=reason,
        application=application,
        key=key,
        request=request,
    )


def take_request_step(
    subject: AdjustmentRequest,
    action: Action,
    *,
    by: User,
    expected_version: int,
    reason: str = "",
    application: Application | None = None,
    key: str = "",
    request: HttpRequest | None = None,
) -> WorkflowEvent:
    """Move an application along one arrow of the table. ``key`` names the click, as for every other step.

    Raises Refused, or Overtaken where somebody was quicker; that goes into the trail as well.
    """
    try:
        with transaction.atomic():
            return _take(subject, action, by, expected_version, (reason.strip(), application), key, request)
    except Refused as refusal:
        about = f"{subject.statement} 调整申请 {action}：{refusal}"
        record_refusal(by=by, subject=subject.statement, details=about, request=request)
        raise


def _take(
    subject: AdjustmentRequest,
    action: Action,
    by: User,
    expected_version: int,
    details: tuple[str, Application | None],
    key: str,
    request: HttpRequest | None,
) -> WorkflowEvent:
    statement, _ = locked(subject.statement, None)
    if key and (first := WorkflowEvent.objects.filter(actor=by.pk, key=key).first()):
        if first.statement_id != statement.pk:
            raise Refused("该操作标识已用于另一次办理，请刷新后重新办理。")
        return first
    subject = _now(subject, statement, expected_version)
    step = _step(subject, action, by)
    reason, application = details
    if faults := list(_missing_input(subject, step, reason, application)):
        raise Refused(*faults)
    reason = reason or (subject.filed.reason if Effect.FORWARD_REQUEST in step.effects else "")
    along = _step_of_statement(subject, step)
    context = StepContext(statement, None, along or step, by, reason, (), application, subject)
    if along:
        event = carry_out(context, key)
    else:
        event = _record(context, subject, key)
        treat_requests(context, event)
        notify_of_request(event, step, subject)
    record_event_in_trail(event, by=by, request=request)
    return event


def _now(
    subject: AdjustmentRequest, statement: PerformanceStatement, expected_version: int
) -> AdjustmentRequest:
    """As it stands under the lock of its statement."""
    if subject.pk is None:
        subject.statement = statement
        return subject
    stored = AdjustmentRequest.objects.select_related("filed", "unit").get(pk=subject.pk)
    stored.statement = statement
    if stored.version != expected_version:
        raise Overtaken(f"该调整申请目前为“{stored.standing}”，已有他人办理，请刷新后再办理。")
    return stored


def _step(subject: AdjustmentRequest, action: Action, by: User) -> Step:
    statement = subject.statement
    roles = roles_of(by, statement, subject.unit)
    if not roles:
        raise Refused("您没有办理此事项的任职，或任职已被取消。")
    if not has_approved(statement):
        raise Refused("文本还没有批复，可以直接修改，不必申请调整。")
    for step in open_request_steps(subject, roles):
        if step.action == action:
            return step
    raise Refused(
        f"文本目前为“{statement.get_state_display()}”，申请为“{subject.get_state_display()}”，不能由您{action.label}。"
    )


def _missing_input(
    subject: AdjustmentRequest, step: Step, reason: str, application: Application | None
) -> Iterator[str]:
    if step.needs_reason and not reason:
        yield f"{step.label}须填写理由。"
    if Effect.FILE_REQUEST in step.effects:
        yield from faults_of_application(application, subject.statement, subject.unit)
        if subject.statement.state in ADJUSTABLE and not parts_in_force(subject.statement):
            yield "本次调整没有限定范围，各部分都可以修改，不必再申请。"


def _step_of_statement(subject: AdjustmentRequest, step: Step) -> Step | None:
    """The text moves too, unless other applications still wait for the finance office."""
    along = step_from(Subject.STATEMENT, subject.statement.state, step.along) if step.along else None
    if along is None or Effect.END_REQUEST not in step.effects:
        return along
    others = at_finance(subject.statement).exclude(pk=subject.pk)
    return None if others.exists() else along


def _record(context: StepContext, subject: AdjustmentRequest, key: str) -> WorkflowEvent:
    return WorkflowEvent.objects.create(
        statement=context.statement,
        unit=subject.unit,
        action=context.step.action,
        label=context.step.label,
        source=subject.state,
        target=str(context.step.target),
        actor_id=context.by.pk,
        actor_name=context.by.get_full_name() or context.by.get_username(),
        reason=context.reason,
        round=context.statement.round,
        version=subject.version + 1,
        key=key,
    )
