from dataclasses import replace

import pytest

from departments.permissions.roles import Role
from tests.built_once import built_once
from tests.factories import a_department, a_member, a_statement, a_unit, full_content, full_project


@built_once
def department():
    department = a_department()
    for _ in range(2):
        a_unit(department)
    return department


@built_once
def statement(department):
    units = list(department.units.all())
    content = full_content(department)
    projects = tuple(
        full_project(unit, code=f"{n}{m}", name=f"项目{n}{m}")
        for n, unit in enumerate(units)
        for m in range(2)
    )
    return a_statement(department, content=replace(content, projects=projects))


@pytest.fixture
def reviewer(department):
    return a_member(Role.DEPARTMENT_REVIEWER, department)
