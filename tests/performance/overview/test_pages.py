"""The pages of the overview: how many queries, whose rows, and the workbooks with their trail."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from departments.models import Membership
from departments.permissions.roles import Role
from departments.trail.entry import Action, TrailEntry
from performance.models import PerformanceStatement, StatementState
from tests.factories import (
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    a_user,
    an_indicator,
    an_office,
)

pytestmark = pytest.mark.django_db
SECTION = Role.FINANCE_SECTION_REVIEWER


def grow(office, departments, projects):
    for _ in range(departments):
        department = a_department(office)
        a_unit(department), a_unit(department)
        for year in (2025, 2026):
            a_statement(department, year=year, projects=projects)


def addresses(office):
    """Every page of the overview once."""
    department = office.departments.first()
    unit = department.units.first()
    for level, place in (("office", office), ("department", department), ("unit", unit)):
        yield reverse("overview_place", args=[level, place.pk, 2026])
        yield reverse("overview_years", args=[level, place.pk])
        for key in ("standing", "money", "indicators", "findings"):
            yield reverse("overview_rows", args=[level, place.pk, 2026, key])
    yield reverse("overview_rows", args=["department", department.pk, 2026, "projects"])
    project = unit.projects.filter(fiscal_year=2026).first()
    yield reverse("project_years", args=[project.pk])
    yield reverse("project_peers", args=[project.pk])


def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries):
    office = an_office()
    client.force_login(a_member(SECTION, at=office))
    grow(office, departments=2, projects=2)
    PerformanceStatement.objects.update(state=StatementState.APPROVED)
    counts = {}
    for address in addresses(office):
        with django_assert_max_num_queries(40) as made:
            assert client.get(address).status_code == 200, address
        counts[address] = len(made.captured_queries)
    grow(office, departments=3, projects=5)
    PerformanceStatement.objects.update(state=StatementState.APPROVED)
    for address, number in counts.items():
        with django_assert_max_num_queries(number):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (SECTION, "office"),
        (Role.DEPARTMENT_REVIEWER, "department"),
        (Role.FILLER, "unit"),
    ],
)
def test_each_begins_at_the_own_place(client, role, where):
    office = an_office()
    department = a_department(office)
    unit = a_unit(department)
    a_unit(department)
    a_statement(department)
    places = {"office": office, "department": department, "unit": unit}
    client.force_login(a_member(role, at=places[where]))
    wanted = reverse("overview_place", args=[where, places[where].pk, 2026])
    assert client.get(reverse("overview")).url == wanted


def test_whoever_sees_no_department_is_told_so(client):
    client.force_login(a_user())
    assert "没有可以汇总的数据" in client.get(reverse("overview")).text


def test_a_filler_finds_the_own_unit_alone(client):
    department = a_department()
    own, other = a_unit(department), a_unit(department)
    projects = (
        a_project_content(own, name="看得见的项目", budget=Decimal("11.11")),
        a_project_content(other, name="看不见的项目", budget=Decimal("22.22")),
    )
    a_statement(department, projects=projects)
    client.force_login(a_member(Role.FILLER, at=own))
    pages = [
        client.get(reverse("overview_place", args=[level, place.pk, 2026]))
        for level, place in (("unit", own), ("department", department), ("office", department.office))
    ]
    for page in pages:
        assert page.status_code == 200
        assert "11.11" in page.text
        assert "22.22" not in page.text
        assert "33.33" not in page.text
    assert "看得见的项目" in pages[0].text
    assert client.get(reverse("overview_place", args=["unit", other.pk, 2026])).status_code == 404
    theirs = other.projects.get()
    assert client.get(reverse("project_years", args=[theirs.pk])).status_code == 404


def test_an_assigned_reviewer_counts_the_assigned_departments_alone(client):
    office = an_office()
    grow(office, departments=2, projects=1)
    reviewer = a_member(SECTION, at=office)
    first = office.departments.first()
    Membership.objects.get(user=reviewer).assigned.add(first)
    client.force_login(reviewer)
    page = client.get(reverse("overview_rows", args=["office", office.pk, 2026, "money"]))
    assert [row[0].text for row in page.context["page"]] == [first.code]


def test_a_workbook_holds_every_figure_and_the_trail_knows(client):
    office = an_office()
    grow(office, departments=2, projects=2)
    client.force_login(a_member(SECTION, at=office))
    page = client.get(reverse("overview_place", args=["office", office.pk, 2026]))
    answer = client.get(reverse("overview_place_workbook", args=["office", office.pk, 2026]))
    book = load_workbook(BytesIO(answer.content), data_only=True)
    assert book.sheetnames == [figure.title for figure in page.context["figures"]]
    entry = TrailEntry.objects.latest("number")
    assert (entry.action, entry.subject_name) == (Action.EXPORT, str(office))
    figure = next(one for one in page.context["figures"] if one.key == "classes")
    (row,) = figure.rows
    assert [cell.value for cell in book[figure.title][2]][1:4] == [row[1], float(row[2]), float(row[3])]


def test_rows_leave_as_they_were_asked_for(client):
    office = an_office()
    grow(office, departments=2, projects=2)
    client.force_login(a_member(SECTION, at=office))
    address = reverse("overview_rows_workbook", args=["office", office.pk, 2026, "standing"])
    book = load_workbook(BytesIO(client.get(f"{address}?state=approved").content))
    assert book.active.max_row == 2  # captions and the total
    book = load_workbook(BytesIO(client.get(f"{address}?state=drafting").content))
    assert book.active.max_row == 4


def test_a_formula_in_a_name_stays_text_in_the_workbook(client):
    department = a_department()
    unit = a_unit(department)
    a_statement(department, projects=(a_project_content(unit, name="=1+1", project_class="@SUM(A1)"),))
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=department))
    answer = client.get(
        reverse("overview_rows_workbook", args=["department", department.pk, 2026, "projects"])
    )
    cells = [cell for row in load_workbook(BytesIO(answer.content)).active.iter_rows() for cell in row]
    assert {cell.value for cell in cells if cell.value in ("=1+1", "@SUM(A1)")} == {"=1+1", "@SUM(A1)"}
    assert [
        cell.value for cell in cells if cell.data_type == "f" and not cell.value.startswith("=SUM(")
    ] == []


@pytest.mark.parametrize("asked", ["state=nonsense", "level2=%01", "code=%27", "page=-1", "project_class=x"])
@pytest.mark.parametrize("key", ["standing", "money", "indicators", "findings"])
def test_senseless_conditions_find_nothing_or_everything_but_never_fail(client, asked, key):
    department = a_department()
    a_statement(department, projects=(a_project_content(indicators=(an_indicator(),)),))
    client.force_login(a_member(SECTION, at=department.office))
    address = reverse("overview_rows", args=["office", department.office_id, 2026, key])
    assert client.get(f"{address}?{asked}").status_code == 200
    assert client.get(f"{address}?level2=%00").status_code == 400  # a byte that no database keeps
