"""A comment can hang on what the form has, and on nothing else."""

import pytest

from performance.comments.anchors import FIELDS
from performance.comments.form_fields import fields_of_form
from performance.models import Anchor

HAS = {
    ("河北", "2023", Anchor.PROJECT): {"code", "name", "budget", "spending_plan", "goals"},
    ("湖北", "2024", Anchor.PROJECT): {"name", "project_class", "total_budget", "annual_budget", "purpose"},
    ("河北", "2023", Anchor.INDICATOR): {"name", "description", "value", "basis"},
}
HAS_NOT = {
    ("河北", "2023", Anchor.PROJECT): {"total_budget", "leader", "phases", "regulations"},
    ("湖北", "2024", Anchor.PROJECT): {"spending_plan", "goals", "leader"},
    ("河北", "2023", Anchor.INDICATOR): {"weight"},
}


@pytest.mark.parametrize("key", HAS)
def test_the_fields_of_the_form_are_offered_and_no_others(key):
    province, edition, anchor = key
    found = set(fields_of_form(anchor, province, edition))
    assert found >= HAS[key]
    assert not found & HAS_NOT[key]


def test_a_text_of_no_known_form_can_be_commented_on_anywhere():
    assert fields_of_form(Anchor.PROJECT, "某省", "1999") == FIELDS[Anchor.PROJECT]
