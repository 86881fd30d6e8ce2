"""Texts of declared forms are filled in on their pages: what is typed into a blank form is stored and shown again."""

import re
from dataclasses import replace
from html import unescape
from random import Random

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.content.model import StatementContent
from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.printing import form_for
from performance.entry.answers import answers_of
from performance.entry.rows import with_room
from performance.entry_forms.opened_form import open_form
from performance.entry_forms.task_list import TaskState, task_list
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.factories import a_member
from tests.performance.documents.forms.contents import ContentMaker
from tests.performance.entry.test_declared_round_trip import within_choices

pytestmark = pytest.mark.django_db
FORMS = sorted(shipped_forms())
FIELD = re.compile(r'<(input|textarea|select)\b[^>]*?\bname="([^"]+)"[^>]*>')


def wanted(form_id, department):
    """A content of this form that the department may write."""
    form = shipped_forms()[form_id]
    content = ContentMaker(form, Random(f"typed {form_id}")).statement()  # noqa: S311 - a seed, no secret
    unit = department.units.first()
    projects = within_choices(content.projects[:1], form)
    projects = tuple(replace(one, unit_code=unit.code, unit_name=unit.name) for one in projects)
    return replace(
        content, department_code=department.code, department_name=department.name, projects=projects
    )


def blank(content):
    projects = tuple(
        type(one)(one.unit_code, one.unit_name, name="新项目", form=one.form, department=one.department)
        for one in content.projects
    )
    return StatementContent(
        content.province,
        content.edition,
        content.year,
        content.department_code,
        content.department_name,
        form=content.form,
        projects=projects,
    )


def names_on(page):
    """The fields that the page itself has, without the hidden ones of the form."""
    return {name for _, name in FIELD.findall(page)}


def typed(page, sheet, owner):
    """What a browser posts of this page once somebody has typed what the owner says, with the rows that takes."""
    answers = with_room(answers_of(sheet, owner), sheet, {})
    sent = {
        name: unescape(text)
        for name, text in re.findall(r'type="hidden" name="(version|page|base)" value="([^"]*)"', page)
    }
    counts = {f"{group}-count": str(len(rows)) for group, rows in answers.records.items()}
    return {**answers.named(), **counts, **sent}


@pytest.mark.parametrize("form_id", FORMS)
def test_what_is_typed_into_a_blank_form_is_stored_as_the_form_says_it(client, department, form_id):
    content = wanted(form_id, department)
    statement = save_content(blank(content), department=department, year=content.year).statement
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    forms = [
        (open_form(statement, project=row), said)
        for row, said in zip(statement.projects.all(), content.projects, strict=True)
    ]
    if content.form:
        forms.append((open_form(statement, key="department"), content))
    for form, owner in forms:
        where = (
            ["entry_project", [statement.pk, form.project.pk]]
            if form.project
            else ["entry_sheet", [statement.pk, "department"]]
        )
        address = reverse(where[0], args=where[1])
        page = client.get(address).text
        asked = set(with_room(form.answers, form.sheet, {}).named())
        ticks = {question.name() for question in form.sheet.questions if question.field_spec.ticks}
        assert asked - ticks <= names_on(page)
        answer = client.post(address, typed(page, form.sheet, owner))
        assert answer.status_code == 302, answer.text
    stored = statement_content(type(statement).objects.get(pk=statement.pk))
    assert stored == content
    for project in stored.projects:
        assert form_for(stored, project).id == form_id


@pytest.mark.parametrize("form_id", FORMS)
def test_task_list_and_check_page_show_the_form(client, department, form_id):
    content = wanted(form_id, department)
    statement = save_content(content, department=department, year=content.year).statement
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    for name in ("entry", "entry_check"):
        page = client.get(reverse(name, args=[statement.pk]))
        assert page.status_code == 200
        assert "从文件填报" not in page.text


def test_a_form_for_projects_alone_has_nothing_left_to_do_for_the_department(department):
    content = wanted("national-project-2021", department)
    statement = save_content(content, department=department, year=content.year).statement
    (task,) = task_list(statement, a_member(Role.DEPARTMENT_REVIEWER, department)).sheets
    assert (task.title, task.state) == ("部门名称", TaskState.DONE)
