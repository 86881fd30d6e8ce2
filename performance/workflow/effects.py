"""What a step does besides moving its subject, each as the step's row in the table says."""

from __future__ import annotations

from django.db.models import F

from departments.models import BudgetUnit
from performance.models import (
    Action,
    AdjustmentRequest,
    Revision,
    UnitState,
    UnitSubmission,
    WorkflowEvent,
)
from performance.statements.adjustment_scope import opened_parts, request_in_force, units_opened
from performance.statements.revisions import content_of, take_revision
from performance.statements.services import ContentRefused, save_content
from performance.steps.locks import LOCKED
from performance.steps.refusals import Refused
from performance.steps.table import step_from
from performance.steps.vocabulary import Effect, Part, Subject
from performance.workflow.applications import end, file, pending_request, reopen
from performance.workflow.context import StepContext
from performance.workflow.notifications import notify_audience
from performance.workflow.unchanged import returned_revision
from projects.services import lock, unlock


def values_of(context: StepContext) -> tuple[Revision | None, dict[str, object]]:
    """The revision that is kept, and what else the step writes into the subject's row."""
    effects = context.step.effects
    revision = None
    if Effect.SNAPSHOT in effects:
        revision = take_revision(context.statement, context.unit, context.content)
    values: dict[str, object] = {}
    if Effect.NEW_ROUND in effects:
        values["round"] = F("round") + 1
    if Effect.PUT_IN_FORCE in effects:
        values["approved_revision"] = revision
    if Effect.TAKE_OUT_OF_FORCE in effects:
        values["approved_revision"] = _approved_before(context)
    if Effect.PUT_IN_PUBLIC in effects:
        values["published_revision"] = F("approved_revision")
    if Effect.TAKE_OUT_OF_PUBLIC in effects:
        values["published_revision"] = None
    return revision, values


def _approved_before(context: StepContext) -> Revision | None:
    """What was in force before the approval that is undone: approvals and their revocations, as a stack."""
    approvals: list[Revision | None] = []
    moves = context.statement.events.filter(unit=None, action__in=(Action.APPROVE, Action.REVOKE))
    for event in moves.select_related("revision").order_by("pk"):
        if event.action == Action.APPROVE:
            approvals.append(event.revision)
        elif approvals:
            approvals.pop()
    return approvals[-2] if len(approvals) > 1 else None


def record(context: StepContext, target: str, revision: Revision | None, key: str) -> WorkflowEvent:
    """The event of the step, and notices of it."""
    returned = returned_revision(context)
    event = WorkflowEvent.objects.create(
        statement=context.statement,
        unit=context.unit,
        action=context.step.action,
        label=context.step.label,
        source=context.subject.state,
        target=target,
        actor_id=context.by.pk,
        actor_name=context.by.get_full_name() or context.by.get_username(),
        reason=context.reason,
        round=context.statement.round,
        version=context.subject.version + 1,
        revision=revision,
        key=key,
        unchanged=revision is not None and revision == returned,
    )
    notify_audience(event, context.step, context.units)
    return event


def send_sheet(context: StepContext, event: WorkflowEvent) -> None:
    """Seal the sheet that goes with the step; from here on its rows refuse to be saved."""
    if Effect.SEND_SHEET in context.step.effects and context.sheet:
        context.sheet.event = event
        context.sheet.save(update_fields=["event"])


def lock_projects(context: StepContext, target: str) -> None:
    """Projects stand still while their unit's share is away; the states of the statement leave the flags alone."""
    if context.submission is None:
        return
    if Part.OWN_PROJECTS in LOCKED[target]:
        lock(context.projects)
    else:
        unlock(_opened_projects(context))


def _opened_projects(context: StepContext):
    """All that walk along, or of an adjustment those that it opens."""
    request = request_in_force(context.statement)
    if request is None:
        return context.projects
    return context.projects.filter(pk__in=opened_parts(request.parts.all()).projects.keys())


def treat_request(context: StepContext, event: WorkflowEvent) -> None:
    """File the application, open what it names, or end it; an approval ends it too, until that is revoked."""
    effects = context.step.effects
    if Effect.FILE_REQUEST in effects and context.request:
        file(context.request, event)
    if Effect.OPEN_PARTS in effects:
        _open_parts(context, event)
    if {Effect.END_REQUEST, Effect.PUT_IN_FORCE, Effect.RESTORE}.intersection(effects):
        end(context.statement, event)
    if Effect.TAKE_OUT_OF_FORCE in effects:
        reopen(context.statement, context.undone)


def _open_parts(context: StepContext, event: WorkflowEvent) -> None:
    request = pending_request(context.statement)
    if request is None:
        raise Refused("没有等待办理的调整申请。")
    request.allowed = event
    request.save(update_fields=["allowed"])
    units = units_opened(opened_parts(request.parts.all()))
    passed = context.statement.submissions.filter(unit__in=units, state=UnitState.PASSED)
    for share in passed.select_related("unit"):
        lock_projects(*_carry_along(context, share))


def restore(context: StepContext) -> None:
    """Make the text say again what was approved. Every share is opened for that, and comes back as passed."""
    if Effect.RESTORE not in context.step.effects:
        return
    statement = context.statement
    approved = statement.approved_revision
    if approved is None:
        raise Refused("没有可以恢复的批复版。")
    suspended = request_in_force(statement)
    if suspended:
        AdjustmentRequest.objects.filter(pk=suspended.pk).update(allowed=None)
    shares = list(statement.submissions.select_related("unit"))
    statement.submissions.update(state=UnitState.FILLING)
    unlock(context.projects)
    try:
        save_content(
            content_of(approved),
            department=statement.department,
            year=statement.fiscal_year,
        )
    except ContentRefused as refusal:
        raise Refused("批复版不能恢复：", *refusal.problems) from refusal
    statement.submissions.update(state=UnitState.PASSED)
    lock(context.projects)
    if suspended:
        AdjustmentRequest.objects.filter(pk=suspended.pk).update(allowed=suspended.allowed)
    for share in shares:
        if share.state != UnitState.PASSED:
            _carry_along(context, share)
    statement.refresh_from_db(fields=["version"])


def open_units(context: StepContext) -> None:
    """Return the chosen shares, each with an event of its own, so that every unit reads its own history."""
    if Effect.OPEN_UNITS in context.step.effects:
        for unit in context.units:
            _open_unit(context, unit)


def _open_unit(context: StepContext, unit: BudgetUnit) -> None:
    passed = UnitSubmission.objects.filter(
        statement=context.statement, unit=unit, state=UnitState.PASSED
    ).first()
    if passed is None:
        raise Refused(f"{unit}不是“{UnitState.PASSED.label}”，不能再退回。")
    passed.unit = unit
    lock_projects(*_carry_along(context, passed, Action.RETURN))


def _carry_along(
    context: StepContext, share: UnitSubmission, action: Action | None = None
) -> tuple[StepContext, str]:
    """Take the step of a share that goes with that of its statement."""
    action = action or context.step.action
    step = step_from(Subject.UNIT, share.state, action)
    if step is None:
        raise LookupError(f"no step {action} of a share from {share.state}")
    along = StepContext(context.statement, share, step, context.by, context.reason)
    along.judgement = context.judgement
    target = along.target
    revision, values = values_of(along)
    record(along, target, revision, key="")
    UnitSubmission.objects.filter(pk=share.pk).update(state=target, version=F("version") + 1, **values)
    return along, target
