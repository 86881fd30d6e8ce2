"""How much a save asks of the database: everything from the session to the answer, and as much for any text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.permissions.roles import Role
from performance.entry_forms.opened_form import open_form
from performance.models import PerformanceStatement
from tests.factories import a_content, a_department, a_member, a_statement, a_unit
from tests.performance.entry_forms.conftest import fields_of

TURN = 1 if connection.vendor == "postgresql" else 0  # the trail's, which is waited for once a sitting
OF_AN_AUTOSAVE = 22 + TURN
# Findings, money or indicators come out differently, and what is kept of them is written.
COUNTED_ANEW = 29 + TURN
ONCE_A_SITTING = 2 + TURN  # the trail and where it ends
LENGTHS = (0, 20, 40)


class Sitting:
    """One person at one form: each save sends what the page would send then."""

    def __init__(self, client, statement, address, **which):
        self.client, self.statement, self.which = client, statement, which
        self.address = address
        client.get(address)

    def autosave(self, **typed):
        """The number of queries, whatever they are for."""
        statement = PerformanceStatement.objects.get(pk=self.statement.pk)
        sent = fields_of(open_form(statement, **self.which)) | typed
        with CaptureQueriesContext(connection) as queries:
            answer = self.client.post(f"{self.address}autosave/", sent).json()
        assert answer["saved_at"]
        assert answer["version"] == statement.version + 1
        return len(queries)


@pytest.fixture
def sitting(client, db):
    def begun(projects):
        department = a_department()
        unit = a_unit(department)
        statement = a_statement(department, content=a_content(department, projects=projects))
        if projects:
            client.force_login(a_member(Role.FILLER, unit))
            project = statement.projects.last()
            address = reverse("entry_project", args=[statement.pk, project.pk])
            return Sitting(client, statement, address, project=project)
        client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
        return Sitting(client, statement, reverse("entry_sheet", args=[statement.pk, "cover"]), key="cover")

    return begun


def saves_of(sitting, length):
    here = sitting(length)
    field = "purpose" if length else "prepared_by"
    return [here.autosave(**{field: f"科普活动{words}。"}) for words in ("甲", "乙", "丙")]


@pytest.mark.parametrize("length", LENGTHS)
def test_an_autosave_asks_little_of_a_text_of_any_length(sitting, length):
    """The first of a sitting also begins a row of the history, one of the trail, and who saved the form."""
    first, *later = saves_of(sitting, length)
    assert first <= OF_AN_AUTOSAVE
    assert max(later) <= OF_AN_AUTOSAVE - ONCE_A_SITTING


def test_an_autosave_asks_as_much_of_a_long_text_as_of_a_short_one(sitting):
    short, *longer = (saves_of(sitting, length) for length in LENGTHS[1:])
    assert longer == [short]


@pytest.mark.parametrize(
    "typed",
    [
        {"purpose": "的的"},
        {"budget": "13"},
        {"indicators-0-name": "另一指标"},
        {"indicators-0-value": "若干"},
        {"indicators-0-level2": "质量指标"},
    ],
    ids=["a finding more", "another sum", "another indicator", "no number any more", "another label"],
)
def test_an_autosave_that_changes_what_is_counted_writes_the_counts(sitting, typed):
    """As often in a long text as in a short one."""
    short, longer = sitting(20).autosave(**typed), sitting(40).autosave(**typed)
    assert short == longer <= COUNTED_ANEW
