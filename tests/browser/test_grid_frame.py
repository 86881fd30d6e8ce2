"""A grid as a table program: dense rows, what is said of a cell beside them, filling, replacing, and no pause in long ones."""

import pytest
from playwright.sync_api import expect

from indicators.models import Indicator
from performance.comments.anchors import Spot
from performance.comments.services import add_comment
from performance.models import Anchor
from tests.browser.bare_grid import NAME
from tests.browser.grid_page import a_grid_page

LONG = 200
IN_SIGHT = """() => {
  const box = document.querySelector(".dense-scroller").getBoundingClientRect();
  const head = document.querySelector(".dense thead").getBoundingClientRect();
  return Array.from(document.querySelectorAll("tr[data-row]"), row => row.getBoundingClientRect())
    .filter(row => row.top >= head.bottom - 1 && row.bottom <= Math.min(box.bottom, innerHeight) + 1).length;
}"""
SCROLL = """async () => {
  const box = document.querySelector(".dense-scroller");
  for (let step = 0; step < 60; step += 1) {
    box.scrollTop += 96;
    await new Promise(requestAnimationFrame);
  }
}"""
FRAME = 16.7  # milliseconds
REMARK = """place => {
  const line = Object.assign(document.createElement("p"), {className: "finding error", textContent: "错误 B7 没有量化。"});
  place.replaceChildren(line);
}"""


@pytest.fixture
def long_grid(page, sign_in, settings):
    return a_grid_page(page, sign_in, settings, rows=LONG)


def whole_window(grid):
    grid.page.get_by_role("button", name="全屏", exact=True).click()


def test_twenty_rows_stand_on_a_screen_under_a_head_that_stays(long_grid):
    grid = long_grid
    assert grid.page.locator("tr[data-row]").nth(5).evaluate("row => row.offsetHeight") <= 34
    whole_window(grid)
    assert grid.page.evaluate(IN_SIGHT) >= 20
    grid.go(LONG - 1, "basis")
    assert grid.page.evaluate(IN_SIGHT) >= 20
    head = grid.page.locator("thead th[data-field=name]")
    top = head.evaluate(
        "head => head.getBoundingClientRect().top - head.closest('.scroller').getBoundingClientRect().top"
    )
    assert abs(top) <= 2
    grid.press("Escape")
    assert not grid.page.locator(".whole-window").count()


def test_a_long_grid_scrolls_without_a_pause_and_takes_a_block_within_a_second(long_grid):
    grid = long_grid
    assert grid.working(SCROLL) / 60 < FRAME
    grid.go(0, "level1")
    block = "\n".join("\t".join(f"{field}{row}" for field in range(6)) for row in range(LONG))
    assert grid.paste(block) < 1000
    assert grid.text(LONG - 1, "basis") == f"5{LONG - 1}"


def test_what_is_found_in_a_cell_is_a_corner_and_words_in_the_panel(long_grid):
    """Wherever the remark comes from: the page as it was opened, or a save."""
    grid = long_grid
    panel = grid.page.get_by_role("complementary", name="所在单元格：绩效指标")
    grid.page.locator(f'[data-remarks="{NAME}-2-value"]').evaluate(REMARK)
    row = grid.page.locator("tr[data-row]").nth(2)
    expect(row.locator('td[data-mark="error"]')).to_have_attribute("data-field", "value")
    expect(row.locator(".row-number")).to_have_attribute("data-faulty", "1处")
    grid.go(2, "value")
    expect(panel).to_contain_text("没有量化")
    expect(panel).to_contain_text("第3行 指标值")
    grid.go(3, "value")
    expect(panel).to_contain_text("第4行 指标值")
    expect(panel).not_to_contain_text("没有量化")


def test_dragging_the_corner_repeats_the_range_and_can_be_undone(long_grid):
    grid = long_grid
    grid.cell(1, "value").click()
    said = grid.text(1, "value")
    before = grid.texts()
    handle = grid.page.locator(".fill-handle").bounding_box()
    target = grid.cell(4, "value").bounding_box()
    grid.page.mouse.move(handle["x"] + 4, handle["y"] + 4)
    grid.page.mouse.down()
    grid.page.mouse.move(target["x"] + 8, target["y"] + 12, steps=4)
    grid.page.mouse.up()
    assert [grid.text(row, "value") for row in range(1, 6)] == [said] * 4 + [before[5][4]]
    grid.press("Control+z")
    assert grid.texts() == before


def test_words_are_found_and_replaced_everywhere_and_one_undo_takes_it_back(long_grid):
    grid = long_grid
    before = grid.texts()
    grid.go(0, "name")
    grid.press("Control+h")
    grid.page.get_by_label("查找", exact=True).fill("name19")
    grid.press("Enter")
    assert grid.active() == (19, "name")
    grid.page.get_by_label("替换为", exact=True).fill("指标19")
    grid.page.get_by_role("button", name="全部替换").click()
    assert grid.said() == "已在11格中替换11处，可以撤销。"
    assert grid.text(199, "name") == "指标199"
    grid.page.get_by_role("button", name="撤销").click()
    assert grid.texts() == before


def test_the_width_of_a_column_is_drawn_by_key_and_remembered(long_grid):
    grid = long_grid
    head = grid.page.locator("thead th[data-field=basis]")
    width = head.evaluate("head => head.offsetWidth")
    head.get_by_role("separator").focus()
    grid.press("ArrowRight ArrowRight")
    wider = head.evaluate("head => head.offsetWidth")
    assert wider >= width + 30
    grid.page.reload()
    grid.page.wait_for_selector(".grid-toolbar")
    assert abs(head.evaluate("head => head.offsetWidth") - wider) <= 2


def test_a_comment_is_a_corner_of_its_cell_and_stands_in_the_panel(visitors, place):
    """The corner goes where the row goes, and what is said there is read out with the cell."""
    indicator = Indicator.objects.filter(family__tree=place.project.tree_id).order_by(
        "family__position", "position"
    )
    spot = Spot(Anchor.INDICATOR, indicator[0].pk, "value")
    comment = add_comment(place.statement, by=place.reviewer, text="请写明单位", spot=spot)
    visitor = visitors(place.filler)
    page = visitor.open_page()
    page.goto(place.project_form)
    cell = page.locator('td[data-field="value"][data-commented]')
    expect(cell).to_have_count(1)
    cell.locator("[name]").focus()
    expect(page.locator(f'.grid-panel .field-comment a[href="#comment-{comment.pk}"]')).to_be_visible()
    expect(page.locator(f"#comment-{comment.pk}")).to_contain_text("请写明单位")
