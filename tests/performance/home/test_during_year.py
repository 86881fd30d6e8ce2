"""Reports, warnings and cards stand on the first page of whoever has to take their next step, and of nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from departments.models import Membership
from departments.permissions.roles import Role
from performance.comments.services import answer
from performance.home.during_year import AT_ONCE, during_year
from performance.models import (
    Audience,
    EvaluationState,
    EvaluationTimetable,
    MonitoringReport,
    MonitoringState,
    MonitoringTask,
    SelfEvaluation,
)
from performance.self_evaluation.commenting import comment_on_card
from performance.self_evaluation.services import open_cards
from tests.performance.monitoring.periods import a_period
from tests.performance.monitoring.test_transitions import behind
from tests.performance.self_evaluation.years import an_open_year

pytestmark = pytest.mark.django_db
PEOPLE = ("filler", "neighbour", "department_reviewer", "section", "performance", "stranger")
FINANCE = {"section", "performance"}
# Who has the next step of a unit's own and of the department's as a whole, by what the state is called in both tables.
NEXT = [
    ("FILLING", {"filler"}, {"department_reviewer"}),
    ("RETURNED", {"filler"}, {"department_reviewer"}),
    ("DEPARTMENT", {"department_reviewer"}, set()),
    ("FINANCE", FINANCE, FINANCE),
]
DONE = {MonitoringReport: MonitoringState.CLOSED, SelfEvaluation: EvaluationState.GRADED}
STATES = {MonitoringReport: MonitoringState, SelfEvaluation: EvaluationState}


def begun(model):
    """Everything handled but the unit's own; with the people around it."""
    if model is MonitoringReport:
        world = a_period()
        own, whole = world.report, MonitoringReport.objects.get(unit=None)
    else:
        world = an_open_year()
        own, whole = world.made(), SelfEvaluation.objects.exclude(unit=world.unit).get()
        SelfEvaluation.objects.filter(pk=whole.pk).update(unit=None, project=None)
    model.objects.update(state=DONE[model])
    return world, own, whole


def seen(model, user):
    year = during_year(user)
    return [row for row, _ in (year.reports if model is MonitoringReport else year.cards).rows]


@pytest.mark.parametrize("model", STATES)
@pytest.mark.parametrize(("state", "of_unit", "of_department"), NEXT)
def test_it_stands_on_the_page_of_whoever_has_the_next_step(model, state, of_unit, of_department):
    world, own, whole = begun(model)
    for row, expected in ((own, of_unit), (whole, of_department)):
        model.objects.update(state=DONE[model])
        model.objects.filter(pk=row.pk).update(state=STATES[model][state])
        assert {name for name in PEOPLE if seen(model, getattr(world, name)) == [row]} == expected
        assert not any(seen(model, getattr(world, name)) for name in set(PEOPLE) - expected)


@pytest.mark.parametrize("model", STATES)
def test_what_is_done_waits_for_nobody(model):
    world, _, _ = begun(model)
    assert not any(during_year(getattr(world, name)) for name in PEOPLE)


def test_a_closed_period_asks_for_nothing():
    period = a_period()
    assert during_year(period.filler)
    MonitoringTask.objects.update(closed=timezone.now())
    assert not during_year(period.filler)


def test_warnings_to_answer_are_counted_by_period(client):
    period = a_period()
    row = behind(period)
    number = row.alerts.count()
    assert number > 0
    (said,) = during_year(period.filler).alerts
    assert (said.task, said.number) == (period.task.pk, number)
    assert said.deadline.closes == min(row.alerts.values_list("due", flat=True))
    assert not during_year(period.neighbour).alerts
    assert not during_year(period.section).alerts  # who does not answer
    client.force_login(period.filler)
    page = client.get(reverse("home")).text
    assert f"{said.label}：{number}条" in page
    assert reverse("monitoring_alerts", args=[period.task.pk]) in page


def test_warnings_that_are_only_read_are_not_counted():
    period = a_period()
    behind(period)
    office = period.task.office
    Membership.objects.create(user=period.stranger, role=Role.FINANCE_SECTION_REVIEWER, office=office)
    assert not during_year(period.stranger).alerts  # fills in elsewhere, and reviews here


def test_the_page_says_until_when_and_leads_to_the_card(client):
    year = an_open_year()
    card = year.made()
    EvaluationTimetable.objects.update(closes=timezone.localdate() + timedelta(days=3))
    client.force_login(year.filler)
    page = client.get(reverse("home")).text
    assert "还有3天" in page
    assert reverse("evaluation", args=[card.pk]) in page
    EvaluationTimetable.objects.all().delete()
    assert "等待您办理的自评表 1 张" in client.get(reverse("home")).text


@pytest.mark.parametrize(
    ("author", "asked"),
    [("department_reviewer", {"filler"}), ("section", {"filler"}), ("filler", {"department_reviewer"})],
)
def test_a_comment_on_a_card_waits_for_whoever_is_asked_until_it_is_answered(client, author, asked):
    year = an_open_year()
    card = year.made()
    comment = comment_on_card(card, by=getattr(year, author), text="请补充佐证")
    told = {name: during_year(getattr(year, name)).comments for name in PEOPLE}
    assert {name for name, one in told.items() if one.number} == asked
    (name,) = asked
    assert [(row, number) for row, number in told[name].rows] == [(card, 1)]
    client.force_login(getattr(year, name))
    page = client.get(reverse("home")).text
    assert "自评表上待答复的批注 1 条" in page
    assert f"{reverse('evaluation', args=[card.pk])}#comments-heading" in page
    answer(comment, by=getattr(year, name), text="已补充")
    assert not during_year(getattr(year, name)).comments.number


def test_comments_of_finance_on_the_departments_own_card_wait_for_the_department():
    year = an_open_year()
    year.made()
    whole = SelfEvaluation.objects.exclude(unit=year.unit).get()
    SelfEvaluation.objects.filter(pk=whole.pk).update(unit=None, project=None)
    whole.refresh_from_db()
    comment_on_card(whole, by=year.section, text="请写明依据")
    comment_on_card(whole, by=year.section, text="我方再看", audience=Audience.COLLEAGUES)
    comment_on_card(whole, by=year.section, text="还没有发出", draft=True)
    assert {name for name in PEOPLE if during_year(getattr(year, name)).comments.number} == {
        "department_reviewer"
    }
    assert during_year(year.department_reviewer).comments.number == 1


def test_a_long_list_is_cut_counted_and_asks_no_more(client):
    asked = []
    for projects in (AT_ONCE, AT_ONCE + 5):
        year = an_open_year(projects=projects)
        open_cards(year.statement, by=year.department_reviewer)
        client.force_login(year.department_reviewer)
        SelfEvaluation.objects.update(state=EvaluationState.DEPARTMENT)
        SelfEvaluation.objects.filter(unit=None).update(state=EvaluationState.GRADED)
        client.get(reverse("home"))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("home")).text
        asked.append(len(queries))
    assert "等待您办理的自评表 15 张" in page
    assert "另有 5 张" in page
    assert asked[0] == asked[1]
