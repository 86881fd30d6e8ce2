"""An office with one text that says two things the rules mind, and those who keep its rules."""

from types import SimpleNamespace

import pytest
from django.test import Client

from departments.permissions.roles import Role
from tests.factories import a_department, a_member, a_statement, an_office
from tests.performance.review.planting import indicator
from tests.performance.review.sound_hebei import HEBEI

FAULTY = indicator(1, value="98%")(indicator(1, 1, value="95%")(HEBEI))  # B8 twice, as warnings


@pytest.fixture
def office(db):
    office = an_office(name="示范市财政局")
    department = a_department(office, code=HEBEI.department_code)
    for project in HEBEI.projects:
        if not department.units.filter(code=project.unit_code).exists():
            department.units.create(code=project.unit_code, name=project.unit_name)
    statement = a_statement(department, content=FAULTY)
    admin = a_member(Role.SYSTEM_ADMINISTRATOR, at=office)
    client = Client()
    client.force_login(admin)
    return SimpleNamespace(office=office, statement=statement, admin=admin, client=client)
