"""A field with a list offers what stands there too, keeps it, and takes nothing else that is no part of the list."""

from dataclasses import replace

import pytest

from indicators.code_lists import OF_PROJECT
from performance.content.model import ProjectContent
from performance.entry.answers import answers_of, read_answers
from performance.entry.controls import Notes, control_of
from performance.entry.sheets import project_sheet

OLD, WRONG = "旧有写法", "新写的错法"


@pytest.fixture
def opened():
    sheet = project_sheet("贵州", "2024")
    owner = ProjectContent(
        "405001", "某单位", name="项目", project_class=OLD, continuity=OLD, fund_nature=OLD
    )
    return sheet, owner


@pytest.mark.parametrize("field", OF_PROJECT)
def test_what_stands_is_kept_and_nothing_wrong_is_written(opened, field):
    sheet, owner = opened
    answers = answers_of(sheet, owner)
    assert read_answers(sheet, answers, owner).problems == {}
    for text, problems in ((OF_PROJECT[field][0], []), ("", []), (WRONG, [field])):
        changed = replace(answers, texts={**answers.texts, field: text})
        assert list(read_answers(sheet, changed, owner).problems) == problems


@pytest.mark.parametrize("field", OF_PROJECT)
def test_the_page_offers_the_list_and_what_stands(opened, field):
    sheet, owner = opened
    (question,) = (one for one in sheet.of_group("") if one.field == field)
    shown = control_of(question, 0, answers_of(sheet, owner).texts[field], "", Notes(), 2026)
    assert (shown.kind, shown.choices) == ("select", (*OF_PROJECT[field], OLD))
