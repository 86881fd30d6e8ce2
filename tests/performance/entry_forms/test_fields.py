"""Every field has a name of its own and limits that the database shares; every finding finds its field."""

import pytest

from indicators.models import Indicator, IndicatorFamily
from indicators.vocabulary import vocabulary_for
from performance import models
from performance.documents.recognition import LAYOUTS
from performance.entry.answers import answers_of
from performance.entry.controls import Notes
from performance.entry.frames import Setting, frames
from performance.entry.placing import beside_fields, of_department, of_project
from performance.entry.sheets import department_sheets, project_sheet
from performance.entry_forms.form_page import controls_of
from performance.review import review
from projects.models import BudgetProject, ProjectPhase
from tests.performance.entry.test_no_drift import SOUND, sound
from tests.performance.review.faults import FAULTS

FORMS = [(layout.province, edition) for layout in LAYOUTS.values() for edition in layout.editions]
OWNERS = {
    "": (BudgetProject, models.PerformanceStatement, models.PerformanceGoal),
    "phases": (ProjectPhase,),
    "funding": (models.FundingLine,),
    "functional_goal": (models.NarrativeSection,),
    "detailed_goal": (models.NarrativeSection,),
    "phase": (models.NarrativeSection,),
    "goals": (),
}
TREE = (Indicator, IndicatorFamily)


def sheets_of(content):
    yield from ((sheet, content) for sheet in department_sheets(content.province, content.edition))
    yield project_sheet(content.province, content.edition), content.projects[0]


def laid_out(sheet, owner, content):
    vocabulary = vocabulary_for(content.province, content.edition)
    return frames(sheet, owner, Setting(answers_of(sheet, owner), Notes(), vocabulary, content.year))


@pytest.mark.parametrize(("province", "edition"), FORMS)
def test_every_question_is_on_the_page_once_under_a_label_of_its_own(province, edition):
    content = sound(province, edition)
    for sheet, owner in sheets_of(content):
        controls = list(controls_of(laid_out(sheet, owner, content)))
        names = [control.name for control in controls]
        labels = [(control.question.group, control.label) for control in controls]
        assert sorted(names) == sorted(set(answers_of(sheet, owner).named()) - {"mode"})
        assert all(label.strip() and not label.endswith("行 ") for _, label in labels)
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("province", "edition"), FORMS)
def test_the_limits_of_a_field_are_those_of_its_column(province, edition):
    for sheet, _ in sheets_of(sound(province, edition)):
        for question in sheet.questions:
            owners = OWNERS.get(question.group, TREE)
            columns = [
                field
                for owner in owners
                for field in owner._meta.concrete_fields
                if field.name == question.field
            ]
            limits = {column.max_length for column in columns}
            assert question.field_spec.max_length in limits or not columns or question.field == "side"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_planted_fault_is_told_beside_a_field_or_above_the_form(fault):
    content = fault.content
    findings = [finding for finding in review(content, fault.rule_set) if finding.code == fault.code]
    told = 0
    for sheet in department_sheets(content.province, content.edition)[-1:]:
        remarks, aside = beside_fields(sheet, content, content, of_department(findings))
        assert set(remarks) <= set(answers_of(sheet, content).named()) | {f"{g}-0-item" for g in sheet.groups}
        told += len(aside) + sum(map(len, remarks.values()))
    sheet = project_sheet(content.province, content.edition)
    for index, project in enumerate(content.projects):
        remarks, aside = beside_fields(sheet, project, content, of_project(findings, index))
        told += len(aside) + sum(map(len, remarks.values()))
    assert told == len(findings) > 0


@pytest.mark.parametrize("province", SOUND)
def test_captions_stand_in_the_order_of_the_table(province):
    content = SOUND[province]
    for sheet, owner in sheets_of(content):
        requests = [question.name() for question in sheet.questions if not question.group]
        shown = [c.name for c in controls_of(laid_out(sheet, owner, content)) if not c.question.group]
        assert shown == requests
