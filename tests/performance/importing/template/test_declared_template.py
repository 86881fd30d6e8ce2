"""The workbook of a declared form: drawn from its declaration, filled in and read back whole."""

from dataclasses import replace
from random import Random

import pytest

from performance.content.model import ProjectContent, StatementContent
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.documents.forms.declaration import shipped_forms
from performance.entry.answers import answers_of
from performance.entry.sheets import department_sheets, project_sheet
from performance.importing.template.arrangement import Arrangement
from performance.importing.template.drawing import FilledSheet, workbook_bytes
from performance.importing.template.filling import cells_by_sheet, fill
from performance.importing.template.identity import Identity
from performance.importing.template.plan import lay_out, room_for
from performance.importing.template.workbook import WorkbookOptions, template
from performance.statements.services import save_content
from tests.performance.documents.forms.contents import ContentMaker
from tests.performance.entry.test_declared_round_trip import within_choices

FORMS = sorted(shipped_forms())


def written_in(form_id):
    """The sheet of a form, a blank owner of it, and one that says all that it asks for."""
    form = shipped_forms()[form_id]
    content = ContentMaker(form, Random(f"workbook {form_id}")).statement()  # noqa: S311 - a seed, no secret
    where = (content.province, content.edition)
    if content.form:
        blank = StatementContent(*where, content.year, content.department_code)
        return department_sheets(*where, content.form)[0], blank, content
    project = within_choices(content.projects[:1], form)[0]
    blank = ProjectContent(project.unit_code, project.unit_name, department=project.department)
    return project_sheet(*where, project.form), blank, project


@pytest.mark.parametrize("form_id", FORMS)
def test_a_workbook_is_filled_in_and_read_back(form_id):
    sheet, blank, owner = written_in(form_id)
    answers = answers_of(sheet, owner)
    plan = lay_out(sheet, owner, room_for(answers))
    identity = Identity("510100", "101", "101001", 2026, "四川", "2022", 1)
    filled_in = FilledSheet("表", sheet.title, "", plan, answers.named())
    data = workbook_bytes(identity, [filled_in], sheet.vocabulary)
    assert {question.name() for question in sheet.questions} <= set(plan.answers)
    assert all(answer.label for answer in plan.answers.values())
    cells = cells_by_sheet(read_xlsx(data))["表"]
    untouched = Arrangement(plan, cells)
    assert untouched.shifted("表") == list(untouched.outside("表")) == []
    assert not fill(sheet, owner, untouched, "表").changed
    onto_nothing = fill(sheet, blank, Arrangement(lay_out(sheet, blank, room_for(answers)), cells), "表")
    assert onto_nothing.problems == ()
    assert onto_nothing.owner == owner


@pytest.mark.django_db
@pytest.mark.parametrize("form_id", FORMS)
def test_a_text_of_a_declared_form_has_its_workbook(department, form_id):
    form = shipped_forms()[form_id]
    content = ContentMaker(form, Random(f"workbook {form_id}")).statement()  # noqa: S311 - a seed, no secret
    unit = department.units.first()
    projects = tuple(replace(one, unit_code=unit.code, unit_name=unit.name) for one in content.projects)
    content = replace(content, department_name=department.name, projects=projects)
    statement = save_content(content, department=department, year=content.year).statement
    data = template(statement, unit, None, WorkbookOptions(blank=1, department=True))
    sheets = cells_by_sheet(read_xlsx(data))
    words = {text for cells in sheets.values() for text in cells.values()}
    heads = {column.head for part in form.parts for column in part.columns if column.key == "value"}
    assert heads <= words
    assert "新项目1" in sheets
