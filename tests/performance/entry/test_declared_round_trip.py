"""What a declared form says goes onto its page and comes back equal, and each of its places can be typed into."""

from dataclasses import replace
from random import Random

import pytest

from performance.content.model import FieldKind, ProjectContent, StatementContent
from performance.documents.forms.declaration import shipped_forms
from performance.entry.answers import posted_answers, read_answers
from performance.entry.sheets import department_sheets, project_sheet
from tests.performance.documents.forms.contents import ContentMaker
from tests.performance.entry.test_round_trip import posted, through_forms

FORMS = sorted(shipped_forms())


def contents(form_id, few):
    form = shipped_forms()[form_id]
    for number in range(few):
        yield ContentMaker(form, Random(f"entered {form_id} {number}")).statement()  # noqa: S311 - a seed, no secret


@pytest.mark.parametrize("form_id", FORMS)
def test_an_untouched_page_gives_the_content_back(form_id):
    for content in contents(form_id, 3):
        assert through_forms(content) == content


def typed_into(sheet, blank, owner):
    """A blank owner after somebody has typed all that another one says."""
    read = read_answers(sheet, posted_answers(sheet, posted(sheet, owner)), blank)
    assert read.problems == {}
    return sheet.said(blank, read.values)


def within_choices(projects, form):
    """Published words outside the list stay where they stand, but nobody can write them anew."""
    control = form.controls.get("continuity")
    if control is None or control.kind is FieldKind.BOXES:
        return projects
    return tuple(replace(project, continuity=control.choices[1]) for project in projects)


@pytest.mark.parametrize("form_id", FORMS)
def test_all_that_a_form_holds_can_be_typed_into_a_blank_one(form_id):
    for content in contents(form_id, 3):
        where = (content.province, content.edition)
        if content.form:
            blank = StatementContent(*where, content.year, content.department_code)
            assert typed_into(department_sheets(*where, content.form)[0], blank, content) == content
        for project in within_choices(content.projects, shipped_forms()[form_id]):
            blank = ProjectContent(project.unit_code, project.unit_name, department=project.department)
            assert typed_into(project_sheet(*where, project.form), blank, project) == project
