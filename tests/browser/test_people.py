"""Two people on one form, a browser that dies, and indicators picked from the library, on the real pages."""

from contextlib import suppress

import pytest
from django.conf import settings
from playwright.sync_api import Error, expect

from departments.permissions.roles import Role
from tests.browser.grid_page import GridPage
from tests.browser.project_form import leave, save, stored, write
from tests.factories import a_member, a_template

TWENTY_SECONDS = 20_000


def test_what_two_people_change_in_different_fields_is_kept_of_both(form, place):
    first, second = form(place.reviewer), form(place.filler)
    write(first, "purpose", "甲写的用途。")
    save(first)
    first.wait_for_selector(".message.success")
    write(second, "goals-0-item", "乙写的目标。")
    save(second)
    expect(second.locator(".message.warning")).to_contain_text("已一并保留")
    assert (stored(place).purpose, stored(place).goals[0]) == ("甲写的用途。", "乙写的目标。")


@pytest.mark.parametrize(
    ("button", "kept"), [("全部用我的", "乙写的用途。"), ("全部用对方的", "甲写的用途。")]
)
def test_who_saves_second_over_the_same_field_sees_both_and_chooses(form, place, button, kept):
    place.reviewer.last_name = "审核人甲"
    place.reviewer.save()
    first, second = form(place.reviewer), form(place.filler)
    write(first, "purpose", "甲写的用途。")
    save(first)
    first.wait_for_selector(".message.success")
    write(second, "purpose", "乙写的用途。")
    save(second)
    summary = second.locator(".error-summary")
    expect(summary).to_contain_text("审核人甲")
    for text in ("甲写的用途。", "乙写的用途。"):
        expect(second.get_by_role("group").get_by_text(text)).to_be_visible()
    assert stored(place).purpose == "甲写的用途。"
    second.get_by_role("button", name=button).click()
    expect(summary).to_have_count(0)  # the page of the choice has hidden fields of the same names
    expect(second.locator('[name="purpose"]')).to_have_value(kept)
    assert stored(place).purpose == kept


def test_saving_by_itself_never_writes_over_somebody_else_and_says_who_it_was(form, place):
    first, second = form(place.reviewer), form(place.filler)
    write(first, "purpose", "甲写的用途。")
    leave(first)
    expect(first.locator("[data-saved]")).to_contain_text("已保存")
    write(second, "purpose", "乙写的用途。")  # not before: on a slow machine it would save itself first
    leave(second)
    expect(second.locator("[data-saved]")).to_contain_text("自动保存已暂停")
    assert stored(place).purpose == "甲写的用途。"


def test_a_killed_browser_loses_no_field_that_was_left_and_no_text_older_than_twenty_seconds(form, place):
    page = form(place.filler, clock=True)
    page.locator('[name="purpose"]').focus()
    write(page, "purpose", "离开即存的用途。")
    leave(page)
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    write(page, "goals-0-item", "还在写的目标")
    with page.expect_response(lambda answer: answer.url.endswith("/autosave/")) as response:
        page.clock.fast_forward(TWENTY_SECONDS)
    assert response.value.ok
    crash(page)
    assert (stored(place).purpose, stored(place).goals[0]) == ("离开即存的用途。", "还在写的目标")
    again = form(place.filler)
    expect(again.locator('[name="goals-0-item"]')).to_have_value("还在写的目标")


def crash(page):
    """The renderer goes at once; nothing of the page runs any more."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


def test_a_pasted_block_is_saved_by_itself_and_never_twice(form, place):
    page = form(place.filler)
    grid = GridPage(page)
    before = len(stored(place).indicators)
    page.locator(f'[name="indicators-{grid.height() - 1}-basis"]').focus()
    grid.press("Tab")
    grid.paste(
        "产出指标\t数量指标\t新增一\t说明\t≥1次\t计划\r\n产出指标\t数量指标\t新增二\t说明\t≥2次\t计划\r\n"
    )
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    assert [one.name for one in stored(place).indicators[before:]] == ["新增一", "新增二"]
    save(page)
    expect(page.locator(".message.success")).to_contain_text("已保存")
    assert len(stored(place).indicators) == before + 2


def test_an_indicator_of_the_library_brings_everything_but_its_number(form, place):
    a_template(name="宣传活动场次", unit="场", project_class="", description="全年场次", uses=7)
    page = form(place.filler)
    grid = GridPage(page)
    rows = grid.height()
    page.get_by_role("link", name="从指标库选用").click()
    dialog = page.get_by_role("dialog", name="指标库")
    dialog.get_by_label("适用项目").select_option("")
    dialog.get_by_label("指标名称或描述").fill("宣传活动")
    dialog.get_by_role("button", name="查找").click()
    dialog.get_by_label("宣传活动场次").check()
    dialog.get_by_role("button", name="加入绩效指标").click()
    expect(dialog).to_be_hidden()
    assert grid.texts()[rows][:5] == ["产出指标", "数量指标", "宣传活动场次", "全年场次", ""]
    assert grid.active() == (rows, "value")
    grid.press("ArrowLeft")
    expect(page.locator("[data-saved]")).to_contain_text("已保存")  # it may have been saved before the key
    page.reload()
    page.wait_for_selector(".grid-toolbar")
    grid.go(rows, "value")
    grid.type("12")
    grid.press("Enter")
    assert grid.text(rows, "value") == "≥12场"


def test_what_is_ticked_in_the_library_outlasts_its_pages_and_searches(form, place):
    for number in range(35):
        a_template(name=f"讲座{number:02}", project_class="", uses=100 - number)
    page = form(place.filler)
    grid = GridPage(page)
    rows = grid.height()
    page.get_by_role("link", name="从指标库选用").click()
    dialog = page.get_by_role("dialog", name="指标库")
    expect(dialog.get_by_label("指标名称或描述")).to_be_focused()
    dialog.get_by_label("适用项目").select_option("")
    dialog.get_by_label("讲座00").check()
    dialog.get_by_role("link", name="下一页").click()
    dialog.get_by_label("讲座34").check()
    dialog.get_by_label("指标名称或描述").press_sequentially("讲座1")
    expect(dialog.locator("#found-count")).to_contain_text("共 10 个指标")
    dialog.get_by_label("讲座15").check()
    dialog.get_by_label("指标名称或描述").fill("讲座00")
    expect(dialog.get_by_label("讲座00")).to_be_checked()
    expect(dialog.locator(".picked")).to_have_text("已勾选3个")
    dialog.get_by_role("button", name="加入绩效指标").click()
    assert [row[2] for row in grid.texts()[rows : rows + 3]] == ["讲座00", "讲座34", "讲座15"]


def test_a_page_of_an_earlier_search_never_replaces_what_a_later_one_found(form, place):
    for number in range(35):
        a_template(name=f"讲座{number:02}", project_class="", uses=100 - number)
    page = form(place.filler)
    page.get_by_role("link", name="从指标库选用").click()
    dialog = page.get_by_role("dialog", name="指标库")
    dialog.get_by_label("适用项目").select_option("")
    expect(dialog.locator("#found-count")).to_contain_text("共 36 个指标")
    waiting, pages = [], []
    page.on("request", lambda request: "page=2" in request.url and pages.append(request.url))
    page.route("**/library/**", lambda route: waiting.append(route))
    with page.expect_request("**/library/**"):
        dialog.get_by_label("指标名称或描述").fill("讲座1")
    dialog.get_by_role("link", name="下一页").click()
    page.unroute("**/library/**")  # which lets what waits go on
    expect(dialog.locator("#found-count")).to_contain_text("共 10 个指标")
    expect(dialog.locator("input.pick")).to_have_count(10)
    assert pages == []


def test_whose_session_is_over_is_led_from_the_library_to_the_sign_in(form, place):
    page = form(place.filler)
    page.context.clear_cookies()
    page.get_by_role("link", name="从指标库选用").click()
    page.wait_for_url("**/accounts/login/**")


def test_whose_session_is_over_is_asked_before_unsaved_words_are_left(visitors, place):
    visitor = visitors(place.filler)
    page = visitor.open_page()
    page.goto(place.project_form)
    requests = []
    page.on("dialog", lambda dialog: (requests.append(dialog.type), dialog.accept()))
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    write(page, "purpose", "登录失效以后写的。")
    leave(page)
    expect(page.locator("[data-saved]")).to_contain_text("登录已结束")
    page.reload()
    assert requests == ["beforeunload"]
    assert [message for message in visitor.misdeeds if "ERR_FAILED" not in message] == []
    visitor.misdeeds.clear()  # the browser's own word for a saving that did not go through


def test_somebody_who_may_only_look_gets_no_grid_to_write_in(visitors, place):
    page = visitors(a_member(Role.FINANCE_SECTION_REVIEWER, place.statement.department.office)).open_page()
    page.goto(place.project_form)
    assert page.locator("[data-grid] textarea, .grid-toolbar, [data-library]").count() == 0


def test_whoever_leaves_a_large_form_with_unsaved_words_is_asked_first(form, place):
    page = form(place.filler)
    grid = GridPage(page)
    page.locator(f'[name="indicators-{grid.height() - 1}-basis"]').focus()
    grid.press("Tab")
    grid.paste("".join(f"产出指标\t数量指标\t第{n}项\t{'说明' * 60}\t≥1次\t计划\r\n" for n in range(90)))
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    requests = []
    page.on("dialog", lambda dialog: (requests.append(dialog.type), dialog.accept()))
    page.reload()
    assert requests == []
    write(page, "purpose", "还没有离开的用途。")
    page.reload()
    assert requests == ["beforeunload"]


def test_whoever_leaves_a_form_with_an_amount_that_cannot_be_read_is_asked_first(form, place):
    page = form(place.filler)
    requests = []
    page.on("dialog", lambda dialog: (requests.append(dialog.type), dialog.dismiss()))
    write(page, "budget", "约五万")
    page.locator(".trail").get_by_role("link", name="填报", exact=True).click(no_wait_after=True)
    expect(page.locator("[data-saved]")).to_contain_text("不能按所填的保存")
    assert requests == ["beforeunload"]
    expect(page.locator('[name="budget"]')).to_have_value("约五万")
    write(page, "budget", "5万元")
    page.locator(".trail").get_by_role("link", name="填报", exact=True).click()
    page.wait_for_url("**/entry/")
    assert requests == ["beforeunload"]
