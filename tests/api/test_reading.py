"""Lists and single rows: what one sees, in what order, how much at a time."""

import pytest

from departments.permissions.roles import Role
from indicators.models import Category, Subcategory
from performance.content.json import to_plain
from performance.models import Revision
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from tests.api.conftest import Program
from tests.factories import a_department, a_statement, a_unit, a_user


def names(answer, key="id"):
    return [row[key] for row in answer.json()["results"]]


@pytest.fixture
def elsewhere(cast):
    """A statement of another office, with all that hangs on it."""
    department = a_department()
    a_unit(department)
    statement = a_statement(department)
    take_revision(statement, None, statement_content(statement))
    return statement


@pytest.mark.parametrize(
    ("address", "key", "own"),
    [
        ("finance-offices/", "id", lambda cast: [cast.department.office_id]),
        ("departments/", "id", lambda cast: [cast.department.pk]),
        ("units/", "id", lambda cast: [cast.own.pk]),
        ("statements/", "id", lambda cast: [cast.statement_pk]),
        ("projects/", "id", lambda cast: [cast.own_project.pk]),
        ("sections/", "statement", lambda cast: [cast.statement_pk] * 3),
        ("revisions/", "id", lambda cast: []),
        ("comments/", "id", lambda cast: []),
        ("events/", "id", lambda cast: []),
    ],
)
def test_a_filler_finds_what_the_own_place_opens_and_nothing_else(cast, elsewhere, address, key, own):
    take_revision(cast.statement, None, statement_content(cast.statement))
    answer = cast.filler.get(address)
    assert answer.status_code == 200, answer.text
    assert names(answer, key) == own(cast)


@pytest.mark.parametrize(
    "address",
    [
        "finance-offices/{office}/",
        "departments/{department}/",
        "units/{unit}/",
        "statements/{pk}/",
        "statements/{pk}/content/",
        "statements/{pk}/findings/",
        "statements/{pk}/waivers/",
        "statements/{pk}/steps/",
        "statements/{pk}/units/",
        "statements/{pk}/units/{unit}/steps/",
        "statements/{pk}/document.json",
        "projects/{project}/",
        "projects/{project}/content/",
        "sections/{section}/",
        "revisions/{revision}/",
        "revisions/{revision}/differences/",
    ],
)
def test_out_of_sight_is_not_there(cast, elsewhere, address):
    place = {
        "pk": elsewhere.pk,
        "office": elsewhere.department.office_id,
        "department": elsewhere.department_id,
        "unit": elsewhere.department.units.get().pk,
        "project": elsewhere.projects.get().pk,
        "section": elsewhere.sections.first().pk,
        "revision": Revision.objects.get(statement=elsewhere).pk,
    }
    assert cast.chief.get(address.format(**place)).status_code == 404
    assert (
        Program(cast.chief.client, a_user(is_superuser=True)).get(address.format(**place)).status_code == 200
    )


def test_a_statement_says_where_it_stands_and_what_one_may_do(cast):
    answer = cast.filler.get(f"statements/{cast.statement_pk}/?include=content,findings")
    payload = answer.json()
    assert answer["ETag"] == '"1"'
    assert (payload["state"], payload["version"], payload["project_count"], payload["total"]) == (
        "drafting",
        1,
        1,
        "12.50",
    )
    assert payload["partial"]
    assert payload["editable"] == {"department": False, "units": [cast.own.pk]}
    assert len(payload["content"]["projects"]) == 1
    assert {finding["anchor"]["owner"] for finding in payload["findings"]} <= {"project"}
    assert "content" not in cast.filler.get(f"statements/{cast.statement_pk}/").json()


def test_a_project_is_read_with_its_tree_and_its_findings(cast):
    payload = cast.chief.get(f"projects/{cast.other_project.pk}/?include=findings").json()
    (listed,) = (
        row
        for row in cast.chief.get("projects/?include=content").json()["results"]
        if row["id"] == cast.other_project.pk
    )
    assert payload["content"] == listed["content"] == to_plain(statement_content(cast.statement).projects[1])
    assert payload["findings"]
    assert {finding["anchor"]["project_code"] for finding in payload["findings"]} == {cast.other_project.code}


def test_the_vocabulary_comes_with_both_its_tiers(cast):
    category = Category.objects.create(
        province="某省", edition="1", label="产出指标", kind="output", position=1
    )
    Subcategory.objects.create(category=category, label="数量指标", kind="quantity", position=1)
    (row,) = cast.filler.get("vocabulary/?province=某省").json()["results"]
    assert (row["label"], [below["label"] for below in row["subcategories"]]) == ("产出指标", ["数量指标"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fiscal_year=2026", True),
        ("fiscal_year=2025", False),
        ("state=drafting", True),
        ("state=approved", False),
        ("search=协会", True),
        ("search=无此部门", False),
        ("updated_after=2000-01-01T00:00:00Z", True),
    ],
)
def test_lists_are_narrowed(cast, query, found):
    assert bool(names(cast.chief.get(f"statements/?{query}"))) == found


@pytest.mark.parametrize(
    "query",
    ["fiscal_year=abc", "state=nonsense", "department=0", "department=99999999999999999999", "search=%00"],
)
def test_a_condition_that_makes_no_sense_is_a_fault(cast, query):
    assert cast.chief.get(f"statements/?{query}").status_code == 400


@pytest.mark.parametrize(("ordering", "first"), [("code", 0), ("-code", 1), ("nonsense", 0), ("-id", 1)])
def test_lists_are_ordered(cast, ordering, first):
    units = [cast.own.pk, cast.other.pk]
    found = names(cast.chief.get(f"units/?ordering={ordering}"))
    assert found[0] == units[first]


def test_pages_hold_every_row_once_and_no_more_than_the_cap(cast):
    for _ in range(7):
        a_unit(cast.department)
    address, found = "units/?page_size=2&ordering=name", []
    while address:
        answer = cast.chief.get(address).json()
        assert len(answer["results"]) <= 2
        found += [row["id"] for row in answer["results"]]
        address = answer["next"] and answer["next"].partition("/api/v1/")[2]
    assert sorted(found) == sorted(cast.department.units.values_list("pk", flat=True))
    assert len(found) == 9


def test_no_page_is_larger_than_the_cap(cast):
    for _ in range(210):
        a_unit(cast.department)
    assert len(names(cast.chief.get("units/?page_size=1000"))) == 200
    assert len(names(cast.chief.get("units/"))) == 50


@pytest.mark.parametrize("cursor", ["nonsense", "cD1hYmM=", "cD0lMDA=", "bz05OTk5OTk5OTk5OTk5OTk5OTk5OQ=="])
def test_a_cursor_that_nobody_was_given_leads_nowhere(cast, cursor):
    assert cast.chief.get(f"statements/?cursor={cursor}&ordering=fiscal_year").status_code in {200, 404}


def test_the_trail_is_for_auditors_alone(cast):
    assert cast.chief.get("trail/").status_code == 403
    cast.chief.get(f"statements/{cast.statement_pk}/document.json")
    answer = cast.auditor.get("trail/?action=export")
    assert [row["details"] for row in answer.json()["results"]] == ["接口 .json"]
    assert answer.json()["results"][0]["actor_id"] == str(cast.chief.user.pk)


def test_nobody_else_keeps_an_answer(cast):
    assert cast.chief.get("statements/")["Cache-Control"] == "private, no-store"


def test_strangers_are_told_to_sign_in(cast, client):
    answer = client.get("/api/v1/statements/")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_role_that_is_taken_away_opens_nothing_from_then_on(cast):
    cast.people[Role.DEPARTMENT_REVIEWER].memberships.all().delete()
    assert names(cast.chief.get("statements/")) == []
