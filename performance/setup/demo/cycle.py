"""The budget cycle that goes on today: a timetable for every office, and texts that have come to different places.

The texts of one form are free of faults, so that a newcomer can take one all the way; they walk by the steps that
anybody would take, with the accounts that are printed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model

from departments.models import Department, FinanceOffice, Timetable
from departments.permissions.roles import Role
from performance.content.json import load_content
from performance.content.model import StatementContent
from performance.documents.recognition import LAYOUTS
from performance.models import Action, PerformanceStatement
from performance.review.project_codes import check_character
from performance.setup.demo.accounts import username_of
from performance.statements.project_list import edition_for
from performance.statements.services import save_content
from performance.workflow.services import perform

TEXT = settings.BASE_DIR / "fixtures" / "demo" / "cycle.json"
TEXT_YEAR = 2026  # for which the text of the file is written
DAYS = timedelta(days=45)
SUBMITTED = (Action.SUBMIT,)
PUBLISHED = (*SUBMITTED, Action.PASS, Action.PASS, Action.APPROVE, Action.PUBLISH)
# By division: how far the office's text of this cycle has come. A text of a form without an entry is still blank.
WALKS: dict[str, tuple[Action, ...]] = {"130200": (), "130682": SUBMITTED, "130821": PUBLISHED}
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
        department = office.departments.order_by("code").first()
        content = _text_of(department, year)
        statement = save_content(content, department=department, year=year).statement
        _walk(statement, WALKS.get(office.division_code, ()))
        statement.refresh_from_db()
        begun.append(statement)
    return begun


def _text_of(department: Department, year: int) -> StatementContent:
    """The text of the file as this department would have written it; a blank one for forms that it is not written in."""
    office = department.office
    if office.division_code not in WALKS:
        edition = edition_for(office.province, year) if office.province in LAYOUTS else ""
        return StatementContent(
            office.province, edition, year, department_code=department.code, department_name=department.name
        )
    text = Path(TEXT).read_text(encoding="utf-8").replace(str(TEXT_YEAR), str(year))
    content = load_content(text)
    units = list(department.units.order_by("position", "code"))
    first, last = units[0], units[-1]
    projects = tuple(
        replace(
            project,
            unit_code=unit.code,
            unit_name=unit.name,
            code=_code(office.division_code, year, number),
        )
        for number, (project, unit) in enumerate(zip(content.projects, (first, last), strict=True), 1)
    )
    return replace(
        content,
        year=year,
        department_code=department.code,
        department_name=department.name,
        projects=projects,
    )


def _code(division: str, year: int, serial: int) -> str:
    body = f"{division}{year % 100:02}P00AB121{serial:04}"
    return body + check_character(body)


def _walk(statement: PerformanceStatement, actions: tuple[Action, ...]) -> None:
    if actions:
        _hand_in(statement)
    first = True
    for action in actions:
        role = TAKEN_BY[action]
        if action is Action.PASS and first:
            role, first = Role.FINANCE_SECTION_REVIEWER, False
        statement.refresh_from_db()
        by = _person(role, statement.department)
        perform(statement, action, by=by, expected_version=statement.version)


def _hand_in(statement: PerformanceStatement) -> None:
    """Every unit sends its share, and the department passes it."""
    chief = _person(Role.DEPARTMENT_REVIEWER, statement.department)
    for unit in statement.department.units.all():
        share, _ = statement.submissions.get_or_create(unit=unit)
        filler = _person(Role.FILLER, statement.department, unit)
        perform(share, Action.SUBMIT, by=filler, expected_version=share.version)
        share.refresh_from_db()
        perform(share, Action.PASS, by=chief, expected_version=share.version)


def _person(role: Role, department: Department, unit=None):
    place = {Role.FILLER: unit, Role.DEPARTMENT_REVIEWER: department}.get(role, department.office)
    return get_user_model().objects.get(username=username_of(role, place))
