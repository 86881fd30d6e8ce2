"""Whatever is still meant keeps its primary key through a save, for others point at it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.alignment import Tally
from indicators.models import EarlierValue, Indicator, IndicatorFamily, IndicatorTree
from performance.content.model import EmptyFamily
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from projects.models import BudgetProject
from tests.factories import a_content, a_project_content, an_indicator, full_content

pytestmark = pytest.mark.django_db


def save(content, department):
    return save_content(content, department=department, year=2026)


def project_keys(department):
    return dict(BudgetProject.objects.filter(unit__department=department).values_list("name", "pk"))


def named(*names, **kwargs):
    return tuple(a_project_content(name=name, **kwargs) for name in names)


def test_a_project_keeps_its_key_wherever_it_moves(department):
    projects = named("甲", "乙", "丙")
    save(a_content(department, projects=projects), department)
    before = project_keys(department)
    report = save(a_content(department, projects=projects[::-1]), department)
    assert project_keys(department) == before
    assert report.projects == Tally(moved=2, unchanged=1)
    assert statement_content(report.statement).projects == projects[::-1]


def test_a_project_is_known_by_its_code_and_not_by_its_name(department):
    first, second = named("其他交通费", "其他交通费")
    save(a_content(department, projects=(first, second)), department)
    keys = list(BudgetProject.objects.order_by("position").values_list("code", "pk"))
    third = replace(second, code=second.code[::-1])
    report = save(a_content(department, projects=(third, first)), department)
    assert report.projects == Tally(new=1, moved=1, removed=1)
    assert dict(keys)[first.code] == BudgetProject.objects.get(code=first.code).pk


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"code": ""}, {"code": "", "budget": Decimal(1)}),
        ({"code": ""}, {"code": "731-0101-YBN-1CEG"}),
        ({"code": "731-0101-YBN-1CEG"}, {"code": ""}),
        ({"code": "", "name": "甲"}, {"code": "", "name": "乙"}),
    ],
    ids=["by its name", "given a code", "robbed of its code", "by its place"],
)
def test_a_project_without_code_is_still_the_same(before, after, department):
    other = a_project_content(name="别的项目")
    project = replace(a_project_content(), **before)
    save(a_content(department, projects=(other, project)), department)
    key = BudgetProject.objects.get(position=1).pk
    report = save(a_content(department, projects=(other, replace(project, **after))), department)
    assert report.projects == Tally(changed=1, unchanged=1)
    assert BudgetProject.objects.get(position=1).pk == key


def test_what_leaves_the_text_leaves_the_database_with_everything_under_it(department):
    content = full_content(department)
    save(content, department)
    report = save(replace(content, goals=(), funding=(), sections=(), projects=()), department)
    assert report.projects == Tally(removed=2)
    assert report.goals == Tally(removed=2)
    assert report.indicators == Tally(removed=len(list(content.indicators())))
    for model in (BudgetProject, IndicatorTree, IndicatorFamily, Indicator, EarlierValue):
        assert not model.objects.exists()


def test_an_indicator_keeps_its_key_when_its_family_is_relabelled_or_split(department):
    rows = [an_indicator(name=name) for name in ("甲", "乙", "丙")]
    project = a_project_content(indicators=tuple(rows))
    save(a_content(department, projects=(project,)), department)
    before = dict(Indicator.objects.values_list("name", "pk"))
    relabelled = tuple(replace(row, level2="质量指标") for row in rows[1:])
    edited = replace(
        project,
        indicators=(rows[0], *relabelled),
        empty_families=(EmptyFamily("产出指标", "时效指标", 2),),
    )
    report = save(a_content(department, projects=(edited,)), department)
    assert statement_content(report.statement).projects == (edited,)
    assert dict(Indicator.objects.values_list("name", "pk")) == before


def test_an_indicator_keeps_its_key_when_its_family_is_dissolved(department):
    first, second = an_indicator(name="甲"), an_indicator(name="乙", level2="质量指标")
    project = a_project_content(indicators=(first, second))
    save(a_content(department, projects=(project,)), department)
    before = dict(Indicator.objects.values_list("name", "pk"))
    edited = replace(project, indicators=(first, replace(second, level2=first.level2)))
    report = save(a_content(department, projects=(edited,)), department)
    assert statement_content(report.statement).projects == (edited,)
    assert dict(Indicator.objects.values_list("name", "pk")) == before
    assert IndicatorFamily.objects.count() == 1
