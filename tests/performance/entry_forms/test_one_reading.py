"""A save reads the statement once; what it says afterwards is what anybody would read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance.entry_forms.opened_form import dump_answers, open_form
from performance.models import PerformanceStatement
from tests.performance.entry_forms.conftest import fields_of


@pytest.fixture
def autosave(client, filler, project, form_of):
    client.force_login(filler)
    form = form_of(project=project)
    address = reverse("entry_project", args=[form.statement.pk, project.pk]) + "autosave/"

    def prepared(**typed):
        sent = fields_of(form_of(project=project)) | typed
        return lambda: client.post(address, sent)

    def save(**typed):
        return prepared(**typed)()

    save.prepared = prepared
    return save


def test_the_statement_is_read_once(autosave):
    autosave(purpose="先前的用途")
    save = autosave.prepared(purpose="另一用途")
    with CaptureQueriesContext(connection) as queries:
        assert save().json()["saved_at"]
    readings = [query for query in queries.captured_queries if "performance_narrativesection" in query["sql"]]
    assert len(readings) == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"purpose": "  空白在两端  \r\n第二行"},
        {"budget": "12.5000"},
        {"budget": "3,000元"},
        {"fiscal_funds": ""},
    ],
    ids=["text", "zeros", "converted", "unknown"],
)
def test_what_a_save_answers_is_what_the_database_says(autosave, filled, project, typed):
    base = autosave(**typed).json()["base"]
    stored = open_form(PerformanceStatement.objects.get(pk=filled.pk), project=project)
    assert base == dump_answers(stored.answers)
