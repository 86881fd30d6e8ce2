"""Whose a card is: who writes it, and who is told of its steps."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from departments.models import Membership
from departments.permissions.roles import Role
from performance.models import SelfEvaluation
from performance.steps.table import STEPS
from performance.steps.vocabulary import Step, Subject


def subject_of(evaluation: SelfEvaluation) -> Subject:
    return Subject.DEPARTMENT_EVALUATION if evaluation.unit_id is None else Subject.EVALUATION


def writer_roles(evaluation: SelfEvaluation) -> frozenset[Role]:
    """Those who hand it in, by the table of steps."""
    subject = subject_of(evaluation)
    steps = (step for step in STEPS if step.subject is subject and evaluation.state in step.sources)
    return frozenset(role for step in steps for role in step.roles)


def audience(evaluation: SelfEvaluation, step: Step, actor) -> QuerySet:
    department, unit = evaluation.statement.department, evaluation.unit
    memberships = Membership.objects.reaching(department, unit).filter(role__in=step.notifies)
    return get_user_model().objects.filter(memberships__in=memberships).exclude(pk=actor.pk).distinct()
