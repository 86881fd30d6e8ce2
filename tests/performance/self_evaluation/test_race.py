"""Two people at the same moment at the cards of a year: one is heard, the other is told, and nothing is there twice."""

from decimal import Decimal

import pytest

from departments.permissions.roles import Role
from performance.comments.drafts import send
from performance.models import (
    Action,
    Comment,
    DrawnCard,
    EvaluationState,
    EvaluationVersion,
    ExecutionAmount,
    ResultUse,
    SelfEvaluation,
    SpotCheck,
    SpotCheckDraw,
)
from performance.self_evaluation.commenting import comment_on_card
from performance.self_evaluation.execution import SeenRow as Listed
from performance.self_evaluation.execution import store_execution
from performance.self_evaluation.services import card_of, open_cards, save_card
from performance.self_evaluation.spot_checks.checking import spot_check
from performance.self_evaluation.spot_checks.drawing import cancel, draw
from performance.self_evaluation.timetables import save_timetable
from performance.self_evaluation.transitions import perform
from performance.self_evaluation.uses import Decided, decide
from performance.steps.refusals import Overtaken, Refused
from performance.workflow.services import perform as walk_text
from tests.factories import a_member
from tests.performance.racing import at_once, several_writers
from tests.performance.self_evaluation.cards import done
from tests.performance.self_evaluation.test_draws import asked
from tests.performance.self_evaluation.test_spot_checks import names, spotted
from tests.performance.self_evaluation.test_transitions import put
from tests.performance.self_evaluation.years import an_open_year, approve

ROUNDS = 4

pytestmark = [pytest.mark.django_db(transaction=True), several_writers]


@pytest.fixture
def year():
    return an_open_year()


@pytest.fixture
def card(year):
    card = year.finished()
    put(card, EvaluationState.FINANCE, year.stranger)
    return card


def refused(outcomes):
    return sorted(isinstance(outcome, Refused) for outcome in outcomes)


def test_cards_are_made_once_and_lots_are_drawn_once(year):
    made = at_once(*[lambda: open_cards(year.statement, by=year.department_reviewer)[0]] * 2)
    assert sorted(made) == [0, SelfEvaluation.objects.count()]
    SelfEvaluation.objects.update(state=EvaluationState.FINANCE)
    office = year.department.office
    for number in range(ROUNDS):
        lots = asked("random", per_department="9", seed=str(number))
        assert refused(at_once(*[lambda: draw(office, 2025, lots, by=year.section)] * 2)) == [False, True]  # noqa: B023
        row = SpotCheckDraw.objects.get(cancelled=None)
        assert DrawnCard.objects.in_force().count() == SelfEvaluation.objects.count()
        assert refused(at_once(*[lambda: cancel(row, "重抽", by=year.section)] * 2)) == [False, True]  # noqa: B023


def test_a_card_is_not_graded_while_it_is_drawn(year, card):
    for number in range(ROUNDS):
        put(card, EvaluationState.FINANCE, year.stranger)
        lots, office = asked("random", per_department="9", seed=str(number)), year.department.office
        drawn, graded = at_once(
            lambda: draw(office, 2025, lots, by=year.section),  # noqa: B023
            lambda: perform(card, Action.GRADE, by=year.performance, expected_version=card.version),
        )
        assert isinstance(drawn, Refused) != isinstance(graded, Refused)
        card.refresh_from_db()
        assert (card.state == EvaluationState.GRADED) == isinstance(drawn, Refused)
        if not isinstance(drawn, Refused):
            cancel(drawn, "重抽", by=year.section)


def test_points_are_given_and_a_use_is_decided_once(year, card):
    first = names(card)[1]
    for number in range(ROUNDS):
        given = [spotted(card, seen=number, **{first: (points, "佐证不全")}) for points in ("1", "2")]
        outcomes = at_once(*[lambda one=one: spot_check(card, one, by=year.section) for one in given])
        assert sum(isinstance(outcome, Overtaken) for outcome in outcomes) == 1
    assert SpotCheck.objects.filter(evaluation=card).count() == ROUNDS
    sheet = SpotCheck.objects.first()
    spotting, grading = at_once(
        lambda: spot_check(card, spotted(card, seen=sheet.number), by=year.section),
        lambda: perform(card, Action.GRADE, by=year.performance, expected_version=card.version),
    )
    card.refresh_from_db()
    assert not isinstance(grading, Refused)
    last = sheet if isinstance(spotting, Refused) else spotting
    assert card.checked_total == last.total
    uses = at_once(
        *[lambda word=word: decide(card, Decided(word), by=year.section) for word in ("keep", "prefer")]
    )
    assert sum(isinstance(outcome, Overtaken) for outcome in uses) == 1
    assert ResultUse.objects.count() == 1


def test_of_two_lists_of_payments_one_is_stored(year, card):
    lists = [[Listed(card.pk, Decimal("12.5"), Decimal(spent))] for spent in (7, 8)]
    stored = at_once(
        *[lambda rows=rows: store_execution(rows, 2025, by=year.department_reviewer) for rows in lists]
    )
    assert sum(isinstance(outcome, Overtaken) for outcome in stored) == 1
    assert ExecutionAmount.objects.get().spent in (7, 8)


def test_cards_are_made_by_the_scheme_that_stays(year):
    opened = {"opens": year.timetable.opens, "closes": year.timetable.closes, "by": year.performance}
    for number in range(ROUNDS):
        scheme = ("hubei", "national-2020")[number % 2]
        at_once(
            lambda: open_cards(year.statement, by=year.department_reviewer),
            lambda: save_timetable(year.department.office, 2025, scheme=scheme, **opened),  # noqa: B023
        )
        year.timetable.refresh_from_db()
        assert set(SelfEvaluation.objects.values_list("scheme", flat=True)) == {year.timetable.scheme}
        SelfEvaluation.objects.all().delete()


def test_an_approval_is_taken_back_or_a_card_written_by_it(year):
    statement, card = year.statement, year.made()
    reviewer = a_member(Role.PERFORMANCE_SECTION_REVIEWER, year.department.office)
    content = done(card_of(card))
    for _ in range(ROUNDS):
        asked_at = {"expected_version": statement.version, "by": reviewer, "reason": "批错了"}
        outcomes = at_once(
            lambda: save_card(card, content, by=year.filler, expected_version=card.version),
            lambda: walk_text(statement, Action.REVOKE, **asked_at),  # noqa: B023
        )
        assert refused(outcomes) == [False, True]
        EvaluationVersion.objects.all().delete()
        card.refresh_from_db()
        statement.refresh_from_db()
        if statement.approved_revision is None:
            approve(statement, year.performance)


def test_a_return_that_sends_all_drafts_and_the_sending_of_one_do_not_wait_for_each_other(year, card):
    for _ in range(ROUNDS):
        put(card, EvaluationState.FINANCE, year.stranger)
        drafts = [comment_on_card(card, by=year.section, text=f"依据{n}？", draft=True) for n in range(6)]
        step = {"by": year.section, "expected_version": card.version, "reason": "请补充"}
        returned, _ = at_once(
            lambda: perform(card, Action.RETURN, **step),  # noqa: B023
            lambda: send(drafts[-1], by=year.section),  # noqa: B023
        )
        assert not isinstance(returned, Refused)
        assert not Comment.objects.drafts_of(year.section).exists()
