"""Every state × action × person: allowed exactly as the table says, and nobody checks his own."""

from decimal import Decimal
from itertools import product

import pytest
from django.db import transaction

from departments.models import Membership
from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.models import Action, EvaluationEvent, EvaluationState, Notice, ResultUse, SelfEvaluation
from performance.self_evaluation.people import subject_of
from performance.self_evaluation.services import card_of, save_card
from performance.self_evaluation.transitions import JUDGES, obstacles_to, open_steps, perform
from performance.self_evaluation.uses import Decided, decide
from performance.steps.refusals import Overtaken, Refused
from performance.steps.table import STEPS, step_from
from tests.performance.self_evaluation.cards import done

ROLE_OF = {
    "filler": Role.FILLER,
    "neighbour": None,
    "department_reviewer": Role.DEPARTMENT_REVIEWER,
    "section": Role.FINANCE_SECTION_REVIEWER,
    "performance": Role.PERFORMANCE_SECTION_REVIEWER,
    "stranger": None,
}
# The forward step by which a card comes where it is.
CAME_BY = {
    EvaluationState.DEPARTMENT: (Action.SUBMIT, EvaluationState.FILLING),
    EvaluationState.FINANCE: (Action.PASS, EvaluationState.DEPARTMENT),
}


def walk(card, action, by, **more):
    card.refresh_from_db()
    return perform(card, action, by=by, expected_version=card.version, reason="理由", **more)


def put(card, state, by):
    SelfEvaluation.objects.filter(pk=card.pk).update(state=state)
    card.refresh_from_db()
    if state in CAME_BY:
        action, source = CAME_BY[state]
        EvaluationEvent.objects.create(
            evaluation=card,
            action=action,
            label="",
            source=source,
            target=state,
            actor=by,
            version=card.version,
        )


@pytest.mark.parametrize("state", EvaluationState)
def test_a_card_moves_as_drawn_and_no_other_way(year, state):
    card = year.finished()
    put(card, state, year.stranger)
    drawn, found = set(), set()
    for action, (name, role) in product(Action, ROLE_OF.items()):
        step = step_from(subject_of(card), state, action)
        if step and role in step.roles:
            drawn.add((action, name))
        try:
            with transaction.atomic():
                walk(card, action, getattr(year, name))
                found.add((action, name))
                transaction.set_rollback(True)
        except Refused:
            card.refresh_from_db()
            assert card.state == state
    assert found == drawn
    for name in ROLE_OF:
        assert {(step.action, name) for step in open_steps(card, getattr(year, name))} == {
            pair for pair in drawn if pair[1] == name
        }


def test_from_the_unit_to_the_grade_and_back(year):
    card = year.finished()
    walk(card, Action.SUBMIT, year.filler)
    walk(card, Action.PASS, year.department_reviewer)
    event = walk(card, Action.GRADE, year.section, points="88.5")
    card.refresh_from_db()
    assert (card.state, card.total, card.final_total, card.final_grade) == (
        EvaluationState.GRADED,
        Decimal("94.00"),
        Decimal("88.50"),
        "良",
    )
    assert event.total == Decimal("88.5")
    walk(card, Action.REVOKE, year.performance)
    card.refresh_from_db()
    assert (card.state, card.final_total, card.final_grade) == (EvaluationState.FINANCE, None, "")
    walk(card, Action.RETURN, year.performance)
    save_card(
        card,
        done(card_of(card), problems="改过：参加人次没有达到"),
        by=year.filler,
        expected_version=card.version + 1,
    )
    walk(card, Action.SUBMIT, year.filler)
    card.refresh_from_db()
    assert [event.label for event in card.events.all()] == [
        "报送部门",
        "部门通过",
        "复核评定",
        "撤回评定",
        "财政退回",
        "报送部门",
    ]


def test_self_praise_costs_points_where_the_scheme_says_so(year):
    card = year.finished()
    SelfEvaluation.objects.update(scheme="sichuan-2025")
    put(card, EvaluationState.FINANCE, year.stranger)
    walk(card, Action.GRADE, year.section, points="85")
    card.refresh_from_db()
    assert (card.checked_total, card.final_total, card.final_grade) == (Decimal(85), Decimal("76.5"), "中")
    assert "85 × 0.9 = 76.5" in TrailEntry.objects.first().details


def test_publishing_leaves_grade_and_decision_and_can_be_taken_back(year):
    card = year.finished()
    walk(card, Action.SUBMIT, year.filler)
    walk(card, Action.PASS, year.department_reviewer)
    walk(card, Action.GRADE, year.section, points="88.5")
    card.refresh_from_db()
    decide(card, Decided("keep"), by=year.section)
    for action, state in (
        (Action.PUBLISH, EvaluationState.PUBLISHED),
        (Action.UNPUBLISH, EvaluationState.GRADED),
    ):
        walk(card, action, year.performance)
        card.refresh_from_db()
        assert (card.state, card.final_total, card.final_grade) == (state, Decimal("88.50"), "良")
        assert ResultUse.objects.in_force().count() == 1


def test_a_grade_is_that_of_the_card_where_finance_says_no_other(year):
    card = year.finished()
    put(card, EvaluationState.FINANCE, year.stranger)
    perform(card, Action.GRADE, by=year.section, expected_version=card.version)
    card.refresh_from_db()
    assert (card.final_total, card.final_grade) == (card.total, card.grade)


@pytest.mark.parametrize("points", ["101", "-1", "八十", "88.555", "1e1"])
def test_points_of_finance_that_are_none_are_refused(year, points):
    card = year.finished()
    put(card, EvaluationState.FINANCE, year.stranger)
    with pytest.raises(Refused, match="应为 0—100 的数"):
        walk(card, Action.GRADE, year.section, points=points)


def test_another_score_by_finance_needs_words(year):
    card = year.finished()
    put(card, EvaluationState.FINANCE, year.stranger)
    with pytest.raises(Refused, match="须填写意见"):
        perform(card, Action.GRADE, by=year.section, expected_version=card.version, points="90")


@pytest.mark.parametrize("action", [Action.PASS, Action.RETURN])
def test_nobody_checks_what_they_handed_in_or_wrote(year, action):
    card = year.finished()
    Membership.objects.create(user=year.filler, role=Role.DEPARTMENT_REVIEWER, department=year.department)
    walk(card, Action.SUBMIT, year.filler)
    with pytest.raises(Refused, match="不能审核本人填写、报送或通过的自评"):
        walk(card, action, year.filler)


def test_whoever_passed_it_on_does_not_grade_it(year):
    card = year.finished()
    Membership.objects.create(
        user=year.department_reviewer, role=Role.FINANCE_SECTION_REVIEWER, office=year.department.office
    )
    walk(card, Action.SUBMIT, year.filler)
    walk(card, Action.PASS, year.department_reviewer)
    with pytest.raises(Refused, match="不能审核本人"):
        walk(card, Action.GRADE, year.department_reviewer)


def test_an_unfinished_card_is_not_handed_in_and_every_reason_is_said(year):
    card = year.made()
    step = step_from(subject_of(card), card.state, Action.SUBMIT)
    said = obstacles_to(card, step, year.filler)
    assert len(said) == 7
    with pytest.raises(Refused):
        walk(card, Action.SUBMIT, year.filler)
    assert TrailEntry.objects.filter(action="refusal").count() == 1


def test_a_doubled_click_counts_once_and_an_older_page_not_at_all(year):
    card = year.finished()
    seen = card.version
    first = perform(card, Action.SUBMIT, by=year.filler, expected_version=seen, key="k")
    assert perform(card, Action.SUBMIT, by=year.filler, expected_version=seen, key="k") == first
    with pytest.raises(Overtaken):
        perform(card, Action.SUBMIT, by=year.filler, expected_version=seen, key="other")
    assert card.events.count() == 1


def test_whom_the_next_step_is_with_is_told_and_the_trail_knows(year):
    card = year.finished()
    walk(card, Action.SUBMIT, year.filler)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.link) == (year.department_reviewer, f"/evaluations/{card.pk}/")
    walk(card, Action.PASS, year.department_reviewer)
    assert not Notice.objects.unread().filter(recipient=year.department_reviewer).exists()
    assert set(Notice.objects.unread().values_list("recipient", flat=True)) == {
        year.filler.pk,
        year.section.pk,
        year.performance.pk,
    }
    assert "部门通过（部门审核自评→财政复核自评）" in TrailEntry.objects.first().details


def test_every_guard_of_the_cards_is_judged():
    subjects = {step.subject for step in STEPS if step.label == "复核评定"}
    assert len(subjects) == 2
    assert {guard for step in STEPS if step.subject in subjects for guard in step.guards} == set(JUDGES)
