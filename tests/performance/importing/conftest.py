"""A department of two units with a text, the people who fill it in, and their browsers."""

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from departments.permissions.roles import Role
from performance.importing.template.workbook import WorkbookOptions, template
from tests.built_once import built_once
from tests.factories import a_content, a_department, a_member, a_project_content, a_statement, a_unit


def sent(client, data, name="文本.xlsx", statement=None):
    """The answer to an upload, with its preview if there is one."""
    page = f"/statements/{statement.pk}/import/" if statement else "/import/"
    return client.post(page, {"file": SimpleUploadedFile(name, data)}, follow=True)


def confirmed(client, answer, **fields):
    """The answer to pressing the button of a preview, with what the page itself posts."""
    posted = dict(
        re.findall(r'<input type="hidden" name="(sha256|version|mode)" value="(\w+)">', answer.text)
    )
    return client.post(answer.request["PATH_INFO"], posted | {"confirm": "1"} | fields, follow=True)


def meant(client, answer, mode):
    """The preview again, with the other choice of how far the file is meant."""
    return client.get(answer.request["PATH_INFO"], {"mode": mode})


def faults_of(answer):
    """Why an upload was refused at once."""
    return "".join(answer.context["form"].errors.get("file", []))


def messages_of(answer):
    return [str(message) for message in answer.context["messages"]]


def edited(data, change):
    """A workbook after somebody worked on it in a spreadsheet."""
    workbook = openpyxl.load_workbook(BytesIO(data))
    change(workbook)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def cell_under(sheet, caption, row=0, right=None):
    """The cell so many rows under a caption, or the first one to the right of it."""
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.value == caption:
                if right is None:
                    return sheet.cell(cell.row + row, cell.column)
                spans = [r for r in sheet.merged_cells.ranges if cell.coordinate in r]
                last = spans[0].max_col if spans else cell.column
                return sheet.cell(cell.row, last + right)
    raise LookupError(caption)


@built_once
def department():
    department = a_department()
    a_unit(department)
    a_unit(department)
    return department


@built_once
def statement(department):
    first, second = department.units.all()
    projects = (a_project_content(first, name="本单位项目"), a_project_content(second, name="他单位项目"))
    content = a_content(department, projects=projects)
    *others, last = content.sections
    printed = (*others, replace(last, title=""))  # the form prints no title there
    return a_statement(department, content=replace(content, sections=printed))


@pytest.fixture
def unit(department):
    return department.units.first()


@pytest.fixture
def filler(unit):
    return a_member(Role.FILLER, unit)


@pytest.fixture
def reviewer(department):
    return a_member(Role.DEPARTMENT_REVIEWER, department)


@pytest.fixture
def filler_at(client, filler):
    client.force_login(filler)
    return client


@pytest.fixture
def reviewer_at(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def workbook(statement, unit, filler):
    """The unit's workbook as the filler downloads it."""
    return template(statement, unit, filler, WorkbookOptions(blank=2))
