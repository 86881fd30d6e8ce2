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


def texts(page):
    """What each sheet says."""
    with pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True))) as document:
        return [sheet.get_textpage().get_text_bounded() for sheet in document]


@pytest.mark.parametrize(("name", "wanted"), [("statements", (297, 210)), ("revisions", (210, 297))])
def test_a_list_is_printed_as_it_fits(name, wanted, page, sign_in):
    place = a_place()
    sign_in(place.reviewer)
    page.goto(reverse(name, args=[place.statement.pk] if name == "revisions" else []))
    page.emulate_media(media="print")
    expect(page.get_by_role("columnheader", name="下载")).to_have_count(0)
    assert sheet(page) == wanted


def test_each_sheet_of_figures_says_of_what_and_when(page, sign_in):
    place = a_place()
    sign_in(place.reviewer)
    office, year = place.statement.department.office, place.statement.fiscal_year
    page.goto(reverse("overview_place", args=["office", office.pk, year]))
    page.emulate_media(media="print")
    sheets = texts(page)
    assert len(sheets) > 1
    for sheet in sheets:
        assert f"{office.name}{year}年总览" in sheet
        assert sheet.count(place.reviewer.get_full_name() or place.reviewer.username) == 1
