"""A real browser on a real server. Whatever a test does, the page must not break its policy, fail or call elsewhere."""

import os
import shutil
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 5_000  # milliseconds until a step that waits is a failure


@pytest.fixture(scope="session")
def browser():
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        reason = "no browser here; install chromium（本机没有浏览器，未做浏览器测试）"
        pytest.fail(reason) if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip(reason)
    # Playwright keeps an event loop in this thread, in which Django would refuse the database to the tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", viewport={"width": 1280, "height": 800}
    )
    context.set_default_timeout(PATIENCE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def open_page(context, live_server):
    """Open further pages of the same browser; each is watched, and none may have misbehaved by the end."""
    misdeeds, pages = [], []
    here = urlsplit(live_server.url).netloc

    def watch(request):
        if urlsplit(request.url).netloc not in (here, ""):
            misdeeds.append(f"outside request: {request.url}")

    def listen(message):
        if message.type in ("error", "warning"):
            misdeeds.append(f"console: {message.text}")

    def open_one():
        page = context.new_page()
        page.on("request", watch)
        page.on("console", listen)
        page.on("pageerror", lambda fault: misdeeds.append(f"page error: {fault}"))
        pages.append(page)
        return page

    yield open_one
    for page in pages:
        with suppress(Error):  # closed by the test, or killed
            page.evaluate("1")  # what the page has said until now is heard by then
    assert misdeeds == []


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def sign_in(context, live_server):
    """Give the browser the session of a user."""

    def give(user):
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        return user

    return give
