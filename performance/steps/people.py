"""Who may act on a subject, whom it waits for, and who is told: all read from memberships as they are now."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, QuerySet, Subquery

from departments.models import BudgetUnit, Membership
from departments.permissions.reach import reaches_of
from departments.permissions.roles import Role
from departments.querysets import DepartmentQuerySet
from performance.models import PerformanceStatement, StatementState, WorkflowEvent
from performance.steps.table import OF_REQUESTS, STEPS, step_from
from performance.steps.vocabulary import AWAITED, Subject

AWAITED_STEPS = tuple(step for step in STEPS if step.subject is Subject.STATEMENT and step.action in AWAITED)


def roles_of(user, statement: PerformanceStatement, unit: BudgetUnit | None = None) -> frozenset[Role]:
    """The roles in which a user may act on a statement, or on a unit's share of it, at this moment."""
    reaching = Membership.objects.reaching(statement.department, unit).filter(user=user.pk)
    return frozenset(Role(role) for role in reaching.values_list("role", flat=True))


def waiting_for(user, statements: QuerySet | None = None) -> QuerySet[PerformanceStatement]:
    """Those of the statements, or of all, whose next step is the user's, each with ``since``."""
    waiting = Q(pk__in=())
    reaches = reaches_of(user)
    for step in AWAITED_STEPS:
        held = [reach for reach in reaches if reach.role in step.roles]
        waiting |= Q(DepartmentQuerySet.opened_by(held, "department__"), state__in=step.sources)
    rows = PerformanceStatement.objects.all() if statements is None else statements
    return with_since(rows.filter(waiting))


def with_since(statements: QuerySet) -> QuerySet[PerformanceStatement]:
    """Each with ``since``, the time of its latest step."""
    events = WorkflowEvent.objects.filter(statement=OuterRef("pk"), unit__isnull=True)
    return statements.annotate(since=Subquery(events.order_by("-pk").values("at")[:1]))


def states_waiting_for(user) -> list[StatementState]:
    """The states in which the next step of a text can be this user's."""
    held = {reach.role for reach in reaches_of(user)}
    sources = {source for step in AWAITED_STEPS if held.intersection(step.roles) for source in step.sources}
    return [state for state in StatementState if state in sources]


def _subject_of(event: WorkflowEvent) -> Subject:
    if event.action in OF_REQUESTS:
        return Subject.REQUEST
    return Subject.STATEMENT if event.unit_id is None else Subject.UNIT


def audience(event: WorkflowEvent) -> QuerySet:
    """Who is to be told of an event: the holders of the roles that its step notifies, without whoever took it."""
    subject = _subject_of(event)
    step = step_from(subject, event.source, event.action)
    department = event.statement.department
    here = Q(pk__in=Membership.objects.reaching(department, event.unit).values("pk"))
    if event.unit_id is None:
        here |= Q(unit__department=department)
    memberships = Membership.objects.filter(
        here, role__in=step.notifies if step else (), user__is_active=True
    )
    return get_user_model().objects.filter(memberships__in=memberships).exclude(pk=event.actor_id).distinct()
