"""The list of indicators: what one may see of it, found by name, page after page."""

import pytest

from departments.permissions.roles import Role
from performance.statements.services import save_content
from tests.api.conftest import Program
from tests.factories import a_department, a_member, a_statement, a_unit, a_user, full_content

pytestmark = pytest.mark.django_db
FOUR = ["科普活动场次", "活动成本", "参加人次", "参加者满意度"]


@pytest.fixture
def department():
    department = a_department()
    a_unit(department), a_unit(department)
    return department


def listed(person, asked=""):
    answer = person.get(f"indicators/{asked}")
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def names(person, asked=""):
    return [row["name"] for row in listed(person, asked)]


def test_each_sees_the_indicators_of_what_is_his(client, department):
    own, other = department.units.all()
    a_statement(department, projects=3)  # the first unit has two of them
    elsewhere = a_department()
    a_unit(elsewhere)
    a_statement(elsewhere)
    assert names(Program(client, a_member(Role.FILLER, at=other))) == FOUR
    assert names(Program(client, a_member(Role.FILLER, at=own))) == FOUR * 2
    finance = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=department.office)
    assert names(Program(client, finance)) == FOUR * 3
    assert names(Program(client, a_member(Role.AUDITOR, at=department.office))) == []
    assert names(Program(client, a_user(is_superuser=True))) == FOUR * 4


def test_a_row_says_where_it_belongs_and_how_its_value_was_read(client, department):
    a_statement(department, projects=1)
    row = listed(Program(client, a_user(is_superuser=True)))[0]
    project = department.units.first().projects.get()
    assert row.pop("project") == project.pk
    assert {name: row[name] for name in ("office_code", "fiscal_year", "goal", "level1", "level2")} == {
        "office_code": department.office.division_code,
        "fiscal_year": 2026,
        "goal": None,
        "level1": "产出指标",
        "level2": "数量指标",
    }
    assert [row[name] for name in ("value", "kind", "comparator", "number", "unit")] == [
        *("≥8次", "number", "≥", "8.00", "次")
    ]


def test_the_goals_of_a_department_are_those_of_whoever_sees_the_department(client, department):
    content = full_content(department)
    save_content(content, department=department, year=2026)
    reviewer = Program(client, a_member(Role.DEPARTMENT_REVIEWER, at=department))
    assert sum(row["goal"] is not None for row in listed(reviewer)) == 8


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("?name=满意", ["参加者满意度"]),
        ("?name=参加", ["参加人次", "参加者满意度"]),
        ("?name=没有", []),
        ("?level2=成本指标", ["活动成本"]),
        ("?kind=percent", ["参加者满意度"]),
        ("?fiscal_year=2025", []),
        ("?office=999999", []),
    ],
)
def test_the_list_is_narrowed(client, department, asked, expected):
    a_statement(department, projects=1)
    assert names(Program(client, a_user(is_superuser=True)), asked) == expected


def test_pages_follow_each_other_without_gap_or_repetition(client, department):
    a_statement(department, projects=6)
    person = Program(client, a_user(is_superuser=True))
    seen, address = [], "indicators/?page_size=5"
    while address:
        answer = person.get(address).json()
        seen += [row["id"] for row in answer["results"]]
        address = answer["next"] and answer["next"].partition("/api/v1/")[2]
    assert len(seen) == 24
    assert seen == sorted(set(seen))


def test_a_list_of_projects_counts_their_indicators(client, department):
    a_statement(department, projects=3)
    rows = Program(client, a_user(is_superuser=True)).get("projects/").json()["results"]
    assert [row["indicator_count"] for row in rows] == [4, 4, 4]


def test_the_standing_of_departments_counts_what_one_may_see(client, department):
    statement = a_statement(department, projects=3)
    finance = Program(client, a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=department.office))
    assert finance.get("standings/?fiscal_year=2026").json() == [
        {
            "department": department.pk,
            "statement": statement.pk,
            "state": "drafting",
            "projects": 3,
            "total": "37.50",
            "shares": {"filling": 2},
        }
    ]
    filler = Program(client, a_member(Role.FILLER, at=department.units.last()))
    (own,) = filler.get("standings/?fiscal_year=2026").json()
    assert (own["projects"], own["total"], own["shares"]) == (1, "12.50", {"filling": 1})
    assert finance.get("standings/?fiscal_year=2025").json() == []
    assert finance.get("standings/").status_code == 400
    elsewhere = Program(client, a_member(Role.PERFORMANCE_SECTION_REVIEWER))
    assert elsewhere.get("standings/?fiscal_year=2026").json() == []
