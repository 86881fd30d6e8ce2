"""Cures in the panel beside the grid: seen before they are done, by mouse and by key, alone and together, and undone."""

from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.factories import a_content, a_department, a_member, a_project_content, a_statement, an_indicator


def a_rate(name, value):
    return an_indicator(level2="质量指标", name=name, value=value, description="合格人数占参训人数的比例")


@pytest.fixture
def statement(live_server):
    department = a_department()
    unit = department.units.first()
    plain = a_project_content(unit)
    rates = (a_rate("科普培训合格率", "≥90"), a_rate("科普活动达标率", "≥80"))
    project = a_project_content(unit, indicators=(*plain.indicators, *rates))
    return a_statement(department, content=a_content(department, projects=(project,)))


@pytest.fixture
def page(statement, visitors):
    filler = a_member(Role.FILLER, statement.department.units.first())
    page = visitors(filler).open_page()
    page.goto(reverse("entry_project", args=[statement.pk, statement.projects.get().pk]))
    page.wait_for_selector(".grid-panel")
    return page


def rates(statement):
    rows = statement_content(statement).projects[0].indicators
    return [row.value for row in rows if row.name in ("科普培训合格率", "科普活动达标率")]


def test_by_key_a_cell_is_mended_as_it_was_shown_and_the_grid_undoes_it(page, statement):
    panel = page.get_by_role("complementary")
    page.locator("tr[data-row] [name$=-level1]").first.focus()
    page.keyboard.press("F8")
    expect(panel.locator(".mend-change").first).to_contain_text("≥90 → ≥90%")
    page.keyboard.press("F8")
    expect(panel.get_by_role("button", name="改成“≥90%”")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".grid-said")).to_have_text("已改正1处，可以撤销。")
    assert rates(statement) == ["≥90%", "≥80"]
    assert "直接改正 1 处：B5 1处" in TrailEntry.objects.filter(action="edit").latest("number").details
    with page.expect_response(lambda answer: answer.url.endswith("/autosave/")):
        page.keyboard.press("Control+z")
    assert rates(statement) == ["≥90", "≥80"]


def test_all_of_a_kind_are_mended_with_what_is_being_written(page, statement):
    page.locator("tr[data-row] [name$=-name]").first.fill("改过的名称")
    page.locator("tr[data-row] [name$=-level1]").first.focus()
    page.keyboard.press("F8")
    panel = page.get_by_role("complementary")
    panel.get_by_text("本表这一类共2处").click()
    expect(panel.locator("li")).to_have_count(2)
    panel.get_by_role("button", name="改正这2处").click()
    expect(page.locator(".grid-said")).to_have_text("已改正2处，可以撤销。")
    assert rates(statement) == ["≥90%", "≥80%"]
    assert statement_content(statement).projects[0].indicators[0].name == "改过的名称"
    expect(panel.locator(".mend-offers")).to_have_count(0)


def test_what_somebody_else_has_mended_meanwhile_is_not_mended_again(page, statement):
    page.locator("tr[data-row] [name$=-level1]").first.focus()
    page.keyboard.press("F8")
    button = page.get_by_role("button", name="改成“≥90%”")
    expect(button).to_be_visible()
    said = statement_content(statement)
    (project,) = said.projects
    changed = tuple(replace(row, value=row.value.replace("≥90", "≥91")) for row in project.indicators)
    after = replace(said, projects=(replace(project, indicators=changed),))
    save_content(after, department=statement.department, year=statement.fiscal_year)
    button.click()
    expect(page.locator(".grid-said")).to_contain_text("请看过现在的改法再点")
    assert rates(statement) == ["≥91", "≥80"]
    values = page.locator('td[data-field="value"] [name]')
    expect(values.nth([row.value for row in changed].index("≥91"))).to_have_value("≥91")
