"""The workflow as one table. Buttons, enforcement, docs/workflow.md and the exhaustive test read it.

Each kind of subject has its rows in a file of its own, ``statement_table`` first; a further kind is one more such file and
one more line in ``STEPS``. A step leads from any of its sources to its target; ``BEFORE`` leads back to where the step
came from that is being undone. Steps of a unit are open only ``during`` certain states of its statement; one without
roles goes along with a step of the statement.
"""

from __future__ import annotations

from collections.abc import Set

from departments.permissions.roles import Role
from performance.models.states import Action
from performance.steps.evaluation_table import EVALUATION_STEPS
from performance.steps.monitoring_table import MONITORING_STEPS
from performance.steps.request_table import REQUEST_STEPS
from performance.steps.statement_table import STATEMENT_STEPS
from performance.steps.unit_table import UNIT_STEPS
from performance.steps.vocabulary import BEFORE, State, Step, Subject

STEPS: tuple[Step, ...] = (
    *UNIT_STEPS,
    *REQUEST_STEPS,
    *EVALUATION_STEPS,
    *MONITORING_STEPS,
    *STATEMENT_STEPS,
)

# A recall undoes the latest of these.
FORWARD = (Action.SUBMIT, Action.PASS)
UNDONE = {
    Action.RECALL: (*FORWARD, Action.ADJUST),
    Action.CANCEL: (Action.ADJUST,),
    Action.REFUSE: (Action.ADJUST,),
    Action.REVOKE: (Action.APPROVE,),
}
# What is done to applications: their events go with the statement's and the units', and are not theirs.
OF_REQUESTS = tuple(dict.fromkeys(step.action for step in REQUEST_STEPS))


def steps_open_to(roles: Set[Role], subject: Subject, state: str) -> tuple[Step, ...]:
    """What is drawn from this state for any of these roles."""
    return tuple(
        step for step in STEPS if drawn_from(step, subject, state) and not roles.isdisjoint(step.roles)
    )


def step_from(subject: Subject, state: str, action: str) -> Step | None:
    """The one step that this action takes from this state, if any is drawn."""
    return next((step for step in STEPS if drawn_from(step, subject, state) and step.action == action), None)


def drawn_from(step: Step, subject: Subject, state: str) -> bool:
    return step.subject is subject and state in step.sources


def targets_of(step: Step) -> tuple[State, ...]:
    """Where a step may lead: one that undoes another, to any source of those that it may undo."""
    if step.target is not BEFORE:
        return (step.target,)
    undone = [
        other
        for other in STEPS
        if other.subject is step.subject
        and other.target in _reached_from(step)
        and other.action in UNDONE[step.action]
    ]
    return tuple(source for other in undone for source in other.sources)


def _reached_from(step: Step) -> set[State | None]:
    """Its sources, and for an adjustment that is given up also the state in which it was applied for."""
    through = (other for other in STEPS if other.action == Action.ALLOW and other.subject is step.subject)
    applied = {source for other in through if other.target in step.sources for source in other.sources}
    return {*step.sources, *applied}
