"""Locking. Whoever decides when a project stands still calls these; nothing here asks why."""

from __future__ import annotations

from django.db.models import QuerySet

from projects.models import BudgetProject


def lock(projects: QuerySet[BudgetProject]) -> None:
    """Refuse every change of these projects until they are unlocked."""
    projects.update(locked=True)


def unlock(projects: QuerySet[BudgetProject]) -> None:
    projects.update(locked=False)
