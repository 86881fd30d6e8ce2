"""What the main journeys ask of the tables that are spread by office: each statement names the office, or is told here."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.partitions.plan import BY_OFFICE
from departments.permissions.roles import Role
from performance.entry_forms.opened_form import open_form
from tests.factories import a_department, a_member, a_statement, a_unit, full_content
from tests.performance.entry_forms.conftest import fields_of

pytestmark = pytest.mark.django_db

TABLES = re.compile(r'(?:FROM|JOIN|UPDATE|INTO) "(\w+)"')
NAMED = re.compile(r'"office_code" (?:=|IN)|INSERT INTO "\w+" \([^)]*"office_code"')
# By the keys of rows that have just been read, with their office: each looks into every partition, at its index alone.
BY_KEY = (
    re.compile(r'WHERE "indicators_indicator"\."id" IN \([\d, ]+\)$'),
    re.compile(r'^UPDATE "(\w+)" SET .* AS said WHERE "\1"\."id" = said\.column1$', re.DOTALL),
)
# By its unit, which is of one office: a code that has just changed must let nothing withheld slip through.
BY_UNIT = re.compile(r'FROM "projects_withheldidentity" WHERE \("projects_withheldidentity"\."fiscal_year"')
ELSEWHERE = (*BY_KEY, BY_UNIT)


def of_every_office(queries):
    """The statements that a database of many machines would have to ask everywhere."""
    return [
        sql
        for sql in (query["sql"] for query in queries)
        if {*BY_OFFICE}.intersection(TABLES.findall(sql))
        and not NAMED.search(sql)
        and not any(known.search(sql) for known in ELSEWHERE)
    ]


@pytest.fixture
def statement():
    department = a_department()
    a_unit(department)
    return a_statement(department, content=full_content(department))


def addresses(statement):
    """By who goes there: the journeys of a department and of its finance office."""
    this, project = [statement.pk], [statement.pk, statement.projects.first().pk]
    forms = [
        reverse("entry", args=this),
        reverse("entry_project", args=project),
        reverse("entry_check", args=this),
    ]
    texts = [reverse("statement", args=this), f"/statements/{statement.pk}.xlsx"]
    interface = [
        f"/api/v1/statements/{statement.pk}/content/",
        "/api/v1/projects/",
        "/api/v1/indicators/?name=科普",
    ]
    yield Role.DEPARTMENT_REVIEWER, statement.department, ["/", "/statements/", *forms, *texts, *interface]
    desk = [reverse("review_queue"), reverse("review_desk", args=this)]
    yield Role.FINANCE_SECTION_REVIEWER, statement.department.office, ["/", "/statements/", *texts, *desk]


def test_what_is_read_on_the_main_journeys_names_the_office(client, statement):
    for role, place, pages in addresses(statement):
        client.force_login(a_member(role, at=place))
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200, page
            assert of_every_office(queries) == [], page


def test_what_a_save_asks_names_the_office(client, statement):
    project = statement.projects.first()
    address = reverse("entry_project", args=[statement.pk, project.pk])
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=statement.department))
    client.get(address)
    sent = fields_of(open_form(statement, project=project)) | {"purpose": "另有用途。", "name": "另取的名称"}
    with CaptureQueriesContext(connection) as queries:
        client.post(f"{address}autosave/", sent)
    assert any("另有用途" in query["sql"] for query in queries)
    assert of_every_office(queries) == []
