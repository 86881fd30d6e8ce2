"""An auditor reads what happened at the office, under whatever code it happened."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from departments.models import FinanceOffice, OfficeCode, TrailEntry
from departments.permissions.roles import Role
from departments.trail.entry import Action
from departments.trail.writing import record
from tests.factories import a_member, a_template, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    made = an_office()
    record(Action.SETTINGS, by=None, subject=made, details="早先的记录")
    return made


def seen_by(auditor):
    return list(TrailEntry.objects.visible_to(auditor).exclude(details="").values_list("details", flat=True))


def test_changing_the_code_empties_nobodys_view(office):
    auditor = a_member(Role.AUDITOR, at=office)
    office.division_code = "139999"
    office.save()
    record(Action.SETTINGS, by=None, subject=office, details="后来的记录")
    assert set(seen_by(auditor)) == {"早先的记录", "后来的记录"}


def test_nobody_takes_over_a_code_that_was_anothers(office):
    code = office.division_code
    office.division_code = "139999"
    office.save()
    with pytest.raises(ValidationError, match="曾属于另一财政局"):
        an_office(division_code=code)
    other = an_office()
    other.division_code = code
    with pytest.raises(ValidationError, match="曾属于另一财政局"):
        other.save()
    assert "早先的记录" not in seen_by(a_member(Role.AUDITOR, at=other))


def test_an_office_takes_its_own_code_back(office):
    code = office.division_code
    for wanted in ("139999", code):
        office.division_code = wanted
        office.save()
    assert set(OfficeCode.objects.filter(office=office).values_list("code", flat=True)) == {code, "139999"}


def test_the_page_says_why_a_code_is_not_free(client, office, admin_user):
    code = office.division_code
    office.division_code = "139999"
    office.save()
    client.force_login(admin_user)
    values = {"division_code": code, "name": "新局", "province": "河北"}
    answer = client.post(reverse("admin:departments_financeoffice_add"), values)
    assert "曾属于另一财政局" in answer.text
    assert not FinanceOffice.objects.filter(name="新局").exists()


def test_a_code_of_an_office_that_was_deleted_serves_again(office):
    code = office.division_code
    office.delete()
    again = an_office(division_code=code)
    assert seen_by(a_member(Role.AUDITOR, at=again)) == ["早先的记录"]


def test_the_offices_own_library_goes_along(office):
    template = a_template(office_code=office.division_code)
    office.division_code = "139999"
    office.save()
    template.refresh_from_db()
    assert template.office_code == "139999"


def test_an_office_that_came_in_by_a_fixture_is_known_by_its_code_too(office):
    OfficeCode.objects.all().delete()  # neither a fixture nor a bulk of rows calls save
    auditor = a_member(Role.AUDITOR, at=office)
    assert "早先的记录" in seen_by(auditor)
    office.division_code = "139999"
    office.save()
    assert "早先的记录" in seen_by(auditor)
