"""A form taught from a blank to a printed text: proposed, corrected, tried, released by another, chosen and filled in."""

from datetime import date

import pytest
from django.urls import reverse

from departments.models import Timetable
from departments.permissions.roles import Role
from performance.documents.convert import read_text
from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.known import loaded
from performance.models import OfficeForm, PerformanceStatement
from performance.office_forms.shelf import forget, reading_for
from tests.browser.test_accessibility import faults
from tests.factories import a_department, a_member, a_unit, an_office
from tests.performance.documents.forms.teaching.examples import blank_file
from tests.performance.office_forms.declarations import keepers


@pytest.fixture
def department(live_server):
    forget()
    office = an_office(province="湖南")
    department = a_department(office, name="青禾市水务局")
    a_unit(department, code="101001", name="青禾市供水管理所")
    return department


def click(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_a_form_is_taught_from_its_blank_and_a_text_printed_in_it(visitors, department, tmp_path):
    first, second = keepers(department.office)
    blank = tmp_path / "整体绩效目标表.xlsx"
    blank.write_bytes(blank_file(shipped_forms()["hunan-department-2025"], ".xlsx"))
    page = visitors(first).open_page()
    page.goto(reverse("office_forms"))
    with page.expect_navigation():
        page.get_by_role("link", name="上传样例").click()
    page.set_input_files('[name="file"]', blank)
    click(page, "读取样例")
    page.fill('[name="title"]', "部门整体绩效目标表")
    page.fill('[name="valid_from"]', "2026")
    page.get_by_label("“备注”是什么").select_option(label="佐证资料")
    assert "完全相同" in page.locator("#trial-heading").text_content()
    click(page, "保存并用样例试印")
    assert faults(page) == []
    row = OfficeForm.objects.get()
    other = visitors(second).open_page()
    other.goto(reverse("office_form", args=[row.pk]))
    click(other, "发布")
    assert faults(other) == []
    days = {"opens": date(2025, 9, 1), "closes": date(2025, 10, 31)}
    Timetable.objects.create(office=department.office, fiscal_year=2026, department_form=row.form_id, **days)
    clerk = a_member(Role.DEPARTMENT_REVIEWER, department)
    page = visitors(clerk).open_page()
    page.goto(reverse("statement_new"))
    page.select_option('[name="department"]', str(department.pk))
    page.fill('[name="year"]', "2026")
    click(page, "新建")
    statement = PerformanceStatement.objects.get()
    page.goto(reverse("entry_sheet", args=[statement.pk, "department"]))
    page.fill('[name="mandate"]', "管理全市供水。")
    page.fill('[name="goal"]', "供水管网漏损率降到8%。")
    said = {"level1": "产出指标", "level2": "数量指标", "name": "改造管网长度", "value": "12"}
    for field, text in (said | {"unit": "公里", "evidence": "竣工图"}).items():
        page.fill(f'[name="indicators-0-{field}"]', text)
    with page.expect_navigation():
        page.locator('button[name="act"][value="save"]').first.click()
    answer = page.request.get(f"/statements/{statement.pk}.xlsx")
    with reading_for(clerk):
        printed = read_text(answer.body(), "表.xlsx").content
    assert printed.form == row.form_id
    assert loaded(OfficeForm.objects.get().declaration).title == "部门整体绩效目标表"
    (goal,) = printed.goals
    assert (goal.text, goal.indicators[0].name, goal.indicators[0].evidence) == (
        "供水管网漏损率降到8%。",
        "改造管网长度",
        "竣工图",
    )
