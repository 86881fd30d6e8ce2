import pytest
from django.contrib.auth.models import AnonymousUser

from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.roles import PLACE_OF_ROLE, Role
from tests.departments.places import a_member, a_user, the_place

pytestmark = pytest.mark.usefixtures("places")

OFFICE = (
    {"130200"},
    {"130200/405", "130200/406"},
    {"130200/405001", "130200/405002", "130200/406001", "130200/406002"},
)
SEEN_FROM = {
    "unit": ({"130200"}, {"130200/405"}, {"130200/405001"}),
    "department": ({"130200"}, {"130200/405"}, {"130200/405001", "130200/405002"}),
    "office": OFFICE,
}


def seen_by(user):
    return (
        {office.division_code for office in FinanceOffice.objects.visible_to(user)},
        {f"{row.office.division_code}/{row.code}" for row in Department.objects.visible_to(user)},
        {f"{row.department.office.division_code}/{row.code}" for row in BudgetUnit.objects.visible_to(user)},
    )


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_its_own_place_and_nothing_of_its_neighbours(role):
    assert seen_by(a_member(role)) == SEEN_FROM[PLACE_OF_ROLE[role]]


def test_every_row_is_seen_once_by_somebody_with_several_memberships():
    user = a_member(Role.FILLER)
    Membership.objects.create(user=user, role=Role.AUDITOR, office=the_place(Role.AUDITOR))
    Membership.objects.create(
        user=user, role=Role.DEPARTMENT_REVIEWER, department=the_place(Role.DEPARTMENT_REVIEWER)
    )
    assert seen_by(user) == OFFICE
    assert BudgetUnit.objects.visible_to(user).count() == len(OFFICE[2])
    assert FinanceOffice.objects.visible_to(user).count() == 1


def test_a_superuser_sees_all():
    assert [len(rows) for rows in seen_by(a_user(is_superuser=True))] == [2, 4, 8]


@pytest.mark.parametrize(
    "nobody",
    [
        AnonymousUser,
        lambda: a_user("without membership"),
        lambda: a_user("inactive root", is_superuser=True, is_active=False),
        lambda: a_member(Role.AUDITOR, is_active=False),
    ],
    ids=["anonymous", "no membership", "inactive superuser", "inactive auditor"],
)
def test_nothing_exists_for_somebody_without_a_place(nobody):
    user = nobody()
    assert seen_by(user) == (set(), set(), set())
    assert not Membership.objects.visible_to(user).exists()


@pytest.mark.parametrize("role", Role)
def test_administrators_see_the_members_of_their_office_and_others_see_themselves(role):
    for other in Role:
        a_member(other, name=f"here {other}")
        a_member(other, name=f"elsewhere {other}", division="420700")
    user = a_member(role, name="the reader")
    seen = {membership.user.username for membership in Membership.objects.visible_to(user)}
    administrators = {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR}
    here = {f"here {other}" for other in Role} if role in administrators else set()
    assert seen == here | {"the reader"}
