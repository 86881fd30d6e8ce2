"""Who can sign in to the demo: somebody for every unit, every department and every office, and each administrator once."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.permissions.roles import PLACE_OF_ROLE, Role
from departments.trail.entry import Action
from departments.trail.writing import record

Workplace = BudgetUnit | Department | FinanceOffice
EVERYWHERE = (
    Role.FILLER,
    Role.DEPARTMENT_REVIEWER,
    Role.FINANCE_SECTION_REVIEWER,
    Role.PERFORMANCE_SECTION_REVIEWER,
)


TWICE = (Role.PERFORMANCE_SECTION_REVIEWER,)  # one reviews, the other approves


@dataclass(frozen=True)
class DemoAccount:
    username: str
    role: Role
    place: Workplace

    @property
    def office(self) -> FinanceOffice:
        return _office_of(self.place)


def demo_accounts() -> Iterator[DemoAccount]:
    """Office by office, in the order in which a text passes; the first office also has those who administer."""
    for number, office in enumerate(FinanceOffice.objects.order_by("division_code")):
        departments = list(office.departments.order_by("code"))
        units = [unit for one in departments for unit in one.units.order_by("position", "code")]
        places: dict[str, list] = {"unit": units, "department": departments, "office": [office]}
        for role in Role if number == 0 else EVERYWHERE:
            for place in places[PLACE_OF_ROLE[role]]:
                yield DemoAccount(username_of(role, place), role, place)
                if role in TWICE:
                    yield DemoAccount(username_of(role, place, second=True), role, place)


def username_of(role: Role, place: Workplace, *, second: bool = False) -> str:
    """The first unit, its department and its office are called by the role alone; the others also by their codes."""
    return f"{_first_username_of(role, place)}{'-2' if second else ''}"


def _first_username_of(role: Role, place: Workplace) -> str:
    first = BudgetUnit.objects.select_related("department__office").order_by(
        "department__office__division_code", "department__code", "position", "code"
    )[0]
    if place in (first, first.department, first.department.office):
        return role.value
    codes = [_office_of(place).division_code]
    if not isinstance(place, FinanceOffice):
        codes.append(place.code)
    return "-".join((role.value, *codes))


@transaction.atomic
def renew_accounts() -> tuple[str, list[DemoAccount]]:
    """The new password and whom it lets in.

    One password for all: who tries the demo goes from role to role, and to hash one takes a third of a second.
    What somebody changed of an account that was there, its name and its memberships, stays.
    """
    password = secrets.token_urlsafe(9)
    hashed = make_password(password)
    renewed = []
    for account in demo_accounts():
        user, made = get_user_model().objects.get_or_create(
            username=account.username, defaults={"last_name": account.role.label}
        )
        user.password = hashed
        user.save()
        if made:
            Membership.objects.create(
                user=user, role=account.role, **{PLACE_OF_ROLE[account.role]: account.place}
            )
        details = f"演示账号：{account.role.label}（{account.place}）"
        record(Action.USER_CHANGE, by=None, subject=user, details=details)
        renewed.append(account)
    return password, renewed


def _office_of(place: Workplace) -> FinanceOffice:
    if isinstance(place, FinanceOffice):
        return place
    return place.office if isinstance(place, Department) else place.department.office
