"""Whose a card or a report is: who writes it, and who is told of its steps."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from departments.models import Membership
from departments.permissions.roles import Role
from performance.models import MonitoringReport, SelfEvaluation
from performance.steps.table import STEPS
from performance.steps.vocabulary import Step, Subject

Row = SelfEvaluation | MonitoringReport


def writer_roles(subject: Subject, state: str) -> frozenset[Role]:
    """Those who hand it in, by the table of steps."""
    steps = (step for step in STEPS if step.subject is subject and state in step.sources)
    return frozenset(role for step in steps for role in step.roles)


def audience(row: Row, step: Step, actor) -> QuerySet:
    return holders_of(row, step.notifies).exclude(pk=actor.pk)


def holders_of(row: Row, roles) -> QuerySet:
    memberships = Membership.objects.reaching(row.statement.department, row.unit)
    return get_user_model().objects.filter(memberships__in=memberships.filter(role__in=roles)).distinct()
