import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from departments.permissions.roles import Role
from indicators.models import IndicatorTree
from performance.models import EarlierAmount, FundingLine, PerformanceStatement
from projects.models import BudgetProject
from tests.factories import a_department, a_member, a_statement, a_unit, a_user, full_content

pytestmark = pytest.mark.django_db


def test_a_department_has_one_statement_a_year():
    statement = a_statement()
    with pytest.raises(IntegrityError), transaction.atomic():
        PerformanceStatement.objects.create(
            department=statement.department, fiscal_year=statement.fiscal_year
        )


def test_statements_are_seen_through_their_departments():
    own = a_department()
    sibling = a_department(own.office)
    mine, next_door, foreign = a_statement(own), a_statement(sibling), a_statement()
    expected = {
        a_member(Role.FILLER, a_unit(own)): {mine},
        a_member(Role.DEPARTMENT_REVIEWER, own): {mine},
        a_member(Role.FINANCE_SECTION_REVIEWER, own.office): {mine, next_door},
        a_member(Role.AUDITOR, own.office): set(),  # the trail, and nothing else
        a_user(is_superuser=True): {mine, next_door, foreign},
        a_user(): set(),
        AnonymousUser(): set(),
    }
    assert {user: set(PerformanceStatement.objects.visible_to(user)) for user in expected} == expected


def test_deleting_a_statement_takes_its_goals_with_their_trees_and_leaves_the_projects(department):
    statement = a_statement(department, content=full_content(department))
    statement.delete()
    assert BudgetProject.objects.count() == 2
    assert IndicatorTree.objects.count() == 4  # of each project and its mid-term goal


def test_a_department_with_a_statement_cannot_be_deleted(department):
    a_statement(department, projects=0)
    with pytest.raises(ProtectedError):
        department.delete()


@pytest.mark.parametrize("model", [FundingLine, EarlierAmount])
def test_funding_is_never_negative(model, department):
    a_statement(department, content=full_content(department))
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(amount=-1)
