"""What the memberships of a user reach, as keys: read with one query, told to every queryset that asks who sees what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import Q

from departments.permissions.roles import Role

COLUMNS = (
    *("pk", "role", "unit", "unit__department", "department"),
    *("office", "department__office", "unit__department__office"),
    *("assigned", "assigned__office"),
)


@dataclass(frozen=True)
class Reach:
    """A membership with the keys of its place and of what stands above it.

    ``assigned`` are those departments of its own office to which it is narrowed; None says that it is not.
    """

    membership: int
    role: Role
    office: int
    department: int | None
    unit: int | None
    assigned: tuple[int, ...] | None

    @property
    def at_office(self) -> bool:
        return self.department is None

    @property
    def whole_office(self) -> bool:
        return self.at_office and self.assigned is None

    @property
    def whole_departments(self) -> tuple[int, ...]:
        """Those reached with all their units, but for a whole office's."""
        if self.department is None:
            return self.assigned or ()
        return (self.department,) if self.unit is None else ()

    def acts_on(self, department) -> bool:
        """The same as ``Membership.objects.reaching(department)``."""
        if self.whole_office:
            return self.office == department.office_id
        return department.pk in self.whole_departments


def cache_reaches(user) -> None:
    """For whoever came with a request: what they may see is read once and does not change while it is answered."""
    user._reaches = None


def refresh_reaches(user) -> None:
    """For whoever has waited for a lock: what was taken from them meanwhile is not theirs any more."""
    if hasattr(user, "_reaches"):
        cache_reaches(user)


def reaches_of(user) -> tuple[Reach, ...]:
    """Of a user with a request as they were when first asked for; of anybody else as they are now."""
    if not user.is_active:  # an anonymous user is not active either
        return ()
    reaches = getattr(user, "_reaches", None)
    if reaches is None:
        reaches = tuple(_read(user))
        if hasattr(user, "_reaches"):
            user._reaches = reaches
    return reaches


def _read(user) -> list[Reach]:
    """In one query: a membership that is narrowed comes once for each of its assigned departments."""
    reaches: dict[int, Reach] = {}
    rows = user.memberships.order_by("pk", "assigned").values_list(*COLUMNS)
    for pk, role, unit, above_unit, department, office, above_department, above, assigned, at in rows:
        own = office or above_department or above
        reach = reaches.setdefault(pk, Reach(pk, Role(role), own, department or above_unit, unit, None))
        if office and assigned:
            narrowed = (*(reach.assigned or ()), *((assigned,) if at == office else ()))
            reaches[pk] = replace(reach, assigned=narrowed)
    return list(reaches.values())


def of_accounts_at(offices: Collection[int], way: str = "") -> Q:
    """Accounts at home at one of these offices or serving there, or rows from which ``way`` leads to them."""
    here = {"office": offices, "department__office": offices, "unit__department__office": offices}
    return any_of(f"{way}memberships__", **here) | any_of(f"{way}home__", office=offices)


def any_of(way: str = "", **keys: Collection[int]) -> Q:
    """Rows with one of these keys in one of the fields, which are reached by ``way``; none if there is no key."""
    wanted = Q()
    for field, values in keys.items():
        if values:
            wanted |= Q(**{f"{way}{field}__in": sorted(values)})
    return wanted or Q(pk__in=())
