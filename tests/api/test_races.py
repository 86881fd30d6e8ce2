"""Several programs at the same moment: one is first, the others are told, and nothing breaks."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from departments.models import Department
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 4


@pytest.fixture(autouse=True)
def _several_writers():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; tried on PostgreSQL（并发在 PostgreSQL 上试验）")


def at_once(program, *asked, **headers):
    """The statuses of the same request made by several at once, each on a connection of its own."""
    together = Barrier(MANY)

    def ask(_):
        own = Program.__new__(Program)
        own.client, own.secret = Client(raise_request_exception=False), program.secret
        together.wait()
        try:
            return own.ask(*asked, **headers).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as threads:
        return sorted(threads.map(ask, range(MANY)))


def test_one_version_of_a_comment_is_answered_once(cast):
    made = cast.section.ask("POST", "comments/", {"statement": cast.statement_pk, "text": "请补充。"})
    address = f"comments/{made.json()['id']}/answer/"
    answered = cast.chief.ask("POST", address, {"text": "已补充。"}, match=made["ETag"])
    statuses = at_once(cast.chief, "POST", address, {"text": "又补充。"}, match=answered["ETag"])
    assert statuses == [200, *[412] * (MANY - 1)]


def test_one_code_is_given_once(cast):
    values = {"office": cast.department.office.pk, "code": "Z1", "name": "新部门"}
    first, *others = at_once(cast.keeper, "POST", "departments/", values)
    assert first == 201
    assert set(others) <= {400, 409}
    assert Department.objects.filter(code="Z1").count() == 1
