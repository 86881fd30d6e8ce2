"""All projects in one answer: the same as page after page, some at a time, and with an end that tells."""

import json

import pytest

from departments.trail.entry import TrailEntry
from performance.api.statements import project_stream
from performance.statements.services import save_content
from tests.factories import a_content


def lines(answer):
    assert answer.status_code == 200, answer.text
    assert answer["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]


@pytest.fixture
def many(cast):
    """Seven projects of the department."""
    save_content(a_content(cast.department, projects=7), department=cast.department, year=2026)
    return cast


@pytest.mark.parametrize(
    "query", ["", "?fiscal_year=2026", "?include=content", "?fiscal_year=1999", "?search=科普"]
)
def test_it_says_what_the_pages_say(many, query, monkeypatch):
    monkeypatch.setattr(project_stream, "AT_ONCE", 3)
    paged = many.chief.get(f"projects/{query}{'&' if query else '?'}ordering=id").json()["results"]
    *rows, end = lines(many.chief.get(f"projects.ndjson{query}"))
    assert rows == paged
    assert end == {"end": True, "count": len(paged)}


def test_nobody_reads_what_is_out_of_sight(many):
    *own, _ = lines(many.filler.get("projects.ndjson"))
    *all_, _ = lines(many.chief.get("projects.ndjson"))
    assert 0 < len(own) < len(all_)
    assert {row["unit"] for row in own} < {row["unit"] for row in all_}


def test_queries_grow_with_the_pieces_and_not_with_the_projects(many, django_assert_num_queries):
    answer = many.chief.get("projects.ndjson")
    with django_assert_num_queries(1):
        assert len(list(answer.streaming_content)) == 8
    assert "接口读取7个项目" in TrailEntry.objects.order_by("-number").first().details


@pytest.mark.parametrize("query", ["?ordering=name", "?page_size=3", "?unknown=1", "?fiscal_year=x"])
def test_what_makes_no_sense_is_a_fault(many, query):
    assert many.chief.get(f"projects.ndjson{query}").status_code == 400
