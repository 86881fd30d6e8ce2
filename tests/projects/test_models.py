from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from departments.permissions.roles import Role
from indicators.models import Indicator, IndicatorFamily, IndicatorTree
from projects.models import BudgetProject, Continuity, ProjectClass
from tests.factories import a_department, a_member, a_statement, a_unit, a_user, an_office

pytestmark = pytest.mark.django_db
AMOUNTS = ("budget", "fiscal_funds", "other_funds", "total_budget", "annual_budget")


def a_project(unit=None, **kwargs):
    return BudgetProject.objects.create(
        **{"unit": unit or a_unit(), "fiscal_year": 2026, "code": "A1", **kwargs}
    )


@pytest.mark.parametrize("amount", AMOUNTS)
def test_money_is_never_negative(amount):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_project(**{amount: Decimal("-0.01")})
    with pytest.raises(ValidationError, match="金额不能为负数"):
        BudgetProject(unit=a_unit(), fiscal_year=2026, **{amount: Decimal("-0.01")}).full_clean(
            exclude=["tree"]
        )


@pytest.mark.parametrize("amount", AMOUNTS)
def test_unknown_money_is_not_zero(amount):
    assert getattr(a_project(), amount) is None


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        ({}, True),
        ({"fiscal_year": 2027}, False),
        ({"unit": None}, False),
        ({"code": ""}, False),
    ],
    ids=["same", "another year", "another unit", "no code"],
)
def test_a_code_is_a_key_within_unit_and_year(other, refused):
    unit = a_unit()
    a_project(unit)
    a_project(unit, code="")
    if refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            a_project(unit, **other)
    else:
        a_project(**{"unit": unit, **other, **({"unit": a_unit()} if "unit" in other else {})})


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ("运转类其他项目", ProjectClass.OPERATING),
        ("特定目标类", ProjectClass.SPECIFIC),
        ("人员类项目", ProjectClass.PERSONNEL),
        ("", None),
        ("其他", None),
        ("人员类或运转类", None),
    ],
)
def test_the_class_is_read_out_of_the_printed_phrase(printed, named):
    assert BudgetProject(project_class=printed).named_class is named


@pytest.mark.parametrize(
    ("printed", "named"),
    [("延续项目", Continuity.CONTINUING), ("新增", Continuity.NEW), ("", None)],
)
def test_the_continuity_is_read_out_of_the_printed_phrase(printed, named):
    assert BudgetProject(continuity=printed).named_continuity is named


@pytest.mark.parametrize(
    "deleted", [lambda project: project.delete(), lambda _: BudgetProject.objects.all().delete()]
)
def test_a_project_brings_its_tree_and_takes_it_along(deleted):
    project = a_project()
    assert project.tree.year == 2026
    family = IndicatorFamily.objects.create(tree=project.tree, position=0)
    Indicator.objects.create(family=family, position=0)
    deleted(project)
    assert not IndicatorTree.objects.exists()
    assert not Indicator.objects.exists()


def test_saving_a_project_again_keeps_its_tree():
    project = a_project()
    tree = project.tree_id
    project.save()
    assert (project.tree_id, IndicatorTree.objects.count()) == (tree, 1)


@pytest.fixture
def places():
    """Two departments of one office with two units each and one of another office, all with projects of 2026."""
    office = an_office()
    departments = [a_department(office), a_department(office), a_department()]
    for department in departments:
        a_unit(department)
        a_unit(department)
        a_statement(department, projects=2)
    return departments


def seen(queryset):
    return {project.unit for project in queryset}


def test_projects_are_seen_through_their_units(places):
    own, sibling, _ = places
    unit = own.units.first()
    everybody = {unit for department in places for unit in department.units.all()}
    expected = {
        a_member(Role.FILLER, unit): {unit},
        a_member(Role.DEPARTMENT_REVIEWER, own): set(own.units.all()),
        a_member(Role.FINANCE_SECTION_REVIEWER, own.office): {*own.units.all(), *sibling.units.all()},
        a_user(is_superuser=True): everybody,
        a_user(): set(),
        AnonymousUser(): set(),
    }
    assert {user: seen(BudgetProject.objects.visible_to(user)) for user in expected} == expected
