"""Somebody who fills in a department's text, and what a browser would post for them."""

import re
from html import unescape

import pytest

from departments.permissions.roles import Role
from performance.entry_forms.opened_form import dump_answers, open_form
from tests.built_once import built_once
from tests.factories import a_content, a_member, a_project_content, a_statement


def fields_of(form):
    """What a browser posts of a page that shows this form."""
    answers = form.answers
    counts = {f"{group}-count": str(len(records)) for group, records in answers.records.items()}
    sent = {"base": dump_answers(answers), "version": str(form.statement.version), "page": "a page"}
    return {**answers.named(), **counts, **sent}


def shown(page, name):
    """What a page shows in a field."""
    field = re.search(
        rf'<(?:input|textarea|output)[^>]*id="f-{re.escape(name)}"[^>]*?(?:value="([^"]*)"[^>]*)?>([^<]*)',
        page,
    )
    return unescape(field[1] if field[1] is not None else field[2].removeprefix("\n"))


@built_once
def filled(department):
    """A statement with one project in each of two units."""
    first, second = department.units.all()
    projects = (a_project_content(first, name="本单位项目"), a_project_content(second, name="他单位项目"))
    return a_statement(department, content=a_content(department, projects=projects))


@pytest.fixture
def project(filled):
    return filled.projects.get(name="本单位项目")


@pytest.fixture
def filler(filled):
    return a_member(Role.FILLER, filled.department.units.first(), last_name="填报人甲")


@pytest.fixture
def reviewer(filled):
    return a_member(Role.DEPARTMENT_REVIEWER, filled.department, last_name="审核人乙")


@pytest.fixture
def form_of(filled):
    return lambda **which: open_form(type(filled).objects.get(pk=filled.pk), **which)
