"""Who reviews which text: one at a time, told to whom it is given, and left behind by the next step."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.models import Action, Notice, ReviewClaim, StatementState, UnitState
from performance.steps.refusals import Overtaken, Refused
from performance.workflow.claims import claim, claims_on, give_back, reviewers_of
from performance.workflow.review_figures import ReviewDone, Workload, workloads
from performance.workflow.services import perform
from tests.factories import a_member, a_statement

pytestmark = pytest.mark.usefixtures("nothing_found")


@pytest.fixture
def waiting(cast):
    """A text before its first review, for which a colleague could do as well."""
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    cast.arrived(StatementState.FIRST_REVIEW, source=StatementState.DRAFTING)
    cast.colleague = a_member(Role.FINANCE_SECTION_REVIEWER, at=cast.department.office)
    return cast


def held_by(cast):
    held = claims_on([cast.statement]).get(cast.statement_pk)
    return held and held.person


def test_what_one_has_claimed_nobody_takes_away(waiting):
    claim(waiting.statement, by=waiting.section)
    for move in (claim, give_back):
        with pytest.raises(Refused, match="认领"):
            move(waiting.statement, by=waiting.colleague)
    assert held_by(waiting) == waiting.section
    give_back(waiting.statement, by=waiting.section)
    claim(waiting.statement, by=waiting.colleague)
    assert held_by(waiting) == waiting.colleague


def test_a_colleague_is_told_and_may_give_it_back(waiting):
    claim(waiting.statement, by=waiting.section, person=waiting.colleague)
    assert held_by(waiting) == waiting.colleague
    assert Notice.objects.get(recipient=waiting.colleague).link == reverse(
        "review_desk", args=[waiting.statement_pk]
    )
    assert "交给" in TrailEntry.objects.latest("number").details
    give_back(waiting.statement, by=waiting.colleague)
    with pytest.raises(Overtaken, match="没有人认领"):
        give_back(waiting.statement, by=waiting.colleague)


@pytest.mark.parametrize("who", ["filler", "chief", "performance", "nobody"])
def test_only_those_for_whom_it_waits_claim_it_or_are_given_it(waiting, who):
    person = getattr(waiting, who)
    with pytest.raises(Refused, match="没有等待您审核"):
        claim(waiting.statement, by=person)
    with pytest.raises(Refused, match="不能审核这份文本"):
        claim(waiting.statement, by=waiting.section, person=person)
    assert set(reviewers_of(waiting.statement)) == {waiting.section, waiting.colleague}


def test_the_next_step_leaves_the_claim_behind(waiting):
    claim(waiting.statement, by=waiting.section)
    statement = waiting.statement
    perform(statement, Action.PASS, by=waiting.section, expected_version=statement.version)
    assert held_by(waiting) is None
    assert ReviewClaim.objects.count() == 1


def test_what_everybody_has_and_has_done_is_counted(waiting):
    claim(waiting.statement, by=waiting.colleague)
    statement = waiting.statement
    perform(statement, Action.PASS, by=waiting.section, expected_version=statement.version)
    claim(waiting.statement, by=waiting.performance)
    counted = {(len(one.claimed), len(one.done), one.median_days) for one in workloads(waiting.section, 2026)}
    assert counted == {(1, 0, None), (0, 1, 0)}
    assert workloads(waiting.section, 2025) == []
    assert workloads(waiting.nobody, 2026) == []


def test_who_takes_a_step_back_has_reviewed_nothing(waiting):
    statement = waiting.statement
    perform(statement, Action.RECALL, by=waiting.chief, expected_version=statement.version)
    assert workloads(waiting.section, 2026) == []


@pytest.mark.parametrize(
    ("days", "told"), [((), None), ((3,), 3), ((1, 2, 30), 2), ((1, 2, 4, 30), 3), ((0,), 0)]
)
def test_the_time_of_a_reviewer_is_the_median(days, told):
    done = [ReviewDone(1, "通过", timezone.now(), timedelta(days=each)) for each in days]
    assert Workload(1, "甲", done=done).median_days == told


# The pages


def test_every_figure_of_a_reviewer_leads_to_its_rows(client, waiting):
    client.force_login(waiting.section)
    claim(waiting.statement, by=waiting.section)
    address = f"{reverse('review_workloads')}?year=2026&person={waiting.section.pk}"
    assert address.replace("&", "&amp;") in client.get(reverse("review_queue")).text
    (own,) = client.get(address).context["people"]
    assert (own["claimed"], own["done"]) == ([waiting.statement], [])
    perform(waiting.statement, Action.PASS, by=waiting.colleague, expected_version=waiting.statement.version)
    page = client.get(reverse("review_workloads"), {"year": 2026})
    assert "用时中位数不到1天" in page.text
    people = page.context["people"]
    assert [len(one["done"]) for one in people if one["figures"].person == waiting.colleague.pk] == [1]
    assert client.get(reverse("review_workloads"), {"year": 2025}).context["people"] == []


def test_the_queue_is_narrowed_by_claim_and_age(client, waiting):
    client.force_login(waiting.section)
    queue = reverse("review_queue")

    def found(**query):
        return [row["text"].pk for row in client.get(queue, query).context["rows"]]

    own = [waiting.statement_pk]
    assert (found(), found(claimed="nobody"), found(claimed="mine")) == (own, own, [])
    client.post(reverse("review_claim", args=own), {"to": "list"})
    assert (found(claimed="nobody"), found(claimed="mine"), found(claimed="others")) == ([], own, [])
    assert (found(age="fresh"), found(age="old"), found(state="first_review")) == (own, [], own)
    client.force_login(waiting.colleague)
    assert found(claimed="others") == own


@pytest.mark.parametrize("number", [1, 4])
def test_the_queue_takes_one_number_of_queries(client, waiting, number, django_assert_max_num_queries):
    for year in range(2030, 2030 + number):
        later = a_statement(waiting.department, year=year)
        type(later).objects.filter(pk=later.pk).update(state=StatementState.FIRST_REVIEW)
    client.force_login(waiting.section)
    with django_assert_max_num_queries(24):
        assert len(client.get(reverse("review_queue")).context["rows"]) == number + 1


@pytest.mark.parametrize("who", ["filler", "chief", "nobody"])
def test_the_desk_is_the_finance_sides(client, waiting, who):
    client.force_login(getattr(waiting, who))
    assert client.get(reverse("review_queue")).status_code == 404
    assert client.get(reverse("review_desk", args=[waiting.statement_pk])).status_code == 404


def test_a_step_leads_to_the_next_text_and_the_desk_says_where_one_is(client, waiting):
    other = a_statement(waiting.department, year=2027)
    type(other).objects.filter(pk=other.pk).update(state=StatementState.FIRST_REVIEW)
    client.force_login(waiting.section)
    first, second = (row["text"].pk for row in client.get(reverse("review_queue")).context["rows"])
    page = client.get(reverse("review_desk", args=[first]))
    assert "第 1 份，共 2 份" in page.text
    assert f'rel="next" href="{reverse("review_desk", args=[second])}"' in page.text
    version = waiting.statement.version if first == waiting.statement_pk else other.version
    said = {"step": "pass", "version": version, "key": "click"}
    assert client.post(reverse("review_desk", args=[first]), said).url == reverse(
        "review_desk", args=[second]
    )


def test_the_desk_hands_over_and_takes_back(client, waiting):
    client.force_login(waiting.section)
    desk, address = (reverse(name, args=[waiting.statement_pk]) for name in ("review_desk", "review_claim"))
    client.post(address, {"person": waiting.colleague.pk})
    assert held_by(waiting) == waiting.colleague
    assert "交出" in client.get(desk).text
    client.post(address, {"give_back": "1"})
    assert held_by(waiting) is None
    assert client.post(address, {"person": waiting.filler.pk}).status_code == 404
    assert client.post(address, {"person": "x"}).status_code == 404
