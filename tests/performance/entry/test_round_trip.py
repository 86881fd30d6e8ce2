"""Content goes into a form and comes out of it unchanged, and a form asks for exactly what its layout prints."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from performance.content.json import load_content
from performance.documents.recognition import LAYOUTS
from performance.entry.answers import answers_of, posted_answers, read_answers
from performance.entry.sheets import department_sheets, project_sheet
from tests.conftest import REPOSITORY
from tests.strategies import PRINTABLE
from tests.trust.trial import examples

DEMO = sorted((REPOSITORY / "fixtures" / "demo" / "statements").glob("*.json"))
FORMS = [(layout.province, edition) for layout in LAYOUTS.values() for edition in layout.editions]


def posted(sheet, owner):
    """What a browser posts when nobody touched the form."""
    answers = answers_of(sheet, owner)
    counts = {f"{group}-count": str(len(records)) for group, records in answers.records.items()}
    return {name: text.replace("\n", "\r\n") for name, text in answers.named().items()} | counts


def through_form(sheet, owner):
    read = read_answers(sheet, posted_answers(sheet, posted(sheet, owner)), owner)
    assert read.problems == {}
    return sheet.said(owner, read.values)


def through_forms(content):
    for sheet in department_sheets(content.province, content.edition, content.form):
        content = through_form(sheet, content)
    projects = tuple(through_form(_sheet_of(content, project), project) for project in content.projects)
    return replace(content, projects=projects)


def _sheet_of(content, project):
    return project_sheet(content.province, content.edition, project.form)


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_an_untouched_form_gives_the_demo_texts_back(path):
    content = load_content(path.read_text(encoding="utf-8"))
    assert through_forms(content) == content


@pytest.mark.parametrize("form", FORMS, ids=str)
@given(data=st.data())
@settings(max_examples=examples(10, 40), suppress_health_check=list(HealthCheck))
def test_whatever_can_be_printed_passes_through_its_form(form, data):
    content = data.draw(PRINTABLE[form])
    assert through_forms(content) == content
