"""No page breaks a rule that a machine can check (axe-core), wide and narrow, whole or with faults in it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.bare_grid import NAME
from tests.browser.grid_page import a_grid_page
from tests.browser.places import a_place

WIDTHS = {"wide": 1280, "narrow": 390}
RULES = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}


@pytest.fixture(params=WIDTHS.values(), ids=WIDTHS)
def page(visitor, request):
    page = visitor.open_page()
    page.set_viewport_size({"width": request.param, "height": 800})
    return page


def faults(page):
    """Each broken rule with the elements that break it."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]][:3]) for fault in found]


def overflows(page):
    """Whether the page as a whole has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_every_page_is_free_of_faults(page, sign_in):
    place = a_place()
    sign_in(place.reviewer)
    found = {}
    for address in dict.fromkeys(place.pages()):
        assert page.goto(address).status == 200, address
        found[address] = faults(page) + (["scrolls sideways"] if overflows(page) else [])
    assert {address: said for address, said in found.items() if said} == {}


def test_the_login_is_free_of_faults_even_when_refused(page):
    page.goto("/accounts/login/")
    assert faults(page) == []
    page.get_by_label("用户名").fill("nobody")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()
    page.wait_for_selector(".error-summary")
    assert faults(page) == []


def test_a_form_with_faults_is_free_of_faults(page, sign_in):
    place = a_place()
    sign_in(place.reviewer)
    page.goto(place.project_form)
    page.locator('[name="budget"]').fill("约五万")
    page.get_by_role("button", name="保存", exact=True).first.click()
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert faults(page) == []


def test_the_library_over_the_grid_is_free_of_faults(page, sign_in):
    place = a_place()
    sign_in(place.reviewer)
    page.goto(place.project_form)
    page.get_by_role("link", name="从指标库选用").click()
    page.wait_for_selector("dialog[open]")
    assert faults(page) == []


def test_a_grid_at_work_is_free_of_faults(page, sign_in, settings):
    grid = a_grid_page(page, sign_in, settings, rows=3)
    page.get_by_text("键盘操作").click()
    grid.go(0, "value")
    grid.type("95")
    grid.press("ArrowDown")
    assert faults(page) == []
    grid.press("Escape Escape Shift+ArrowDown Shift+ArrowLeft")
    assert page.locator(f'td.in-range [name^="{NAME}"]').count() == 4
    assert faults(page) == []
