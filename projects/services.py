"""Locking. Whoever decides when a project stands still calls these; nothing here asks why."""

from __future__ import annotations

from django.db.models import QuerySet

from projects.models import BudgetProject


def lock(projects: QuerySet[BudgetProject]) -> None:
    """Refuse every change of these projects until they are unlocked."""
    projects.update(locked=True)


def withhold(project: BudgetProject, reason: str) -> None:
    """Keep the project out of the public edition; an empty reason lets it in again. The text stays as it is."""
    BudgetProject.objects.filter(pk=project.pk).update(withheld_reason=reason)
    project.withheld_reason = reason


def unlock(projects: QuerySet[BudgetProject]) -> None:
    projects.update(locked=False)
