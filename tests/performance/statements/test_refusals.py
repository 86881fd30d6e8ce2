"""What cannot be kept exactly is refused whole, each fault by its address."""

from dataclasses import replace
from decimal import Decimal

import pytest

from performance.content.model import EmptyFamily, PhaseContent, SpendingPlan
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from performance.statements.services import ContentRefused, save_content, would_change
from projects.models import BudgetProject
from tests.factories import a_content, a_department, a_project_content, an_indicator

pytestmark = pytest.mark.django_db


def save(content, department):
    return save_content(content, department=department, year=2026)


def refusal(content, department):
    with pytest.raises(ContentRefused) as caught:
        save(content, department)
    with pytest.raises(ContentRefused) as foretold:
        would_change(content, department=department, year=2026)
    assert foretold.value.problems == caught.value.problems
    assert not PerformanceStatement.objects.exists()
    assert not BudgetProject.objects.exists()
    return caught.value.problems


REFUSED = [
    ({"unit_code": "999001", "unit_name": "某馆"}, ["不认识预算单位“999001 某馆”"]),
    ({"unit_name": "某馆"}, ["不认识预算单位“某馆”"]),
    ({"budget": Decimal("0.1234567")}, ["预算数（万元）0.1234567的小数超过6位"]),
    ({"other_funds": Decimal("1234567890123")}, ["其他资金（万元）1234567890123的整数超过12位"]),
    ({"budget": Decimal("123456789012.1234")}, ["有效数字超过15位"]),
    ({"budget": Decimal("1E+999999")}, ["不是可以保存的数"]),
    ({"budget": Decimal("NaN")}, ["不是可以保存的数"]),
    ({"budget": Decimal("-0.01")}, ["预算数（万元）-0.01为负数"]),
    ({"name": "长" * 301}, ["项目名称有301字，最多300字"]),
    ({"purpose": "空\x00字符"}, ["资金用途含有无法保存的字符"]),
    ({"goals": ("好", "坏\ud800")}, ["第2条目标：绩效目标含有无法保存的字符"]),
    ({"phases": (PhaseContent("长" * 201, ""),)}, ["第1个阶段：时段有201字"]),
    ({"indicators": (an_indicator(weight=Decimal("0.0000001")),)}, ["第1个指标“科普活动场次”：权重"]),
    ({"indicators": (an_indicator(level1="长" * 101),)}, ["一级指标有101字"]),
    ({"empty_families": (EmptyFamily("产出指标", "质量指标", 9),)}, ["空白指标类的位置[9]"]),
    ({"spending_plan": SpendingPlan(june=Decimal("1E-7"))}, ["资金支出计划：6月底（%）"]),
    ({"unit_code": "999001", "budget": Decimal("-1")}, ["不认识预算单位", "为负数"]),
]


@pytest.mark.parametrize(("fault", "sentences"), REFUSED)
def test_what_cannot_be_kept_is_refused_by_its_address(fault, sentences, department):
    sound = a_project_content()
    problems = refusal(
        a_content(department, projects=(sound, replace(a_project_content(), **fault))), department
    )
    assert len(problems) == len(sentences)
    for problem, sentence in zip(problems, sentences, strict=True):
        assert problem.startswith("第2个项目“")
        assert sentence in problem


def test_every_unknown_unit_is_named_at_once_with_those_that_are_known(department):
    projects = tuple(a_project_content(unit_code=code) for code in ("999001", "999002"))
    problems = refusal(a_content(department, projects=projects), department)
    assert ["999001" in problems[0], "999002" in problems[1]] == [True, True]
    for unit in department.units.all():
        assert all(str(unit) in problem for problem in problems)


def test_a_code_given_twice_in_one_unit_is_refused(department):
    project = a_project_content()
    problems = refusal(a_content(department, projects=(project, project)), department)
    assert len(problems) == 1
    assert f"项目编码“{project.code}”" in problems[0]


def test_the_same_code_may_stand_in_two_units(department):
    projects = tuple(a_project_content(unit, code="731-0101-YBN-1CEG") for unit in department.units.all())
    content = a_content(department, projects=projects)
    assert statement_content(save(content, department).statement) == content


def test_a_text_of_another_year_or_department_is_refused(department):
    problems = refusal(a_content(department, year=2025, department_code="999"), department)
    assert len(problems) == 2
    assert "2025年" in problems[0]
    assert "“999”" in problems[1]


def test_a_department_without_units_cannot_hold_projects():
    department = a_department()
    problems = refusal(a_content(projects=1), department)
    assert problems == (f"部门“{department}”还没有预算单位，请先登记单位。",)
