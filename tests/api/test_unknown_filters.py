"""A misspelt filter is refused with the known ones: else all rows would pass for those that were asked for."""

import re
from pathlib import Path

import pytest
import yaml

from departments.permissions.roles import Role
from tests.factories import a_member, an_office

LISTS = ("finance-offices", "departments", "units", "projects", "indicators", "statements", "sections")
LISTS += ("revisions", "comments", "events", "jobs", "vocabulary")
PATHS = yaml.load((Path(__file__).parents[2] / "docs/openapi.yaml").read_text(), yaml.CSafeLoader)["paths"]
A_JOB = "00000000-0000-4000-8000-000000000000"
READINGS = [path for path, operations in PATHS.items() if "get" in operations]


@pytest.fixture
def reader(client, db):
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, an_office()))
    return client


@pytest.mark.parametrize("name", LISTS)
def test_an_unknown_filter_is_refused_with_the_known_ones(reader, name):
    answer = reader.get(f"/api/v1/{name}/", {"fiscalyear": "2026"})
    if answer.status_code == 404:
        pytest.fail(f"no list {name}")
    assert answer.status_code == 400
    assert "没有这个查询条件，可用的有：" in str(answer.json())
    assert answer.json()["detail"] == "查询条件不合要求，没有查询。"


def test_known_ones_are_taken(reader):
    query = {
        "state": "approved",
        "fiscal_year": "2026",
        "search": "科协",
        "ordering": "-updated",
        "page_size": "5",
    }
    assert reader.get("/api/v1/statements/", query).status_code == 200
    assert reader.get("/api/v1/projects/", {"include": "content"}).status_code == 200


@pytest.mark.parametrize("path", READINGS)
def test_every_reading_knows_its_declared_parameters_and_no_others(reader, path):
    if path.startswith("/api/v1/trail/"):
        reader.force_login(a_member(Role.AUDITOR, an_office()))
    address = re.sub(r"\{[^}]+\}", A_JOB if "/jobs/" in path else "1", path)
    refused = reader.get(address, {"fiscalyear": "2026"})
    assert refused.status_code == 400
    assert "没有这个查询条件" in refused.text
    declared = [one["name"] for one in PATHS[path]["get"].get("parameters", ()) if one["in"] == "query"]
    answer = reader.get(address, dict.fromkeys(declared, "1"))
    assert answer.streaming or "没有这个查询条件" not in answer.text
