"""A workbook in which somebody put rows in, or wrote where nothing is asked for: nothing of it is dropped in silence."""

import random
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from performance.content.model import ProjectContent
from performance.documents.recognition import LAYOUTS
from performance.entry.answers import answers_of
from performance.entry.sheets import project_sheet
from performance.importing.template.plan import room_for
from performance.importing.template.workbook import WorkbookOptions, template
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from tests.factories import a_content, a_project_content, a_statement, an_indicator
from tests.performance.importing.conftest import cell_under, confirmed, edited, sent


def said(statement):
    return statement_content(PerformanceStatement.objects.get(pk=statement.pk))


def put_in(sheet, row):
    """As a spreadsheet does it: what stands below moves down, with its merged cells."""
    merged = [r for r in sheet.merged_cells.ranges if r.min_row >= row]
    grown = [r for r in sheet.merged_cells.ranges if r.min_row < row <= r.max_row]
    for one in merged + grown:
        sheet.unmerge_cells(str(one))
    sheet.insert_rows(row)
    for one in merged:
        one.shift(row_shift=1)
        sheet.merge_cells(str(one))
    for one in grown:
        one.expand(down=1)
        sheet.merge_cells(str(one))


def write(cell, *texts):
    for number, text in enumerate(texts):
        cell.offset(column=number).value = text


@pytest.mark.parametrize("province", LAYOUTS)
def test_a_new_project_has_room_for_most_texts(province):
    edition = next(iter(LAYOUTS[province].editions))
    room = room_for(answers_of(project_sheet(province, edition), ProjectContent()))
    assert room.pop("indicators", 60) >= 60  # Hubei has them in the department's table
    assert all(rows >= 20 for rows in room.values())


def test_sixty_indicators_and_twenty_goals_of_a_new_project_arrive(filler_at, statement, workbook):
    def change(book):
        sheet = book["新项目1"]
        cell_under(sheet, "项目名称", right=1).value = "大项目"
        first = cell_under(sheet, "一级指标", 1)
        for number in range(60):
            write(
                first.offset(row=number),
                "产出指标",
                "数量指标",
                f"指标{number}",
                "说明",
                f"{number + 1}次",
                "计划",
            )
        goal = cell_under(sheet, "绩效目标", right=1)
        for number in range(20):
            goal.offset(row=number).value = f"目标{number}"

    answer = sent(filler_at, edited(workbook, change), statement=statement)
    assert answer.context["preview"].left_out.count == 0
    confirmed(filler_at, answer)
    project = said(statement).projects[1]
    assert [one.name for one in project.indicators] == [f"指标{number}" for number in range(60)]
    assert project.goals == tuple(f"目标{number}" for number in range(20))


def test_rows_that_are_put_in_anywhere_become_rows(filler_at, statement, workbook):
    def change(book):
        sheet = book["本单位项目"]
        head = cell_under(sheet, "一级指标")
        put_in(sheet, head.row + 2)
        write(
            sheet.cell(head.row + 2, head.column), "产出指标", "数量指标", "插在第二行", "说明", "2次", "计划"
        )
        put_in(sheet, head.row + 1)
        write(
            sheet.cell(head.row + 1, head.column), "产出指标", "数量指标", "插在第一行", "说明", "1次", "计划"
        )
        goal = cell_under(sheet, "绩效目标", right=1)
        put_in(sheet, goal.row + 1)
        sheet.cell(goal.row + 1, goal.column).value = "插入的目标"

    before = said(statement).projects[0]
    answer = sent(filler_at, edited(workbook, change), statement=statement)
    assert answer.context["preview"].left_out.count == 0
    confirmed(filler_at, answer)
    after = said(statement).projects[0]
    first, *others = before.indicators
    new = [
        replace(an_indicator(), name=name, description="说明", value=value, basis="计划")
        for name, value in (("插在第一行", "1次"), ("插在第二行", "2次"))
    ]
    assert after.indicators == (new[0], first, new[1], *others)
    assert after.goals == (*before.goals, "插入的目标")
    assert replace(after, indicators=(), goals=()) == replace(before, indicators=(), goals=())


def test_rows_that_are_written_below_the_table_become_rows(filler_at, statement, workbook):
    def change(book):
        sheet = book["本单位项目"]
        column = cell_under(sheet, "一级指标").column
        for ahead in (1, 3):
            write(
                sheet.cell(sheet.max_row + ahead, column),
                "产出指标",
                "数量指标",
                f"表下{ahead}",
                "说明",
                "3次",
                "计划",
            )

    answer = sent(filler_at, edited(workbook, change), statement=statement)
    confirmed(filler_at, answer)
    assert [one.name for one in said(statement).projects[0].indicators][-2:] == ["表下1", "表下3"]


def test_a_blank_row_that_is_put_in_changes_nothing(filler_at, statement, workbook):
    def change(book):
        sheet = book["本单位项目"]
        put_in(sheet, 5)
        put_in(sheet, cell_under(sheet, "一级指标").row + 3)

    answer = sent(filler_at, edited(workbook, change), statement=statement)
    assert "没有任何更改" in answer.text


def test_every_cell_outside_the_areas_is_named_and_has_to_be_acknowledged(filler_at, statement, workbook):
    def change(book):
        sheet = book["本单位项目"]
        beside = max(cell.column for cell in sheet[4]) + 2
        sheet.cell(6, beside).value = "旁注：待核实"
        sheet.cell(sheet.max_row + 4, 1).value = "注：以上金额均为初步安排。"
        cell_under(sheet, "预算数", right=1).value = 20
        book["新项目2"].cell(40, 15).value = "写在空白表的旁边"
        extra = book.create_sheet("附表")
        extra["B2"], extra["C3"] = "另表一格", 5

    answer = sent(filler_at, edited(workbook, change), statement=statement)
    named = {
        problem.value for group in answer.context["preview"].left_out.groups for problem in group.problems
    }
    assert named == {"旁注：待核实", "注：以上金额均为初步安排。", "写在空白表的旁边", "另表一格", "5"}
    assert all(text in answer.text for text in named - {"5"})
    confirmed(filler_at, answer)
    assert said(statement).projects[0].budget != 20
    confirmed(filler_at, answer, acknowledged="1")
    assert said(statement).projects[0].budget == 20


def test_a_fault_in_a_row_that_was_put_in_is_named_with_its_cell(filler_at, department, unit, filler, client):
    project = replace(a_project_content(unit, name="项目"), goals=("一",))
    statement = a_statement(department, content=a_content(department, projects=(project,)))
    data = template(statement, unit, filler, WorkbookOptions(blank=0))

    def change(book):
        sheet = book["项目"]
        put_in(sheet, 4)
        cell_under(sheet, "预算数", right=1).value = "约二十"

    client.force_login(filler)
    answer = sent(client, edited(data, change), statement=statement)
    (group,) = answer.context["preview"].problems.groups
    assert group.problems[0].cell == "“项目”C6"


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.long
def test_rows_put_in_at_random_arrive_in_the_order_of_the_file(filler_at, statement, workbook, seed):
    chance = random.Random(seed)  # noqa: S311
    names = []

    def change(book):
        sheet = book["本单位项目"]
        head = cell_under(sheet, "一级指标")
        for number in range(chance.randint(1, 6)):
            row = head.row + chance.randint(1, 6)
            put_in(sheet, row)
            write(
                sheet.cell(row, head.column), "产出指标", "数量指标", f"插入{number}", "说明", "3次", "计划"
            )
        names.extend(
            sheet.cell(row, head.column + 2).value
            for row in range(head.row + 1, sheet.max_row + 1)
            if sheet.cell(row, head.column + 2).value
        )

    confirmed(filler_at, sent(filler_at, edited(workbook, change), statement=statement))
    assert [one.name for one in said(statement).projects[0].indicators] == names


def test_the_numbers_of_the_rows_are_hidden_and_rows_may_be_put_in(workbook):
    sheet = openpyxl.load_workbook(BytesIO(workbook))["本单位项目"]
    hidden = [letter for letter, column in sheet.column_dimensions.items() if column.hidden]
    assert len(hidden) == 1
    assert sheet.protection.sheet
    assert not sheet.protection.insertRows
