"""Pages load nothing from elsewhere and carry no style or script inside: they are fit for the strict policy."""

import re
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.views import csrf, defaults

from config.middleware import HEADERS
from tests.factories import a_department, a_statement, a_user

REPOSITORY = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((REPOSITORY / "templates").rglob("*.html"))
STYLE_SHEETS = sorted((REPOSITORY / "performance" / "static").rglob("*.css"))

OUTSIDE = re.compile(r"""(?:href|src|action|poster|srcset)\s*=\s*["']?\s*(?:[a-z]+:)?//""", re.IGNORECASE)
INLINE = re.compile(
    r"""<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)""", re.IGNORECASE
)
OUTSIDE_STYLE = re.compile(r"@import|url\(\s*[\"']?(?!data:)", re.IGNORECASE)


def name(path):
    return str(path.relative_to(REPOSITORY))


def check(markup):
    assert OUTSIDE.findall(markup) == []
    assert INLINE.findall(markup) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_holds_no_outside_address_and_no_inline_style_or_script(path):
    check(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", STYLE_SHEETS, ids=name)
def test_a_style_sheet_loads_nothing_from_elsewhere(path):
    assert OUTSIDE_STYLE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://example.com/">',
        '<script src="//example.com/a.js"></script>',
        '<p style="color: red">',
        "<button onclick='go()'>",
        "<style>p {}</style>",
        "<script>go()</script>",
    ],
)
def test_what_the_policy_forbids_is_seen(markup):
    with pytest.raises(AssertionError):
        check(markup)


PAGES = [
    "/",
    "/statements/{pk}/",
    "/accounts/login/",
    "/accounts/password_change/",
    "/accounts/tokens/",
    "/api/",
    "/accounts/password_change/done/",
    "/admin/",
    "/admin/performance/performancestatement/{pk}/change/",
    "/admin/projects/budgetproject/",
    "/admin/indicators/category/import/",
    "/no/such/page/",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_chinese_and_goes_out_under_the_policy(client, db, address):
    statement = a_statement(a_department())
    client.force_login(a_user(is_superuser=True, is_staff=True))
    answer = client.get(address.format(pk=statement.pk))
    assert answer["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
    assert re.search('<html lang="zh-[Hh]ans"', answer.text)
    assert OUTSIDE.findall(re.sub(r'href="https?://testserver/', 'href="/', answer.text)) == []
    assert INLINE.findall(re.sub(r'<script[^>]*type="application/json"[^>]*>', "", answer.text)) == []


def test_static_files_stand_where_the_pages_look_for_them(client, db):
    page = client.get(reverse("login")).text
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(files) == 8
    for file in files:
        with closing(client.get(file)) as answer:
            assert answer.status_code == 200


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (400, lambda request: defaults.bad_request(request, Exception())),
        (403, lambda request: defaults.permission_denied(request, Exception())),
        (403, lambda request: csrf.csrf_failure(request, reason="")),
        (404, lambda request: defaults.page_not_found(request, Exception())),
        (500, defaults.server_error),
    ],
    ids=["400", "403", "csrf", "404", "500"],
)
def test_faults_are_told_in_chinese_and_lead_back(status, answer):
    response = answer(HttpRequest())
    assert response.status_code == status
    page = response.content.decode()
    assert '<html lang="zh-Hans">' in page
    assert "返回绩效文本" in page


def test_a_form_with_faults_names_them_on_top_with_links(client, db):
    page = client.post("/accounts/login/", {"username": "", "password": ""}).text
    assert "<title>错误：登录" in page
    assert re.findall(r'<li><a href="#(.+?)">', page) == ["id_username", "id_password"]


def test_a_forged_form_is_answered_with_our_own_page(client, db):
    client.handler.enforce_csrf_checks = True
    answer = client.post("/accounts/login/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "页面已经失效" in answer.text


def test_the_error_summary_is_absent_without_errors():
    assert render_to_string("_error_summary.html", {"heading": "未能登录"}).strip() == ""


def test_a_class_is_laid_out_by_one_style_sheet_of_the_screen():
    """Two that meet on one page would make each other's parts stand wrongly."""
    laid_out = {
        (found[1], path.name)
        for path in STYLE_SHEETS
        if path.name != "paper.css"
        for found in re.finditer(
            r"^\.([a-z-]+) \{[^}]*\bdisplay:", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    classes = Counter(name for name, _ in laid_out)
    assert [name for name, number in classes.items() if number > 1] == []
