"""A card and a report that save while somebody types, at a browser."""

import pytest
from playwright.sync_api import expect

from performance.written.saving import Posted, save_posted
from performance.written.versions import Saving
from tests.performance.written.desks import a_desk


@pytest.fixture(params=["card", "report"])
def desk(request, live_server):
    return a_desk(request.param)


def test_what_is_typed_is_saved_and_what_follows_is_shown(desk, visitors):
    page = visitors(desk.world.filler).open_page()
    page.goto(desk.address)
    spent = page.locator('[name="fund-total-spent"]')
    figure = page.locator('[data-figure="execution"], [data-figure="money-words"]').first
    before = figure.inner_text()
    spent.fill("1")
    expect(page.locator("[data-saved]")).to_contain_text("尚未保存")
    spent.blur()
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    expect(figure).not_to_have_text(before)
    assert desk.texts()["fund-total-spent"] == "1"
    version = str(desk.now().version)
    assert {each.input_value() for each in page.locator('[name="version"]').all()} == {version}


def test_what_a_colleague_wrote_elsewhere_comes_along(desk, visitors):
    page = visitors(desk.world.filler).open_page()
    page.goto(desk.address)
    said = {**desk.texts(), desk.other: "同事写的"}
    posted = Posted(said, desk.texts(), desk.now().revision_id)
    save_posted(desk.kind, desk.now(), posted, Saving(desk.colleague))
    page.locator(f'[name="{desk.one}"]').fill("我写的")
    page.locator(f'[name="{desk.one}"]').blur()
    expect(page.locator("[data-saved]")).to_contain_text("的改动已一并显示")
    expect(page.locator(f'[name="{desk.other}"]')).to_have_value("同事写的")
    assert (desk.texts()[desk.one], desk.texts()[desk.other]) == ("我写的", "同事写的")
