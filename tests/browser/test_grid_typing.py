"""Chinese input methods in the grid, and what the server says of a value while it is typed."""

import pytest
from playwright.sync_api import expect

from tests.browser.grid_page import a_grid_page
from tests.browser.input_method import InputMethod


@pytest.fixture
def grid(page, sign_in, settings):
    return a_grid_page(page, sign_in, settings, rows=2)


@pytest.fixture
def input_method(page):
    return InputMethod(page)


@pytest.mark.parametrize("field", ["level1", "name", "description", "value", "basis"])
def test_a_composition_begun_on_a_selected_cell_loses_nothing(grid, input_method, field):
    grid.go(0, field)
    input_method.compose("k", "ke", "kepu")
    input_method.commit("科普")
    input_method.compose("h", "huodong")
    input_method.commit("活动")
    assert grid.text(0, field) == "科普活动"
    grid.press("Enter")
    assert grid.text(0, field) == "科普活动"
    assert grid.active() == (1, field)
    grid.press("Control+z")
    assert grid.text(0, field) != "科普活动"


@pytest.mark.parametrize("key", ["Enter", "ArrowDown", "ArrowLeft", "Tab", "Escape", "Delete", "Home"])
def test_the_keys_of_an_input_method_are_not_the_grids(grid, input_method, key):
    grid.go(0, "name")
    input_method.compose("kepu")
    input_method.key(key)
    assert grid.active() == (0, "name")
    input_method.commit("科普")
    assert grid.text(0, "name") == "科普"


def test_a_value_is_shown_as_the_server_reads_it(grid):
    for number, value, reading in (
        (0, "不低于95%", "≥ · 95 · %"),
        (1, "１５万人次", "150000 · 人次"),
        (2, "12月底前", "时限"),
    ):
        grid.go(number, "value")
        grid.type(value)
        expect(grid.preview(number)).to_contain_text(reading)
    grid.press("Escape")
    expect(grid.preview(2)).to_have_text("")


def test_units_are_offered_behind_a_bare_number_and_never_in_the_way(grid):
    units = grid.page.get_by_role("listbox", name="计量单位")
    grid.go(0, "value")
    grid.type("≥95")
    expect(units.get_by_role("option").first).to_have_text("%")
    grid.press("ArrowDown Enter")
    assert grid.text(0, "value") == "≥95%"
    assert grid.active() == (1, "value")
    grid.type("8场次")
    expect(units).to_be_hidden()
    grid.press("Enter")
    grid.type("12")
    expect(units.get_by_role("option").nth(1)).to_have_text("场次")
    units.get_by_role("option", name="场次", exact=True).click()
    assert grid.text(2, "value") == "12场次"
    grid.press("Control+a")
    grid.go(2, "value")
    grid.type("30")
    grid.press("Enter")
    assert grid.text(2, "value") == "30"
