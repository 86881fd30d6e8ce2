"""Dates of a declared form are days that there are, and figures are numbers: both are kept as they are written."""

import pytest

from performance.content.model import ProjectContent, StatementContent
from performance.entry.answers import answers_of, read_answers
from performance.entry.form_cells import is_date
from performance.entry.sheets import department_sheets, project_sheet


@pytest.mark.parametrize(
    "text",
    ["2026/1/1", "2026-12-31", "2026年9月1日", "2026.9.5", "２０２６年９月", "20260905", "2028年2月29日"],
)
def test_a_day_or_a_month_is_a_date(text):
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["2026年2月30日", "2026年13月", "2026", "九月底", "2026/9/1至2026/9/30", "20261345", "1026/1/1"]
)
def test_what_is_no_day_is_none(text):
    assert not is_date(text)


def typed(sheet, owner, **texts):
    answers = answers_of(sheet, owner)
    return read_answers(sheet, type(answers)(answers.texts | texts, answers.records), owner)


def test_a_wrong_date_is_told_at_its_field_and_what_stood_there_stays():
    sheet = project_sheet("上海", "2026", "shanghai-project-2026")
    project = ProjectContent(
        name="项目", form="shanghai-project-2026", start_date="2026/1/1", end_date="年内"
    )
    read = typed(sheet, project, start_date="2026/2/30")
    assert "不是日期" in read.problems["start_date"]
    said = sheet.said(project, read.values)
    assert (said.start_date, said.end_date) == ("2026/1/1", "年内")


def test_a_figure_of_the_forms_own_is_a_number():
    sheet, *_ = department_sheets("广东", "2026", "guangdong-department-2026")
    content = StatementContent("广东", "2026", 2026, form="guangdong-department-2026")
    name = next(q.field for q in sheet.questions if q.field_spec.label == "基本支出")
    assert "不是数字" in typed(sheet, content, **{name: "约三百万"}).problems[name]
    assert typed(sheet, content, **{name: "1,234.5"}).problems == {}
    assert typed(sheet, content, **{name: "—"}).problems == {}
