"""The indicators that a user may see, from many texts: a page of them, or those whose name holds a word."""

from __future__ import annotations

from django.db.models import QuerySet

from departments.models import FinanceOffice
from departments.querysets import sees_everything
from indicators.models import Indicator, IndicatorTree
from performance.models import PerformanceGoal, PerformanceStatement
from projects.models import BudgetProject, MidTermGoal


def office_codes_of(user) -> list[str]:
    """The offices in which the user can see anything: said as plain words, a spread table is asked there alone."""
    offices = FinanceOffice.objects.business_of(user).order_by()
    return list(offices.values_list("division_code", flat=True))


def visible_trees(user) -> QuerySet[IndicatorTree]:
    """The trees of the projects and of the department goals that the user may see."""
    if sees_everything(user):
        return IndicatorTree.objects.all()
    codes = office_codes_of(user)
    projects = BudgetProject.objects.visible_to(user).filter(office_code__in=codes)
    statements = PerformanceStatement.objects.visible_to(user)
    goals = PerformanceGoal.objects.filter(statement__in=statements, office_code__in=codes)
    of_projects = IndicatorTree.objects.filter(pk__in=projects.order_by().values("tree"))
    of_goals = IndicatorTree.objects.filter(pk__in=goals.order_by().values("tree"))
    mid_terms = MidTermGoal.objects.filter(project__in=projects.order_by(), office_code__in=codes)
    of_mid_terms = IndicatorTree.objects.filter(pk__in=mid_terms.order_by().values("tree"))
    return (of_projects | of_goals | of_mid_terms).filter(office_code__in=codes)


def visible_indicators(user) -> QuerySet[Indicator]:
    """Whoever sees everything is asked nothing about trees: a page is then found without them."""
    rows = Indicator.objects.all()
    if sees_everything(user):
        return rows
    return rows.filter(family__tree__in=visible_trees(user), office_code__in=office_codes_of(user))
