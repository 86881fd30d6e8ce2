"""An approved text of 2025 in a year that is open for evaluation, and the people around it."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from departments.models import BudgetUnit, Department
from departments.permissions.roles import Role
from performance.models import (
    Action,
    EvaluationTimetable,
    PerformanceStatement,
    StatementState,
    WorkflowEvent,
)
from performance.self_evaluation.services import card_of, open_cards, save_card
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from tests.factories import a_department, a_member, a_statement, a_unit
from tests.performance.self_evaluation.cards import done


def approve(statement, by):
    """As the workflow leaves it: what the text says now is in force."""
    revision = take_revision(statement, None, statement_content(statement))
    WorkflowEvent.objects.create(
        statement=statement,
        action=Action.APPROVE,
        label="批复",
        source=StatementState.APPROVAL,
        target=StatementState.APPROVED,
        actor=by,
        actor_name="财政绩效科",
        round=1,
        version=statement.version + 1,
        revision=revision,
    )
    PerformanceStatement.objects.filter(pk=statement.pk).update(
        state=StatementState.APPROVED, approved_revision=revision
    )
    statement.refresh_from_db()
    return statement


def people_around_a_unit():
    """A department with two units, by the names that both kinds of years and periods give them."""
    department = a_department()
    unit, other = a_unit(department), a_unit(department)
    return {
        "department": department,
        "unit": unit,
        "filler": a_member(Role.FILLER, at=unit),
        "neighbour": a_member(Role.FILLER, at=other),
        "department_reviewer": a_member(Role.DEPARTMENT_REVIEWER, at=department),
        "section": a_member(Role.FINANCE_SECTION_REVIEWER, at=department.office),
        "performance": a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=department.office),
        "stranger": a_member(Role.FILLER),
    }


@dataclass
class OpenYear:
    """``made`` makes the cards; ``finished`` gives that of the project with everything written in it."""

    department: Department
    unit: BudgetUnit
    filler: User
    neighbour: User
    department_reviewer: User
    section: User
    performance: User
    stranger: User
    statement: PerformanceStatement
    timetable: EvaluationTimetable

    def made(self):
        open_cards(self.statement, by=self.department_reviewer)
        return self.statement.evaluations.get(unit=self.unit)

    def finished(self):
        card = self.made()
        save_card(card, done(card_of(card)), by=self.filler, expected_version=card.version)
        card.refresh_from_db()
        return card


def an_open_year(*, projects=2):
    people = people_around_a_unit()
    statement = approve(
        a_statement(people["department"], year=2025, projects=projects), people["performance"]
    )
    today = timezone.localdate()
    timetable = EvaluationTimetable.objects.create(
        office=people["department"].office,
        fiscal_year=2025,
        opens=today - timedelta(days=9),
        closes=today + timedelta(days=9),
        scheme="national-2020",
    )
    return OpenYear(**people, statement=statement, timetable=timetable)
