"""What the memberships of a user reach, as keys: read with one query, told to every queryset that asks who sees what."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q

from departments.permissions.roles import Role

COLUMNS = (
    *("pk", "role", "unit", "unit__department", "department"),
    *("office", "department__office", "unit__department__office"),
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


def remember_reaches(user) -> None:
    """For whoever came with a request: what they may see is read once and does not change while it is answered."""
    user._reaches = None


def read_reaches_anew(user) -> None:
    """For whoever has waited for a lock: what was taken from them meanwhile is not theirs any more."""
    if hasattr(user, "_reaches"):
        remember_reaches(user)


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
    """In one query; in two for whoever has a place at an office, who may be assigned some departments of it."""
    rows = list(user.memberships.order_by("pk").values_list(*COLUMNS))
    narrowed = _narrowed(pk for pk, *_, office, _, _ in rows if office)
    return [
        Reach(
            pk,
            Role(role),
            office or office_of_department or office_of_unit,
            department or department_of_unit,
            unit,
            narrowed.get(pk),
        )
        for pk, role, unit, department_of_unit, department, office, office_of_department, office_of_unit in rows
    ]


def _narrowed(memberships: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The assigned departments of those memberships that have any; one of another office is not among them."""
    here = list(memberships)
    if not here:
        return {}
    assigned = apps.get_model("departments", "Membership").assigned.through.objects.filter(
        membership__in=here
    )
    found: dict[int, tuple[int, ...]] = {}
    for membership, office, department, at in assigned.values_list(
        "membership", "membership__office", "department", "department__office"
    ):
        found[membership] = found.get(membership, ()) + ((department,) if at == office else ())
    return found


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
