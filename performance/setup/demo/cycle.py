"""The budget cycle that goes on today: a timetable for every office, and texts that have come to different places.

The texts are free of faults, so that a newcomer can take one of each province all the way; they walk by the steps
that anybody would take, with the accounts that are printed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model

from departments.models import Department, FinanceOffice, Timetable
from departments.permissions.roles import Role
from performance.content.json import load_content
from performance.content.model import StatementContent
from performance.models import Action, PerformanceStatement
from performance.review.project_codes import check_character
from performance.setup.demo.accounts import username_of
from performance.statements.services import save_content
from performance.workflow.services import perform

TEXTS = settings.BASE_DIR / "fixtures" / "demo" / "cycle"
TEXT_OF = {"河北": "hebei.json", "湖北": "hubei.json", "贵州": "guizhou.json"}
YEARS_NAMED = 3  # before and after the year of a text: earlier amounts, the end of a long-term goal
DAYS = timedelta(days=45)
SUBMITTED = (Action.SUBMIT,)
PUBLISHED = (*SUBMITTED, Action.PASS, Action.PASS, Action.APPROVE, Action.PUBLISH)
# By division and department: how far the text of this cycle has come. One of each province is still to be taken along.
WALKS: dict[tuple[str, str], tuple[Action, ...]] = {
    ("130200", "405"): (),
    ("130200", "406"): SUBMITTED,
    ("130682", "731"): SUBMITTED,
    ("130821", "731"): PUBLISHED,
    ("420700", "175"): (),
    ("420700", "176"): SUBMITTED,
    ("520200", "206"): (),
    ("520200", "207"): SUBMITTED,
}
TAKEN_BY = {
    Action.SUBMIT: Role.DEPARTMENT_REVIEWER,
    Action.PASS: Role.PERFORMANCE_SECTION_REVIEWER,
    Action.APPROVE: Role.PERFORMANCE_SECTION_REVIEWER,
    Action.PUBLISH: Role.PERFORMANCE_SECTION_REVIEWER,
}


def begin_cycle(today: date) -> list[PerformanceStatement]:
    """The texts of the coming year; to be called once there are accounts."""
    year = today.year + 1
    begun = []
    for office in FinanceOffice.objects.order_by("division_code"):
        Timetable.objects.create(office=office, fiscal_year=year, opens=today - DAYS, closes=today + DAYS)
        for number, department in enumerate(office.departments.order_by("code")):
            content = text_of(department, year, 10 * number)
            statement = save_content(content, department=department, year=year).statement
            walk(statement, WALKS[office.division_code, department.code])
            statement.refresh_from_db()
            begun.append(statement)
    return begun


def text_of(department: Department, year: int, serial: int) -> StatementContent:
    """The text of its province as this department would have written it; project codes go on from ``serial``."""
    office = department.office
    content = _moved_to(year, (TEXTS / TEXT_OF[office.province]).read_text(encoding="utf-8"))
    units = list(department.units.order_by("position", "code"))
    places = [units[0], *[units[-1]] * len(content.projects)]
    projects = tuple(
        replace(
            project,
            unit_code=project.unit_code and unit.code,
            unit_name=project.unit_name and unit.name,
            code=project.code and _code(office.division_code, year, serial + number),
        )
        for number, (project, unit) in enumerate(zip(content.projects, places, strict=False), 1)
    )
    return replace(
        content,
        department_code=content.department_code and department.code,
        department_name=department.name,
        projects=projects,
    )


def _moved_to(year: int, text: str) -> StatementContent:
    """An edition is named by a year as well, which stays."""
    written = load_content(text)
    moved = load_content(moved_years(text, written.year or year, year))
    return replace(moved, edition=written.edition)


def moved_years(text: str, written: int, year: int) -> str:
    """The text with all the years that it names as far from ``year`` as they are from ``written``."""
    near = range(written - YEARS_NAMED, written + YEARS_NAMED + 1)

    def moved(found: re.Match[str]) -> str:
        named = int(found[0])
        return str(named + year - written) if named in near else found[0]

    return re.sub(r"(?<![\d.])20\d\d(?!\d)", moved, text)


def _code(division: str, year: int, serial: int) -> str:
    body = f"{division}{year % 100:02}P00AB121{serial:04}"
    return f"{body}{check_character(body)}"


def walk(statement: PerformanceStatement, actions: tuple[Action, ...]) -> None:
    if actions:
        _hand_in(statement)
    first = True
    for action in actions:
        role = TAKEN_BY[action]
        if action is Action.PASS and first:
            role, first = Role.FINANCE_SECTION_REVIEWER, False
        statement.refresh_from_db()
        by = person(role, statement.department, second=action is Action.APPROVE)
        perform(statement, action, by=by, expected_version=statement.version)


def _hand_in(statement: PerformanceStatement) -> None:
    """Every unit sends its share, and the department passes it."""
    chief = person(Role.DEPARTMENT_REVIEWER, statement.department)
    for unit in statement.department.units.all():
        share, _ = statement.submissions.get_or_create(unit=unit)
        filler = person(Role.FILLER, statement.department, unit)
        perform(share, Action.SUBMIT, by=filler, expected_version=share.version)
        share.refresh_from_db()
        perform(share, Action.PASS, by=chief, expected_version=share.version)


def person(role: Role, department: Department, unit=None, *, second: bool = False):
    place = {Role.FILLER: unit, Role.DEPARTMENT_REVIEWER: department}.get(role, department.office)
    return get_user_model().objects.get(username=username_of(role, place, second=second))
