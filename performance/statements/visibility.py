"""What a user may see of statements: which there are, and which of their projects."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from departments.querysets import business_reaches, sees_everything
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from projects.amounts import AmountSum
from projects.models import BudgetProject


def statements_with_totals(user, statements=None):
    """Those of the statements, or of all, that the user may see, each with ``project_count`` and ``total`` money in 万元.

    Both speak of the projects that this user may see. Forms without 预算数 print the year's budget instead;
    ``total`` is None where no project names any amount.
    """
    gathered = (
        BudgetProject.objects.visible_to(user)
        .filter(
            office_code=OuterRef("office_code"),
            unit__department=OuterRef("department"),
            fiscal_year=OuterRef("fiscal_year"),
        )
        .order_by()
        .values("fiscal_year")
    )
    counted = gathered.annotate(number=Count("pk")).values("number")
    summed = gathered.annotate(total=AmountSum(Coalesce("budget", "annual_budget"))).values("total")
    return (
        (PerformanceStatement.objects.all() if statements is None else statements)
        .visible_to(user)
        .select_related("department__office")
        .annotate(project_count=Coalesce(Subquery(counted), 0), total=Subquery(summed))
        .order_by("-fiscal_year", "department__office__division_code", "department__code")
    )


def visible_content(statement, user):
    """The content of a statement that the user may see, with those of its projects that the user may see."""
    if sees_everything(user) or any(reach.acts_on(statement.department) for reach in business_reaches(user)):
        return statement_content(statement)
    return statement_content(statement, projects=statement.projects.visible_to(user))


def is_partial(statement, user):
    """Whether the user is shown less than the whole statement."""
    visible = BudgetProject.objects.visible_to(user)
    return statement.projects.exclude(pk__in=visible.values("pk")).exists()
