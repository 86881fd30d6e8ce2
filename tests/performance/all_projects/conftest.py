"""A text of this year and one of the last, and the two who fill them in."""

import pytest

from departments.permissions.roles import Role
from tests.built_once import built_once
from tests.factories import a_content, a_member, a_project_content, a_statement


def said(unit, name, **kwargs):
    return a_project_content(unit, name=name, purpose=f"{name}：2025年起实施。", **kwargs)


@built_once
def filled(department):
    """Three projects of the first unit and one of the second."""
    first, second = department.units.all()
    named = (("甲", first), ("乙", first), ("丙", first), ("丁", second))
    projects = tuple(said(unit, f"{name}项目") for name, unit in named)
    return a_statement(department, content=a_content(department, projects=projects))


@built_once
def earlier(filled):
    """甲项目 under last year's code, and two that this year has not."""
    department = filled.department
    first, second = department.units.all()
    projects = (
        said(first, "甲项目"),
        said(first, "戊项目", goals=("2025年完成，依据冀财〔2025〕5号，2025-06-30前验收。",)),
        said(second, "己项目"),
    )
    return a_statement(department, content=a_content(department, projects=projects), year=2025)


@pytest.fixture
def filler(filled):
    return a_member(Role.FILLER, filled.department.units.first())


@pytest.fixture
def reviewer(filled):
    return a_member(Role.DEPARTMENT_REVIEWER, filled.department)


@pytest.fixture
def keys(filled):
    return dict(filled.projects.values_list("name", "pk"))
