"""A file of any declared form comes in, goes its whole way and leaves as the official table that it was."""

from dataclasses import replace
from random import Random

import pytest
from django.core.cache import caches
from django.urls import reverse

from departments.permissions.roles import Role
from performance.content.json import from_plain
from performance.documents.convert import read_text, write_text
from performance.documents.forms.declaration import shipped_forms
from performance.models import Action, EarlierText, PerformanceStatement, StatementState, UnitSubmission
from performance.statements.revisions import content_of
from performance.statements.selectors import statement_content
from performance.workflow.services import perform
from tests.factories import a_department, a_member, a_unit
from tests.performance.cast import nothing_found
from tests.performance.documents.forms.contents import ContentMaker
from tests.performance.importing.conftest import confirmed, meant, sent

__all__ = ["nothing_found"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_found")]
FORMS = sorted(shipped_forms())
PAGES = ("statement", "entry", "entry_check", "history", "import_file", "revisions", "statement_differences")
OF_A_PROJECT = ("entry_project", "copy_project")


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["public"].clear()


def a_file(form_id, number, department):
    """A text of the department in this form as a workbook, and what it says."""
    form = shipped_forms()[form_id]
    content = ContentMaker(form, Random(f"imported {form_id} {number}")).statement()  # noqa: S311 - a seed, no secret
    unit = department.units.first()
    projects = tuple(
        replace(
            one, unit_name=unit.name if one.unit_name else "", department=one.department and department.name
        )
        for one in content.projects
    )
    content = replace(content, year=2026, department_name=department.name, projects=projects)
    data = write_text(content, ".xlsx")
    return data, replace(read_text(data, "表.xlsx").content, year=2026)


def says_now(statement):
    return statement_content(PerformanceStatement.objects.get(pk=statement.pk))


def step(statement, action, by, unit=None):
    statement.refresh_from_db()
    subject = UnitSubmission.objects.get(statement=statement, unit=unit) if unit else statement
    perform(subject, action, by=by, expected_version=subject.version, reason="理由")


def walk(statement, filler, reviewer, people):
    """From the first entry into public."""
    unit = statement.department.units.get()
    UnitSubmission.objects.get_or_create(statement=statement, unit=unit)
    if statement.projects.exists():
        step(statement, Action.SUBMIT, filler, unit)
        step(statement, Action.PASS, reviewer, unit)
    else:
        step(statement, Action.EXEMPT, reviewer, unit)
    section, performance, approver = people
    for action, by in (
        (Action.SUBMIT, reviewer),
        (Action.PASS, section),
        (Action.PASS, performance),
        (Action.APPROVE, approver),
        (Action.PUBLISH, performance),
    ):
        step(statement, action, by)
    statement.refresh_from_db()
    assert statement.state == StatementState.PUBLISHED


def is_looked_at(client, statement):
    for page in PAGES:
        assert client.get(reverse(page, args=[statement.pk])).status_code == 200, page
    for project in statement.projects:
        for page in OF_A_PROJECT:
            assert client.get(reverse(page, args=[statement.pk, project.pk])).status_code == 200, page
    assert client.get(reverse("entry_sheet", args=[statement.pk, "department"])).status_code == 200


def leaves_as(content, client, statement):
    statement.refresh_from_db()
    for suffix in ("xlsx", "docx", "pdf", "txt", "json"):
        answer = client.get(f"/statements/{statement.pk}.{suffix}")
        assert answer.status_code == 200, suffix
        if suffix != "pdf":
            body = b"".join(answer) if answer.streaming else answer.content
            assert replace(read_text(body, f"文本.{suffix}").content, year=2026) == content, suffix


@pytest.mark.sampled(4)
@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.long
def test_a_text_of_any_form_goes_from_its_file_into_public(client, form_id):
    department = a_department(name="青禾市水务局")
    unit = a_unit(department)
    filler, reviewer = a_member(Role.FILLER, unit), a_member(Role.DEPARTMENT_REVIEWER, department)
    client.force_login(reviewer)
    # comes in, from the page of no text and then into the one that is there
    data, content = a_file(form_id, 0, department)
    imported = confirmed(client, sent(client, data))
    statement = PerformanceStatement.objects.get()
    assert imported.request["PATH_INFO"] == reverse("statement", args=[statement.pk]), imported.text
    assert statement_content(statement) == content
    other, changed = a_file(form_id, 1, department)
    preview = meant(client, sent(client, other, statement=statement), "whole")
    deletions = preview.context["preview"].proposal.deletions
    confirmed(client, preview, acknowledged="on", deletions=len(deletions))
    assert says_now(statement) == changed
    # is taken back
    act = EarlierText.objects.filter(statement=statement).latest("pk")
    client.post(reverse("history_undo", args=[statement.pk, act.pk]), {"what": "all"})
    assert says_now(statement) == content
    is_looked_at(client, statement)
    leaves_as(content, client, statement)
    # goes its way
    office = department.office
    office.publishes = True
    office.save()
    people = (
        a_member(Role.FINANCE_SECTION_REVIEWER, office),
        a_member(Role.PERFORMANCE_SECTION_REVIEWER, office),
        a_member(Role.PERFORMANCE_SECTION_REVIEWER, office),  # nobody approves what he has reviewed
    )
    walk(statement, filler, reviewer, people)
    assert content_of(statement.published_revision) == content
    assert client.get(reverse("revision", args=[statement.published_revision_id])).status_code == 200
    api = client.get(f"/api/v1/statements/{statement.pk}/content/")
    assert from_plain(api.json().get("content", api.json())) == content
    client.logout()
    address = reverse("public_statement", args=[office.division_code, 2026, department.code])
    public = client.get(address)
    assert public.status_code == 200
    assert shipped_forms()[form_id].title in public.text
    for suffix in ("docx", "pdf"):
        assert client.get(f"{address.rstrip('/')}.{suffix}").status_code == 200
