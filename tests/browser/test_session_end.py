"""When the session ends, nothing that somebody has typed is lost: warned, signed in again in place, kept as a draft."""

from time import monotonic
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from departments.accounts.second_factor import codes
from departments.accounts.sessions import SEEN
from departments.models import SecondFactor
from departments.permissions.roles import Role
from performance.models import StatementState
from performance.statements.selectors import statement_content
from tests.browser.conftest import OFFICE, PATIENCE
from tests.browser.places import a_place
from tests.factories import a_member

PASSWORD = "一个很长的口令-2026"
SESSION = reverse("session")
KEY = b"12345678901234567890".hex()
STORED = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('draft:'))"


@pytest.fixture
def place(live_server):
    place = a_place()
    for user in (place.filler, place.reviewer):
        user.set_password(PASSWORD)
        user.save()
    return place


@pytest.fixture
def desk(visitors, place):
    visitor = visitors(place.filler)
    yield visitor
    # What the browser itself says of a request that was refused.
    spoken = ("ERR_FAILED", "400 (Bad Request)", "403 (Forbidden)")
    visitor.misdeeds[:] = [said for said in visitor.misdeeds if not any(word in said for word in spoken)]


@pytest.fixture
def page(desk, place):
    return opened(desk, place.project_form)


def opened(visitor, address):
    """A page that knows how its session stands: whatever a test does to the session comes after that."""
    page = visitor.open_page()
    with page.expect_event("requestfinished", lambda request: urlsplit(request.url).path == SESSION):
        page.goto(address)
    return page


def end_session():
    Session.objects.all().delete()


def seconds_left(seconds):
    for row in Session.objects.all():
        session = row.get_decoded()
        session[SEEN] = timezone.now().timestamp() - settings.SESSION_COOKIE_AGE + seconds
        row.session_data = Session.get_session_store_class()().encode(session)
        row.save()


def look(page):
    """What the page does whenever something did not go through."""
    page.evaluate("document.dispatchEvent(new Event('session:check'))")


def look_and_go_on(page):
    """The same where the session lasts: the page has taken the answer in by the end."""
    page.evaluate(
        """() => new Promise((done) => {
          document.addEventListener("session:renewed", done, { once: true });
          document.dispatchEvent(new Event("session:check"));
        })"""
    )


def write(page, name, text):
    page.locator(f'[name="{name}"]').fill(text)
    page.keyboard.press("Tab")


def sign_in_again(page, **fields):
    dialog = page.get_by_role("dialog", name="重新登录")
    for label, text in (fields or {"密码": PASSWORD}).items():
        dialog.get_by_label(label).fill(text)
        dialog.get_by_role("button", name="登录").click()


def bar(page):
    return page.locator(".session-bar")


def stored(place):
    return statement_content(place.statement).projects[0]


def test_five_minutes_before_the_end_the_page_warns_and_a_button_prolongs(page):
    seconds_left(400)
    look_and_go_on(page)
    expect(bar(page)).to_be_hidden()
    seconds_left(290)
    look_and_go_on(page)
    expect(bar(page)).to_contain_text("登录将在5分钟内结束")
    bar(page).get_by_role("button", name="继续使用").click()
    expect(bar(page)).to_be_hidden()
    session = Session.objects.get().get_decoded()
    assert timezone.now().timestamp() - session[SEEN] < 60


def test_who_signs_in_again_in_place_goes_on_and_saving_goes_on_by_itself(page, place):
    end_session()
    write(page, "purpose", "登录结束以后写的用途。")
    expect(page.locator("[data-saved]")).to_contain_text("登录已结束")
    expect(bar(page)).to_contain_text("登录已结束，所填内容还在本页")
    bar(page).get_by_role("button", name="重新登录").click()
    sign_in_again(page, 密码="不对的口令")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("请输入")
    sign_in_again(page)
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    expect(bar(page)).to_be_hidden()
    assert stored(place).purpose == "登录结束以后写的用途。"
    write(page, "goals-0-item", "还有目标")
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    expect(page.locator("form.stale")).to_have_count(0)
    assert stored(place).goals[0] == "还有目标"


def test_the_second_factor_is_asked_for_in_place(page, place, monkeypatch):
    SecondFactor.objects.create(user=place.filler, key=KEY)
    monkeypatch.setattr(codes, "time", lambda: 1_800_000_000)
    end_session()
    write(page, "purpose", "第二道口令之后保存。")
    bar(page).get_by_role("button", name="重新登录").click()
    sign_in_again(page)
    dialog = page.get_by_role("dialog", name="重新登录")
    expect(dialog.get_by_label("动态口令")).to_be_focused()
    assert stored(place).purpose != "第二道口令之后保存。"
    code = codes.hotp(bytes.fromhex(KEY), 1_800_000_000 // 30)
    sign_in_again(page, 动态口令=code)
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    assert stored(place).purpose == "第二道口令之后保存。"


def test_saving_after_the_end_asks_first_and_then_saves(page, place):
    page.locator('[name="purpose"]').fill("点保存时登录已结束。")
    end_session()
    page.keyboard.press("Control+s")
    sign_in_again(page)
    expect(page.locator(".message.success")).to_contain_text("已保存")
    assert stored(place).purpose == "点保存时登录已结束。"


def test_who_has_signed_in_at_another_tab_need_not_do_so_here(page, desk, place):
    end_session()
    desk.context.clear_cookies()
    other = desk.open_page()
    other.goto("/accounts/login/")
    other.get_by_label("用户名").fill(place.filler.username)
    other.get_by_label("密码").fill(PASSWORD)
    other.get_by_role("button", name="登录").click()
    other.wait_for_url("**/")
    write(page, "purpose", "另一个窗口登录之后。")
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    assert stored(place).purpose == "另一个窗口登录之后。"


def test_a_page_of_one_account_saves_nothing_under_another(page, desk, place):
    end_session()
    desk.sign_in(place.reviewer)
    look(page)
    expect(bar(page)).to_contain_text(f"已改由“{place.reviewer.username}”登录")
    write(page, "purpose", "不是审核人写的。")
    expect(page.locator("[data-saved]")).to_contain_text("没有保存：本浏览器已改由他人登录")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("dialog", name="重新登录")).to_be_visible()
    assert stored(place).purpose != "不是审核人写的。"


def test_a_comment_is_not_lost_with_the_session(visitors, place):
    place.statement.state = StatementState.FIRST_REVIEW
    place.statement.save()
    finance = a_member(Role.FINANCE_SECTION_REVIEWER, place.statement.department.office)
    finance.set_password(PASSWORD)
    finance.save()
    page = opened(visitors(finance), reverse("comment_new", args=[place.statement.pk]))
    text = page.locator("textarea").first
    text.fill("写了很久的批注。")
    end_session()
    page.get_by_role("button", name="发出批注").click()
    sign_in_again(page)
    expect(page.locator(".message.success")).to_be_visible()
    page.wait_for_load_state()  # by then the page has forgotten what it knows to be saved
    assert place.statement.comments.get().text == "写了很久的批注。"
    assert page.evaluate(STORED) == []


def without_saving(page):
    """No save goes through, not even the one that is sent while the page goes away."""
    page.evaluate(
        """() => {
          const real = window.fetch;
          window.fetch = (address, said) =>
            String(address).includes("/autosave/") ? Promise.reject(new TypeError("offline")) : real(address, said);
        }"""
    )


def wait_for_draft(page):
    deadline = monotonic() + PATIENCE / 1000
    while not page.evaluate(STORED):
        assert monotonic() < deadline, "no draft is kept"
        page.wait_for_timeout(50)


def reopened(page, place, visitor):
    page.close()
    return opened(visitor, place.project_form)


def test_what_was_not_saved_is_offered_when_the_form_is_opened_again(page, desk, place):
    without_saving(page)
    write(page, "purpose", "浏览器留着的用途。")
    page.locator('[name="indicators-0-name"]').fill("浏览器留着的指标")
    wait_for_draft(page)
    assert "浏览器" not in str(page.evaluate(STORED))
    again = reopened(page, place, desk)
    expect(again.locator('[name="purpose"]')).not_to_have_value("浏览器留着的用途。")
    again.get_by_role("button", name="恢复这些内容").click()
    expect(again.locator('[name="purpose"]')).to_have_value("浏览器留着的用途。")
    expect(again.locator("[data-saved]")).to_have_text("未保存")
    again.keyboard.press("Control+s")
    expect(again.locator(".message.success")).to_contain_text("已保存")
    assert stored(place).purpose == "浏览器留着的用途。"
    assert stored(place).indicators[0].name == "浏览器留着的指标"
    third = reopened(again, place, desk)
    expect(third.locator(".draft-offer")).to_have_count(0)
    assert third.evaluate(STORED) == []


def test_drafts_are_kept_where_pages_come_by_plain_http(visitors, place):
    visitor = visitors(place.filler, host=OFFICE)
    page = opened(visitor, place.project_form)
    assert not page.evaluate("() => window.isSecureContext")
    without_saving(page)
    write(page, "purpose", "内网写的用途。")
    wait_for_draft(page)
    assert "内网" not in str(page.evaluate(STORED))
    again = reopened(page, place, visitor)
    again.get_by_role("button", name="恢复这些内容").click()
    expect(again.locator('[name="purpose"]')).to_have_value("内网写的用途。")
    # What a browser says of a heading that holds on https alone.
    visitor.misdeeds[:] = [said for said in visitor.misdeeds if "Cross-Origin-Opener-Policy" not in said]


def test_another_account_is_neither_offered_a_draft_nor_can_read_it(page, desk, place):
    without_saving(page)
    write(page, "purpose", "只给本人看的草稿。")
    wait_for_draft(page)
    end_session()
    desk.sign_in(place.reviewer)
    again = reopened(page, place, desk)
    with again.expect_response("**/accounts/session/") as response:
        look(again)
    key = response.value.json()["draft_key"]
    clear = again.evaluate(
        """async ([key, kept]) => {
          const {decipher} = await import(document.getElementById("session").src.replace("session.js", "cipher.js"));
          return decipher(key, JSON.parse(kept));
        }""",
        [key, again.evaluate(STORED)[0][1]],
    )
    assert clear is None
    expect(again.locator(".draft-offer")).to_have_count(0)


def test_signing_out_leaves_no_draft_behind(page, place):
    without_saving(page)
    write(page, "purpose", "退出之前写的。")
    wait_for_draft(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".account-menu summary").last.click()
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/accounts/login/**")
    assert page.evaluate(STORED) == []
