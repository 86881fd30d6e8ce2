"""Every state × action × role: allowed exactly as the table says, refused otherwise with nothing written."""

from itertools import product

import pytest
from django.db import transaction

from departments.models import Membership
from departments.permissions.roles import Role
from performance.models import (
    Action,
    AdjustmentRequest,
    EvaluationState,
    MonitoringState,
    PerformanceStatement,
    RequestState,
    Revision,
    StatementState,
    UnitState,
    UnitSubmission,
    WorkflowEvent,
)
from performance.steps.available import open_steps
from performance.steps.locks import LOCKED, PREPARING
from performance.steps.refusals import Refused
from performance.steps.table import FORWARD, OF_REQUESTS, STEPS, step_from, targets_of
from performance.steps.vocabulary import Effect, Subject
from performance.workflow.applications import Application, NamedPart
from performance.workflow.services import perform

ROLES = (*Role, None)


def drawn(subject, state, during=None):
    return {
        (step.action, role)
        for step in STEPS
        if step.subject is subject and state in step.sources and (during is None or during in step.during)
        for role in step.roles
    }


def written():
    """Everything that a step may write, as it stands."""
    return (
        list(PerformanceStatement.objects.values_list()),
        list(UnitSubmission.objects.values_list()),
        WorkflowEvent.objects.count(),
        Revision.objects.count(),
    )


def allowed(cast, subject_of, roles=ROLES, **asked):
    """The pairs of action and role that lead to an event; each is tried and taken back. Those refused write nothing."""
    found = set()
    before = written()
    for action, role in product(Action, roles):
        by = cast.people[role] if role else cast.nobody
        subject = subject_of()
        try:
            with transaction.atomic():
                event = perform(
                    subject, action, by=by, expected_version=subject.version, reason="理由", **asked
                )
                assert event.target in targets_of(step_from(asked_subject(subject), subject.state, action))
                found.add((action, role))
                transaction.set_rollback(True)
        except Refused:
            continue
    assert written() == before
    return found


def asked_subject(subject):
    return Subject.UNIT if isinstance(subject, UnitSubmission) else Subject.STATEMENT


@pytest.mark.parametrize("state", StatementState)
def test_a_statement_moves_as_drawn_and_no_other_way(state, cast, all_passed):
    forward = (step for step in STEPS if step.target == state and step.action in FORWARD)
    source = next((step.sources[0] for step in forward), StatementState.DRAFTING)
    cast.put(statement=state).approved()
    cast.arrived(state, source=StatementState.APPROVED, action=Action.ADJUST)
    cast.arrived(state, source=source)
    if state == StatementState.APPROVED:
        cast.arrived(state, source=StatementState.APPROVAL, action=Action.APPROVE)
    if state == StatementState.REQUESTED:
        filed = cast.arrived(state, source=StatementState.APPROVED, action=Action.ADJUST)
        AdjustmentRequest.objects.create(
            statement=cast.statement, filed=filed, forwarded=filed, state=RequestState.AT_FINANCE, version=1
        )
    arguments = {"units": [cast.busy], "application": Application((NamedPart("head"),))}
    assert allowed(cast, lambda: cast.statement, **arguments) == drawn(Subject.STATEMENT, state)


@pytest.fixture
def idle_share(cast, nothing_found):
    """Nothing but state and role can stand in the way of a unit without projects."""
    Membership.objects.filter(user=cast.filler).update(unit=cast.idle)
    return lambda: cast.share_of(cast.idle)


@pytest.mark.parametrize("state", UnitState)
def test_a_share_moves_as_drawn_and_no_other_way(state, cast, idle_share):
    cast.put(units=state).arrived(state, unit=cast.idle, source=UnitState.FILLING)
    assert allowed(cast, idle_share) == drawn(Subject.UNIT, state, StatementState.DRAFTING)


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "during", [state for state in StatementState if state is not StatementState.DRAFTING]
)
@pytest.mark.parametrize("state", UnitState)
def test_a_share_moves_only_while_its_statement_lets_it(state, during, cast, idle_share):
    cast.put(statement=during, units=state).arrived(state, unit=cast.idle, source=UnitState.FILLING)
    movers = {role for step in STEPS if step.subject is Subject.UNIT for role in step.roles}
    assert allowed(cast, idle_share, movers) == drawn(Subject.UNIT, state, during)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", StatementState)
def test_the_buttons_are_those_of_the_table(state, role, cast):
    statement = cast.approved().put(statement=state).statement
    by = cast.people[role] if role else cast.nobody
    assert {(step.action, role) for step in open_steps(statement, by)} == {
        pair for pair in drawn(Subject.STATEMENT, state) if pair[1] == role
    }


def test_nobody_reads_of_adjustments_before_the_first_approval(cast):
    statement = cast.put(statement=StatementState.RETURNED).statement
    assert Action.CANCEL not in {step.action for step in open_steps(statement, cast.chief)}


def test_no_two_steps_leave_a_state_by_one_action():
    leaving = [(step.subject, source, step.action) for step in STEPS for source in step.sources]
    assert len(leaving) == len(set(leaving))


def test_every_state_can_be_reached_and_says_what_it_locks():
    reached = {target for step in STEPS for target in targets_of(step)}
    beginnings = {
        StatementState.DRAFTING,
        UnitState.FILLING,
        RequestState.DRAFTED,
        EvaluationState.FILLING,
        MonitoringState.FILLING,
    }
    with_its_text = {RequestState.ENDED}
    every = {*StatementState, *UnitState, *RequestState, *EvaluationState, *MonitoringState}
    assert reached | beginnings | with_its_text == every == set(LOCKED)


def test_words_of_the_subjects_are_never_mistaken_for_one_another():
    words = [
        *StatementState.values,
        *UnitState.values,
        *RequestState.values,
        *EvaluationState.values,
        *MonitoringState.values,
    ]
    assert len(words) == len(set(words))


def test_what_is_done_to_applications_is_never_mistaken_for_a_step_of_the_text():
    assert {step.action for step in STEPS if step.subject is not Subject.REQUEST}.isdisjoint(OF_REQUESTS)


@pytest.mark.parametrize("state", sorted(set(StatementState) - set(PREPARING)))
def test_nothing_is_open_once_the_department_has_let_go(state):
    assert len(LOCKED[state]) == 2


def test_every_return_asks_for_a_reason():
    returns = {Action.RETURN, Action.RETURN_TO_UNIT, Action.SEND_BACK, Action.ADJUST, Action.CANCEL}
    returns |= {Action.REVOKE, Action.UNPUBLISH, Action.REFUSE, Action.APPLY, Action.DECLINE, Action.RECTIFY}
    passed_on = {step for step in STEPS if Effect.FORWARD_REQUEST in step.effects}  # its reason is the unit's
    assert {step.action for step in {*STEPS} - passed_on if step.needs_reason} == returns | {Action.FORWARD}
    assert all(step.needs_reason for step in STEPS if step.action in returns and step.roles)
