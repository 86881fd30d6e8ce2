"""What a step does besides moving its subject, each as the step's row in the table says."""

from __future__ import annotations

from django.db.models import F

from departments.models import BudgetUnit
from performance.models import (
    Action,
    AdjustmentRequest,
    FindingCount,
    PerformanceStatement,
    RequestState,
    Revision,
    UnitState,
    UnitSubmission,
    WorkflowEvent,
)
from performance.statements.adjustment_scope import opened_parts, parts_in_force, units_opened
from performance.statements.planned import cards_of_years_before
from performance.statements.revisions import content_of, take_revision
from performance.statements.services import ContentRefused, save_content
from performance.steps.locks import IN_FORCE, LOCKED
from performance.steps.refusals import Refused
from performance.steps.table import STEPS, step_from
from performance.steps.transitions import columns_of
from performance.steps.vocabulary import Effect, Part, Step, Subject
from performance.workflow.applications import store
from performance.workflow.context import StepContext
from performance.workflow.notifications import notify_audience
from performance.workflow.requests import at_finance, end, move, reopen, suspend
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


def judge_like_others(context: StepContext, source: str, target: str) -> None:
    """A text in force stays as it was approved; one that leaves it is held against what has been graded meanwhile."""
    text = context.statement
    if context.unit is None and source in IN_FORCE and target not in IN_FORCE:
        graded = cards_of_years_before(text.department, text.fiscal_year)
        FindingCount.objects.count_anew(
            PerformanceStatement.objects.filter(pk=text.pk), has_results=graded.exists()
        )


def record(context: StepContext, target: str, revision: Revision | None, key: str) -> WorkflowEvent:
    """The event of the step, and notices of it."""
    returned = returned_revision(context)
    event = WorkflowEvent.objects.create(
        **columns_of(
            context.step, context.by, version=context.subject.version, reason=context.reason, key=key
        ),
        statement=context.statement,
        unit=context.unit,
        source=context.subject.state,
        target=target,
        round=context.statement.round,
        revision=revision,
        unchanged=revision is not None and revision == returned,
    )
    notify_audience(event, context.step, context.units)
    return event


def send_sheets(context: StepContext, event: WorkflowEvent) -> None:
    """Seal the sheets that go with the step; from here on their rows refuse to be saved."""
    if Effect.SEND_SHEET in context.step.effects:
        for sheet in context.sheets:
            sheet.event = event
            sheet.save(update_fields=["event"])


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
    opened = opened_parts(parts) if (parts := parts_in_force(context.statement)) else None
    return context.projects if opened is None else context.projects.filter(pk__in=opened.projects.keys())


def treat_requests(context: StepContext, event: WorkflowEvent) -> None:
    """Store an application, or do with the one that is decided, else with all that wait, what the step says."""
    effects = context.step.effects
    if Effect.FILE_REQUEST in effects:
        _file(context, event)
    if Effect.FORWARD_REQUEST in effects and context.application:
        move([context.application], RequestState.AT_FINANCE, event)
    if {Effect.OPEN_PARTS, Effect.END_REQUEST}.intersection(effects):
        chosen = [context.application] if context.application else list(at_finance(context.statement))
        move(chosen, _led_to(context.step), event)
    if Effect.OPEN_PARTS in effects:
        _open_parts(context)
    if {Effect.PUT_IN_FORCE, Effect.RESTORE}.intersection(effects):
        end(context.statement, event)
    if Effect.TAKE_OUT_OF_FORCE in effects:
        reopen(context.statement, context.undone)


def _led_to(step: Step) -> RequestState:
    """Where an application comes by this step, be it its own or that of the statement."""
    own = step if step.subject is Subject.REQUEST else next(one for one in STEPS if one.along == step.action)
    return RequestState(str(own.target))


def _file(context: StepContext, event: WorkflowEvent) -> None:
    """As the department passes on what a unit has applied for, that is already there."""
    request = context.application
    if request is not None and request.pk:
        move([request], RequestState.AT_FINANCE, event)
    elif context.request:
        request = request or AdjustmentRequest(statement=context.statement)
        request.state, request.version, request.filed = _led_to(context.step), 1, event
        request.forwarded = event if request.state == RequestState.AT_FINANCE else None
        store(context.request, request)


def _open_parts(context: StepContext) -> None:
    """Shares that had been passed go back to their units; of those still with them more is unlocked."""
    opened = opened_parts(parts_in_force(context.statement))
    shares = context.statement.submissions.filter(unit__in=units_opened(opened))
    for share in shares.select_related("unit"):
        if share.state == UnitState.PASSED:
            lock_projects(*_carry_along(context, share, Action.ALLOW))
        elif Part.OWN_PROJECTS not in LOCKED[UnitState(share.state)]:
            unlock(context.statement.projects.filter(unit=share.unit, pk__in=opened.projects.keys()))


def restore(context: StepContext) -> None:
    """Make the text say again what was approved. Every share is opened for that, and comes back as passed."""
    if Effect.RESTORE not in context.step.effects:
        return
    statement = context.statement
    approved = statement.approved_revision
    if approved is None:
        raise Refused("没有可以恢复的批复版。")
    suspend(statement)
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
