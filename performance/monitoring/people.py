"""Whose a report is: who writes it, who answers for it, and who is told of its steps."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from departments.models import FinanceOffice, Membership
from departments.permissions.roles import Role
from performance.models import MonitoringReport
from performance.steps.table import STEPS
from performance.steps.vocabulary import Step, Subject


def subject_of(report: MonitoringReport) -> Subject:
    return Subject.DEPARTMENT_MONITORING if report.unit_id is None else Subject.MONITORING


def writer_roles(report: MonitoringReport) -> frozenset[Role]:
    """Those who hand it in, by the table of steps."""
    subject = subject_of(report)
    steps = (step for step in STEPS if step.subject is subject and report.state in step.sources)
    return frozenset(role for step in steps for role in step.roles)


def audience(report: MonitoringReport, step: Step, actor) -> QuerySet:
    return holders_of(report, step.notifies).exclude(pk=actor.pk)


def holders_of(report: MonitoringReport, roles) -> QuerySet:
    memberships = Membership.objects.reaching(report.statement.department, report.unit)
    return get_user_model().objects.filter(memberships__in=memberships.filter(role__in=roles)).distinct()


def may_arrange(user, office: FinanceOffice) -> bool:
    """Whether this person may have something monitored there, unlike those whose departments are only assigned."""
    held = Membership.objects.filter(user=user.pk, office=office, role=Role.PERFORMANCE_SECTION_REVIEWER)
    return user.is_active and (user.is_superuser or held.exists())
