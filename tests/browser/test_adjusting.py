"""A unit applies, and fills in what was opened: pages free of faults, and no wider than a telephone."""

import os

import pytest
from django.urls import reverse

from performance.models import Action, AdjustmentRequest, PerformanceStatement, StatementState
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.workflow.applications import Application, NamedPart
from performance.workflow.request_steps import apply_for, take_request_step
from tests.browser.places import a_place
from tests.browser.test_accessibility import faults

WIDTHS = (1280, 390)


@pytest.fixture
def place(live_server):
    """A text in force, and an application of a unit for the money of one project."""
    place = a_place()
    statement = place.statement
    revision = take_revision(statement, None, statement_content(statement))
    PerformanceStatement.objects.filter(pk=statement.pk).update(
        state=StatementState.APPROVED, approved_revision=revision
    )
    place.statements["河北"] = PerformanceStatement.objects.get(pk=statement.pk)
    money = NamedPart("project_money", place.project.pk, old="100万元", new="120万元")
    apply_for(
        place.statement, Application((money,)), by=place.filler, unit=place.project.unit, reason="年中追加"
    )
    return place


def looked_at(page, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return faults(page)


def test_applying_and_filling_in_are_free_of_faults(visitors, place):
    address = reverse("adjustments", args=[place.statement.pk])
    for who, name in ((place.filler, "unit"), (place.reviewer, "department")):
        page = visitors(who).open_page()
        page.goto(address)
        assert looked_at(page, f"adjustments-{name}") == []
    request = AdjustmentRequest.objects.get()
    take_request_step(request, Action.FORWARD, by=place.reviewer, expected_version=request.version)
    PerformanceStatement.objects.filter(pk=place.statement.pk).update(state=StatementState.ADJUSTING)
    AdjustmentRequest.objects.update(state="request_allowed")
    place.statement.submissions.update(state="filling")
    page = visitors(place.filler).open_page()
    for name, args in (("entry", []), ("entry_project", [place.project.pk])):
        page.goto(reverse(name, args=[place.statement.pk, *args]))
        assert looked_at(page, name) == []
