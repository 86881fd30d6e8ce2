"""The panel of a tour points at its part of the page, gets the keyboard when it leads somewhere, and lets go at once."""

from django.urls import reverse
from playwright.sync_api import expect

from performance.models import Tour, TourProgress
from tests.browser.places import a_place
from tests.browser.test_accessibility import faults


def test_a_tour_leads_marks_and_ends_by_escape(page, sign_in):
    place = a_place()
    sign_in(place.filler)
    page.goto(reverse("home"))
    panel = page.get_by_role("complementary", name="填报人的导览")
    assert faults(page) == []
    panel.get_by_role("button", name="开始").click()
    expect(panel).to_be_focused()
    expect(page.locator("#texts")).to_have_class("card desk toured")
    panel.get_by_role("button", name="下一步").click()
    expect(page.locator("#unit-tasks")).to_have_class("toured")
    expect(panel).to_be_focused()
    panel.get_by_role("link", name="到这一处").click()
    expect(page.locator("#unit-tasks")).to_be_focused()
    assert faults(page) == []
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.locator("#unit-tasks")).to_be_focused()
    assert TourProgress.objects.get(user=place.filler, tour=Tour.FILLER).ended


def test_escape_in_a_cell_is_the_tables_own(page, sign_in):
    place = a_place()
    sign_in(place.filler)
    TourProgress.objects.create(user=place.filler, tour=Tour.FILLER, step="indicators")
    page.goto(reverse("home"))
    page.get_by_role("button", name="继续导览").click()
    page.wait_for_selector(".grid-toolbar")
    page.locator("#indicator-table td[data-field]").first.click()
    page.keyboard.press("Escape")
    expect(page.locator("#tour")).to_be_visible()
