"""Whatever people ask for in whatever order, the statement walks along the table and its history tells how."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from departments.models import FinanceOffice, Membership
from departments.permissions.roles import Role
from performance.models import Action, StatementState, UnitState
from performance.statements.editable_parts import open_parts
from performance.steps.locks import LOCKED
from performance.steps.refusals import Refused
from performance.steps.table import step_from, targets_of
from performance.steps.vocabulary import Effect, Part, Subject
from performance.workflow.applications import Application, NamedPart
from performance.workflow.services import perform

PARTIES = [
    Role.FILLER,
    Role.DEPARTMENT_REVIEWER,
    Role.FINANCE_SECTION_REVIEWER,
    Role.PERFORMANCE_SECTION_REVIEWER,
]

BEGINNING = {None: StatementState.DRAFTING, "busy": UnitState.FILLING, "idle": UnitState.FILLING}


class Walk(RuleBasedStateMachine):
    """A walk of the statement of ``cast``; each begins anew. Units go by their name in the cast."""

    cast: object

    @initialize()
    def begin(self):
        """The model: where the statement and its units stand, and what is in force."""
        self.cast.put(statement=StatementState.DRAFTING, units=UnitState.FILLING)
        self.cast.statement.projects.update(locked=False)
        FinanceOffice.objects.update(one_person_approves=True)  # one of each role walks
        self.seen_before = set(self.cast.statement.events.values_list("pk", flat=True))
        self.states = dict(BEGINNING)
        self.in_force = self.cast.statement.approved_revision_id

    def ask(self, unit, action, role, **asked):
        subject = self.cast.share_of(getattr(self.cast, unit)) if unit else self.cast.statement
        by = self.cast.people[role]
        try:
            project = self.cast.statement.projects.get().pk
            application = Application((NamedPart("head"), NamedPart("project", project)))
            event = perform(
                subject, action, by=by, expected_version=subject.version, application=application, **asked
            )
        except Refused:
            return
        step = step_from(Subject.UNIT if unit else Subject.STATEMENT, self.states[unit], action)
        assert role in step.roles
        assert event.source == self.states[unit]
        assert event.target in targets_of(step)
        assert event.reason or not step.needs_reason
        self.states[unit] = event.target
        if Effect.OPEN_UNITS in step.effects:
            self.states["busy"] = UnitState.RETURNED
        if Effect.OPEN_PARTS in step.effects:
            self.states["busy"] = UnitState.FILLING
        if Effect.RESTORE in step.effects:
            self.states |= dict.fromkeys(("busy", "idle"), UnitState.PASSED)
        if action == Action.APPROVE:
            self.in_force = event.revision_id

    @rule(
        unit=st.sampled_from(["busy", "idle"]),
        action=st.sampled_from([Action.SUBMIT, Action.RECALL, Action.PASS, Action.EXEMPT, Action.RETURN]),
        role=st.sampled_from(PARTIES[:2]),
    )
    def ask_about_a_unit(self, unit, action, role):
        self.ask(unit, action, role, reason="理由")

    @rule(
        action=st.sampled_from(Action),
        role=st.sampled_from(PARTIES[1:]),
        reason=st.sampled_from(["理由", ""]),
    )
    def ask_about_the_statement(self, action, role, reason):
        self.ask(None, action, role, reason=reason, units=[self.cast.busy])

    @precondition(lambda self: self.states[None] == StatementState.DRAFTING)
    @rule()
    def hand_everything_in(self):
        """The way to the finance office, which chance alone would seldom find."""
        for unit in ("busy", "idle"):
            self.ask(unit, Action.SUBMIT, Role.FILLER)
            self.ask(unit, Action.PASS, Role.DEPARTMENT_REVIEWER)
        self.ask(None, Action.SUBMIT, Role.DEPARTMENT_REVIEWER)

    @invariant()
    def stored_states_are_those_of_the_model(self):
        shares = {name: self.cast.share_of(getattr(self.cast, name)).state for name in ("busy", "idle")}
        assert {None: self.cast.statement.state, **shares} == self.states

    @invariant()
    def history_is_one_chain(self):
        names = {None: None, self.cast.busy.pk: "busy", self.cast.idle.pk: "idle"}
        states = dict(BEGINNING)
        for event in self.cast.statement.events.exclude(pk__in=self.seen_before):
            subject = names[event.unit_id]
            assert event.source == states[subject]
            states[subject] = event.target
        assert states == self.states

    @invariant()
    def projects_stand_still_exactly_while_their_share_is_away(self):
        away = Part.OWN_PROJECTS in LOCKED[self.states["busy"]]
        assert self.cast.statement.projects.get().locked == away

    @invariant()
    def nothing_is_open_beyond_the_departments_hands(self):
        if len(LOCKED[self.states[None]]) == 2:
            assert not open_parts(self.cast.statement)
            assert {self.states["busy"], self.states["idle"]} == {UnitState.PASSED}

    @invariant()
    def the_approved_text_stays_in_force(self):
        assert self.cast.statement.approved_revision_id == self.in_force


@pytest.mark.figure(8)
@pytest.mark.long
def test_a_statement_walks_along_the_table_whatever_is_asked(cast, nothing_found, trial):
    many = 1000 if trial.database == "sqlite" else 100  # the table is the same on both, the time is not
    walks, steps = trial.times(15, many), trial.times(15, 50)
    Membership.objects.create(user=cast.filler, role=Role.FILLER, unit=cast.idle)
    run(
        type("WalkOfCast", (Walk,), {"cast": cast}),
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
        ),
    )
    trial.count("行走", walks)
    trial.measure(f"每次最多 {steps} 步")


def test_the_walk_notices_a_step_that_is_not_in_the_table(cast, nothing_found, monkeypatch):
    """The model is worth something only if it can fail: a state set by the way is found out."""
    monkeypatch.setattr("performance.workflow.effects.lock", lambda projects: None)
    with pytest.raises(AssertionError):
        run(
            type("WalkOfCast", (Walk,), {"cast": cast}),
            settings=settings(
                max_examples=30,
                stateful_step_count=8,
                database=None,
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
