"""Lists that change in place: what is typed narrows them, and what is under way keeps them fresh."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.permissions.roles import Role
from performance.models import ExportJob
from tests.browser.input_method import InputMethod
from tests.factories import a_department, a_member, a_statement, an_office

LONGER_THAN_IT_WAITS = 900  # milliseconds; the page searches 300 after the last key


@pytest.fixture
def reviewer(live_server):
    office = an_office()
    for name in ("科学技术协会", "档案馆", "文化馆"):
        a_statement(a_department(office, name=name))
    return a_member(Role.FINANCE_SECTION_REVIEWER, at=office)


def test_the_list_of_texts_follows_what_is_typed_and_keeps_its_address(visitors, reviewer):
    page = visitors(reviewer).open_page()
    page.goto(reverse("statements"))
    rows = page.locator("#found tbody tr")
    expect(rows).to_have_count(3)
    search = page.get_by_label("部门名称或编码")
    search.press_sequentially("馆")
    expect(rows).to_have_count(2)
    expect(search).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="共 2 份")).to_be_visible()
    search.press_sequentially("子")
    expect(page.locator("#found")).to_contain_text("没有符合条件的绩效文本")
    page.reload()
    expect(page.locator("#found")).to_contain_text("没有符合条件的绩效文本")
    page.get_by_role("link", name="清除条件").click()
    expect(rows).to_have_count(3)


def test_the_letters_of_an_input_method_are_not_searched_for(visitors, reviewer):
    page = visitors(reviewer).open_page()
    page.goto(reverse("statements"))
    requests = []
    page.on("request", lambda request: "q=" in request.url and requests.append(request.url))
    page.get_by_label("部门名称或编码").focus()
    method = InputMethod(page)
    method.compose("g", "gu", "guan")
    page.wait_for_timeout(LONGER_THAN_IT_WAITS)
    assert requests == []
    method.commit("馆")
    expect(page.locator("#found tbody tr")).to_have_count(2)
    assert len(requests) == 1


def test_the_list_of_jobs_keeps_up_and_keeps_the_focus(visitors, reviewer):
    ExportJob.objects.create(
        owner=reviewer, kind="package", title="全部", parameters={}, state="running", total=9, done=1
    )
    page = visitors(reviewer).open_page()
    page.goto(reverse("jobs"))
    cancel = page.get_by_role("button", name="取消")
    cancel.focus()
    expect(page.locator("#jobs")).to_contain_text("1 / 9 个部门")
    ExportJob.objects.update(done=5)
    expect(page.locator("#jobs")).to_contain_text("5 / 9 个部门")
    expect(cancel).to_be_focused()
    ExportJob.objects.update(state="failed")
    expect(page.locator("#jobs")).not_to_contain_text("个部门")
    assert page.locator("#jobs").get_attribute("hx-trigger") is None
