"""Saves that overlap, another's changes that come in meanwhile, and rows that come and go in place."""

from urllib.parse import urlsplit

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.grid_page import GridPage
from tests.browser.project_form import leave, save, stored, write

SESSION = reverse("session")


def slowly(page):
    """The next save is under way until it is let go; tells how to let it go."""
    waiting = []
    page.route("**/autosave/", lambda route: waiting.append(route))

    def let_go():
        page.unroute("**/autosave/")  # which lets what waits go on

    return waiting, let_go


def test_what_changes_while_a_save_is_under_way_is_saved_at_once_behind_it(form, place):
    page = form(place.filler, clock=True)  # a clock that stands still: nothing waits for its turn
    waiting, let_go = slowly(page)
    write(page, "purpose", "第一次写的用途。")
    leave(page)
    expect(page.locator("[data-saved]")).to_have_text("保存中……")
    page.locator('[name="goals-0-item"]').fill("保存时改的目标")
    expect(page.locator("[data-saved]")).to_have_text("保存中……")
    assert len(waiting) == 1
    let_go()
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    assert (stored(place).purpose, stored(place).goals[0]) == ("第一次写的用途。", "保存时改的目标")
    expect(page.locator("form.stale")).to_have_count(0)


def test_what_is_given_up_while_a_save_goes_by_is_not_kept(form, place):
    page = form(place.filler, clock=True)
    _, let_go = slowly(page)
    before = [one.name for one in stored(place).indicators]
    write(page, "purpose", "第一次写的用途。")
    leave(page)
    expect(page.locator("[data-saved]")).to_have_text("保存中……")
    name = page.locator('[name="indicators-0-name"]')
    said = name.input_value()
    name.click()
    page.keyboard.insert_text("写了一半")
    with page.expect_response(lambda answer: "写了一半" in (answer.request.post_data or "")):
        let_go()
    with page.expect_response("**/autosave/"):
        page.keyboard.press("Escape")
    expect(name).to_have_value(said)
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    assert [one.name for one in stored(place).indicators] == before


def test_the_form_is_sent_behind_a_save_that_is_under_way_never_before_it(form, place):
    page = form(place.filler)
    order = []
    page.on("response", lambda answer: answer.url.endswith("/autosave/") and order.append("saved by itself"))
    page.on(
        "request",
        lambda sent: (
            sent.method == "POST" and sent.url.endswith(place.project_form) and order.append("sent the form")
        ),
    )
    _, let_go = slowly(page)
    write(page, "purpose", "第一次写的用途。")
    leave(page)
    expect(page.locator("[data-saved]")).to_have_text("保存中……")
    page.locator('[name="goals-0-item"]').fill("保存时改的目标")
    with page.expect_event("requestfinished", lambda request: urlsplit(request.url).path == SESSION):
        save(page)
    let_go()
    expect(page.locator(".message.success")).to_contain_text("已保存")
    assert order[0] == "saved by itself"
    assert order[-1] == "sent the form"
    assert (stored(place).purpose, stored(place).goals[0]) == ("第一次写的用途。", "保存时改的目标")


def test_whoever_leaves_with_words_that_no_save_under_way_carries_is_asked_first(form, place):
    page = form(place.filler)
    requests = []
    page.on("dialog", lambda dialog: (requests.append(dialog.type), dialog.dismiss()))
    _, let_go = slowly(page)
    write(page, "purpose", "第一次写的用途。")
    leave(page)
    expect(page.locator("[data-saved]")).to_have_text("保存中……")
    page.locator('[name="goals-0-item"]').fill("保存时改的目标")
    page.locator(".trail").get_by_role("link", name="填报", exact=True).click(no_wait_after=True)
    let_go()
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    assert requests == ["beforeunload"]
    page.locator(".trail").get_by_role("link", name="填报", exact=True).click()
    page.wait_for_url("**/entry/")
    assert requests == ["beforeunload"]
    assert (stored(place).purpose, stored(place).goals[0]) == ("第一次写的用途。", "保存时改的目标")


def test_findings_of_an_earlier_text_say_that_they_are_of_an_earlier_text(form, place):
    page = form(place.filler)
    page.locator('[name="purpose"]').fill("还没有保存。")
    expect(page.locator("[data-saved]")).to_contain_text("提示仍是上次保存时的")
    expect(page.locator("form.stale")).to_have_count(1)
    leave(page)
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    expect(page.locator("form.stale")).to_have_count(0)


def test_saving_by_itself_takes_over_what_another_changed_elsewhere_rows_included(form, place):
    first, second = form(place.reviewer), form(place.filler)
    rows = GridPage(second).height()
    first.locator('[name="goals-0-item"]').fill("甲写的目标。")
    last = GridPage(first)
    first.locator(f'[name="indicators-{rows - 1}-basis"]').focus()
    last.press("Tab")
    last.paste("产出指标\t数量指标\t甲加的指标\t说明\t≥1次\t计划\r\n")
    save(first)
    first.wait_for_selector(".message.success")
    write(second, "purpose", "乙写的用途。")
    leave(second)
    expect(second.locator("[data-saved]")).to_contain_text("的改动已一并显示")
    expect(second.locator('[name="goals-0-item"]')).to_have_value("甲写的目标。")
    assert [row[2] for row in GridPage(second).texts()][rows : rows + 1] == ["甲加的指标"]
    assert (stored(place).purpose, stored(place).goals[0]) == ("乙写的用途。", "甲写的目标。")
    write(second, "purpose", "乙又写的用途。")
    leave(second)
    expect(second.locator("form.stale")).to_have_count(0)
    save(second)
    expect(second.locator(".message.success")).to_be_visible()
    assert (stored(place).purpose, stored(place).goals[0]) == ("乙又写的用途。", "甲写的目标。")
    assert "甲加的指标" in [one.name for one in stored(place).indicators]


def test_a_reply_that_never_came_does_not_make_a_page_write_over_what_it_took_from_others(
    form, visitors, place
):
    first, visitor = form(place.reviewer), visitors(place.filler)
    second = visitor.open_page()
    second.goto(place.project_form)
    write(first, "goals-0-item", "甲写的目标。")
    save(first)
    first.wait_for_selector(".message.success")

    lost = []

    def lose(route):
        """The first reply; the page tries again by itself."""
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    second.route("**/autosave/", lose)
    write(second, "purpose", "乙写的用途。")
    leave(second)
    expect(second.locator("[data-saved]")).to_contain_text("已保存")
    assert lost
    assert all(
        "ERR_FAILED" in message for message in visitor.misdeeds
    )  # the browser's word for the lost reply
    visitor.misdeeds.clear()
    save(second)
    expect(second.locator(".message.success")).to_be_visible()
    assert (stored(place).purpose, stored(place).goals[0]) == ("乙写的用途。", "甲写的目标。")


def test_a_goal_is_removed_in_place_and_comes_back(form, place):
    page = form(place.filler)
    before = list(stored(place).goals)
    number = len(before)
    page.evaluate("window.here = true")
    page.get_by_role("button", name="增加一条").first.click()
    expect(page.locator(f'[name="goals-{number}-item"]')).to_be_focused()
    page.keyboard.insert_text("又一个目标")
    page.get_by_role("button", name="删除第1条（绩效目标）").click()
    expect(page.locator(f'[name="goals-{number - 1}-item"]')).to_have_value("又一个目标")
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    assert list(stored(place).goals) == [*before[1:], "又一个目标"]
    page.locator(".cards-bar").get_by_role("button", name="撤销").click()
    expect(page.locator('[name="goals-0-item"]')).to_have_value(before[0])
    assert page.evaluate("window.here")
    save(page)
    expect(page.locator(".message.success")).to_be_visible()
    assert list(stored(place).goals) == [*before, "又一个目标"]
