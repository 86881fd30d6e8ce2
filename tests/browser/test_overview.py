"""The overview in a browser: pictures beside their tables, wide and narrow, on paper and without script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.permissions.roles import Role
from performance.models import PerformanceStatement, StatementState
from tests.browser.test_accessibility import faults
from tests.factories import a_department, a_member, a_project_content, a_statement, a_unit, an_office


@pytest.fixture
def office(live_server):
    office = an_office()
    for kind in ("运转类", "特定目标类"):
        department = a_department(office)
        unit = a_unit(department)
        for year in (2025, 2026):
            a_statement(department, year=year, projects=(a_project_content(unit, project_class=kind),))
    PerformanceStatement.objects.update(state=StatementState.APPROVED)
    return office


def pages(office):
    department = office.departments.first()
    unit = department.units.first()
    project = unit.projects.filter(fiscal_year=2026).first()
    return [
        reverse("overview_place", args=["office", office.pk, 2026]),
        reverse("overview_place", args=["unit", unit.pk, 2026]),
        reverse("overview_place", args=["department", department.pk, 1999]),  # without any data
        reverse("overview_rows", args=["office", office.pk, 2026, "findings"]),
        reverse("overview_years", args=["department", department.pk]),
        reverse("project_years", args=[project.pk]),
        reverse("project_peers", args=[project.pk]),
    ]


def test_every_figure_is_a_picture_and_a_table_free_of_faults(visitors, office):
    page = visitors(a_member(Role.FINANCE_SECTION_REVIEWER, at=office)).open_page()
    found = {}
    for address in pages(office):
        page.goto(address)
        places = page.locator("[data-picture]")
        for place in places.all():
            expect(place.locator("svg")).to_be_visible()
            assert re.search("[\u4e00-\u9fff]", place.get_attribute("aria-label"))
            assert place.get_attribute("role") == "img"
            assert place.locator("xpath=ancestor::figure//table").is_visible()
        found[address] = faults(page)
    assert {where: said for where, said in found.items() if said} == {}


def test_pictures_tell_their_series_apart_without_colour_and_survive_printing(visitors, office):
    page = visitors(a_member(Role.FINANCE_SECTION_REVIEWER, at=office)).open_page()
    page.goto(pages(office)[0])
    families = page.locator("#figure-families .picture")
    expect(families.locator("pattern").nth(1)).to_be_attached()
    on_paper = page.locator(".on-paper").filter(visible=True)  # of the whole page, or of a head on every page
    expect(on_paper).to_have_count(0)
    page.emulate_media(media="print")
    expect(on_paper).to_have_count(1)
    expect(on_paper).to_contain_text(re.compile(r"20\d\d年\d+月\d+日 \d\d:\d\d"))
    expect(families.locator("svg")).to_be_visible()
    expect(page.locator(".site-header")).to_be_hidden()


def test_a_print_says_whose_figures_they_are_and_cuts_no_column(visitors, office):
    page = visitors(a_member(Role.FINANCE_SECTION_REVIEWER, at=office)).open_page()
    page.set_viewport_size({"width": 1009, "height": 680})  # what 20 mm and 15 mm leave of A4 across
    page.emulate_media(media="print")
    unit = office.departments.first().units.first()
    place = ["unit", unit.pk]
    for address in (
        reverse("overview_place", args=[*place, 2026]),
        reverse("overview_rows", args=[*place, 2026, "projects"]),
        reverse("overview_years", args=place),
    ):
        page.goto(address)
        expect(page.locator("main")).to_contain_text(office.name, use_inner_text=True)
        expect(page.get_by_role("link", name="返回")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1009


def test_without_script_the_tables_say_it_all(browser, live_server, visitors, office):
    visitor = visitors(a_member(Role.FINANCE_SECTION_REVIEWER, at=office))
    cookies = visitor.context.cookies()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(pages(office)[0])
    assert page.locator("[data-picture]").first.is_hidden()
    assert page.locator("#figure-classes table").is_visible()
    context.close()
