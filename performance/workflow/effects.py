"""What a step does besides moving its subject, each as the step's row in the table says."""

from __future__ import annotations

from django.db.models import F

from departments.models import BudgetUnit
from performance.models import Action, Revision, UnitState, UnitSubmission, WorkflowEvent
from performance.revisions import content_of, take_revision
from performance.services import ContentRefused, save_content
from performance.workflow.locks import LOCKED
from performance.workflow.occasion import Occasion
from performance.workflow.refusals import Refused
from performance.workflow.steps import BEFORE, step_from
from performance.workflow.telling import tell
from performance.workflow.vocabulary import Effect, Part, State, Subject
from projects.services import lock, unlock


def values_of(occasion: Occasion) -> tuple[State, Revision | None, dict[str, object]]:
    """The new state, the revision that is kept, and what else the step writes into the subject's row."""
    effects = occasion.step.effects
    revision = None
    if Effect.SNAPSHOT in effects:
        revision = take_revision(occasion.statement, occasion.unit, occasion.content)
    values: dict[str, object] = {}
    if Effect.NEW_ROUND in effects:
        values["round"] = F("round") + 1
    if Effect.PUT_IN_FORCE in effects:
        values["approved_revision"] = revision
    if Effect.PUT_IN_PUBLIC in effects:
        values["published_revision"] = F("approved_revision")
    target = occasion.undone.source if occasion.step.target is BEFORE else occasion.step.target
    return target, revision, values


def record(occasion: Occasion, target: State, revision: Revision | None, key: str) -> WorkflowEvent:
    """The event of the step, and notices of it."""
    event = WorkflowEvent.objects.create(
        statement=occasion.statement,
        unit=occasion.unit,
        action=occasion.step.action,
        label=occasion.step.label,
        source=occasion.subject.state,
        target=target,
        actor_id=occasion.by.pk,
        actor_name=occasion.by.get_full_name() or occasion.by.get_username(),
        reason=occasion.reason,
        round=occasion.statement.round,
        version=occasion.subject.version + 1,
        revision=revision,
        key=key,
    )
    tell(event)
    return event


def send_sheet(occasion: Occasion, event: WorkflowEvent) -> None:
    """Seal the sheet that goes with the step; from here on its rows refuse to be saved."""
    if Effect.SEND_SHEET in occasion.step.effects and occasion.sheet:
        occasion.sheet.event = event
        occasion.sheet.save(update_fields=["event"])


def lock_projects(occasion: Occasion, target: State) -> None:
    """Projects stand still while their unit's share is away; the states of the statement leave the flags alone."""
    if occasion.submission is None:
        return
    (lock if Part.OWN_PROJECTS in LOCKED[target] else unlock)(occasion.projects)


def restore(occasion: Occasion) -> None:
    """Make the text say again what was approved. Every share is opened for that, and comes back as passed."""
    if Effect.RESTORE not in occasion.step.effects:
        return
    statement = occasion.statement
    shares = list(statement.submissions.select_related("unit"))
    statement.submissions.update(state=UnitState.FILLING)
    unlock(occasion.projects)
    try:
        save_content(
            content_of(statement.approved_revision),
            department=statement.department,
            year=statement.fiscal_year,
        )
    except ContentRefused as refusal:
        raise Refused("批复版不能恢复：", *refusal.problems) from refusal
    statement.submissions.update(state=UnitState.PASSED)
    lock(occasion.projects)
    for share in shares:
        if share.state != UnitState.PASSED:
            _carry_along(occasion, share)
    statement.refresh_from_db(fields=["version"])


def open_units(occasion: Occasion) -> None:
    """Return the chosen shares, each with an event of its own, so that every unit reads its own history."""
    if Effect.OPEN_UNITS in occasion.step.effects:
        for unit in occasion.units:
            _open_unit(occasion, unit)


def _open_unit(occasion: Occasion, unit: BudgetUnit) -> None:
    passed = UnitSubmission.objects.filter(
        statement=occasion.statement, unit=unit, state=UnitState.PASSED
    ).first()
    if passed is None:
        raise Refused(f"{unit}不是“{UnitState.PASSED.label}”，不能再退回。")
    passed.unit = unit
    lock_projects(*_carry_along(occasion, passed, Action.RETURN))


def _carry_along(
    occasion: Occasion, share: UnitSubmission, action: Action | None = None
) -> tuple[Occasion, State]:
    """Take the step of a share that goes with that of its statement."""
    step = step_from(Subject.UNIT, share.state, action or occasion.step.action)
    along = Occasion(occasion.statement, share, step, occasion.by, occasion.reason)
    along.judgement = occasion.judgement
    target, revision, values = values_of(along)
    record(along, target, revision, key="")
    UnitSubmission.objects.filter(pk=share.pk).update(state=target, version=F("version") + 1, **values)
    return along, target
