"""Which rows exist for whom. Every read of the application starts here.

What a membership opens:

| place of the membership | finance offices | departments      | budget units        |
|-------------------------|-----------------|------------------|---------------------|
| an office               | that office     | all of the office| all of the office   |
| an office, assigned     | that office     | those assigned   | all of those        |
| a department            | its office      | that department  | all of the department|
| a unit                  | its office      | its department   | that unit           |
| an office, as auditor   | that office     | none             | none                |

A place that is open to 系统管理员 and 安全管理员 is theirs to keep and to give roles at; its texts are not their
business: whatever belongs to a text starts from ``business_of``. The rows above one's own place are visible because every text prints them; they open nothing sideways. A user
with several memberships sees the union. Assigned departments narrow a membership at their own office only:
one of another office opens nothing. Nobody who is inactive or not logged in sees anything.
"""

from django.db import models
from django.db.models import F, Q

from departments.roles import SEPARATED_POWERS, Role


def sees_everything(user) -> bool:
    """Then nothing need be asked about units: a list of a million rows is found without them."""
    return user.is_active and user.is_superuser


class VisibleQuerySet(models.QuerySet):
    """Rows narrowed to those that the user's memberships open: each model says which in ``opened_by``."""

    def visible_to(self, user):
        return self._open_to(user, but=())

    def business_of(self, user):
        """The places whose texts and projects the user may read: those who administer a place read none."""
        return self._open_to(user, but=SEPARATED_POWERS)

    def _open_to(self, user, *, but):
        if not user.is_active:  # an anonymous user is not active either
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(self.opened_by(user.memberships.exclude(role__in=but)))


class FinanceOfficeQuerySet(VisibleQuerySet):
    def get_by_natural_key(self, division_code):
        return self.get(division_code=division_code)

    def opened_by(self, memberships):
        return (
            Q(pk__in=memberships.values("office"))
            | Q(pk__in=memberships.values("department__office"))
            | Q(pk__in=memberships.values("unit__department__office"))
        )


class DepartmentQuerySet(VisibleQuerySet):
    def get_by_natural_key(self, division_code, code):
        return self.get(office__division_code=division_code, code=code)

    def opened_by(self, memberships):
        memberships = memberships.exclude(role=Role.AUDITOR)
        return (
            Q(office__in=memberships.filter(assigned__isnull=True).values("office"))
            | Q(pk__in=memberships.filter(assigned__office=F("office")).values("assigned"))
            | Q(pk__in=memberships.values("department"))
            | Q(pk__in=memberships.values("unit__department"))
        )


class BudgetUnitQuerySet(VisibleQuerySet):
    def get_by_natural_key(self, division_code, department_code, code):
        return self.get(
            department__office__division_code=division_code,
            department__code=department_code,
            code=code,
        )

    def opened_by(self, memberships):
        memberships = memberships.exclude(role=Role.AUDITOR)
        return (
            Q(department__office__in=memberships.filter(assigned__isnull=True).values("office"))
            | Q(department__in=memberships.filter(assigned__office=F("office")).values("assigned"))
            | Q(department__in=memberships.values("department"))
            | Q(pk__in=memberships.values("unit"))
        )


class MembershipQuerySet(VisibleQuerySet):
    """One's own memberships; the three administrators see all of their office."""

    def reaching(self, department, unit=None):
        """Memberships that may act on a department, and on one of its units, with all that stands above."""
        assigned = Q(assigned__isnull=True) | Q(assigned=department)
        here = Q(department=department) | Q(office=department.office_id) & assigned
        if unit is not None:
            here |= Q(unit=unit)
        return self.filter(here, user__is_active=True).distinct()

    def opened_by(self, memberships):
        offices = memberships.filter(role__in=SEPARATED_POWERS).values("office")
        return (
            Q(pk__in=memberships.values("pk"))
            | Q(office__in=offices)
            | Q(department__office__in=offices)
            | Q(unit__department__office__in=offices)
        )
