"""The rules of an office for programs: tried, saved on the version that was seen, and listed."""

import pytest

from departments.permissions.roles import Role
from tests.api.conftest import Program
from tests.factories import a_department, a_member, a_statement


@pytest.fixture
def program(client, db):
    department = a_department()
    a_statement(department)
    admin = a_member(Role.SYSTEM_ADMINISTRATOR, at=department.office)
    program = Program(client, admin)
    program.office = department.office
    return program


def body(program, **kwargs):
    changes = {"off": ["F6"], "severities": {"F4": "hint"}, "thresholds": {"max_family_rows": 10}}
    return {"office": program.office.pk, "fiscal_year": 2026, "changes": changes, **kwargs}


def test_it_is_tried_saved_and_listed(program):
    tried = program.ask("POST", "rule-adjustments/preview/", body(program)).json()
    assert (tried["tried"], tried["total"]) == (1, 1)
    assert program.get("rule-adjustments/").json()["results"] == []
    answer = program.ask("POST", "rule-adjustments/", body(program, reason="试行", version=0))
    assert answer.status_code == 201
    (row,) = program.get(f"rule-adjustments/?office={program.office.pk}&fiscal_year=2026").json()["results"]
    assert (row["version"], row["reason"], row["changes"]["off"]) == (1, "试行", ["F6"])
    again = program.ask("POST", "rule-adjustments/", body(program, reason="试行", version=0))
    assert again.status_code == 412


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"changes": {"off": ["A5"]}}, 400, "不能停用"),
        ({"changes": [1]}, 400, "不认识的栏目"),
        ({"office": 999999}, 404, ""),
        ({"fiscal_year": 1}, 400, ""),
        ({"reason": ""}, 400, ""),
    ],
)
def test_what_is_out_of_bounds_is_refused(program, changed, status, words):
    answer = program.ask("POST", "rule-adjustments/", {**body(program, reason="试行", version=0), **changed})
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_whoever_only_reads_the_rules_is_refused(client, program):
    reader = Program(client, a_member(Role.FINANCE_SECTION_REVIEWER, at=program.office))
    for address in ("rule-adjustments/", "rule-adjustments/preview/"):
        assert reader.ask("POST", address, body(program, reason="试行", version=0)).status_code == 403
