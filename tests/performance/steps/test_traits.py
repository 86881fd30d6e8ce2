"""What actions and states have in common is said once, for every one of them."""

import pytest

from performance.models import (
    Action,
    EvaluationState,
    MonitoringState,
    RequestState,
    StatementState,
    UnitState,
)
from performance.steps.locks import LOCKED, STATES, Phase, phase_of
from performance.steps.table import STEPS, targets_of
from performance.steps.vocabulary import ACTIONS, BACKWARD, ONWARD, Direction, Subject


def test_every_action_and_every_state_has_its_row():
    assert set(ACTIONS) == set(Action)
    assert set(STATES) == {*StatementState, *UnitState, *RequestState, *EvaluationState, *MonitoringState}


@pytest.mark.parametrize(
    "state", [*StatementState, *UnitState, *RequestState, *EvaluationState, *MonitoringState]
)
def test_a_stored_state_is_found_again_whichever_subject_it_is_of(state):
    assert phase_of(state.value) is STATES[state].phase


@pytest.mark.parametrize(
    "step", STEPS, ids=lambda step: f"{step.subject.value}-{step.label}-{step.sources[0]}"
)
def test_a_step_leads_where_the_direction_of_its_action_says(step):
    """Onward never ends with those who fill in, a return always does."""
    phases = {STATES[target].phase for target in targets_of(step)}
    preparing = {Phase.PREPARING, Phase.RETURNED, Phase.ADJUSTING}
    if step.action in ONWARD:
        assert phases.isdisjoint(preparing)
    if ACTIONS[step.action].direction is Direction.GRANT:
        assert phases <= preparing
    if ACTIONS[step.action].direction is Direction.RETURN:
        assert phases == {Phase.RETURNED}
    if ACTIONS[step.action].direction is Direction.SEND_BACK:
        assert phases == {Phase.REVIEW}


def test_what_is_settled_is_locked_and_what_is_prepared_is_open():
    for state, traits in STATES.items():
        if isinstance(state, RequestState) or traits.phase in (
            Phase.PREPARING,
            Phase.ADJUSTING,
        ):  # an application opens what it names, wherever it stands
            assert not LOCKED[state]
        elif traits.phase in (Phase.REVIEW, Phase.SETTLED):
            assert LOCKED[state]


def test_whoever_is_sent_something_back_is_told():
    assert all(step.notifies for step in STEPS if step.action in BACKWARD)
    returned = {step.subject for step in STEPS if step.action in BACKWARD}
    assert returned == set(Subject) - {Subject.REQUEST}
