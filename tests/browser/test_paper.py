"""Lists on paper: a wide one lies across, and what only a screen can press is not printed."""

from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.places import a_place


def sheet(page):
    """Width and height of the first sheet, in millimetres."""
    with pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True))) as document:
        return tuple(round(points / 72 * 25.4) for points in document[0].get_size())


@pytest.mark.parametrize(("name", "wanted"), [("statements", (297, 210)), ("revisions", (210, 297))])
def test_a_list_is_printed_as_it_fits(name, wanted, page, sign_in):
    place = a_place()
    sign_in(place.reviewer)
    page.goto(reverse(name, args=[place.statement.pk] if name == "revisions" else []))
    page.emulate_media(media="print")
    expect(page.get_by_role("columnheader", name="下载")).to_have_count(0)
    assert sheet(page) == wanted
