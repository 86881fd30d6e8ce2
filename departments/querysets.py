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

from collections.abc import Callable
from typing import ClassVar

from django.db import models
from django.db.models import Q

from departments.permissions.reach import any_of, reaches_of
from departments.permissions.roles import SEPARATED_POWERS, Role


def sees_everything(user) -> bool:
    """Then nothing need be asked about units: a list of a million rows is found without them."""
    return user.is_active and user.is_superuser


def business_reaches(user):
    """What opens texts to a user: whoever administers a place reads none of it."""
    return [reach for reach in reaches_of(user) if reach.role not in SEPARATED_POWERS]


class VisibleQuerySet(models.QuerySet):
    """Rows narrowed to those that the user's memberships open: each model says which in ``opened_by``."""

    opened_by: ClassVar[Callable[..., models.Q]]

    def visible_to(self, user):
        return self._open_to(user, reaches_of)

    def _open_to(self, user, reaches):
        if not user.is_active:  # an anonymous user is not active either
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(self.opened_by(reaches(user)))


class PlaceQuerySet(VisibleQuerySet):
    """Offices, departments and units. ``opened_by`` also says which rows below them are open: ``way`` leads to the place."""

    def business_of(self, user):
        """The places whose texts and projects the user may read."""
        return self._open_to(user, business_reaches)

    @classmethod
    def business_below(cls, user, way):
        """Of rows that belong to such places, those the user may read. Does not know who sees everything."""
        return cls.opened_by(business_reaches(user), way)


class FinanceOfficeQuerySet(PlaceQuerySet):
    def get_by_natural_key(self, division_code):
        return self.get(division_code=division_code)

    @staticmethod
    def opened_by(reaches, way=""):
        return any_of(way, pk={reach.office for reach in reaches})


class DepartmentQuerySet(PlaceQuerySet):
    def get_by_natural_key(self, division_code, code):
        return self.get(office__division_code=division_code, code=code)

    @staticmethod
    def opened_by(reaches, way=""):
        reaches = [reach for reach in reaches if reach.role != Role.AUDITOR]
        own = {reach.department for reach in reaches if reach.unit}
        return any_of(
            way,
            office={reach.office for reach in reaches if reach.whole_office},
            pk=own.union(*(reach.whole_departments for reach in reaches)),
        )


class OfficeSectionQuerySet(VisibleQuerySet):
    """The sections of an office are its own people's: whoever serves at a department or a unit does not see them."""

    @staticmethod
    def opened_by(reaches):
        return any_of(office={reach.office for reach in reaches if reach.at_office})


class BudgetUnitQuerySet(PlaceQuerySet):
    def get_by_natural_key(self, division_code, department_code, code):
        return self.get(
            department__office__division_code=division_code,
            department__code=department_code,
            code=code,
        )

    @staticmethod
    def opened_by(reaches, way=""):
        reaches = [reach for reach in reaches if reach.role != Role.AUDITOR]
        return any_of(
            way,
            department__office={reach.office for reach in reaches if reach.whole_office},
            department=set().union(*(reach.whole_departments for reach in reaches)),
            pk={reach.unit for reach in reaches if reach.unit},
        )

    def beside(self, user):
        """What keeps a department from being the user's as a whole: units that are another's, beside the user's own."""
        own = [reach for reach in business_reaches(user) if reach.unit]
        beside = self.filter(any_of(department={reach.department for reach in own}))
        return beside.exclude(self.opened_by(business_reaches(user)))


class MembershipQuerySet(VisibleQuerySet):
    """One's own memberships; the three administrators see all of their office."""

    def reaching(self, department, unit=None):
        """Memberships that may act on a department, and on one of its units, with all that stands above."""
        assigned = Q(assigned__isnull=True) | Q(assigned=department)
        here = Q(department=department) | Q(office=department.office_id) & assigned
        if unit is not None:
            here |= Q(unit=unit)
        return self.filter(here, user__is_active=True).distinct()

    @staticmethod
    def opened_by(reaches):
        offices = {reach.office for reach in reaches if reach.role in SEPARATED_POWERS}
        return any_of(
            pk={reach.membership for reach in reaches},
            office=offices,
            department__office=offices,
            unit__department__office=offices,
        )
