"""Cards of a text handed in, passed and sent back together."""

import pytest
from django.urls import reverse

from departments.models import Membership
from departments.permissions.roles import Role
from performance.models import Action, EvaluationState, SelfEvaluation
from performance.self_evaluation.services import card_of, save_card
from tests.performance.self_evaluation.cards import done
from tests.performance.self_evaluation.test_transitions import put


@pytest.fixture
def cards(year):
    """Those of the two projects, which one person fills in; one of them is finished."""
    year.finished()
    found = list(SelfEvaluation.objects.filter(unit__isnull=False).order_by("position"))
    for card in found:
        Membership.objects.get_or_create(user=year.filler, role=Role.FILLER, unit=card.unit)
    return found


def asked(client, year, cards=(), follow=True, **more):
    address = reverse("evaluations_together", args=[year.statement.pk])
    sent = {"card": [f"{card.pk}:{card.version}" for card in cards], **more}
    return client.post(address, sent, follow=follow).content.decode()


def states():
    return list(
        SelfEvaluation.objects.filter(unit__isnull=False).order_by("position").values_list("state", flat=True)
    )


def test_first_it_is_said_what_will_become_of_each_then_it_is_done(client, year, cards):
    client.force_login(year.filler)
    page = client.get(reverse("statement_evaluations", args=[year.statement.pk])).content.decode()
    assert all(f'value="{card.pk}:{card.version}"' in page for card in cards)
    before = states()
    said = asked(client, year, action="submit")
    assert "将对 1 张办理“报送部门”" in said
    assert "1 张目前不能办理" in said
    assert states() == before
    ready = [card for card in cards if f'value="{card.pk}:{card.version}"' in said]
    assert "已对1张自评表办理“报送部门”" in asked(
        client, year, ready, action="submit", confirmed="1", key="1"
    )
    assert sorted(states()) == sorted([EvaluationState.DEPARTMENT, EvaluationState.FILLING])
    asked(client, year, ready, action="submit", confirmed="1", key="1")
    assert ready[0].events.filter(action=Action.SUBMIT).count() == 1


def test_all_that_can_be_handed_in_are_where_none_is_chosen(client, year, cards):
    for card in cards:
        fresh = SelfEvaluation.objects.get(pk=card.pk)
        save_card(fresh, done(card_of(fresh)), by=year.filler, expected_version=fresh.version)
    client.force_login(year.filler)
    said = asked(client, year, action="submit")
    assert "将对 2 张办理“报送部门”" in said
    assert "没有办理" in asked(client, year, action="submit", confirmed="1", key="2")
    assert EvaluationState.DEPARTMENT not in states()
    asked(client, year, SelfEvaluation.objects.filter(unit__isnull=False), action="submit", confirmed="1")
    assert states() == [EvaluationState.DEPARTMENT] * 2


def test_what_is_sent_back_together_says_why(client, year, cards):
    for card in cards:
        put(card, EvaluationState.DEPARTMENT, year.filler)
    client.force_login(year.department_reviewer)
    rows = SelfEvaluation.objects.filter(unit__isnull=False)
    assert "请填写理由" in asked(client, year, rows, follow=False, action="return", confirmed="1", reason=" ")
    asked(client, year, rows, action="return", confirmed="1", reason="请补充佐证。")
    assert states() == [EvaluationState.RETURNED] * 2


@pytest.mark.parametrize("who", ["department_reviewer", "section", "stranger"])
def test_nobody_hands_in_the_cards_of_others(client, year, cards, who):
    before = states()
    client.force_login(getattr(year, who))
    asked(client, year, cards, action="submit", confirmed="1")
    assert states() == before


def test_a_step_that_says_something_of_one_card_is_not_offered(client, year, cards):
    for card in cards:
        put(card, EvaluationState.FINANCE, year.filler)
    client.force_login(year.section)
    assert "没有办理" in asked(client, year, cards, action="grade", confirmed="1")
    assert states() == [EvaluationState.FINANCE] * 2
