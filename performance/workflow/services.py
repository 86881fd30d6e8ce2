"""Taking a step: one transaction that moves the subject, keeps its text and records who did it, or does nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from departments.models import BudgetUnit
from departments.trail.writing import record_refusal
from performance.findings.judgement import judge
from performance.models import Action, PerformanceStatement, UnitSubmission, WorkflowEvent
from performance.steps.available import WorkflowSubject, split_subject
from performance.steps.people import roles_of
from performance.steps.refusals import Overtaken, Refused
from performance.steps.table import OF_REQUESTS, step_from
from performance.steps.vocabulary import Effect, Step, Subject
from performance.workflow.applications import Application, faults_of_application
from performance.workflow.context import StepContext
from performance.workflow.effects import (
    lock_projects,
    open_units,
    record,
    restore,
    send_sheet,
    treat_requests,
    values_of,
)
from performance.workflow.guards import JUDGING, obstacles
from performance.workflow.notifications import record_event_in_trail


def perform(
    subject: WorkflowSubject,
    action: Action | str,
    *,
    by,
    expected_version: int,
    reason: str = "",
    units: Sequence[BudgetUnit] = (),
    key: str = "",
    application: Application | None = None,
    request: HttpRequest | None = None,
) -> WorkflowEvent:
    """Move a statement, or a unit's share of it, along one arrow of the table.

    ``expected_version`` is the version that the person read, ``units`` those to be returned, ``key`` names the click: the same
    key again gives the event of the first time; ``application`` is what an adjustment applies for. Raises Refused, or Overtaken where somebody was quicker; that goes
    into the trail as well, with where the ``request`` came from.
    """
    _judge_beforehand(subject, action)
    try:
        with transaction.atomic():
            details = (reason.strip(), units, application)
            return _perform(subject, action, by, expected_version, details, key, request)
    except Refused as refusal:
        about = f"{subject} {action}：{refusal}"
        record_refusal(by=by, subject=split_subject(subject)[0], details=about, request=request)
        raise


def _judge_beforehand(subject: WorkflowSubject, action: Action | str) -> None:
    """The review of the text as it stands is remembered, so that the rules need not run under the lock."""
    statement, submission = split_subject(subject)
    walker = Subject.UNIT if submission else Subject.STATEMENT
    step = step_from(walker, subject.state, Action(action)) if action in Action.values else None
    if step and JUDGING.intersection(step.guards):
        judge(statement)


def _perform(
    subject: WorkflowSubject,
    action: Action | str,
    by,
    expected_version: int,
    details: tuple[str, Sequence[BudgetUnit], Application | None],
    key: str,
    request: HttpRequest | None,
) -> WorkflowEvent:
    if action not in Action.values:
        raise Refused(f"没有“{action}”这一办理事项。")
    statement, submission = locked(*split_subject(subject))
    if key and (first := _earlier_event(statement, submission, Action(action), by, key)):
        return first
    step = _step(statement, submission, Action(action), by, expected_version)
    context = StepContext(statement, submission, step, by, *details)
    if faults := [*_missing_input(context), *obstacles(context)]:
        raise Refused(*faults)
    event = carry_out(context, key)
    record_event_in_trail(event, by=by, request=request)
    return event


def locked(
    statement: PerformanceStatement, submission: UnitSubmission | None
) -> tuple[PerformanceStatement, UnitSubmission | None]:
    """Both as they are now. Every step holds the statement's row, so two steps of one statement never overlap."""
    statement = (
        PerformanceStatement.objects.select_for_update(of=("self",))
        .select_related("department")
        .get(pk=statement.pk)
    )
    if submission is None:
        return statement, None
    unit = submission.unit
    if unit.department_id != statement.department_id:
        raise Refused(f"{unit}不属于{statement.department}。")
    submission, _ = UnitSubmission.objects.get_or_create(statement=statement, unit=unit)
    return statement, submission


def _earlier_event(
    statement: PerformanceStatement, submission: UnitSubmission | None, action: Action, by, key: str
) -> WorkflowEvent | None:
    event = WorkflowEvent.objects.filter(actor=by.pk, key=key).first()
    unit_pk = submission.unit_id if submission else None
    if event and (event.statement_id, event.unit_id, event.action) != (statement.pk, unit_pk, action):
        raise Refused("该操作标识已用于另一次办理，请刷新后重新办理。")
    return event


def _step(
    statement: PerformanceStatement,
    submission: UnitSubmission | None,
    action: Action,
    by,
    expected_version: int,
) -> Step:
    """The step asked for, if this person may take it from what they read."""
    subject = submission or statement
    roles = roles_of(by, statement, submission.unit if submission else None)
    if not roles:
        raise Refused("您没有办理此事项的任职，或任职已被取消。")
    if subject.version != expected_version:
        raise overtaken(statement, submission, expected_version)
    step = step_from(Subject.UNIT if submission else Subject.STATEMENT, subject.state, action)
    if step is None:
        raise Refused(f"目前为“{subject.get_state_display()}”，不能{action.label}。")
    if not roles.intersection(step.roles):
        allowed = "、".join(role.label for role in step.roles) or "系统随文本一并"
        raise Refused(f"“{step.label}”须由{allowed}办理。")
    if submission and statement.state not in step.during:
        raise Refused(f"文本目前为“{statement.get_state_display()}”，不能{step.label}。")
    return step


def overtaken(
    statement: PerformanceStatement, submission: UnitSubmission | None, expected_version: int
) -> Overtaken:
    """Who did what when, since the version that this person saw."""
    subject = submission or statement
    unit = submission.unit_id if submission else None
    own = statement.events.filter(unit=unit, version__gt=expected_version).exclude(action__in=OF_REQUESTS)
    event = own.order_by("-pk").first()
    if event is None:
        return Overtaken("内容在您打开之后已有修改，请刷新后再办理。")
    local = timezone.localtime(event.at)
    return Overtaken(
        f"{event.actor_name}已于{local:%Y年%m月%d日 %H:%M:%S}办理“{event.label}”，"
        f"目前为“{subject.get_state_display()}”。请刷新后再办理。"
    )


def _missing_input(context: StepContext) -> list[str]:
    """What the person has not said."""
    step = context.step
    faults = []
    if step.needs_reason and not context.reason:
        faults.append(f"{step.label}须填写理由。")
    if Effect.OPEN_UNITS in step.effects and not context.units:
        faults.append("请选择要退回的单位。")
    if Effect.FILE_REQUEST in step.effects:
        faults += faults_of_application(context.request, context.statement)
    return faults


def carry_out(context: StepContext, key: str) -> WorkflowEvent:
    """The conditional update decides, also where a row lock does nothing: one row, or somebody was quicker."""
    subject = context.subject
    target = context.target
    revision, values = values_of(context)
    restore(context)
    expected_version = subject.version
    current = type(subject).objects.filter(pk=subject.pk, state=subject.state, version=expected_version)
    if current.update(state=target, version=F("version") + 1, **values) != 1:
        subject.refresh_from_db()
        raise overtaken(context.statement, context.submission, expected_version)
    event = record(context, target, revision, key)
    send_sheet(context, event)
    treat_requests(context, event)
    lock_projects(context, target)
    open_units(context)
    return event
