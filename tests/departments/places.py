"""Two finance offices with the same department codes in both, and people who hold one role each."""

from django.contrib.auth import get_user_model

from departments.accounts.home import settle
from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.permissions.roles import PLACE_OF_ROLE
from tests.built_once import built_once


@built_once
def places():
    """Offices 130200 and 420700; in each departments 405 and 406; in each of those units …001 and …002."""
    for division, province in (("130200", "河北"), ("420700", "湖北")):
        office = FinanceOffice.objects.create(
            division_code=division, name=f"{division}财政局", province=province
        )
        for code in ("405", "406"):
            department = Department.objects.create(office=office, code=code, name=f"{division}部门{code}")
            for position in (1, 2):
                number = f"{code}00{position}"
                BudgetUnit.objects.create(
                    department=department, code=number, name=f"{division}单位{number}", position=position
                )


def a_user(name="user", *, home="", **fields):
    """``home`` is the division code of the office that keeps the account."""
    user = get_user_model().objects.create_user(name, password="a password", **fields)
    settle(user, FinanceOffice.objects.filter(division_code=home).first())
    return user


def the_place(role, division="130200"):
    """Where a member of this role stands: office 130200, its department 405 or that department's first unit."""
    office = FinanceOffice.objects.get(division_code=division)
    department = office.departments.get(code="405")
    return {"office": office, "department": department, "unit": department.units.get(code="405001")}[
        PLACE_OF_ROLE[role]
    ]


def a_member(role, name="member", division="130200", **fields):
    user = a_user(name, **fields)
    Membership.objects.create(user=user, role=role, **{PLACE_OF_ROLE[role]: the_place(role, division)})
    return user
