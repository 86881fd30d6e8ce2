"""A total says of what it is the total; where it says 合计 alone, it is that of the whole place."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from departments.permissions.roles import Role
from tests.factories import a_department, a_member, a_project_content, a_statement, a_unit, an_office

DEPARTMENTS = 15


@pytest.fixture
def office(db):
    office = an_office()
    for number in range(1, DEPARTMENTS + 1):
        department = a_department(office)
        unit = a_unit(department)
        amount = Decimal(number) + Decimal("0.07")
        project = a_project_content(unit, budget=amount, fiscal_funds=amount, project_class="运转类")
        a_statement(department, projects=(project,))
    return office


WHOLE = sum((Decimal(number) + Decimal("0.07") for number in range(1, DEPARTMENTS + 1)), Decimal(0))


def sheets(client, name, level, place, **query):
    named = [level, place.pk, 2026, "money"] if "rows" in name else [level, place.pk, 2026]
    answer = client.get(reverse(name, args=named), query)
    book = load_workbook(BytesIO(b"".join(answer)), data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_the_total_of_the_largest_is_that_of_the_office(office, client):
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, office))
    rows = sheets(client, "overview_place_workbook", "office", office)["资金：按部门"]
    column = rows[0].index("预算合计（万元）")
    assert rows[-1][0] == "合计"
    assert Decimal(str(rows[-1][column])) == WHOLE
    assert rows[-2][1] == f"其余{DEPARTMENTS - 12}个"
    added = sum((Decimal(str(row[column])) for row in rows[1:-1]), Decimal(0))
    assert added == WHOLE


def test_whoever_sees_a_part_reads_of_what_the_total_is(office, client):
    person = a_member(Role.FINANCE_SECTION_REVIEWER, office)
    mine = list(office.departments.order_by("code")[:3])
    person.memberships.get().assigned.set(mine)
    client.force_login(person)
    rows = sheets(client, "overview_place_workbook", "office", office)["资金：按部门"]
    assert rows[-1][0] == f"合计（您可见的3个部门，共{DEPARTMENTS}个）"


def test_a_filler_of_one_unit_reads_of_what_the_total_is(db, client):
    department = a_department()
    units = [a_unit(department), a_unit(department), a_unit(department)]
    a_statement(department, projects=tuple(a_project_content(unit) for unit in units))
    person = a_member(Role.FILLER, units[0])
    person.memberships.create(role=Role.FILLER, unit=units[1])
    client.force_login(person)
    rows = sheets(client, "overview_place_workbook", "department", department)["资金：按预算单位"]
    assert rows[-1][0] == "合计（您可见的2个单位，共3个）"


def test_a_total_of_some_rows_says_which(office, client):
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, office))
    (title,) = sheets(client, "overview_rows_workbook", "office", office, project_class="运转类")
    assert title == "资金：按部门（项目类别：运转类）"
