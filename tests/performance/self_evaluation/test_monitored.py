"""What monitoring said stands beside the card of the same project, and in its blank fields if somebody wants it there."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.permissions.roles import Role
from performance.models import EvaluationTimetable, SelfEvaluation
from performance.self_evaluation.services import card_of, open_cards
from performance.views.self_evaluation.monitored import filled_in, monitored
from tests.factories import a_member
from tests.performance.monitoring.periods import REACHED, a_period


@pytest.fixture
def period(db):
    """A period that was reported, in a year that is open for its evaluation."""
    period = a_period()
    period.save(period.report)
    today = timezone.localdate()
    EvaluationTimetable.objects.create(
        office=period.department.office, fiscal_year=2025, opens=today, closes=today, scheme="national-2020"
    )
    open_cards(period.statement, by=period.department_reviewer)
    return period


def card_in(period):
    return SelfEvaluation.objects.get(unit=period.report.unit)


def test_it_is_shown_and_fills_in_what_is_blank_without_saving(client, period):
    client.force_login(period.filler)
    card = card_in(period)
    page = client.get(reverse("evaluation", args=[card.pk])).content.decode()
    assert all(f"执行情况 {actual}，全年预计 {forecast}" in page for actual, forecast in REACHED)
    page = client.post(reverse("evaluation_monitored", args=[card.pk])).content.decode()
    assert "的全年预计，不是实际完成值填入4处，还没有保存" in page
    assert all(f'value="{forecast}"' in page for _, forecast in REACHED)
    assert not card.versions.exists()


def test_what_was_typed_is_not_overwritten(client, period):
    client.force_login(period.filler)
    row = card_in(period)
    card = card_of(row)
    first, *rest = card.content.results
    card = replace(card, content=replace(card.content, results=(replace(first, value="我填的"), *rest)))
    content, number = filled_in(card, monitored(row, period.filler))
    assert (content.results[0].value, number) == ("我填的", 3)


def test_a_report_of_another_project_or_of_nobody_knows_which_is_not_offered(client, period):
    row = card_in(period)
    assert monitored(row, a_member(Role.FILLER)) is None
    row.project = None
    assert monitored(row, period.filler) is None
