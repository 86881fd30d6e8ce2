"""A project of a published text, entered from an empty form to the downloaded workbook, and what that takes."""

import json
from time import monotonic

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from departments.permissions.roles import Role
from performance.content.json import load_content
from performance.documents.convert import read_text
from tests.browser.test_grid_paste import tsv
from tests.browser.typist import Typist
from tests.conftest import REPOSITORY
from tests.factories import a_content, a_department, a_member, a_statement, a_unit

PUBLISHED = REPOSITORY / "fixtures" / "demo" / "statements" / "chengde-2023.json"
CELLS = ("level1", "level2", "name", "description", "value", "basis")
MOST_OF_CELL_BY_CELL = 0.6


@pytest.fixture
def published():
    return load_content(PUBLISHED.read_text(encoding="utf-8"))


@pytest.fixture
def statement(published, live_server):
    department = a_department(code=published.department_code, name=published.department_name)
    project = published.projects[0]
    a_unit(department, code=project.unit_code, name=project.unit_name)
    content = a_content(department, projects=())
    return a_statement(department, content=content, year=published.year)


@pytest.fixture
def page(visitors, statement):
    unit = statement.department.units.get()
    return visitors(a_member(Role.FILLER, unit)).open_page()


def open_new_project(page, statement, project):
    page.goto(reverse("entry", args=[statement.pk]))
    typist = Typist(page)
    page.get_by_role("link", name="新增项目").focus()
    typist.press("Enter")
    page.wait_for_selector('[name="code"]')
    typist.fill("code", project.code)
    typist.fill("name", project.name)
    typist.press("Enter")
    page.wait_for_selector(".grid-toolbar")
    return typist


def enter_head(typist, project):
    """All that stands above the indicators."""
    for name in ("budget", "fiscal_funds", "other_funds"):
        typist.fill(name, str(getattr(project, name)))
    typist.fill("purpose", project.purpose)
    typist.fill("october", "100")
    typist.page.locator('[name="mode"][value="分期"]').focus()
    typist.press("Space")
    typist.fill("goals-0-item", project.goals[0])


def start_of_grid(typist):
    typist.page.locator('[name="indicators-0-level1"]').focus()
    typist.keystrokes += 1


def cell_by_cell(typist, rows):
    for row in rows:
        for text in row:
            typist.type(text)
            typist.press("Tab")


def with_the_grids_help(typist, rows):
    """Second levels by their beginnings, the first ones follow; equal columns are copied, equal cells filled down."""
    typist.press("Tab")
    for number, row in enumerate(rows):
        if number and row[:2] == rows[number - 1][:2]:
            typist.press("Control+d")
        else:
            typist.type(row[1][:2])
        typist.press("Enter")
    typist.press("Control+Home Tab Tab")
    for row in rows:
        typist.type(row[2])
        typist.press("Enter")
    typist.press("Control+Home Tab Tab Control+Shift+ArrowDown Control+c ArrowRight Control+v")
    typist.press("Control+Home End ArrowLeft")
    for row in rows:
        typist.type(row[4])
        typist.press("Enter")
    typist.press("Control+Home End")
    typist.type(rows[0][5])
    typist.press("Enter ArrowUp Control+Shift+End Shift+ArrowUp Control+d")


def pasted(typist, rows):
    """Out of a sheet that has them: all chosen and copied there, pasted here."""
    typist.page.evaluate("text => navigator.clipboard.writeText(text)", tsv(rows))
    typist.keystrokes += 2
    typist.press("Control+v")


WAYS = (cell_by_cell, with_the_grids_help, pasted)


def rows_of(project):
    return [[getattr(indicator, cell) for cell in CELLS] for indicator in project.indicators]


def saved_and_downloaded(page, statement):
    page.keyboard.press("Control+s")
    # Not just any message: that the project was made stands there already, and leaving now would cut the saving short.
    expect(page.locator(".message.success")).to_contain_text("已保存")
    page.goto(reverse("statement", args=[statement.pk]))
    with page.expect_download() as download:
        page.get_by_role("link", name="工作簿").first.click()
    return read_text(download.value.path().read_bytes(), "downloaded.xlsx").content.projects[-1]


def test_the_first_project_of_chengde_2023_from_an_empty_form_to_the_workbook(
    page, statement, published, record_property
):
    project = published.projects[0]
    taken = {}
    for way in WAYS:
        begun = monotonic()
        typist = open_new_project(page, statement, project)
        enter_head(typist, project)
        start_of_grid(typist)
        way(typist, rows_of(project))
        assert saved_and_downloaded(page, statement) == project
        taken[way.__name__] = (typist.keystrokes, round(monotonic() - begun, 1))
        statement.projects.all().delete()
    record_property("keystrokes and seconds", json.dumps(taken))
    assert taken["with_the_grids_help"][0] <= MOST_OF_CELL_BY_CELL * taken["cell_by_cell"][0]
    assert taken["pasted"][0] < taken["with_the_grids_help"][0]
