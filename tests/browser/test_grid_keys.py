"""The indicator grid by keyboard, as a spreadsheet user expects it."""

import pytest
from playwright.sync_api import expect

from tests.browser.grid_page import a_grid_page


@pytest.fixture
def grid(page, sign_in, settings):
    return a_grid_page(page, sign_in, settings, rows=3)


LEADS = {
    "ArrowDown": (1, "name"),
    "ArrowRight": (0, "description"),
    "ArrowLeft": (0, "level2"),
    "Enter": (1, "name"),
    "Enter Shift+Enter": (0, "name"),
    "Tab": (0, "description"),
    "Shift+Tab": (0, "level2"),
    "End": (0, "basis"),
    "Home": (0, "level1"),
    "End Tab": (1, "level1"),
    "Control+ArrowDown": (2, "name"),
    "Control+ArrowRight": (0, "basis"),
    "Control+End": (3, "basis"),
    "Control+End Control+Home": (0, "level1"),
    "ArrowUp": (0, "name"),
    "Shift+ArrowDown Shift+ArrowRight": (0, "name"),
    "x Enter": (1, "name"),
    "x ArrowRight": (0, "description"),
    "F2 ArrowRight": (0, "name"),
}


def test_keys_lead_where_they_lead_in_a_spreadsheet(grid):
    led = {}
    for keys in LEADS:
        grid.go(1, "basis")
        grid.go(0, "name")
        grid.press(keys)
        led[keys] = grid.active()
    assert led == LEADS


def test_typing_replaces_a_selected_cell_f2_amends_it_and_escape_gives_it_back(grid):
    grid.go(0, "name")
    grid.type("新名称")
    grid.press("Enter")
    assert grid.text(0, "name") == "新名称"
    grid.press("F2")
    grid.type("二")
    grid.press("Tab")
    assert grid.text(1, "name") == "name1二"
    grid.go(2, "name")
    grid.type("作废")
    grid.press("Escape")
    assert grid.text(2, "name") == "name2"
    assert grid.active() == (2, "name")


def test_alt_enter_breaks_a_line_and_enter_never_does(grid):
    grid.go(0, "description")
    grid.type("上行")
    grid.press("Alt+Enter")
    grid.type("下行")
    grid.press("Enter")
    assert grid.text(0, "description") == "上行\n下行"
    assert grid.active() == (1, "description")


def test_enter_below_the_last_written_row_opens_another_and_below_a_blank_one_does_not(grid):
    grid.go(3, "name")
    grid.press("Enter")
    assert grid.height() == 4
    grid.type("又一指标")
    grid.press("Enter")
    assert (grid.height(), grid.active()) == (5, (4, "name"))


def test_tab_leaves_the_grid_behind_a_blank_last_row(grid):
    grid.go(3, "basis")
    grid.press("Tab")
    assert grid.active() is None
    grid.go(0, "level1")
    grid.press("Shift+Tab")
    assert grid.active() is None


def test_an_indicator_without_levels_takes_those_above_it(grid):
    grid.go(3, "name")
    grid.type("又一指标")
    grid.press("Enter")
    assert (grid.text(3, "level1"), grid.text(3, "level2")) == ("产出指标", "数量指标")


def test_delete_clears_a_range_and_undo_and_redo_go_back_and_forth(grid):
    before = grid.texts()
    grid.go(0, "name")
    grid.press("Shift+ArrowDown Shift+ArrowRight Delete")
    cleared = grid.texts()
    assert [row[2:4] for row in cleared[:2]] == [["", ""], ["", ""]]
    assert [row[4:] for row in cleared] == [row[4:] for row in before]
    grid.press("Control+z")
    assert grid.texts() == before
    grid.press("Control+y")
    assert grid.texts() == cleared
    grid.press("Control+z")
    assert grid.texts() == before


def test_undo_goes_back_through_edits_rows_and_order(grid):
    states = [grid.texts()]
    grid.go(0, "name")
    for keys in ("x Enter", "Alt+ArrowDown", "Alt+Insert", "Alt+Delete", "Control+a Delete"):
        grid.press(keys)
        states.append(grid.texts())
    assert len({str(state) for state in states[:4]}) == 4
    for state in reversed(states[:-1]):
        grid.press("Control+z")
        assert grid.texts() == state
    for state in states[1:]:
        grid.press("Control+y")
        assert grid.texts() == state


def test_fill_down_repeats_the_first_row_of_a_range_or_the_cell_above(grid):
    grid.go(0, "value")
    grid.press("Shift+ArrowDown Shift+ArrowDown Control+d")
    assert [row[4] for row in grid.texts()] == ["value0", "value0", "value0", ""]
    grid.go(3, "basis")
    grid.press("Control+d")
    assert grid.text(3, "basis") == "basis2"


def test_alt_and_arrows_order_rows_and_their_names_follow(grid):
    grid.go(0, "name")
    grid.press("Alt+ArrowDown")
    assert [row[2] for row in grid.texts()] == ["name1", "name0", "name2", ""]
    assert grid.active() == (1, "name")
    grid.press("Shift+ArrowDown Alt+ArrowUp")
    assert [row[2] for row in grid.texts()] == ["name0", "name2", "name1", ""]
    assert grid.sent_names() == ["name0", "name2", "name1", ""]


def test_the_buttons_of_the_form_order_rows_without_sending_it(grid):
    for button, names in (
        ("下移第1行（绩效指标）", ["name1", "name0", "name2", ""]),
        ("上移第3行（绩效指标）", ["name1", "name2", "name0", ""]),
        ("删除第2行（绩效指标）", ["name1", "name0", ""]),
        ("增加一行", ["name1", "name0", "", ""]),
    ):
        grid.page.get_by_role("button", name=button, exact=True).click()
        assert [row[2] for row in grid.texts()] == names
    assert grid.sent_names() == names


def test_a_moved_row_can_be_moved_on_with_the_same_button(grid):
    grid.page.get_by_role("button", name="下移第1行（绩效指标）", exact=True).focus()
    grid.press("Enter Enter")
    assert [row[2] for row in grid.texts()] == ["name1", "name2", "name0", ""]


def test_every_name_label_and_button_bears_the_number_of_its_row(grid):
    grid.go(0, "name")
    grid.press("Alt+Insert Alt+ArrowDown")
    grid.page.get_by_role("button", name="增加一行", exact=True).click()
    for number, row in enumerate(grid.page.locator("tr[data-row]").all()):
        markup = row.evaluate("row => row.outerHTML")
        assert set(grid.numbers_in_names(markup)) == {number}
        assert set(grid.numbers_in_labels(markup)) == {number + 1}
    assert grid.page.locator('[name="indicators-count"]').input_value() == "6"


def test_the_second_level_offers_what_belongs_to_the_first(grid):
    assert grid.offered(0, "level2") == ["数量指标", "质量指标", "时效指标", "成本指标"]
    grid.go(0, "level1")
    grid.type("效益指标")
    assert grid.offered(0, "level2") == ["经济效益指标", "社会效益指标"]
    grid.press("Tab")
    assert "第1行：二级指标“数量指标”不在“效益指标”之下" in grid.said()
    grid.type("社会效益指标")
    grid.press("Enter")
    grid.go(3, "level2")
    grid.type("服务对象满意度指标")
    grid.press("Tab")
    assert grid.text(3, "level1") == "满意度指标"


def test_the_beginning_of_a_level_is_enough_where_it_tells_which(grid):
    for typed, level in (("质", "质量指标"), ("数量", "数量指标"), ("指标", "指标")):
        grid.go(0, "level2")
        grid.type(typed)
        grid.press("Enter")
        assert grid.text(0, "level2") == level
    grid.go(3, "level2")
    grid.type("社会")
    grid.press("Enter")
    assert (grid.text(3, "level1"), grid.text(3, "level2")) == ("效益指标", "社会效益指标")


def test_a_mouse_draws_a_range_and_a_double_press_edits(grid):
    start, end = grid.cell(0, "name"), grid.cell(1, "value")
    start.hover()
    grid.page.mouse.down()
    end.hover()
    grid.page.mouse.up()
    assert grid.page.locator("td.in-range").count() == 6
    grid.cell(2, "name").click()
    assert grid.page.locator("td.in-range").count() == 0
    grid.cell(2, "name").dblclick()
    grid.press("End")
    grid.type("续")
    grid.press("Enter")
    assert grid.text(2, "name") == "name2续"


def test_typing_after_select_all_goes_into_the_active_cell_as_in_a_spreadsheet(grid):
    grid.go(2, "value")
    grid.press("Control+a")
    assert grid.active() == (2, "value")
    assert grid.page.locator("td.in-range").count() == 4 * 6
    grid.type("改")
    grid.press("Enter")
    assert (grid.text(2, "value"), grid.text(0, "level1")) == ("改", "产出指标")


def test_a_second_single_press_selects_and_a_double_one_edits(grid):
    cell = grid.cell(1, "name")
    cell.click()
    grid.page.wait_for_timeout(600)  # longer than a double click takes
    cell.click()
    grid.type("替换")
    grid.press("Enter")
    assert grid.text(1, "name") == "替换"
    grid.cell(2, "name").dblclick()
    grid.type("续")
    grid.press("ArrowLeft Enter")
    assert grid.text(2, "name") == "name2续"


def test_the_list_of_units_never_covers_the_cell(grid):
    units = grid.page.get_by_role("listbox", name="计量单位")
    for height in (800, 420, 260):
        grid.page.set_viewport_size({"width": 1280, "height": height})
        for number in (0, 3):
            grid.go(number, "value")
            grid.type("≥95")
            one, cell = units.bounding_box(), grid.cell(number, "value").bounding_box()
            apart = (
                one["y"] >= cell["y"] + cell["height"] - 1
                or one["y"] + one["height"] <= cell["y"] + 1
                or one["x"] >= cell["x"] + cell["width"] - 1
                or one["x"] + one["width"] <= cell["x"] + 1
            )
            assert apart, (height, number, one, cell)
            grid.press("Escape Escape")


def test_families_are_put_in_the_order_of_the_form_by_one_press(grid):
    sort = grid.page.get_by_role("button", name="按指标类排序")
    expect(sort).to_be_hidden()
    grid.go(3, "level1")
    grid.paste("效益指标\t社会效益指标\t丙\r\n产出指标\t质量指标\t乙\r\n产出指标\t数量指标\t甲\r\n")
    before = grid.texts()
    sort.click()
    assert [row[2] for row in grid.texts()] == ["name0", "name1", "name2", "甲", "乙", "丙"]
    expect(sort).to_be_hidden()
    grid.press("Control+z")
    assert grid.texts() == before
