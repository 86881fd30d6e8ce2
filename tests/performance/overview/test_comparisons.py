"""The same project in other years, and its like in other departments."""

from decimal import Decimal
from statistics import median

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from departments.permissions.roles import Role
from performance.models import PerformanceStatement, StatementState
from performance.overview.peers import summary_of
from performance.overview.related_projects import KnownProject, Relation, kin_of, related_projects, root_of
from performance.overview.scope import Level, Scope
from performance.overview.years import over_the_years
from performance.review.project_codes import check_character
from tests.factories import (
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_indicator,
    an_office,
)

SECTION = Role.FINANCE_SECTION_REVIEWER


def a_code(year="26", parent="00TPXR", serial="0005", area="130200"):
    body = f"{area}{year}P{parent}1{serial}"
    return body + check_character(body)


KIN = {
    "the same code": (a_code(), "科普经费", a_code(), "别的名称", Relation.SAME_CODE),
    "created in another year": (
        a_code("26"),
        "科普经费",
        a_code("25"),
        "科普经费",
        Relation.SAME_ROOT_AND_NAME,
    ),
    "a year in the name": (
        a_code("26"),
        "2026年科普经费",
        a_code("25"),
        "2025年度科普经费",
        Relation.SAME_ROOT_AND_NAME,
    ),
    "one parent, two serials": (a_code(serial="0031"), "甲", a_code(serial="0032"), "乙", Relation.SAME_ROOT),
    "the name alone": (
        a_code(parent="00TPXR"),
        "科普 经费",
        a_code(parent="006895"),
        "科普经费",
        Relation.SAME_NAME,
    ),
    "without codes": ("", "科普经费", "", "科普经费", Relation.SAME_NAME),
    "old codes": ("731-0101-YBN-1CEG", "甲", "731-0101-YBN-1CEG", "乙", Relation.SAME_CODE),
    "another area": (a_code(), "甲", a_code(area="130300"), "乙", None),
    "nothing known": ("", "", "", "", None),
    "unlike": (a_code(parent="00TPXR"), "甲", a_code(parent="006895"), "乙", None),
}


@pytest.mark.parametrize(("code", "name", "other_code", "other_name", "wanted"), KIN.values(), ids=KIN)
def test_two_projects_are_kin(code, name, other_code, other_name, wanted):
    one, other = KnownProject(1, 2026, code, name), KnownProject(2, 2025, other_code, other_name)
    assert related_projects(one, other) is wanted
    assert related_projects(other, one) is wanted


def test_the_national_form_of_a_code_has_no_parent_project():
    assert root_of("51000021R000000019951") is None
    assert root_of(a_code()) == ("130200", "00TPXR")


def test_of_each_year_the_closest_are_found():
    one = KnownProject(1, 2026, a_code("26"), "科普经费")
    others = [
        KnownProject(2, 2025, a_code("25", serial="0001"), "别的"),
        KnownProject(3, 2025, a_code("25"), "科普经费"),
        KnownProject(4, 2024, a_code("24", serial="0001"), "甲"),
        KnownProject(5, 2024, a_code("24", serial="0002"), "乙"),
        KnownProject(6, 2026, a_code("26"), "科普经费"),
    ]
    found = [(other.pk, kin) for other, kin in kin_of(one, others)]
    assert found == [(4, Relation.SAME_ROOT), (5, Relation.SAME_ROOT), (3, Relation.SAME_ROOT_AND_NAME)]


@given(st.lists(st.integers(0, 100).map(Decimal), min_size=1, max_size=12))
def test_median_and_range_are_those_of_the_plain_list(numbers):
    counted = [(number, numbers.count(number)) for number in sorted(set(numbers))]
    assert summary_of(counted) == (median(numbers), min(numbers), max(numbers), len(numbers))


@pytest.mark.django_db
def test_a_project_stands_beside_itself_of_last_year(client):
    department = a_department()
    unit = a_unit(department)
    for year, value, amount in ((2025, "≥5次", "10.00"), (2026, "≥8次", "12.50")):
        project = a_project_content(
            unit,
            code=a_code(str(year)[2:]),
            name=f"{year}年科普经费",
            budget=Decimal(amount),
            indicators=(an_indicator(value=value),),
        )
        other = a_project_content(unit, code="", name="别的经费", budget=Decimal("99.00"))
        a_statement(department, year=year, projects=(project, other))
    client.force_login(a_member(Role.FILLER, at=unit))
    this = unit.projects.get(fiscal_year=2026, name__startswith="2026")
    page = client.get(reverse("project_years", args=[this.pk]))
    money, indicators = page.context["figures"]
    assert [[row[0].text, row[4].text, row[8].text] for row in money.cells()] == [
        ["2025年", "10.00", "一级项目和名称相同"],
        ["2026年", "12.50", "本项目"],
    ]
    assert [[cell.text for cell in row] for row in indicators.cells()] == [
        ["数量指标", "科普活动场次", "≥5次", "≥8次"]
    ]
    assert page.text.count("99.00") == 0


@pytest.mark.django_db
def test_a_department_over_the_years():
    department = a_department()
    a_unit(department)
    for year, number in ((2024, 1), (2026, 3)):
        a_statement(department, year=year, projects=number)
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, at=department)
    texts, money, indicators, findings = over_the_years(Scope(Level.DEPARTMENT, department, 2026, reviewer))
    assert [row[0].value for row in texts.rows] == ["2024年", "2026年"]
    assert [row[1:4] for row in money.rows] == [(1, Decimal("12.5"), None), (3, Decimal("37.5"), 25)]
    assert money.rows[1][4] == 200
    assert [row[1] for row in indicators.rows] == [4, 12]
    assert all(row[4] == sum(row[1:4]) for row in findings.rows)


class TestPeers:
    @pytest.fixture
    def office(self, db):
        return an_office()

    def a_peer(self, office, value, *, state=StatementState.APPROVED, name="科普讲座经费", **kwargs):
        department = a_department(office)
        unit = a_unit(department)
        indicators = (an_indicator(value=value, **kwargs),)
        statement = a_statement(
            department, projects=(a_project_content(unit, name=name, indicators=indicators),)
        )
        PerformanceStatement.objects.filter(pk=statement.pk).update(state=state)
        return statement

    def figures(self, client, statement):
        return client.get(reverse("project_peers", args=[statement.projects.get().pk])).context["figures"]

    def test_targets_of_the_same_name_and_unit_in_approved_texts(self, client, office):
        own = self.a_peer(office, "≥8次", state=StatementState.DRAFTING)
        for value in ("≥4次", "≥6次", "≥20次", "6次"):
            self.a_peer(office, value)
        self.a_peer(office, "≥900次", state=StatementState.FIRST_REVIEW)
        self.a_peer(office, "≥800次", state=StatementState.ADJUSTING)
        self.a_peer(office, "≥700人")
        self.a_peer(office, "5-9次")
        self.a_peer(an_office(), "≥500次")  # of an office that the reviewer does not see
        client.force_login(a_member(SECTION, at=office))
        targets, projects, details = self.figures(client, own)
        assert targets.rows == [("科普活动场次", "≥8次", "次", 6, 4, 20, 4, 4)]
        assert len(projects.rows) == 6
        assert len(details.rows) == 5

    def test_projects_of_another_class_are_no_peers(self, client, office):
        own = self.a_peer(office, "≥8次")
        self.a_peer(office, "≥6次", name="办公楼维修")
        near = self.a_peer(office, "≥6次", name="科普展览")
        client.force_login(a_member(SECTION, at=office))
        _, projects, _ = self.figures(client, own)
        assert [row[1] for row in projects.rows] == [near.department.name]

    def test_they_are_shown_to_reviewers_of_the_finance_office_alone(self, client, office):
        own = self.a_peer(office, "≥8次")
        address = reverse("project_peers", args=[own.projects.get().pk])
        for role, place in ((Role.DEPARTMENT_REVIEWER, own.department), (Role.SYSTEM_ADMINISTRATOR, office)):
            client.force_login(a_member(role, at=place))
            assert client.get(address).status_code == 404
        client.force_login(a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office))
        assert client.get(address).status_code == 200
