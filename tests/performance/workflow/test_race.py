"""Two people at the same moment, each with a connection of their own: one is heard, the other is told."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from departments.models import Membership, TrailEntry
from departments.permissions.roles import Role
from performance.models import Action, PerformanceStatement, StatementState, UnitState, WorkflowEvent
from performance.statements.revisions import content_of
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Overtaken
from performance.workflow.services import perform
from tests.factories import a_department, a_user
from tests.performance.racing import at_once, several_writers

ROUNDS = 30

pytestmark = [pytest.mark.django_db(transaction=True), several_writers]


@pytest.mark.figure(4)
@pytest.mark.long
def test_of_two_reviewers_of_many_forms_exactly_one_wins_each(trial):
    count = trial.times(200, 1000)
    department = a_department()
    reviewers = [a_user(last_name=name) for name in ("甲", "乙")]
    for user in reviewers:
        Membership.objects.create(user=user, role=Role.FINANCE_SECTION_REVIEWER, office=department.office)
    forms = PerformanceStatement.objects.bulk_create(
        PerformanceStatement(
            department=department, fiscal_year=year, state=StatementState.FIRST_REVIEW, province="河北"
        )
        for year in range(count)
    )
    meet = Barrier(2)

    def pass_all(user):
        outcomes = []
        for form in forms:
            meet.wait()
            try:
                outcomes.append(perform(form, Action.PASS, by=user, expected_version=1))
            except Overtaken as overtaken:
                outcomes.append(overtaken)
        connection.close()
        return outcomes

    began = time.perf_counter()
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(pass_all, reviewers)
    seconds = time.perf_counter() - began

    wins = [{type(one), type(other)} for one, other in zip(first, second, strict=True)]
    assert wins == [{WorkflowEvent, Overtaken}] * count
    assert WorkflowEvent.objects.count() == count
    assert TrailEntry.objects.filter(action="step", result="done").count() == count
    assert set(PerformanceStatement.objects.values_list("state", "version")) == {("second_review", 2)}
    sentences = {str(outcome) for outcome in (*first, *second) if isinstance(outcome, Overtaken)}
    assert all(("甲已于" in text or "乙已于" in text) and "办理“初审通过”" in text for text in sentences)
    trial.count("两人同时办理的文本", count)
    trial.find("一次以上生效", sum(win != {WorkflowEvent, Overtaken} for win in wins))
    trial.measure(f"用时 {seconds:.1f} 秒")


@pytest.mark.figure(11)
def test_a_click_that_arrives_twice_at_once_counts_once(cast, trial):
    rounds = trial.times(ROUNDS, 500)
    cast.put(statement=StatementState.FIRST_REVIEW)
    for number in range(rounds):
        statement = cast.put(statement=StatementState.FIRST_REVIEW).statement
        click = {"by": cast.section, "expected_version": statement.version, "key": f"click {number}"}
        first, second = at_once(*[lambda: perform(statement, Action.PASS, **click)] * 2)  # noqa: B023
        assert first == second
    trial.count("同时到达两次的点击", rounds)
    trial.find("多出或缺少的办理", WorkflowEvent.objects.count() - rounds)
    assert WorkflowEvent.objects.count() == rounds


def test_a_text_is_not_submitted_while_one_of_its_units_is_opened(cast, nothing_found):
    for _ in range(ROUNDS):
        cast.put(statement=StatementState.DRAFTING, units=UnitState.PASSED)
        statement, share = cast.statement, cast.share_of(cast.busy)
        outcomes = at_once(
            lambda: perform(statement, Action.SUBMIT, by=cast.chief, expected_version=statement.version),  # noqa: B023
            lambda: perform(share, Action.RETURN, by=cast.chief, expected_version=share.version, reason="补"),  # noqa: B023
        )
        assert sum(isinstance(outcome, WorkflowEvent) for outcome in outcomes) == 1
        states = (cast.statement.state, cast.share_of(cast.busy).state)
        assert states in {("first_review", "passed"), ("drafting", "unit_returned")}


def test_what_is_submitted_is_what_is_kept_and_stands(cast, nothing_found):
    for number in range(ROUNDS):
        cast.put(units=UnitState.FILLING)
        cast.statement.projects.update(locked=False)
        share, content = cast.share_of(cast.busy), statement_content(cast.statement)
        edited = replace(content, projects=(replace(content.projects[0], purpose=f"用途{number}"),))
        event, _ = at_once(
            lambda: perform(share, Action.SUBMIT, by=cast.filler, expected_version=share.version),  # noqa: B023
            lambda: save_content(edited, department=cast.department, year=2026, by=cast.filler),  # noqa: B023
        )
        if isinstance(event, WorkflowEvent):
            assert content_of(event.revision).projects == statement_content(cast.statement).projects
        else:
            assert statement_content(cast.statement) == edited
