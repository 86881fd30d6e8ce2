"""A form asks for exactly what its layout prints, and what it asks for is what the layout reads."""

from dataclasses import replace

import pytest

from performance.documents.blocks import Paragraph, TableBlock
from performance.documents.cells import Items
from performance.documents.recognition import LAYOUTS, layout_of
from performance.entry.field_specs import READONLY
from performance.entry.sheet import MODE
from performance.entry.sheets import department_sheets, project_sheet
from tests.performance.review.sound_departments import GUIZHOU, HUBEI
from tests.performance.review.sound_hebei import HEBEI

FORMS = [(layout.province, edition) for layout in LAYOUTS.values() for edition in layout.editions]
SOUND = {"河北": HEBEI, "湖北": HUBEI, "贵州": GUIZHOU}
COVER = {"mark", "prepared_by", "reviewed_by", "attachment", "filled_by", "phone", "department_name"}


def sound(province, edition):
    return replace(SOUND[province], edition=edition)


def asked(sheet):
    """Group and field of each question; a list that is printed in one cell counts as that cell."""
    return {
        ("", question.spec.field) if isinstance(question.spec, Items) else (question.group, question.field)
        for question in sheet.questions
    }


def printed(content):
    """Group and field of each printed value: of the department's part, and of the projects' parts."""
    department, projects = set(), set()
    titles = {project.name for project in content.projects}
    for part in layout_of(content.province, content.edition).render(content).parts:
        into = projects if any(title in part.title for title in titles) else department
        for block in part.blocks:
            if isinstance(block, Paragraph) and block.anchor:
                section = content.sections[block.anchor.record]
                alone = section.kind.value in ("overall_goal", "arrangements")
                into.add(("", section.kind.value) if alone else (section.kind.value, block.anchor.field))
            elif isinstance(block, TableBlock):
                anchors = [cell.anchor for row in block.rows for cell in row if cell.anchor]
                into |= {(anchor.group, anchor.field) for anchor in anchors}
    return department, projects


@pytest.mark.parametrize(("province", "edition"), FORMS)
def test_a_form_asks_for_exactly_what_is_printed(province, edition):
    department, projects = printed(sound(province, edition))
    sheets = department_sheets(province, edition)
    project = asked(project_sheet(province, edition))
    listed = {field for group, field in department if group == "projects"}
    given = {("", field) for field in READONLY}
    assert {field for field in department - given if field[0] != "projects"} == {
        field for sheet in sheets if sheet.key != "cover" for field in asked(sheet)
    }
    assert project == (projects - given or {("", field) for field in listed})
    assert {field for sheet in sheets if sheet.key == "cover" for _, field in asked(sheet)} <= COVER


@pytest.mark.parametrize(("province", "edition"), FORMS)
def test_every_value_that_a_sheet_gives_is_asked_for_or_given(province, edition):
    content = sound(province, edition)
    owners = [(sheet, content) for sheet in department_sheets(province, edition)]
    owners.append((project_sheet(province, edition), content.projects[0]))
    for sheet, owner in owners:
        known = {question.group or question.field for question in sheet.questions} | sheet.elsewhere
        assert set(sheet.values(owner)) <= known | READONLY | {MODE, "unit_name"}
