"""Which kind of report it is, and who may have something monitored."""

from __future__ import annotations

from departments.models import FinanceOffice, Membership
from departments.permissions.roles import Role
from performance.models import MonitoringReport
from performance.steps.vocabulary import Subject


def subject_of(report: MonitoringReport) -> Subject:
    return Subject.DEPARTMENT_MONITORING if report.unit_id is None else Subject.MONITORING


def may_arrange(user, office: FinanceOffice) -> bool:
    """Whether this person may have something monitored there, unlike those whose departments are only assigned."""
    held = Membership.objects.filter(user=user.pk, office=office, role=Role.PERFORMANCE_SECTION_REVIEWER)
    return user.is_active and (user.is_superuser or held.exists())
