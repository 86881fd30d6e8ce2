"""A statement of two units with everybody who has a part in it, and programs that speak for them."""

import json
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from departments.accounts.tokens.issuing import issue
from departments.accounts.tokens.model import Scope
from departments.permissions.roles import PLACE_OF_ROLE, Role
from performance.models import PerformanceStatement
from tests.built_once import built_once
from tests.factories import a_department, a_member, a_statement, a_unit, full_content


class Program:
    """Speaks for a user with a token, in JSON."""

    def __init__(self, client, user, scope=Scope.SUBMIT):
        self.client = client
        self.user = user
        self.token, self.secret = issue(user, name="测试", scope=scope, days=1)

    def ask(self, method, address, body=None, *, match=None, **headers):
        values = {"Authorization": f"Bearer {self.secret}", **headers}
        if match is not None:
            values["If-Match"] = match
        sent = {} if body is None else {"data": _bytes(body), "content_type": "application/json"}
        return self.client.generic(method, f"/api/v1/{address}", **sent, headers=values)

    def get(self, address, **headers):
        return self.ask("GET", address, **headers)

    def post_file(self, address, data, name="文本.json", **fields):
        return self.post_form(address, file=SimpleUploadedFile(name, data), **fields)

    def post_form(self, address, **fields):
        return self.client.post(
            f"/api/v1/{address}", fields, headers={"Authorization": f"Bearer {self.secret}"}
        )


def _bytes(body):
    return body if isinstance(body, bytes) else json.dumps(body).encode()


class Cast(SimpleNamespace):
    @property
    def statement(self):
        return PerformanceStatement.objects.get(pk=self.statement_pk)

    @property
    def tag(self):
        return f'"{self.statement.version}"'


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet(settings, tmp_path):
    settings.REQUEST_COUNTS_DIR = tmp_path / "request-counts"


@built_once
def cast_rows():
    """Programs by role, without the client they speak through."""
    department = a_department()
    own, other = a_unit(department), a_unit(department)
    statement = a_statement(department, content=full_content(department))
    places = {"unit": own, "department": department, "office": department.office}
    people = {role: a_member(role, at=places[PLACE_OF_ROLE[role]]) for role in Role}
    own_project, other_project = statement.projects.order_by("position")
    return Cast(
        statement_pk=statement.pk,
        department=department,
        own=own,
        other=other,
        own_project=own_project,
        other_project=other_project,
        people=people,
        filler=Program(None, people[Role.FILLER]),
        chief=Program(None, people[Role.DEPARTMENT_REVIEWER]),
        section=Program(None, people[Role.FINANCE_SECTION_REVIEWER]),
        performance=Program(None, people[Role.PERFORMANCE_SECTION_REVIEWER]),
        auditor=Program(None, people[Role.AUDITOR]),
        keeper=Program(None, people[Role.SYSTEM_ADMINISTRATOR]),
        stranger=Program(None, a_member(Role.DEPARTMENT_REVIEWER)),
    )


@pytest.fixture
def cast(cast_rows, client):
    """Programs by role; two units with a project each, of which the filler's is ``own``."""
    for program in vars(cast_rows).values():
        if isinstance(program, Program):
            program.client = client
    return cast_rows
