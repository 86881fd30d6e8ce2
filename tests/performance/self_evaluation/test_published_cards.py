"""Self-evaluations as anybody reads them: published ones alone, masked, and never of what is withheld."""

from contextlib import suppress
from dataclasses import replace

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from performance.content.self_evaluation import TEXTS, to_plain
from performance.models import (
    EvaluationState,
    EvaluationVersion,
    PerformanceStatement,
    SelfEvaluation,
    StatementState,
)
from performance.self_evaluation.published_cards import (
    mark_of_cards,
    public_cards,
    public_cards_file,
    public_printed_cards,
)
from performance.self_evaluation.services import card_of
from performance.steps.refusals import Refused
from tests.factories import an_office
from tests.performance.exporting.published_text import LEADERS, NAMES, NUMBERS, REASON, Text, a_project
from tests.performance.exporting.reading import docx_text, pdf_text

pytestmark = pytest.mark.django_db
WORDS = "；".join([*(f"{name}由{leader}负责" for name, leader in zip(NAMES, LEADERS, strict=True)), *NUMBERS])

LATER, LEADER = "金盾专项", "李某己"


@pytest.fixture
def office(db):
    return an_office()


def cards_of(text, state=EvaluationState.PUBLISHED, words=WORDS):
    """A card of each project, which names every project, its leader and numbers of persons in all its texts."""
    statement, revision = text.statement, text.statement.approved_revision
    for position, project in enumerate(text.rows):
        row = SelfEvaluation.objects.create(
            statement=statement,
            unit=project.unit,
            project=project,
            code=project.code,
            label=project.name,
            position=position,
            revision=revision,
            scheme="national-2020",
            state=state,
        )
        content = card_of(row).content
        results = tuple(
            replace(one, value="1234567人次", reason=words, measure=words, source=words, score_reason=words)
            for one in content.results
        )
        content = replace(
            content, results=results, **dict.fromkeys(TEXTS, words), answers=(("0" * 24, REASON),)
        )
        EvaluationVersion.objects.create(
            evaluation=row, number=1, content=to_plain(content), person=text.reviewer
        )


def place_of(text):
    department = text.department
    return [department.office.division_code, text.statement.fiscal_year, department.code]


def everything(text):
    """All that the public could read of the cards; as text."""
    caches["public"].clear()
    statement = text.statement
    if public_printed_cards(statement) is None:
        return
    yield "page", Client().get(reverse("public_evaluations", args=place_of(text))).content.decode()
    yield "docx", docx_text(public_cards_file(statement, ".docx"))
    yield "pdf", pdf_text(public_cards_file(statement, ".pdf"))


def test_nothing_but_published_cards_is_public(office):
    text = Text(office)
    cards_of(text, EvaluationState.GRADED)
    address = reverse("public_evaluations", args=place_of(text))
    assert Client().get(address).status_code == 404
    assert "绩效自评" not in Client().get(reverse("public_statement", args=place_of(text))).content.decode()
    SelfEvaluation.objects.filter(label=NAMES[0]).update(state=EvaluationState.PUBLISHED)
    page = Client().get(address)
    assert page.status_code == 200
    assert page.content.decode().count("项目负责人（签字）") == 1
    assert address in Client().get(reverse("public_statement", args=place_of(text))).content.decode()
    file = Client().get(reverse("public_evaluations_file", args=[*place_of(text), ".docx"]))
    assert "attachment" in file["Content-Disposition"]


def test_a_text_that_is_not_public_shows_no_cards(office):
    text = Text(office)
    cards_of(text)
    office.publishes = False
    office.save()
    assert Client().get(reverse("public_evaluations", args=place_of(text))).status_code == 404


def test_a_reader_who_asks_again_hears_only_of_changes(office):
    text = Text(office)
    cards_of(text)
    address = reverse("public_evaluations", args=place_of(text))
    tag = Client().get(address)["ETag"]
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 304
    text.withhold(text.rows[0])
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 200


def test_persons_and_numbers_are_masked_and_scores_stay_what_they_were(office):
    text = Text(office)
    cards_of(text)
    for card in public_cards(text.statement):
        assert card.sheet == card_of(SelfEvaluation.objects.get(pk=card.row.pk)).sheet
    text.withhold(text.rows[0])
    found = dict(everything(text))
    assert found.keys() == {"page", "docx", "pdf"}
    for kind, read in found.items():
        assert [word for word in (*LEADERS, *NUMBERS, REASON, NAMES[0]) if word in read] == [], kind


@pytest.mark.parametrize("removed", [False, True])
def test_a_card_of_an_older_text_tells_nothing_that_the_newer_one_keeps_back(office, removed):
    text = Text(office)
    cards_of(text, words=f"{LATER}由{LEADER}负责")
    before = mark_of_cards(text.statement)
    text.adjust()
    text.save([*text.projects, a_project(0, text.units[0], code="P9", name=LATER, leader=LEADER)])
    text.publish()
    assert mark_of_cards(text.statement) != before
    assert LATER in text.public()
    if removed:
        text.adjust()
        text.save(text.projects[:-1])
        PerformanceStatement.objects.filter(pk=text.pk).update(state=StatementState.PUBLISHED)
    else:
        text.withhold(text.rows[-1])
    assert [word for word in (LATER, LEADER) if word in text.public()] == []
    cards = public_cards(text.statement)
    read = "".join(str(to_plain(card.content)) + str(card.promised) for card in cards)
    assert len(cards) == len(NAMES)
    assert [word for word in (LATER, LEADER) if word in read] == []


def test_an_amount_that_only_a_form_asks_is_no_telephone_number(office):
    text = Text(office)
    cards_of(text)
    SelfEvaluation.objects.update(form="hunan")
    row = SelfEvaluation.objects.first()
    words = next(answer.key for answer in card_of(row).form.all_answers if not answer.amount)
    content = replace(card_of(row).content, more=(("income_general", "2820000"), (words, "2820000")))
    EvaluationVersion.objects.create(
        evaluation=row, number=2, content=to_plain(content), person=text.reviewer
    )
    said = dict(public_cards(text.statement)[0].content.more)
    assert (said["income_general"], said[words]) == ("2820000", "*******")


class Walk(RuleBasedStateMachine):
    """Withhold, let in again, publish and take back cards in any order."""

    text: Text

    @initialize()
    def begin(self):
        self.withheld = set()

    @rule(number=st.integers(0, 2))
    def withhold(self, number):
        row = self.text.rows[number]
        self.text.withhold(row)
        self.withheld.add(row.name)

    @rule(number=st.integers(0, 2))
    def let_in(self, number):
        row = self.text.rows[number]
        with suppress(Refused):
            self.text.withhold(row, "")
            self.withheld.discard(row.name)

    @rule(
        number=st.integers(0, 2), state=st.sampled_from([EvaluationState.GRADED, EvaluationState.PUBLISHED])
    )
    def move(self, number, state):
        SelfEvaluation.objects.filter(label=NAMES[number]).update(state=state)

    @invariant()
    def nothing_withheld_is_public(self):
        cards = public_cards(self.text.statement)
        read = "".join(str(to_plain(card.content)) + str(card.promised) + card.row.label for card in cards)
        leaders = [LEADERS[NAMES.index(name)] for name in self.withheld]
        assert [word for word in (*self.withheld, *leaders, *NUMBERS, REASON) if word in read] == []
        shown = {card.row.label for card in cards}
        published = SelfEvaluation.objects.filter(state=EvaluationState.PUBLISHED)
        assert shown == set(published.values_list("label", flat=True)) - self.withheld


@pytest.mark.long
def test_whatever_is_done_in_whatever_order_nothing_withheld_becomes_public(office):
    class WalkOfCards(Walk):
        def __init__(self):
            super().__init__()
            self.savepoint = transaction.savepoint()
            self.text = Text(office)
            cards_of(self.text)

        def teardown(self):
            transaction.savepoint_rollback(self.savepoint)

    run(
        WalkOfCards,
        settings=settings(
            max_examples=4,
            stateful_step_count=8,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
