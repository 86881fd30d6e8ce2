"""Who sees and fills in what; a refusal says why, and every write is checked on the server."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.permissions.roles import Role
from performance.models import StatementState, UnitState, UnitSubmission
from performance.statements.selectors import statement_content
from tests.factories import a_department, a_member, a_statement, a_unit
from tests.performance.entry_forms.conftest import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(filled, filler, reviewer):
    office = filled.department.office
    return {
        "filler": filler,
        "reviewer": reviewer,
        "finance": a_member(Role.FINANCE_SECTION_REVIEWER, office),
        "stranger": a_member(Role.DEPARTMENT_REVIEWER, a_department(office)),
    }


def addresses(filled, project, other):
    unit, its = filled.department.units.first().pk, [filled.pk, project.pk]
    return {
        "tasks": reverse("entry", args=[filled.pk]),
        "check": reverse("entry_check", args=[filled.pk]),
        "part one": reverse("entry_sheet", args=[filled.pk, "part-one"]),
        "own": reverse("entry_project", args=its),
        "other": reverse("entry_project", args=[filled.pk, other.pk]),
        "new": reverse("project_new", args=[filled.pk, unit]),
        "copy": reverse("copy_project", args=its),
        "delete": reverse("project_delete", args=its),
    }


SEEN = {
    "tasks": {"filler": 200, "reviewer": 200, "finance": 200, "stranger": 404},
    "check": {"filler": 200, "reviewer": 200, "finance": 200, "stranger": 404},
    "part one": {"filler": 200, "reviewer": 200, "finance": 200, "stranger": 404},
    "own": {"filler": 200, "reviewer": 200, "finance": 200, "stranger": 404},
    "other": {"filler": 404, "reviewer": 200, "finance": 200, "stranger": 404},
    "new": {"filler": 200, "reviewer": 200, "finance": 403, "stranger": 404},
    "copy": {"filler": 200, "reviewer": 200, "finance": 403, "stranger": 404},
    "delete": {"filler": 200, "reviewer": 200, "finance": 403, "stranger": 404},
}


@pytest.mark.parametrize(
    ("page", "who", "status"), [(p, w, s) for p, row in SEEN.items() for w, s in row.items()]
)
def test_a_page_is_there_for_whom_it_concerns(client, filled, project, people, page, who, status):
    other = filled.projects.get(name="他单位项目")
    client.force_login(people[who])
    answer = client.get(addresses(filled, project, other)[page])
    assert answer.status_code == status
    if status == 403:
        assert "现在不能由您填报" in answer.text


WRITTEN = {
    "own": {"filler": True, "reviewer": True, "finance": False},
    "part one": {"filler": False, "reviewer": True, "finance": False},
}


@pytest.mark.parametrize("saving", ["", "autosave/"])
@pytest.mark.parametrize(
    ("page", "who", "written"), [(p, w, s) for p, row in WRITTEN.items() for w, s in row.items()]
)
def test_only_whose_it_is_writes(client, filled, project, people, form_of, page, who, written, saving):
    form = form_of(project=project) if page == "own" else form_of(key="part-one")
    field = "purpose" if page == "own" else "overall_goal"
    client.force_login(people[who])
    address = addresses(filled, project, project)[page] + saving
    answer = client.post(address, fields_of(form) | {field: "新写的内容"})
    said = str(statement_content(filled))
    assert ("新写的内容" in said) is written
    assert answer.status_code in ((200, 302) if written else (403, 409))
    assert written or "现在不能由您填报" in str(
        answer.content.decode("unicode_escape" if saving else "utf-8")
    )


@pytest.mark.parametrize("locked", ["statement", "unit"])
def test_what_the_workflow_has_locked_is_shown_and_not_written(
    client, filled, project, filler, form_of, locked
):
    form = form_of(project=project)
    if locked == "statement":
        filled.state = StatementState.FIRST_REVIEW
        filled.save()
    else:
        UnitSubmission.objects.filter(statement=filled, unit=project.unit).update(state=UnitState.SUBMITTED)
    client.force_login(filler)
    address = reverse("entry_project", args=[filled.pk, project.pk])
    page = client.get(address).text
    assert "只供查看" in page
    assert "<textarea" not in page
    assert client.post(address, fields_of(form) | {"purpose": "新写的内容"}).status_code == 403
    assert "新写的内容" not in str(statement_content(filled))


def test_a_project_of_another_statement_is_not_there(client, filled, project, reviewer):
    later = a_statement(filled.department, year=2027)
    client.force_login(reviewer)
    assert client.get(reverse("entry_project", args=[later.pk, project.pk])).status_code == 404


@pytest.mark.parametrize("key", ["no-such-part", "project"])
def test_a_sheet_that_the_form_does_not_have_is_not_there(client, filled, reviewer, key):
    client.force_login(reviewer)
    assert client.get(reverse("entry_sheet", args=[filled.pk, key])).status_code == 404


@pytest.mark.parametrize("page", ["tasks", "part one", "own", "check"])
def test_a_page_takes_one_number_of_queries_however_many_projects_there_are(client, page):
    counts = set()
    for number in (1, 6):
        statement = a_statement(a_unit().department, projects=number)
        project = statement.projects.first()
        client.force_login(a_member(Role.DEPARTMENT_REVIEWER, statement.department))
        with CaptureQueriesContext(connection) as counted:
            client.get(addresses(statement, project, project)[page])
        counts.add(len(counted))
    assert len(counts) == 1
    assert counts.pop() < 45
