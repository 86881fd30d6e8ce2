"""The history of a statement in a browser: free of faults, and a field comes back with one press."""

from dataclasses import replace

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from performance.models.history import Source
from performance.statements.project_list import remove_project
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.browser.places import a_place
from tests.browser.test_accessibility import faults


@pytest.fixture
def place(live_server):
    """Somebody has imported a text that says one thing otherwise, and removed a project."""
    place = a_place()
    statement = place.statement
    content = statement_content(statement)
    projects = (replace(content.projects[0], purpose="新的用途说明。", budget=None), *content.projects[1:])
    save_content(
        replace(content, projects=projects, sections=content.sections[1:]),
        department=statement.department,
        year=statement.fiscal_year,
        by=place.reviewer,
        source=Source.IMPORT,
        note="上报.xlsx",
    )
    return place


def test_the_page_is_free_of_faults_and_brings_a_field_back(visitors, place):
    page = visitors(place.reviewer).open_page()
    page.goto(reverse("history", args=[place.statement.pk]))
    assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="的资金用途").click()
    expect(page.locator(".message.success")).to_contain_text("已恢复。")
    assert statement_content(place.statement).projects[0].purpose != "新的用途说明。"


def test_undoing_and_a_deleted_project_are_free_of_faults(visitors, place):
    remove_project(place.statement, place.project, by=place.reviewer)
    page = visitors(place.reviewer).open_page()
    page.goto(reverse("history", args=[place.statement.pk]))
    assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("details.change summary").nth(1).click()
    page.get_by_role("link", name="撤销这次导入").click()
    expect(page.get_by_role("heading", name="撤销这次导入")).to_be_visible()
    assert faults(page) == []


def test_the_sign_in_over_a_page_is_free_of_faults(visitors, place):
    page = visitors(place.reviewer).open_page()
    page.goto(place.project_form)
    page.wait_for_selector(".grid-toolbar")
    Session.objects.all().delete()
    page.evaluate("document.dispatchEvent(new Event('session:check'))")
    expect(page.locator(".session-bar")).to_be_visible()
    assert faults(page) == []
    page.locator(".session-bar").get_by_role("button", name="重新登录").click()
    expect(page.get_by_role("dialog", name="重新登录")).to_be_visible()
    assert faults(page) == []
