"""The indicator library from within a form: found, picked and put in its place without any script."""

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from indicators.models import IndicatorTemplate
from performance.content.model import GoalContent, GoalKind
from performance.entry.sheets import department_sheets
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.views.indicator_library.views import PER_PAGE
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_template,
    a_unit,
    an_indicator,
    an_office,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    department = a_department(an_office(division_code="130200"))
    unit = a_unit(department)
    return a_statement(department, projects=(a_project_content(unit, name="年度会议费"),))


@pytest.fixture
def filler(client, statement):
    client.force_login(a_member(Role.FILLER, statement.department.units.first()))
    return client


@pytest.fixture
def address(statement):
    return reverse("library_project", args=[statement.pk, statement.projects.first().pk])


def names(answer):
    return [offer.template.name for offer in answer.context["offers"]]


def test_a_project_is_offered_what_suits_its_class_and_more_on_demand(filler, address):
    a_template(name="会议场次", project_class="会议", uses=3)
    a_template(name="培训期数", project_class="培训", uses=9)
    assert names(filler.get(address)) == ["会议场次"]
    assert names(filler.get(address, {"project_class": ""})) == ["培训期数", "会议场次"]
    assert names(filler.get(address, {"project_class": "", "text": "培训"})) == ["培训期数"]
    assert "没有符合条件的指标" in filler.get(address, {"text": "没有"}).text
    assert names(filler.get(address, {"family": "胡写"})) == []


def test_what_is_picked_is_saved_without_a_value_behind_what_is_there(filler, statement, address):
    picked = [
        a_template(name="会议场次", project_class="会议", description="全年的次数"),
        a_template(
            name="参会满意度",
            project_class="会议",
            family="beneficiary_satisfaction",
            level2="",
            level1="满意度",
        ),
    ]
    before = statement_content(statement).projects[0]
    answer = filler.post(address, {"template": [template.pk for template in picked]}, follow=True)
    assert "已从指标库添加2个指标" in answer.text
    after = statement_content(statement).projects[0]
    assert after.indicators[: len(before.indicators)] == before.indicators
    added = after.indicators[len(before.indicators) :]
    assert {(one.level1, one.level2, one.name, one.description, one.value) for one in added} == {
        ("产出指标", "数量指标", "会议场次", "全年的次数", ""),
        ("满意度指标", "服务对象满意度指标", "参会满意度", "", ""),
    }


@pytest.mark.parametrize("chosen", [[], ["0"], ["x"], ["99999999999999999999"]])
def test_nothing_picked_adds_nothing_and_says_so(filler, statement, address, chosen):
    before = statement_content(statement)
    assert "没有选中指标" in filler.post(address, {"template": chosen}, follow=True).text
    assert statement_content(statement) == before


def test_another_offices_indicator_cannot_be_picked(filler, statement, address):
    before = statement_content(statement)
    filler.post(address, {"template": a_template(office_code="420700").pk})
    assert statement_content(statement) == before


def test_a_page_costs_the_same_for_few_and_many(filler, address, django_assert_max_num_queries):
    a_template(project_class="会议")
    with django_assert_max_num_queries(30) as few:
        filler.get(address)
    for number in range(PER_PAGE + 5):
        a_template(name=f"指标{number}", project_class="会议")
    with django_assert_max_num_queries(len(few.captured_queries)):
        answer = filler.get(address)
    assert len(names(answer)) == PER_PAGE
    assert len(names(filler.get(address, {"page": 2}))) == 6


def test_whoever_may_not_fill_the_form_is_refused_and_out_of_sight_is_not_there(client, statement, address):
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, statement.department.office))
    assert client.get(address).status_code == 403
    client.force_login(a_member(Role.FILLER))
    assert client.get(address).status_code == 404


def test_a_sheet_without_such_a_grid_has_no_library(client, statement):
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, statement.department))
    key = department_sheets("河北", "2023")[0].key
    assert client.get(reverse("library_sheet", args=[statement.pk, key])).status_code == 404


def test_a_department_form_is_offered_what_measures_the_whole_department(client):
    department = a_department(an_office(province="湖北", division_code="420700"))
    goal = GoalContent(GoalKind.ANNUAL)
    statement = a_statement(department, province="湖北", edition="2024", projects=(), goals=(goal,))
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    template = a_template(office_code="", province="", name="重点工作完成率", project_class="部门整体")
    sheet = next(s for s in department_sheets("湖北", "2024") if "annual_indicators" in s.groups)
    address = reverse("library_sheet", args=[statement.pk, sheet.key])
    assert names(client.get(address)) == ["重点工作完成率"]
    client.post(address, {"template": template.pk, "group": "annual_indicators"})
    added = [one for goal in statement_content(statement).goals for one in goal.indicators]
    assert [(one.level1, one.level2, one.name) for one in added] == [
        ("履职效能", "核心业务产出", "重点工作完成率")
    ]
    assert IndicatorTemplate.objects.count() == 1


@pytest.mark.parametrize(
    ("units", "said"),
    [(["次"], 'data-sign="≥" data-unit="次" placeholder="≥ … 次"'), (["次", "场"], None), ([], None)],
)
def test_a_value_that_is_still_to_be_written_knows_its_sign_and_unit_whenever_it_is_opened(
    filler, statement, units, said
):
    """Unless the library has the name with one unit and with another."""
    waiting = an_indicator(name="会议场次", value="")
    written = an_indicator(name="会议期数", value="3次")
    project = a_project_content(statement.department.units.first(), indicators=(waiting, written))
    content = a_content(statement.department, projects=(project,))
    save_content(content, department=statement.department, year=2026, expected_version=1)
    a_template(name="会议期数", unit="期")
    for number, unit in enumerate(units):
        a_template(name="会议场次", unit=unit, direction="higher", project_class=f"第{number}类")
    page = filler.get(reverse("entry_project", args=[statement.pk, statement.projects.first().pk])).text
    assert page.count("data-of=") == (1 if said else 0)
    assert said is None or said in page
