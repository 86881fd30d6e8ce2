"""The page with the bare grid as a test works on it: places are a row's number and a field."""

import json
import re
from functools import cached_property
from urllib.parse import urlencode

from tests.browser.bare_grid import COLUMNS, NAME
from tests.factories import a_user

PASTE = """([plain, html]) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/plain", plain);
  if (html) clipboard.setData("text/html", html);
  const event = new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(event);
  document.body.getBoundingClientRect();
}"""
TEXTS = """() => Array.from(document.querySelectorAll("tr[data-row]"), row =>
  Array.from(row.querySelectorAll("td[data-field] [name]"), control => control.value))"""
ACTIVE = """() => {
  const cell = document.activeElement.closest("td[data-field]");
  return cell && [Array.from(document.querySelectorAll("tr[data-row]")).indexOf(cell.parentNode), cell.dataset.field];
}"""


class GridPage:
    def __init__(self, page):
        self.page = page

    def cell(self, number, field):
        return self.page.locator(f'[name="{NAME}-{number}-{field}"]')

    def go(self, number, field):
        self.cell(number, field).focus()

    def press(self, keys):
        for key in keys.split():
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.insert_text(text)

    def text(self, number, field):
        return self.cell(number, field).input_value()

    def texts(self):
        """All cells, row by row."""
        return self.page.evaluate(TEXTS)

    def height(self):
        return self.page.locator("tr[data-row]").count()

    def active(self):
        """Where the focus is, or None outside the grid."""
        place = self.page.evaluate(ACTIVE)
        return place and tuple(place)

    def paste(self, plain, html=""):
        """Paste as the browser would; tells the milliseconds of processor time that the page took, layout included."""
        before = self._worked()
        self.page.evaluate(PASTE, [plain, html])
        return self._worked() - before

    def working(self, script):
        """Run it; tells the milliseconds of processor time that the page took."""
        before = self._worked()
        self.page.evaluate(script)
        return self._worked() - before

    @cached_property
    def _session(self):
        session = self.page.context.new_cdp_session(self.page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        return session

    def _worked(self):
        """Milliseconds that the page's thread has worked; what other programs do meanwhile is not counted."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return next(1000 * metric["value"] for metric in metrics if metric["name"] == "ThreadTime")

    def said(self):
        return self.page.locator(".grid-said").inner_text()

    def offered(self, number, field):
        options = "control => Array.from(control.list.options, option => option.value)"
        return self.cell(number, field).evaluate(options)

    def preview(self, number):
        return self.page.locator("tr[data-row]").nth(number).locator("[data-preview]")

    def sent(self):
        """What the server is sent."""
        self.page.get_by_role("button", name="保存").click()
        return json.loads(self.page.locator("#sent").text_content())

    def sent_rows(self):
        sent = self.sent()
        return [
            [sent[f"{NAME}-{number}-{field}"].replace("\r\n", "\n") for field in COLUMNS]
            for number in range(int(sent[f"{NAME}-count"]))
        ]

    def sent_names(self):
        return [row[2] for row in self.sent_rows()]

    @staticmethod
    def numbers_in_names(markup):
        return [
            int(number)
            for number in re.findall(rf"{NAME}-(\d+)-|:(?:up|down|remove):(\d+)", markup)
            for number in number
            if number
        ]

    @staticmethod
    def numbers_in_labels(markup):
        return [int(number) for number in re.findall(r"第(\d+)行", markup)]


def a_grid_page(page, sign_in, settings, *, rows=0):
    settings.ROOT_URLCONF = "tests.browser.bare_grid"
    sign_in(a_user())
    page.goto(f"/bare-grid/?{urlencode({'rows': rows})}")
    page.wait_for_selector(".grid-toolbar")
    return GridPage(page)
