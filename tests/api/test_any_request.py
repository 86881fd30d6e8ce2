"""Requests made up from the description, in three roles: no fault of the server, no answer that is not declared."""

import os
from contextlib import contextmanager

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from hypothesis import HealthCheck, given
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from config.wsgi import application
from departments.models import Membership
from departments.permissions.roles import Role
from indicators.models import Category, Subcategory
from performance.models import EvaluationTimetable, MonitoringTask
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from tests.access.after_approval import written_rows
from tests.factories import a_template

# Who fills in; who answers for a department and keeps the base data; who reads the trail and reviews.
ROLES = {"filler": None, "chief": Role.SYSTEM_ADMINISTRATOR, "auditor": Role.FINANCE_SECTION_REVIEWER}
TRAIL = {"GET /api/v1/trail/"}
# Which projects are 重点 is not the department's to say.
FINANCE = {"PUT /api/v1/statements/{id}/key-projects/"}
OFFICES = {
    "POST /api/v1/finance-offices/",
    "DELETE /api/v1/finance-offices/{id}/",
}  # root makes and ends them
BASE_DATA = OFFICES | {
    f"{verb} /api/v1/{noun}/{key}"
    for noun in ("finance-offices", "departments", "units", "vocabulary", "subcategories", "library")
    for verb, key in (("POST", ""), ("PATCH", "{id}/"), ("DELETE", "{id}/"))
}
SHUT = {"filler": BASE_DATA | TRAIL, "chief": OFFICES | TRAIL | FINANCE, "auditor": BASE_DATA}
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
EXAMPLES = int(os.environ.get("API_EXAMPLES", "2"))  # of each operation, sound and unsound, in each role
BOUNDED = hypothesis.settings(
    max_examples=EXAMPLES,
    database=None,
    phases=[hypothesis.Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@contextmanager
def open_connection():
    """As Django's own test client sees to it for each of its requests: a server would close it afterwards."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.figure(17)
@pytest.mark.parametrize(("role", "also"), ROLES.items(), ids=ROLES)
@pytest.mark.long
def test_no_request_breaks_the_server_or_gets_an_undeclared_answer(
    cast, role, also, settings, tmp_path, trial
):
    if bool(also) == (connection.vendor == "sqlite") and not trial.full:
        pytest.skip(
            "one role on SQLite, two on PostgreSQL; make trust tries all on both（make trust 在两种数据库上都试）"
        )
    settings.EXPORT_DIR = tmp_path
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    program = getattr(cast, role)
    if also:
        Membership.objects.create(user=program.user, role=also, office=cast.department.office)
    signed = {"Authorization": f"Bearer {program.secret}"}
    places = places_of(cast)
    with open_connection():
        schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application, headers=signed)
        shares = trial.times(3, 1)  # in the suite each role has a third of them
        operations = [*schema.get_all_operations()][[*ROLES].index(role) % shares :: shares]
        requests = ask_everything(operations, places, signed)
    trial.count("接口操作", len({label for label, _ in requests}))
    trial.find("服务器错误、未写明的答复", sum(status >= 500 for _, status in requests))
    assert {status for _, status in requests} >= {200, 400, 404}
    assert len({label for label, _ in requests}) == len(operations)
    refused = {label for label, _ in requests} - {label for label, status in requests if status != 403}
    assert refused <= SHUT[role]  # into everything else somebody is let


def ask_everything(operations, places, signed):
    """Which operation was answered how."""
    requests = set()

    def ask(case):
        with transaction.atomic():  # what one request changes is not there for the next
            answer = case.call_and_validate(headers=signed, checks=CHECKS)
            transaction.set_rollback(True)
        requests.add((case.operation.label, answer.status_code))

    for operation in operations:
        noun = operation.ok().path.split("/")[3]
        for mode in MODES:
            known = {
                name: pk for name, pk in places.get(noun, {}).items() if f"{{{name}}}" in operation.ok().path
            }
            made_up = operation.ok().as_strategy(generation_mode=mode, path_parameters=known or None)
            BOUNDED(given(made_up)(ask))()
    return requests


def places_of(cast):
    """Keys of rows that are there, or every answer would be that they are not."""
    revision = take_revision(cast.statement, None, statement_content(cast.statement))
    comment = cast.section.ask("POST", "comments/", {"statement": cast.statement_pk, "text": "请补充。"})
    category = Category.objects.create(province="河北", edition="1", label="产出", kind="output", position=1)
    subcategory = Subcategory.objects.create(category=category, label="数量", kind="quantity", position=1)
    return {
        "vocabulary": {"id": category.pk},
        "subcategories": {"id": subcategory.pk},
        "library": {"id": a_template().pk},
        "statements": {"id": cast.statement_pk, "unit": cast.own.pk},
        "projects": {"id": cast.own_project.pk},
        "comments": {"id": comment.json()["id"]},
        "revisions": {"id": revision.pk},
        "sections": {"id": cast.statement.sections.first().pk},
        "units": {"id": cast.own.pk},
        "departments": {"id": cast.department.pk},
        "finance-offices": {"id": cast.department.office_id},
        **places_after_approval(cast, revision),
    }


def places_after_approval(cast, revision):
    """The keys of a card, a report and what belongs to them; both can be written today."""
    people = dict.fromkeys(Role, cast.chief.user)
    rows = written_rows(cast.statement, cast.own, revision, people)
    EvaluationTimetable.objects.update(opens="2000-01-01", closes="2999-12-31")
    MonitoringTask.objects.update(cutoff="2000-01-31", due="2999-12-31")
    nouns = {
        "evaluations": "selfevaluation",
        "evidence": "evidence",
        "monitoring-tasks": "monitoringtask",
        "monitoring-reports": "monitoringreport",
        "monitoring-alerts": "monitoringalert",
    }
    return {noun: {"id": rows[f"performance.{model}"]} for noun, model in nouns.items()}
