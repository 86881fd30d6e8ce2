"""Sections of an office: kept by its administrator, joined by its reviewers, and without effect on sight."""

from contextlib import nullcontext

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from departments.models import Department, FinanceOffice, Membership, OfficeSection, TrailEntry
from departments.permissions.roles import Role
from tests.departments.lists.test_people_lists import LISTS, ROLES, preview, sheet_of, take_in
from tests.departments.places import a_member, a_user, the_place

pytestmark = pytest.mark.usefixtures("places")

CHANGELIST = reverse("admin:departments_officesection_changelist")


def the_office(division="130200"):
    return FinanceOffice.objects.get(division_code=division)


def a_section(name="教科文股", division="130200", role=Role.FINANCE_SECTION_REVIEWER, codes=()):
    section = OfficeSection.objects.create(office=the_office(division), name=name, role=role)
    section.departments.set(Department.objects.filter(office=section.office, code__in=codes))
    return section


def test_a_section_narrows_nobodys_sight():
    reviewer = a_member(Role.FINANCE_SECTION_REVIEWER)
    before = set(Department.objects.visible_to(reviewer))
    reviewer.memberships.update(section=a_section(codes=["405"]))
    assert set(Department.objects.visible_to(reviewer)) == before != set()


@pytest.mark.parametrize(
    ("role", "division", "seen"),
    [
        (Role.FINANCE_SECTION_REVIEWER, "130200", True),
        (Role.SYSTEM_ADMINISTRATOR, "130200", True),
        (Role.FINANCE_SECTION_REVIEWER, "420700", False),
        (Role.DEPARTMENT_REVIEWER, "130200", False),
        (Role.FILLER, "130200", False),
    ],
)
def test_sections_are_seen_by_their_own_office(role, division, seen):
    section, person = a_section(), a_member(role, division=division)
    assert (section in OfficeSection.objects.visible_to(person)) is seen


@pytest.mark.parametrize(
    ("role", "section", "fault"),
    [
        (Role.PERFORMANCE_SECTION_REVIEWER, {}, "由财政业务科审核人组成"),
        (Role.AUDITOR, {}, "由财政业务科审核人组成"),
        (Role.FINANCE_SECTION_REVIEWER, {"division": "420700"}, "不属于"),
        (Role.FINANCE_SECTION_REVIEWER, {}, ""),
    ],
)
def test_members_hold_the_role_of_their_section_at_its_office(role, section, fault):
    own = Membership(user=a_user("li"), role=role, office=the_place(role), section=a_section(**section))
    told = nullcontext() if not fault else pytest.raises(ValidationError, match=fault)
    with told:
        own.clean()


def test_role_and_office_stand_as_long_as_somebody_belongs_to_it():
    section = a_section()
    section.role = Role.PERFORMANCE_SECTION_REVIEWER
    section.clean()
    a_member(Role.FINANCE_SECTION_REVIEWER).memberships.update(section=section)
    with pytest.raises(ValidationError, match="股室已有审核人"):
        section.clean()


def test_the_administrator_keeps_sections_and_the_trail_says_so(client):
    client.force_login(a_member(Role.SYSTEM_ADMINISTRATOR))
    own, foreign = (
        Department.objects.get(office=the_office(one), code="405") for one in ("130200", "420700")
    )
    page = reverse("admin:departments_officesection_add")
    said = {"office": own.office_id, "name": "社保股", "role": Role.FINANCE_SECTION_REVIEWER}
    assert client.post(page, {**said, "departments": [foreign.pk]}).status_code == 200
    assert not OfficeSection.objects.exists()
    assert client.post(page, {**said, "departments": [own.pk]}).status_code == 302
    assert list(OfficeSection.objects.get().departments.all()) == [own]
    assert "社保股" in TrailEntry.objects.first().details
    a_member(Role.FINANCE_SECTION_REVIEWER, "li").memberships.update(section=OfficeSection.objects.get())
    shown = client.get(CHANGELIST).content.decode()
    assert all(word in shown for word in ("社保股", "405", ">li<"))


def test_reviewers_look_and_read_of_no_department_that_is_not_theirs(client):
    section = a_section(codes=["405", "406"])
    reviewer = a_member(Role.FINANCE_SECTION_REVIEWER)
    reviewer.memberships.get().assigned.add(Department.objects.get(office=section.office, code="405"))
    client.force_login(reviewer)
    pages = (CHANGELIST, reverse("admin:departments_officesection_change", args=[section.pk]))
    for shown in (client.get(page).content.decode() for page in pages):
        assert "不在您可见范围的1个" in shown
        assert "130200部门405" in shown
        assert "130200部门406" not in shown
    assert client.post(pages[1], {"name": "x"}).status_code == 403


# The lists

HEADERS = ["财政区划代码", "股室", "审核角色", "归口部门编码"]


def test_sections_come_in_and_go_out_as_one_list(client, monkeypatch):
    monkeypatch.setitem(LISTS, "departments_officesection", HEADERS)
    client.force_login(a_member(Role.SYSTEM_ADMINISTRATOR))
    rows = [
        ["130200", "教科文股", "财政业务科审核人", "405、406"],
        ["130200", "绩效股", "财政绩效科审核人", None],
    ]
    take_in(client, "departments_officesection", *rows)
    section = OfficeSection.objects.get(name="教科文股")
    assert {one.code for one in section.departments.all()} == {"405", "406"}
    exported = client.post(reverse("admin:departments_officesection_export"), {"format": "0"})
    assert sorted(map(str, sheet_of(exported))) == sorted(map(str, [HEADERS, *rows]))
    take_in(client, "departments_officesection", ["130200", "教科文股", "财政业务科审核人", "406"])
    assert [one.code for one in section.departments.all()] == ["406"]


def test_the_list_of_roles_names_sections_and_may_leave_them_out(client, monkeypatch):
    a_section()
    a_user("li", home="130200")
    client.force_login(a_member(Role.SECURITY_ADMINISTRATOR, "giver"))
    row = ["li", "财政业务科审核人", "130200", None, None, None]
    take_in(client, "departments_membership", row)
    own = Membership.objects.get(user__username="li")
    assert own.section is None
    monkeypatch.setitem(LISTS, "departments_membership", [*ROLES, "股室"])
    take_in(client, "departments_membership", [*row, "教科文股"])
    own.refresh_from_db()
    assert own.section.name == "教科文股"
    monkeypatch.setitem(LISTS, "departments_membership", ROLES)
    take_in(client, "departments_membership", ["li", "财政业务科审核人", "130200", None, None, "405"])
    own.refresh_from_db()
    assert own.section.name == "教科文股"
    assert [one.code for one in own.assigned.all()] == ["405"]


@pytest.mark.parametrize(
    ("role", "name", "fault"),
    [
        ("财政业务科审核人", "没有的股", "没有名称为"),
        ("财政绩效科审核人", "教科文股", "由财政业务科审核人组成"),
    ],
)
def test_a_row_of_the_list_of_roles_is_held_to_the_same(client, monkeypatch, role, name, fault):
    a_section()
    a_user("li", home="130200")
    client.force_login(a_member(Role.SECURITY_ADMINISTRATOR, "giver"))
    monkeypatch.setitem(LISTS, "departments_membership", [*ROLES, "股室"])
    shown = preview(client, "departments_membership", ["li", role, "130200", None, None, None, name])
    assert fault in shown.content.decode()
