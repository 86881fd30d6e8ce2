"""The page of a statement's history: what is listed, brought back, undone, and to whom it is there."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.models import StatementState
from performance.models.history import Source
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.factories import a_department, a_member, a_statement, a_unit, full_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    department = a_department()
    a_unit(department)
    return department


@pytest.fixture
def statement(department):
    return a_statement(department, content=full_content(department))


@pytest.fixture
def reviewer(department):
    return a_member(Role.DEPARTMENT_REVIEWER, department)


@pytest.fixture
def page(statement):
    return reverse("history", args=[statement.pk])


def save(statement, by, source=Source.FORM, note="", **changes):
    before = statement_content(statement)
    content = replace(before, projects=tuple(replace(one, **changes) for one in before.projects))
    return save_content(
        content, department=statement.department, year=statement.fiscal_year, by=by, source=source, note=note
    )


def test_a_field_is_listed_and_comes_back_by_its_button(client, statement, reviewer, page):
    client.force_login(reviewer)
    first = statement_content(statement)
    save(statement, reviewer, purpose="改过的用途", note="项目表")
    shown = client.get(page)
    assert "改过的用途" in shown.text
    assert first.projects[0].purpose in shown.text
    act = statement.earlier_texts.get()
    address = reverse("history_place", args=[statement.pk, act.pk])
    answer = client.post(address, {"place": "project:0:purpose"}, follow=True)
    assert "已恢复。" in answer.text
    assert statement_content(statement) == first
    assert "没有可以恢复的内容" in client.post(address, {"place": "project:7"}, follow=True).text


def test_undoing_is_asked_with_its_figures_first(client, statement, reviewer, page):
    client.force_login(reviewer)
    first = statement_content(statement)
    save(statement, reviewer, Source.IMPORT, note="上报.xlsx", budget=None)
    act = statement.earlier_texts.get()
    address = reverse("history_undo", args=[statement.pk, act.pk])
    response = client.get(address)
    assert "撤销这次导入" in response.text
    assert "预算项目修改 1" in response.text
    assert statement_content(statement) != first
    client.post(address, {"what": "one"})
    assert statement_content(statement) == first


def test_what_an_undone_act_had_brought_is_named_with_its_money(client, statement, reviewer):
    client.force_login(reviewer)
    first = statement_content(statement)
    new = replace(first.projects[0], code="", name="新带来的项目", budget=Decimal("12.5"))
    save_content(
        replace(first, projects=(*first.projects, new)),
        department=statement.department,
        year=statement.fiscal_year,
        by=reviewer,
    )
    address = reverse("history_undo", args=[statement.pk, statement.earlier_texts.get().pk])
    assert f"新带来的项目，预算12.50万元，指标{len(new.indicators)}条" in client.get(address).text


def test_a_locked_text_is_shown_and_refused_in_words(client, statement, reviewer, page):
    client.force_login(reviewer)
    save(statement, reviewer, purpose="改过的用途")
    type(statement).objects.update(state=StatementState.FIRST_REVIEW)
    assert 'name="place"' not in client.get(page).text
    act = statement.earlier_texts.get()
    changed = statement_content(statement)
    refused = (("history_place", {"place": "project:0:purpose"}), ("history_undo", {"what": "all"}))
    for name, fields in refused:
        answer = client.post(reverse(name, args=[statement.pk, act.pk]), fields, follow=True)
        assert "没有恢复" in answer.text
    assert statement_content(statement) == changed


def test_what_is_written_meanwhile_is_the_departments_own(client, statement, reviewer, page):
    save(statement, reviewer, purpose="改过的用途")
    act = statement.earlier_texts.get()
    office = statement.department.office
    for role, at in (
        (Role.FINANCE_SECTION_REVIEWER, office),
        (Role.DEPARTMENT_REVIEWER, a_department(office)),
    ):
        client.force_login(a_member(role, at))
        assert client.get(page).status_code == 404
        assert client.get(reverse("history_undo", args=[statement.pk, act.pk])).status_code == 404
        place = reverse("history_place", args=[statement.pk, act.pk])
        assert client.post(place, {"place": "project:0:purpose"}).status_code == 404


@pytest.mark.parametrize("place", [0, 1])
def test_a_number_that_no_database_holds_is_not_found(client, statement, reviewer, place):
    save(statement, reviewer, purpose="改过的用途")
    client.force_login(reviewer)
    numbers = [statement.pk, statement.earlier_texts.get().pk]
    numbers[place] = 10**30
    assert client.get(reverse("history_undo", args=numbers)).status_code == 404


def test_a_project_to_delete_is_named_with_what_goes_with_it(client, statement, reviewer):
    client.force_login(reviewer)
    project = statement.projects.get()
    content = statement_content(statement).projects[0]
    page_text = client.get(reverse("project_delete", args=[statement.pk, project.pk])).text
    assert f"绩效目标{len(content.goals)}条、三级指标{len(content.indicators)}条" in page_text
    assert "回收站" in page_text


def test_the_page_asks_the_database_no_more_for_many_acts(
    client, statement, reviewer, page, django_assert_max_num_queries
):
    client.force_login(reviewer)
    for number in range(8):
        save(statement, reviewer, Source.API, purpose=f"第{number}次")
    with django_assert_max_num_queries(52):  # of which 12 for what only declared forms print
        client.get(page)
