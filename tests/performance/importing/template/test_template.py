"""The workbook to fill in: it has a cell for whatever a form asks, and no other cell can be written in."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from indicators.vocabulary import vocabulary_for
from performance.content.model import ProjectContent, StatementContent
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.documents.recognition import LAYOUTS
from performance.entry.answers import answers_of
from performance.entry.sheet import MODE
from performance.entry.sheets import department_sheets, project_sheet
from performance.importing.template.arrangement import Arrangement
from performance.importing.template.drawing import FilledSheet, workbook_bytes
from performance.importing.template.filling import cells_by_sheet, fill
from performance.importing.template.identity import Identity
from performance.importing.template.plan import lay_out, room_for
from performance.importing.template.signed import identity_of
from performance.importing.template.workbook import WorkbookOptions, template
from tests.factories import a_content, a_project_content, a_statement, full_content, full_project
from tests.performance.importing.conftest import cell_under

FORMS = [
    (province, edition, form)
    for province, layout in LAYOUTS.items()
    for edition in layout.editions
    for form in (*department_sheets(province, edition), project_sheet(province, edition))
]
NAMES = [f"{province}-{edition}-{form.key}" for province, edition, form in FORMS]
IDENTITY = Identity("130200", "001", "001001", 2026, "河北", "2023", 1)


def owner_of(form, province, edition, department=None):
    if form.key == "project":
        return replace(full_project(), spending_plan=None)
    return replace(a_content(), province=province, edition=edition, projects=())


def drawn(form, owner, province, edition):
    """A form as a workbook of one sheet, with its plan."""
    answers = answers_of(form, owner)
    plan = lay_out(form, owner, room_for(answers))
    sheet = FilledSheet("表", form.title, "", plan, answers.named())
    return workbook_bytes(IDENTITY, [sheet], vocabulary_for(province, edition)), plan


@pytest.mark.parametrize(("province", "edition", "form"), FORMS, ids=NAMES)
def test_every_question_has_an_open_cell_and_everything_else_is_locked(province, edition, form):
    owner = owner_of(form, province, edition)
    data, plan = drawn(form, owner, province, edition)
    questions = {question.name() for question in form.questions} | ({MODE} if form.has_plan else set())
    assert questions <= set(plan.answers)
    assert all(answer.label for answer in plan.answers.values())
    sheet = openpyxl.load_workbook(BytesIO(data))["表"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    open_cells = {
        (cell.row, cell.column)
        for cells in sheet.iter_rows()
        for cell in cells
        if not isinstance(cell, openpyxl.cell.cell.MergedCell) and not cell.protection.locked
    }
    assert open_cells == {(answer.row, answer.column) for answer in plan.answers.values()}


@pytest.mark.parametrize(("province", "edition", "form"), FORMS, ids=NAMES)
def test_what_is_written_beforehand_is_read_back(province, edition, form):
    owner = owner_of(form, province, edition)
    data, plan = drawn(form, owner, province, edition)
    cells = cells_by_sheet(read_xlsx(data))["表"]
    rows = Arrangement(plan, cells)
    assert rows.shifted("表") == list(rows.outside("表")) == []
    filled = fill(form, owner, rows, "表")
    assert not filled.changed
    assert filled.problems == filled.normalised == ()
    blank = ProjectContent() if form.key == "project" else StatementContent(province, edition, owner.year)
    blank_plan = lay_out(form, blank, room_for(answers_of(form, owner)))
    onto_nothing = fill(form, blank, Arrangement(blank_plan, cells), "表")
    assert answers_of(form, onto_nothing.owner) == answers_of(form, owner)


def checks_of(sheet, cell):
    return [check for check in sheet.data_validations.dataValidation if cell.coordinate in check.sqref]


def test_lists_depend_on_each_other_and_numbers_are_checked(statement, workbook):
    book = openpyxl.load_workbook(BytesIO(workbook))
    sheet = book["本单位项目"]
    level1 = cell_under(sheet, "一级指标", 1)
    (first,) = checks_of(sheet, level1)
    (second,) = checks_of(sheet, level1.offset(column=1))
    assert (first.type, first.formula1) == ("list", "'字典'!$A$1:$C$1")
    assert second.type == "list"
    assert f"MATCH({level1.coordinate},'字典'!$A$1:$C$1,0)" in second.formula1
    assert len(second.formula1) <= 255  # what Excel allows
    assert book["字典"].sheet_state == "veryHidden"
    words = {column[0].value: [c.value for c in column[1:] if c.value] for column in book["字典"].iter_cols()}
    vocabulary = vocabulary_for("河北", "2023")
    assert words == {c.label: [s.label for s in c.subcategories] for c in vocabulary.categories}
    for caption, checked in (("预算数", "0,"), ("其他资金", "0,")):
        (check,) = checks_of(sheet, cell_under(sheet, caption, right=1))
        assert (check.type, check.showErrorMessage) == ("custom", True)
        assert f">={checked}"[:3] in check.formula1
    (percent,) = checks_of(sheet, cell_under(sheet, "6月底", 1))
    assert "<=1" in percent.formula1
    (hint,) = checks_of(sheet, cell_under(sheet, "指标值", 1))
    assert "6月底前" in hint.prompt


def test_a_time_that_names_no_year_is_asked_about():
    form = project_sheet("贵州", "2024")
    data, plan = drawn(form, owner_of(form, "贵州", "2024"), "贵州", "2024")
    sheet = openpyxl.load_workbook(BytesIO(data))["表"]
    for name in ("period", "phases-0-period"):
        cell = sheet.cell(plan.answers[name].row, plan.answers[name].column)
        (check,) = checks_of(sheet, cell)
        assert (check.type, check.errorStyle, check.showErrorMessage) == ("custom", "warning", True)
        assert f'SEARCH("20??",{cell.coordinate})' in check.formula1
        assert "2026-01-01至2026-12-31" in check.prompt


def test_the_identity_stands_in_a_hidden_sheet_and_in_a_property(statement, unit, workbook):
    identity = identity_of(workbook, read_xlsx(workbook), Identity)
    office = statement.department.office.division_code
    assert identity.said() == [
        ("财政区划", office),
        ("部门", statement.department.code),
        ("单位", unit.code),
        ("预算年度", "2026"),
        ("版式", "河北 2023"),
        ("文本版次", "1"),
        ("模板版次", "1"),
    ]
    book = openpyxl.load_workbook(BytesIO(workbook))
    assert book["填报信息"].sheet_state == "veryHidden"
    assert [prop.value for prop in book.custom_doc_props.props] == [identity.summary]


def test_a_unit_finds_its_own_projects_and_blank_sheets(workbook):
    book = openpyxl.load_workbook(BytesIO(workbook))
    assert book.sheetnames == ["本单位项目", "新项目1", "新项目2", "字典", "填报信息"]
    assert cell_under(book["本单位项目"], "预算数", right=1).value == 12.5


def test_last_year_fills_what_is_blank(department, unit, filler):
    continued = a_project_content(unit, name="延续项目", purpose="上年用途")
    ended = a_project_content(unit, name="上年项目", budget=Decimal(7))
    a_statement(department, year=2025, content=a_content(department, projects=(continued, ended)))
    now = replace(continued, purpose="", indicators=(), code="", budget=Decimal(30))
    statement = a_statement(department, content=a_content(department, projects=(now,)))
    book = openpyxl.load_workbook(
        BytesIO(template(statement, unit, filler, WorkbookOptions(blank=0, earlier=True)))
    )
    assert book.sheetnames[:2] == ["延续项目", "上年项目"]
    sheet = book["延续项目"]
    assert cell_under(sheet, "预算数", right=1).value == 30
    assert cell_under(sheet, "三级指标", 1).value == "科普活动场次"
    assert cell_under(book["上年项目"], "项目编码", right=1).value is None
    bare = openpyxl.load_workbook(BytesIO(template(statement, unit, filler, WorkbookOptions(blank=0))))
    assert bare.sheetnames[:1] == ["延续项目"]
    assert cell_under(bare["延续项目"], "三级指标", 1).value is None


def test_texts_that_no_cell_can_hold_stay_as_they_are(department, unit, filler):
    content = full_content(department)
    long = replace(content.projects[0], purpose="长" * 40_000, name="=1+1")
    statement = a_statement(department, content=replace(content, projects=(long,)))
    data = template(statement, unit, filler, WorkbookOptions(blank=0))
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    name = cell_under(sheet, "项目名称", right=1)
    assert (name.value, name.data_type) == ("=1+1", "s")
