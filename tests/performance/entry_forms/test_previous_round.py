"""What was said in the round before stands beside each field that has changed since, and beside no other."""

import re

import pytest
from django.urls import reverse

from performance.entry.answers import Answers
from performance.entry.changes import changed_texts
from performance.models import Action, StatementState, WorkflowEvent
from performance.statements.revisions import present_content, take_revision
from tests.performance.entry_forms.conftest import fields_of


def returned(statement, by, unit=None, state=StatementState.DRAFTING):
    """A step as the workflow records it: with what is said now."""
    revision = take_revision(statement, unit, present_content(statement, unit))
    return WorkflowEvent.objects.create(
        statement=statement,
        unit=unit,
        action=Action.RETURN,
        label="退回",
        source=StatementState.FIRST_REVIEW,
        target=state,
        actor=by,
        actor_name="某人",
        round=1,
        version=1,
        revision=revision,
    )


def previous(page):
    """By the name of a field: the earlier text that stands beside it."""
    remarks = re.findall('data-remarks="([^"]+)">(.*?)</div>', page, re.S)
    earlier = {name: re.search('class="previous"><b>上一稿</b> (.*?)</p>', said) for name, said in remarks}
    return {name: text[1] for name, text in earlier.items() if text}


@pytest.fixture
def address(filled, project):
    return reverse("entry_project", args=[filled.pk, project.pk])


@pytest.mark.parametrize("of_unit", [False, True], ids=["of the statement", "of the unit"])
def test_a_changed_field_shows_what_was_said_before(
    client, filled, project, reviewer, form_of, address, of_unit
):
    returned(filled, reviewer, project.unit if of_unit else None)
    client.force_login(reviewer)
    before = form_of(project=project).answers
    assert previous(client.get(address).text) == {}
    rows = before.records["indicators"]
    new = {name: f"新的{text}" if name == "name" else text for name, text in rows[0].items()}
    said = [new, rows[0] | {"value": "≥77%"}, *rows[1:]]
    typed = fields_of(form_of(project=project)) | Answers({}, {"indicators": said}).named()
    client.post(address, typed | {"indicators-count": str(len(said)), "purpose": "改过的用途", "leader": ""})
    page_text = previous(client.get(address).text)
    assert page_text == {
        "purpose": before.texts["purpose"],
        "indicators-0-name": "（空）",
        "indicators-1-value": rows[0]["value"],
    }


def test_saving_by_itself_tells_it_too(client, filled, project, reviewer, form_of, address):
    returned(filled, reviewer)
    client.force_login(reviewer)
    form = form_of(project=project)
    payload = client.post(f"{address}autosave/", fields_of(form) | {"purpose": "改过的用途"}).json()
    assert payload["previous"] == {"purpose": form.answers.texts["purpose"]}


def test_part_one_and_the_last_round_of_several(client, filled, reviewer, form_of):
    client.force_login(reviewer)
    address = reverse("entry_sheet", args=[filled.pk, "part-one"])
    for text in ("第二稿", "第三稿"):
        returned(filled, reviewer)
        client.post(address, fields_of(form_of(key="part-one")) | {"overall_goal": text})
    assert previous(client.get(address).text) == {"overall_goal": "第二稿"}


def test_before_the_first_round_there_is_nothing(client, filled, project, reviewer, form_of, address):
    client.force_login(reviewer)
    client.post(address, fields_of(form_of(project=project)) | {"purpose": "改过的用途"})
    assert previous(client.get(address).text) == {}


def test_a_row_is_found_again_wherever_it_went():
    now = Answers(
        {}, {"rows": [{"name": "乙", "value": "2"}, {"name": "甲", "value": "9"}, {"name": "", "value": ""}]}
    )
    before = Answers({}, {"rows": [{"name": "甲", "value": "1"}, {"name": "乙", "value": "2"}]})
    assert changed_texts(now, before) == {"rows-1-value": "1"}
