"""A 填报模板 comes back: filled cells change, blank ones do not, and a workbook that does not belong is told so."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from performance.importing.template import identity as identity_module
from performance.importing.template.workbook import WorkbookOptions, template
from performance.models import PerformanceStatement, Upload
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from projects.models import BudgetProject
from tests.factories import a_department, a_statement, a_unit
from tests.performance.importing.conftest import (
    cell_under,
    confirmed,
    edited,
    faults_of,
    messages_of,
    sent,
)


def said(statement):
    return statement_content(PerformanceStatement.objects.get(pk=statement.pk))


def test_an_untouched_workbook_changes_nothing_and_says_so(filler_at, statement, workbook):
    before = said(statement)
    answer = sent(filler_at, workbook, statement=statement)
    assert "与库中内容一致，没有任何更改" in answer.text
    assert "确认导入" not in answer.text
    confirmed(filler_at, answer)
    assert said(statement) == before
    assert PerformanceStatement.objects.get().version == statement.version


def test_a_workbook_that_libreoffice_saved_is_read_like_one_that_it_did_not(
    filler_at, statement, workbook, libreoffice, tmp_path
):
    (tmp_path / "template.xlsx").write_bytes(workbook)
    libreoffice("xlsx", tmp_path / "again", tmp_path / "template.xlsx")
    answer = sent(filler_at, (tmp_path / "again" / "template.xlsx").read_bytes(), statement=statement)
    assert "与库中内容一致，没有任何更改" in answer.text


def test_filled_cells_change_and_the_same_file_again_changes_nothing(filler_at, statement, workbook):
    def change(book):
        sheet = book["本单位项目"]
        cell_under(sheet, "预算数", right=1).value = 20
        cell_under(sheet, "其中：财政资金", right=1).value = "１９．５万元"
        cell_under(sheet, "12月底", 1).value = 0.95
        cell_under(sheet, "三级指标", 1).value = "科普讲座场次"

    before = said(statement)
    filled = edited(workbook, change)
    answer = sent(filler_at, filled, statement=statement)
    assert "科普讲座场次" in answer.text
    assert "按19.50万元读入" in answer.text
    assert said(statement) == before  # a preview writes nothing
    done = confirmed(filler_at, answer)
    assert messages_of(done)[0].partition("导错了")[0] == "已导入“文本.xlsx”。"
    project, other = said(statement).projects
    assert (project.budget, project.fiscal_funds) == (Decimal(20), Decimal("19.5"))
    assert project.spending_plan.december == 95
    assert project.indicators[0] == replace(before.projects[0].indicators[0], name="科普讲座场次")
    assert other == before.projects[1]
    assert not Upload.objects.exists()
    again = sent(filler_at, filled, statement=statement)
    assert "没有任何更改" in again.text


def test_numbered_lines_in_one_cell_become_goals_and_this_is_said(filler_at, statement, workbook):
    def change(book):
        cell_under(book["本单位项目"], "绩效目标", right=1).value = "①甲\n②乙\n③丙"

    answer = sent(filler_at, edited(workbook, change), statement=statement)
    assert "已按编号分为3条，编号由系统排印。" in answer.text
    confirmed(filler_at, answer)
    assert said(statement).projects[0].goals == ("甲", "乙", "丙")


def test_a_blank_cell_leaves_and_a_mark_clears(filler_at, statement, workbook):
    def change(book):
        sheet = book["本单位项目"]
        cell_under(sheet, "预算数", right=1).value = None
        cell_under(sheet, "其他资金", right=1).value = "【清空】"
        cell_under(sheet, "绩效指标描述", 1).value = None
        cell_under(sheet, "指标值确定依据", 1).value = "【清空】"
        cell_under(sheet, "三级指标", 2).value = "【删除】"

    before = said(statement).projects[0]
    confirmed(filler_at, sent(filler_at, edited(workbook, change), statement=statement))
    after = said(statement).projects[0]
    first, _, *others = before.indicators
    assert after == replace(before, other_funds=None, indicators=(replace(first, basis=""), *others))


def test_a_new_project_is_added_once(filler_at, statement, unit, workbook):
    def change(book):
        sheet = book["新项目1"]
        cell_under(sheet, "项目名称", right=1).value = "新设项目"
        cell_under(sheet, "预算数", right=1).value = 3
        for column, text in enumerate(("产出指标", "数量指标", "场次", "说明", "3场", "计划"), start=1):
            cell_under(sheet, "一级指标", 1).offset(column=column - 1).value = text
        second = cell_under(sheet, "一级指标", 2)
        second.offset(column=2).value = "人次"  # takes its upper levels from the row above

    filled = edited(workbook, change)
    confirmed(filler_at, sent(filler_at, filled, statement=statement))
    names = [project.name for project in said(statement).projects]
    assert names == ["本单位项目", "新设项目", "他单位项目"]
    new = BudgetProject.objects.get(name="新设项目")
    assert (new.unit, new.budget) == (unit, 3)
    levels = [(i.level1, i.level2, i.name) for i in said(statement).projects[1].indicators]
    assert levels == [("产出指标", "数量指标", "场次"), ("产出指标", "数量指标", "人次")]
    assert "没有任何更改" in sent(filler_at, filled, statement=statement).text
    assert BudgetProject.objects.count() == 3


def test_every_problem_is_told_at_once_with_its_cell(filler_at, statement, workbook):
    def change(book):
        sheet = book["本单位项目"]
        cell_under(sheet, "预算数", right=1).value = "约二十"
        cell_under(sheet, "其他资金", right=1).value = -1
        cell_under(sheet, "6月底", 1).value = "六成"
        cell_under(book["新项目1"], "预算数", right=1).value = 5

    answer = sent(filler_at, edited(workbook, change), statement=statement)
    preview = answer.context["preview"]
    cells = [problem.cell for group in preview.problems.groups for problem in group.problems]
    assert cells == ["“本单位项目”C5", "“本单位项目”G5", "“本单位项目”D8", "“新项目1”E4"]
    assert "无法识别的金额“约二十”，应为以万元计的数字" in answer.text
    assert "没有填项目名称" in answer.text
    assert "确认导入" not in answer.text
    confirmed(filler_at, answer)
    assert said(statement).projects[0].budget == Decimal("12.50")


def test_equal_problems_are_one_with_a_count(filler_at, statement, workbook):
    def change(book):
        for n in range(1, 3):
            sheet = book[f"新项目{n}"]
            cell_under(sheet, "项目名称", right=1).value = f"新{n}"
            cell_under(sheet, "预算数", right=1).value = f"约{n}"

    answer = sent(filler_at, edited(workbook, change), statement=statement)
    assert "同一情况 2 处" in answer.text
    assert answer.text.count("无法识别的金额") == 1


def without(name):
    def change(book):
        del book[name]

    return change


def forged(book):
    book["填报信息"]["B3"].value = "999999"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without("填报信息"), "身份信息已丢失"),
        (forged, "被改动过"),
        (lambda book: book["填报信息"].delete_rows(8), "被改动过"),
    ],
)
def test_a_workbook_without_its_own_identity_is_named_as_such(filler_at, statement, workbook, change, reason):
    assert reason in faults_of(sent(filler_at, edited(workbook, change), statement=statement))
    assert not Upload.objects.exists()


def test_a_workbook_of_another_department_year_or_unit_is_named_as_such(
    filler_at, statement, department, filler, workbook
):
    other = a_statement(a_department(office=department.office))
    foreign = template(other, other.department.units.first(), filler, WorkbookOptions())
    assert "别的部门的填报模板" in faults_of(sent(filler_at, foreign, statement=statement))
    next_year = a_statement(department, year=2027)
    assert "2026年的填报模板" in faults_of(sent(filler_at, workbook, statement=next_year))
    second = template(statement, department.units.last(), filler, WorkbookOptions())
    assert "不是您的单位的" in faults_of(sent(filler_at, second, statement=statement))
    assert "您没有这份文本" in faults_of(sent(filler_at, foreign))


def test_the_identity_finds_the_text_by_itself(filler_at, statement, workbook):
    answer = sent(filler_at, workbook)
    assert answer.context["preview"].target.statement == statement


def test_an_older_template_is_named_as_such(filler_at, statement, workbook, monkeypatch):
    monkeypatch.setattr(identity_module, "TEMPLATE", 2)
    assert "是第1版的，现在使用第2版" in faults_of(sent(filler_at, workbook, statement=statement))


def test_a_workbook_older_than_what_it_would_overwrite_is_outdated(filler_at, statement, unit, workbook):
    def change(book):
        cell_under(book["本单位项目"], "预算数", right=1).value = 20

    content = said(statement)
    own, other = content.projects
    save_content(
        replace(content, projects=(replace(own, purpose="另有用途。"), other)),
        department=statement.department,
        year=2026,
    )
    untouched = sent(filler_at, workbook, statement=statement).text  # it says the old purpose
    assert "模板已过时" not in untouched
    assert "项目“本单位项目”在下载模板之后已在系统中修改，文件中没有改动，保持现在的内容" in untouched
    answer = sent(filler_at, edited(workbook, change), statement=statement)
    assert "模板已过时：项目“本单位项目”在下载之后被修改过（模板取自第1版，现为第2版）" in answer.text
    assert "确认导入" not in answer.text


def test_a_change_elsewhere_does_not_make_a_workbook_outdated(filler_at, statement, workbook):
    def change(book):
        cell_under(book["本单位项目"], "预算数", right=1).value = 20

    content = said(statement)
    own, other = content.projects
    changed = replace(content, projects=(own, replace(other, purpose="另有用途。")))
    save_content(changed, department=statement.department, year=2026)
    done = confirmed(filler_at, sent(filler_at, edited(workbook, change), statement=statement))
    assert messages_of(done)[0].partition("导错了")[0] == "已导入“文本.xlsx”。"
    assert said(statement).projects[1].purpose == "另有用途。"


def test_a_sheet_whose_columns_were_moved_is_not_read(filler_at, statement, workbook):
    def change(book):
        book["本单位项目"].insert_cols(2)

    answer = sent(filler_at, edited(workbook, change), statement=statement)
    assert "列或表头被改动过" in answer.text


def test_the_department_part_is_only_in_the_workbook_of_its_reviewer(
    statement, unit, reviewer_at, client, filler
):
    address = f"/statements/{statement.pk}/templates/{unit.pk}.xlsx"

    def sheets(answer):
        return openpyxl.load_workbook(BytesIO(answer.content)).sheetnames

    assert "封面" in sheets(reviewer_at.get(address, {"blank": "0"}))
    client.force_login(filler)
    assert sheets(client.get(address, {"blank": "0"})) == ["本单位项目", "字典", "填报信息"]
    foreign = a_unit(statement.department)
    assert client.get(f"/statements/{statement.pk}/templates/{foreign.pk}.xlsx").status_code == 404
