import itertools

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers import deserialize, serialize
from django.db import IntegrityError, transaction

from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.permissions.roles import PLACE_OF_ROLE, SEPARATED_POWERS, Role, RolePlace
from tests.departments.places import a_member, a_user, the_place

pytestmark = pytest.mark.usefixtures("places")

EVERY_SET_OF_PLACES = [
    chosen
    for size in range(4)
    for chosen in itertools.combinations([place.value for place in RolePlace], size)
]


def standing_at(role, places):
    department = Department.objects.get(code="405", office__division_code="130200")
    rows = {"office": department.office, "department": department, "unit": department.units.first()}
    return Membership(user=a_user(), role=role, **{place: rows[place] for place in places})


@pytest.mark.parametrize("places_given", EVERY_SET_OF_PLACES, ids=lambda chosen: "+".join(chosen) or "none")
@pytest.mark.parametrize("role", Role)
def test_a_membership_stands_exactly_where_its_role_demands(role, places_given):
    membership = standing_at(role, places_given)
    if places_given == (PLACE_OF_ROLE[role],):
        membership.full_clean()
        membership.save()
        assert membership.place == the_place(role)
        return
    with pytest.raises(ValidationError) as refusal:
        membership.clean()
    assert set(refusal.value.message_dict) == {PLACE_OF_ROLE[role]} ^ set(places_given)
    with pytest.raises(IntegrityError), transaction.atomic():
        membership.save()


@pytest.mark.parametrize(("held", "wanted"), list(itertools.permutations(SEPARATED_POWERS, 2)))
def test_the_three_powers_are_not_held_by_one_person(held, wanted):
    second = Membership(user=a_member(held), role=wanted, office=the_place(wanted))
    with pytest.raises(ValidationError, match="不能由一人兼任"):
        second.full_clean()


@pytest.mark.parametrize("role", Role)
def test_the_same_membership_is_not_held_twice(role):
    again = a_member(role).memberships.get()
    again.pk, again._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


@pytest.mark.parametrize(
    ("model", "lookup", "sentence"),
    [
        (Department, {"code": "405", "office__division_code": "130200"}, "同一财政局内部门编码不能重复。"),
        (
            BudgetUnit,
            {"code": "405001", "department__office__division_code": "130200"},
            "同一部门内单位编码不能重复。",
        ),
    ],
)
def test_a_code_is_unique_inside_its_owner_only(model, lookup, sentence):
    assert model.objects.filter(code=lookup["code"]).count() == 2  # one in each office, and that is right
    twin = model.objects.get(**lookup)
    twin.pk, twin._state.adding = None, True
    with pytest.raises(ValidationError, match=sentence):
        twin.full_clean()


@pytest.mark.parametrize("code", ["13020", "1302000", "13020A", "１３０２００", "130200\n", ""])
def test_a_division_code_is_six_digits(code):
    with pytest.raises(ValidationError) as refusal:
        FinanceOffice(division_code=code, name="财政局", province="河北").full_clean()
    assert set(refusal.value.message_dict) == {"division_code"}


@pytest.mark.parametrize("model", [FinanceOffice, Department, BudgetUnit])
def test_rows_travel_by_natural_key(model):
    rows = list(model.objects.all())
    written = serialize("json", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True)
    assert [read.object for read in deserialize("json", written)] == rows
    assert [model.objects.get_by_natural_key(*row.natural_key()) for row in rows] == rows
