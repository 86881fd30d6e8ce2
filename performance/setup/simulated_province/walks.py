"""How far the statements of a made-up province have come, and by which steps: drawn from the workflow's own table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from performance.models.states import Action, StatementState, UnitState
from performance.steps.table import step_from
from performance.steps.vocabulary import State, Step, Subject

S, U = StatementState, UnitState
SUBMITTED = (Action.SUBMIT,)
PASSED_ON = (*SUBMITTED, Action.PASS, Action.PASS)
# The actions that lead to each state, and how many of a hundred statements have got there.
STATEMENT_WALKS: dict[StatementState, tuple[int, tuple[Action, ...]]] = {
    S.DRAFTING: (30, ()),
    S.FIRST_REVIEW: (20, SUBMITTED),
    S.SECOND_REVIEW: (15, (*SUBMITTED, Action.PASS)),
    S.APPROVAL: (10, PASSED_ON),
    S.APPROVED: (10, (*PASSED_ON, Action.APPROVE)),
    S.PUBLISHED: (5, (*PASSED_ON, Action.APPROVE, Action.PUBLISH)),
    S.RETURNED: (10, (*SUBMITTED, Action.RETURN)),
}
# What somebody worked on in earlier years has been approved since, and mostly published.
EARLIER = tuple((state, STATEMENT_WALKS[state][1]) for state in (S.PUBLISHED, S.PUBLISHED, S.APPROVED))
UNIT_WALKS: dict[UnitState, tuple[Action, ...]] = {
    U.FILLING: (),
    U.SUBMITTED: (Action.SUBMIT,),
    U.PASSED: (Action.SUBMIT, Action.PASS),
    U.RETURNED: (Action.SUBMIT, Action.RETURN),
}


@dataclass(frozen=True, slots=True)
class SimulatedStep:
    """One step of a walk, and the version of its subject after it."""

    step: Step
    source: State
    version: int


def simulated_steps(subject: Subject, actions: tuple[Action, ...]) -> Iterator[SimulatedStep]:
    state: State = S.DRAFTING if subject is Subject.STATEMENT else U.FILLING
    for version, action in enumerate(actions, 2):
        step = step_from(subject, state, action)
        if step is None or step.target is None:
            raise LookupError(f"no step {action} from {state}, or one that leads back")
        yield SimulatedStep(step, state, version)
        state = step.target
