"""Locking, and counting. Whoever decides when a project stands still calls these; nothing here asks why."""

from __future__ import annotations

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indicators.models import Indicator
from projects.models import BudgetProject


def with_indicator_counts(projects: QuerySet[BudgetProject]) -> QuerySet[BudgetProject]:
    """Each with ``indicator_count``, counted for the rows of a page alone and within their own office."""
    own = Indicator.objects.filter(family__tree=OuterRef("tree"), office_code=OuterRef("office_code"))
    counted = own.order_by().values("family__tree").annotate(number=Count("pk")).values("number")
    return projects.annotate(indicator_count=Coalesce(Subquery(counted), 0))


def lock(projects: QuerySet[BudgetProject]) -> None:
    """Refuse every change of these projects until they are unlocked."""
    projects.update(locked=True)


def unlock(projects: QuerySet[BudgetProject]) -> None:
    projects.update(locked=False)
