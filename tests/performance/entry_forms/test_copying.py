"""Taking over from the past adds and never replaces, and is shown before it is done."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.entry.answers import answers_of
from performance.entry.copying import copied
from performance.entry.sheets import project_sheet
from performance.entry_forms.earlier import code_root
from performance.entry_forms.opened_form import digest_of, open_form
from performance.statements.selectors import statement_content
from tests.factories import a_content, a_member, a_project_content, a_statement, an_indicator

SHEET = project_sheet("河北", "2023")
BLANK = replace(
    a_project_content(name="空白"),
    budget=None,
    fiscal_funds=None,
    other_funds=None,
    purpose="",
    goals=(),
    indicators=(an_indicator(name="已有的指标", value="≥1次"),),
)


def taken(mine, source):
    result = copied(SHEET, answers_of(SHEET, mine), answers_of(SHEET, source))
    return result.answers, result.additions


def test_blank_fields_are_filled_and_rows_added():
    source = a_project_content()
    answers, additions = taken(BLANK, source)
    assert answers.texts["purpose"] == source.purpose
    assert [row["name"] for row in answers.records["indicators"]] == [
        "已有的指标",
        *(indicator.name for indicator in source.indicators),
    ]
    assert {(addition.group, addition.field) for addition in additions} >= {("", "purpose"), ("goals", "")}


def test_what_is_written_stays():
    mine = a_project_content(purpose="我的用途", budget=Decimal(7))
    answers, additions = taken(mine, a_project_content(purpose="别的", budget=Decimal(9)))
    assert answers == answers_of(SHEET, mine)
    assert additions == ()


def test_a_row_of_the_same_name_is_not_added_again():
    mine = replace(BLANK, indicators=(an_indicator(value="≥1次"),))
    answers, _ = taken(mine, replace(BLANK, indicators=(an_indicator(value="≥8次"),)))
    assert [row["value"] for row in answers.records["indicators"]] == ["≥1次"]


def test_the_code_is_a_projects_own():
    answers, _ = taken(replace(BLANK, code=""), a_project_content())
    assert answers.texts["code"] == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("13020025P00689510004K", "13020026P00689510004K", True),
        ("13020026P00689510004K", "13020026P00689510005M", False),
        ("731-0101-YBN-0001", "731-0101-YBN-0001", True),
        ("731-0101-YBN-0001", "731-0101-YBN-0002", False),
    ],
)
def test_a_code_without_its_year_tells_which_project_goes_on(one, other, same):
    assert (code_root(one) == code_root(other)) is same


@pytest.fixture
def years(department):
    """Last year's statement with a full project, and this year's with the same project still blank."""
    unit = department.units.first()
    before = replace(
        a_project_content(unit), code="13020025P00689510004K", name="去年的名称", purpose="去年的用途"
    )
    other = replace(a_project_content(unit), name="另一项目", purpose="另一用途")
    now = replace(
        BLANK, unit_code=unit.code, unit_name=unit.name, code="13020026P00689510004K", name="今年的名称"
    )
    a_statement(department, content=a_content(department, projects=(other, before), year=2025), year=2025)
    statement = a_statement(department, content=a_content(department, projects=(now, other)))
    return statement, statement.projects.get(name="今年的名称"), a_member(Role.FILLER, unit)


def test_last_years_project_is_offered_first_shown_and_then_added(client, years):
    statement, project, filler = years
    client.force_login(filler)
    address = reverse("copy_project", args=[statement.pk, project.pk])
    sources = client.get(address).context["sources"]
    assert [source.title.rpartition(" ")[2] for source in sources] == ["去年的名称", "另一项目", "另一项目"]
    preview = client.get(address, {"source": sources[0].key})
    assert "去年的用途" in preview.text
    assert statement_content(statement).projects[0].purpose == ""
    sent = {"source": sources[0].key, "seen": digest_of(open_form(statement, project=project).answers)}
    client.post(address, sent)
    said = statement_content(statement).projects[0]
    assert (said.name, said.purpose, said.code) == ("今年的名称", "去年的用途", "13020026P00689510004K")


def test_a_form_that_has_changed_meanwhile_is_shown_again_first(client, years):
    statement, project, filler = years
    client.force_login(filler)
    address = reverse("copy_project", args=[statement.pk, project.pk])
    key = client.get(address).context["sources"][0].key
    page = client.post(address, {"source": key, "seen": "what it said an hour ago"}).text
    assert "请再确认一次" in page
    assert statement_content(statement).projects[0].purpose == ""


def test_last_years_value_stands_beside_the_field(client, years):
    statement, project, filler = years
    client.force_login(filler)
    page = client.get(reverse("entry_project", args=[statement.pk, project.pk])).text
    assert "上年：去年的用途" in page
    assert "上年：12.50" in page


def test_projects_of_other_units_are_no_source(client, years):
    statement, project, _ = years
    other_unit = statement.department.units.last()
    client.force_login(a_member(Role.FILLER, other_unit))
    assert client.get(reverse("copy_project", args=[statement.pk, project.pk])).status_code == 404


def test_part_one_is_taken_over_from_last_year(client, department):
    a_statement(department, year=2025, content=a_content(department, year=2025))
    statement = a_statement(department, content=a_content(department, sections=()))
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    address = reverse("copy_sheet", args=[statement.pk, "part-one"])
    answer = client.get(address)
    source = answer.context["sources"][0]
    preview = client.get(address, {"source": source.key})
    client.post(address, {"source": source.key, "seen": preview.context["seen"]})
    assert statement_content(statement).sections[0].text == "提高居民的科学素质。"
