"""An office's forms: who draws them up, who releases them, who sees them, and that what is released never changes."""

import pytest

from departments.models import TrailEntry
from departments.permissions.roles import Role
from performance.documents.forms.known import form_named, loaded
from performance.models import OfficeForm, OfficeFormState
from performance.office_forms.services import (
    change_draft,
    draft_form,
    release_form,
    restore_form,
    retire_form,
)
from performance.office_forms.shelf import forget, forms_for, forms_in_use
from performance.steps.refusals import Overtaken, Refused
from tests.factories import a_member, an_office
from tests.performance.office_forms.declarations import DECLARED, drafted, keepers, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office(province="湖南")


def test_a_draft_bears_the_offices_own_name_whatever_its_file_says(office):
    first, second = drafted(office), drafted(office)
    assert (first.number, second.number) == (1, 2)
    form = loaded(second.declaration)
    assert (form.id, form.province, form.edition) == (second.form_id, "湖南", second.edition)
    assert (first.title, first.kind, first.valid_from) == ("项目绩效目标申报表", "project", 2025)


def test_only_a_second_person_releases(office):
    first, second = keepers(office)
    row = drafted(office, by=first)
    with pytest.raises(Refused, match="另一人发布"):
        release_form(row, by=first, seen=1)
    assert form_named(row.form_id) is None
    row = release_form(row, by=second, seen=1)
    assert row.state == OfficeFormState.RELEASED
    assert form_named(row.form_id).title == row.title
    assert [form.id for form in forms_in_use(office)] == [row.form_id]
    assert TrailEntry.objects.first().details == f"发布，拟定人{first}"


def test_whoever_changed_the_draft_last_is_its_author(office):
    first, second = keepers(office)
    row = change_draft(drafted(office, by=first), loaded(DECLARED), by=second, seen=1)
    with pytest.raises(Refused, match="另一人发布"):
        release_form(row, by=second, seen=2)
    assert release_form(row, by=first, seen=2).released_by == first


def test_what_was_released_is_never_changed(office):
    row = released(office)
    with pytest.raises(Refused, match="另拟一版"):
        change_draft(row, loaded(DECLARED), by=row.drafted_by, seen=row.version)
    later = draft_form(office, loaded(row.declaration), by=row.drafted_by, replaces=row)
    assert (later.number, later.replaces, later.state) == (2, row, OfficeFormState.DRAFT)


@pytest.mark.parametrize("step", [change_draft, release_form, retire_form])
def test_whoever_saw_an_earlier_draft_decides_nothing(office, step):
    first, second = keepers(office)
    row = drafted(office, by=first)
    change_draft(row, loaded(DECLARED), by=first, seen=1)
    with pytest.raises(Overtaken):
        step(row, *([loaded(DECLARED)] if step is change_draft else []), by=second, seen=1)


def test_a_form_set_aside_is_offered_no_more_and_prints_what_was_written_in_it(office):
    row = released(office)
    row = retire_form(row, by=row.drafted_by, seen=row.version)
    assert forms_in_use(office) == []
    assert form_named(row.form_id) is not None
    row = restore_form(row, by=row.drafted_by, seen=row.version)
    assert row.state == OfficeFormState.RELEASED
    draft = retire_form(drafted(office, by=row.drafted_by), by=row.drafted_by, seen=1)
    assert restore_form(draft, by=row.drafted_by, seen=2).state == OfficeFormState.DRAFT


@pytest.mark.parametrize(
    "role", [role for role in Role if role.value.endswith(("reviewer", "administrator"))]
)
def test_two_roles_keep_an_offices_forms(office, role):
    if role in {Role.SYSTEM_ADMINISTRATOR, Role.PERFORMANCE_SECTION_REVIEWER}:
        assert drafted(office, by=a_member(role, at=office))
    with pytest.raises(Refused):
        drafted(office, by=a_member(role))


def test_nobody_sees_the_forms_of_another_office_and_only_keepers_see_drafts(office):
    own, draft, other = released(office), drafted(office), released(an_office())
    reader = a_member(Role.FINANCE_SECTION_REVIEWER, at=office)
    assert set(OfficeForm.objects.visible_to(reader)) == {own}
    assert set(OfficeForm.objects.visible_to(draft.drafted_by)) == {own, draft}
    assert [form.id for form in forms_for(reader)] == [own.form_id]
    assert other not in OfficeForm.objects.visible_to(draft.drafted_by)


def test_a_form_is_looked_up_once_by_each_process(office, django_assert_num_queries):
    row = released(office)
    forget()
    with django_assert_num_queries(1):
        assert form_named(row.form_id) is form_named(row.form_id)
    with django_assert_num_queries(0):
        assert form_named("national-project-2021") is not None
