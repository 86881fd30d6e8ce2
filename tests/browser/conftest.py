"""A real browser on a real server. Whatever a test does, the page must not break its policy, fail or call elsewhere."""

import os
import shutil
import threading
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Error, expect, sync_playwright

from tests.browser import slowness
from tests.browser.places import a_place
from tests.conftest import not_here

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OFFICE = "office.test"  # a name within an office's network, where pages come by plain http
OFFICE_IS_HERE = f"--host-resolver-rules=MAP {OFFICE} 127.0.0.1"
PATIENCE = 60_000  # milliseconds until a step that waits is a failure; a busy machine is slow
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser():
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        not_here("BROWSER", "no browser here; install chromium（本机没有浏览器，未做浏览器测试）")
    # Playwright keeps an event loop in this thread, in which Django would refuse the database to the tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", OFFICE_IS_HERE])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Visitor:
    """Somebody at a browser of their own, whose pages are watched: a page tells on itself in ``misdeeds``."""

    def __init__(self, browser, url):
        self.url = url
        self.misdeeds = []
        self.context = browser.new_context(
            base_url=url, locale="zh-CN", viewport={"width": 1280, "height": 800}
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def sign_in(self, user):
        """Take over a session of the user."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])

    def open_page(self):
        page = self.context.new_page()
        if slowness.SEED:
            slowness.slow_down(page)
        page.on("request", self._on_request)
        page.on("console", self._on_console)
        page.on("pageerror", lambda fault: self.misdeeds.append(f"page error: {fault}"))
        return page

    def _on_request(self, request):
        if urlsplit(request.url).netloc not in (urlsplit(self.url).netloc, ""):
            self.misdeeds.append(f"outside request: {request.url}")

    def _on_console(self, message):
        if message.type in ("error", "warning"):  # among them what the content security policy forbade
            self.misdeeds.append(f"console: {message.text}")

    def leave(self):
        for page in self.context.pages:
            with suppress(Error):  # killed by the test
                page.evaluate("1")  # what the page has said until now is heard by then
        self.context.close()


@pytest.fixture
def quiet_server():
    """Wait for requests that a closed page left behind: emptying the database under them is a deadlock."""
    under_way = []
    quiet = threading.Condition()

    def begin(**_):
        with quiet:
            under_way.append(None)

    def end(**_):
        with quiet:
            under_way.pop()
            quiet.notify_all()

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    with quiet:
        finished = quiet.wait_for(lambda: not under_way, timeout=PATIENCE / 1000)
    request_started.disconnect(begin)
    request_finished.disconnect(end)
    assert finished, "the server is still busy with a page that was closed"


@pytest.fixture
def visitors(browser, live_server, quiet_server):
    """Invite people to browsers of their own; none of their pages may have misbehaved by the end."""
    invited = []

    def invite(user=None, host="localhost"):
        visitor = Visitor(browser, live_server.url.replace("localhost", host))
        invited.append(visitor)
        if user:
            visitor.sign_in(user)
        return visitor

    yield invite
    for visitor in invited:
        visitor.leave()
    assert [misdeed for visitor in invited for misdeed in visitor.misdeeds] == []


@pytest.fixture
def visitor(visitors):
    return visitors()


@pytest.fixture
def page(visitor):
    return visitor.open_page()


@pytest.fixture
def sign_in(visitor):
    return visitor.sign_in


@pytest.fixture
def place(live_server):
    return a_place()


@pytest.fixture
def form(visitors, place):
    """Open the project's form as somebody; tells the page."""

    def opened(user, *, clock=False):
        page = visitors(user).open_page()
        if clock:
            page.clock.install()
        page.goto(place.project_form)
        page.wait_for_selector(".grid-toolbar")
        return page

    return opened
