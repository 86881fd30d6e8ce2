"""The user's own workbook back, marked where it is wrong: corrected there, it is read as if it had never been marked."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from performance.documents.blocks import SourcePlace
from performance.documents.convert import read_text, write_text
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.importing import annotation
from performance.importing.annotation import AUTHOR, CannotAnnotate, annotated
from performance.importing.problems import Problem
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from tests.performance.importing.conftest import (
    cell_under,
    confirmed,
    edited,
    messages_of,
    sent,
)
from tests.performance.review.sound_departments import GUIZHOU, HUBEI
from tests.performance.review.sound_hebei import HEBEI

RED = "FFFFC7CE"


def said(statement):
    return statement_content(PerformanceStatement.objects.get(pk=statement.pk))


def project_sheet(book):
    return next(sheet for sheet in book if any(cell.value == "项目编码" for row in sheet for cell in row))


def spoil(book):
    sheet = project_sheet(book)
    cell_under(sheet, "预算数", right=1).value = "约十二万"
    cell_under(sheet, "6月底", 1).value = "六成"


def correct(book):
    sheet = project_sheet(book)
    cell_under(sheet, "预算数", right=1).value = 20
    june = cell_under(sheet, "6月底", 1)
    june.value = (
        0.6 if june.number_format == "0.00%" else 60
    )  # official forms print the sign behind the number


def marked(book):
    """The coordinates and comments of what is coloured."""
    return {
        cell.coordinate: cell.comment and cell.comment.text
        for sheet in book
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.fill.start_color.rgb == RED
    }


@pytest.mark.parametrize("kind", ["official", "template"])
@pytest.mark.long
def test_faults_are_marked_in_the_own_file_and_corrected_there_it_works(
    reviewer_at, statement, workbook, kind
):
    sound = write_text(said(statement), ".xlsx") if kind == "official" else workbook
    spoilt = edited(sound, spoil)
    answer = sent(reviewer_at, spoilt, "我的文件.xlsx", statement)
    assert answer.context["preview"].problems.count == 2
    back = reviewer_at.get(f"{answer.request['PATH_INFO']}annotated.xlsx").content
    book = openpyxl.load_workbook(BytesIO(back))
    sheet = project_sheet(book)
    budget, june = cell_under(sheet, "预算数", right=1), cell_under(sheet, "6月底", 1)
    assert set(marked(book)) == {budget.coordinate, june.coordinate}
    assert "约十二万" in budget.comment.text
    assert budget.comment.author == AUTHOR
    (heading,) = [cell for cell in sheet[1] if cell.value == "错误信息"]
    assert heading.column == sheet.max_column
    said_there = {c.row: c.value for c in next(sheet.iter_cols(heading.column)) if c.value and c.row > 1}
    assert set(said_there) == {budget.row, june.row}
    assert said_there[budget.row].startswith("预算数：无法识别的金额")

    again = sent(reviewer_at, back, "我的文件.xlsx", statement)
    assert again.context["preview"].problems.count == 2  # nothing is added by what was written into it
    done = confirmed(reviewer_at, sent(reviewer_at, edited(back, correct), "我的文件.xlsx", statement))
    assert messages_of(done)[0].partition("导错了")[0] == "已导入“我的文件.xlsx”。"
    project = said(statement).projects[0]
    assert (project.budget, project.spending_plan.june) == (Decimal(20), Decimal(60))


def test_marks_of_what_was_corrected_are_taken_away(workbook):
    cell = SourcePlace(5, "本单位项目", 3)
    once = annotated(
        workbook, [Problem("不对", cell, "预算数", "x"), Problem("也不对", replace(cell, row=8))]
    )
    twice = openpyxl.load_workbook(BytesIO(annotated(once, [Problem("不对", cell, "预算数", "x")])))
    assert marked(twice) == {"C5": "不对"}
    sheet = twice["本单位项目"]
    assert [c.value for c in sheet[1] if c.value == "错误信息"] == ["错误信息"]
    assert sheet.cell(8, sheet.max_column).value is None


@pytest.mark.parametrize("content", [HEBEI, HUBEI, GUIZHOU], ids=lambda content: content.province)
def test_an_annotated_official_text_reads_as_it_was(content):
    data = write_text(content, ".xlsx")
    book = openpyxl.load_workbook(BytesIO(data))
    everywhere = [
        Problem(f"第{row}行不对", SourcePlace(row, sheet.title)) for sheet in book for row in range(1, 9)
    ]
    assert read_text(annotated(data, everywhere), "a.xlsx").content == read_text(data, "a.xlsx").content


def test_a_text_before_the_last_column_is_no_column_of_messages():
    book = openpyxl.Workbook()
    book.active.append(["错误信息", "另一栏"])
    book.active.append(["说明", "内容"])
    stream = BytesIO()
    book.save(stream)
    assert read_xlsx(stream.getvalue()).rows[0].cells == ("错误信息", "另一栏")


def test_too_large_a_workbook_is_not_written_anew(workbook, monkeypatch):
    monkeypatch.setattr(annotation, "LARGEST_SHEETS", 1000)
    with pytest.raises(CannotAnnotate, match="太大"):
        annotated(workbook, [])
