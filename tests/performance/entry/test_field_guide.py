"""Every field of a form says in a line how it is filled in, by an example that is nobody's text."""

from dataclasses import replace

import pytest

from performance.content.model import ProjectContent
from performance.entry.field_guide import SHORT, form_guide, guide_of
from performance.entry_forms.form_page import controls_of
from performance.review import review
from tests.performance.entry.test_no_drift import sound
from tests.performance.entry_forms.test_fields import FORMS, laid_out, sheets_of


@pytest.mark.parametrize(("province", "edition"), FORMS)
def test_every_field_has_a_rule_in_a_line_and_an_example(province, edition):
    content = sound(province, edition)
    for sheet, owner in sheets_of(content):
        for control in controls_of(laid_out(sheet, owner, content)):
            guide = guide_of(control)
            assert guide.rule, control.name
            assert "\n" not in guide.rule
            assert len(guide.rule) <= SHORT
            assert guide.example, control.name


def test_the_example_of_an_indicator_passes_the_review():
    content = sound("河北", "2023")
    project, *others = content.projects
    sheet, owner = list(sheets_of(content))[-1]
    guide = form_guide(laid_out(sheet, owner, content))
    said = dict(zip(("level1", "level2", "name", "description", "value", "basis"), guide.row, strict=True))
    rows = (*project.indicators, replace(project.indicators[0], **said))
    after = review(replace(content, projects=(replace(project, indicators=rows), *others)))
    assert not [finding for finding in after if finding.place.row == len(rows) - 1]


def test_a_form_that_nobody_has_begun_is_told_from_one_that_somebody_has():
    content = sound("河北", "2023")
    sheet = list(sheets_of(content))[-1][0]
    begun = ProjectContent(name="急救知识普及", code="1", unit_code="1", unit_name="单位")
    assert form_guide(laid_out(sheet, begun, content)).first
    assert not form_guide(laid_out(sheet, replace(begun, purpose="用于讲座"), content)).first
