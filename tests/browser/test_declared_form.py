"""A text of a declared form from nothing to its print: begun as the timetable says, typed on its page, downloaded."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from departments.models import Timetable
from departments.permissions.roles import Role
from performance.content.json import load_content
from performance.documents.convert import read_text
from performance.entry.answers import answers_of
from performance.entry.sheets import project_sheet
from performance.models import PerformanceStatement
from tests.conftest import REPOSITORY
from tests.factories import a_department, a_member, a_unit, an_office

SAMPLE = REPOSITORY / "fixtures" / "forms" / "typed-project-2022.json"


@pytest.fixture
def department(live_server):
    office = an_office(province="四川")
    days = {"opens": date(2025, 9, 1), "closes": date(2025, 10, 31)}
    Timetable.objects.create(office=office, fiscal_year=2026, project_form="typed-project-2022", **days)
    department = a_department(office, name="青禾市水务局")
    a_unit(department, code="101001", name="青禾市供水管理所")
    return department


def save(page):
    """Save by the button, which answers with the page anew."""
    with page.expect_navigation():
        page.locator('button[name="act"][value="save"]').first.click()


def test_a_typed_form_is_filled_in_from_nothing_to_its_print(visitors, department):
    wanted = load_content(SAMPLE.read_text(encoding="utf-8")).projects[0]
    page = visitors(a_member(Role.DEPARTMENT_REVIEWER, department)).open_page()
    page.goto(reverse("statement_new"))
    page.select_option('[name="department"]', str(department.pk))
    page.fill('[name="year"]', "2026")
    with page.expect_navigation():
        page.get_by_role("button", name="新建").click()
    statement = PerformanceStatement.objects.get()
    page.goto(reverse("project_new", args=[statement.pk, department.units.get().pk]))
    page.fill('[name="name"]', wanted.name)
    with page.expect_navigation():
        page.locator('main button[type="submit"]').first.click()
    answers = answers_of(project_sheet("四川", "2022"), wanted)
    for name, text in answers.texts.items():
        page.fill(f'[name="{name}"]', text)
    rows = answers.records["indicators"]
    for number in range(1, len(rows)):
        page.locator('button[value="indicators:add"]').click()
        page.wait_for_selector(f'[name="indicators-{number}-name"]')
    for number, row in enumerate(rows):
        for field, text in row.items():
            page.fill(f'[name="indicators-{number}-{field}"]', text)
    assert page.locator("[data-weights]").text_content().startswith("权重合计100（")
    save(page)
    assert page.locator('[name="indicators-0-operator"]').input_value() == rows[0]["operator"]
    address = f"/statements/{statement.pk}.xlsx"
    answer = page.request.get(address)
    assert answer.status == 200
    (printed,) = read_text(answer.body(), "表.xlsx").content.projects
    assert replace(printed, unit_code="", unit_name="") == replace(wanted, unit_code="", unit_name="")
