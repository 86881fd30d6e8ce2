"""Whom cards and reports wait for: whoever may take the step that moves one of them on."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from departments.permissions.reach import reaches_of
from departments.querysets import BudgetUnitQuerySet, DepartmentQuerySet
from performance.models import Action
from performance.steps.table import STEPS
from performance.steps.vocabulary import ONWARD, Subject

# A graded card may be published, and need not be.
HANDLED = tuple(action for action in ONWARD if action is not Action.PUBLISH)


def waiting_for(user, rows: Any, *, of_unit: Subject, of_department: Subject) -> QuerySet[Any]:
    """Those of a queryset of cards or reports whose next step is this user's; ``rows`` know ``visible_to``."""
    waiting = Q(pk__in=())
    reaches = reaches_of(user)
    for step in STEPS:
        held = [reach for reach in reaches if reach.role in step.roles]
        if step.action not in HANDLED or not held:
            continue
        if step.subject is of_unit:
            place = BudgetUnitQuerySet.opened_by(held, "unit__")
            waiting |= Q(place, state__in=step.sources, unit__isnull=False)
        elif step.subject is of_department:
            place = DepartmentQuerySet.opened_by(held, "statement__department__")
            waiting |= Q(place, state__in=step.sources, unit__isnull=True)
    visible: QuerySet[Any] = rows.visible_to(user).filter(waiting)
    return visible
