import pytest
from django.contrib.auth.models import AnonymousUser

from departments.accounts.role_backend import RoleBackend
from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.permissions.reach import reaches_of
from departments.permissions.roles import PLACE_OF_ROLE, SEPARATED_POWERS, Role
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
    seen = ({"130200"}, set(), set()) if role == Role.AUDITOR else SEEN_FROM[PLACE_OF_ROLE[role]]
    assert seen_by(a_member(role)) == seen


@pytest.mark.parametrize("role", Role)
def test_texts_are_no_business_of_the_three_administrators(role):
    user = a_member(role)
    seen = set(Department.objects.business_of(user)), set(BudgetUnit.objects.business_of(user))
    if role in SEPARATED_POWERS:
        assert seen == (set(), set())
    else:
        assert seen == (set(Department.objects.visible_to(user)), set(BudgetUnit.objects.visible_to(user)))


def test_who_keeps_the_places_and_fills_in_for_a_unit_reads_that_units_texts():
    user = a_member(Role.FILLER)
    office = the_place(Role.SYSTEM_ADMINISTRATOR)
    Membership.objects.create(user=user, role=Role.SYSTEM_ADMINISTRATOR, office=office)
    assert BudgetUnit.objects.visible_to(user).count() == len(OFFICE[2])
    assert [unit.code for unit in BudgetUnit.objects.business_of(user)] == ["405001"]


def test_every_row_is_seen_once_by_somebody_with_several_memberships():
    user = a_member(Role.FILLER)
    office = the_place(Role.FINANCE_SECTION_REVIEWER)
    Membership.objects.create(user=user, role=Role.FINANCE_SECTION_REVIEWER, office=office)
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


@pytest.mark.parametrize("role", [Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER])
def test_a_finance_reviewer_sees_the_assigned_departments_only(role):
    user = a_member(role)
    user.memberships.get().assigned.add(Department.objects.get(office__division_code="130200", code="406"))
    assert seen_by(user) == ({"130200"}, {"130200/406"}, {"130200/406001", "130200/406002"})


def test_a_department_assigned_across_offices_opens_nothing():
    user = a_member(Role.FINANCE_SECTION_REVIEWER)
    user.memberships.get().assigned.add(Department.objects.get(office__division_code="420700", code="405"))
    assert seen_by(user) == ({"130200"}, set(), set())


@pytest.mark.parametrize(
    ("role", "assigned", "reaches"),
    [
        (Role.FILLER, (), ({"130200/405001"}, set())),
        (Role.DEPARTMENT_REVIEWER, (), ({"130200/405001", "130200/405002"}, {"130200/405"})),
        (Role.FINANCE_SECTION_REVIEWER, (), (OFFICE[2], OFFICE[1])),
        (Role.FINANCE_SECTION_REVIEWER, ("405",), ({"130200/405001", "130200/405002"}, {"130200/405"})),
    ],
)
def test_a_membership_reaches_what_it_may_act_on(role, assigned, reaches):
    user = a_member(role)
    user.memberships.get().assigned.set(
        Department.objects.filter(office__division_code="130200", code__in=assigned)
    )
    units = {
        f"{unit.department.office.division_code}/{unit.code}"
        for unit in BudgetUnit.objects.all()
        if user.memberships.reaching(unit.department, unit).exists()
    }
    departments = {
        f"{department.office.division_code}/{department.code}"
        for department in Department.objects.all()
        if user.memberships.reaching(department).exists()
    }
    assert (units, departments) == reaches
    of_keys = [d for d in Department.objects.all() if any(reach.acts_on(d) for reach in reaches_of(user))]
    assert {f"{department.office.division_code}/{department.code}" for department in of_keys} == departments


def test_what_a_request_may_see_is_read_once_and_anew_for_the_next_one(django_assert_num_queries):
    pk = a_member(Role.DEPARTMENT_REVIEWER).pk
    user = RoleBackend().get_user(pk)
    with django_assert_num_queries(1):
        assert len(reaches_of(user)) == len(reaches_of(user)) == 1
    Membership.objects.filter(user=user).delete()
    assert reaches_of(RoleBackend().get_user(pk)) == ()


def test_of_somebody_without_a_request_nothing_is_remembered():
    user = a_member(Role.DEPARTMENT_REVIEWER)
    assert Department.objects.visible_to(user).exists()
    Membership.objects.filter(user=user).delete()
    assert not Department.objects.visible_to(user).exists()
