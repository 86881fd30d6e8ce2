"""A statement of two units, of which the second has no project, and everybody who has a part in it."""

from functools import cached_property
from types import SimpleNamespace

import pytest

from departments.permissions.roles import PLACE_OF_ROLE, Role
from performance.differences.opened import OpenedKind
from performance.models import Action, PerformanceStatement, UnitState, UnitSubmission, WorkflowEvent
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.workflow.applications import Application, NamedPart
from performance.workflow.services import perform
from tests.built_once import built_once
from tests.factories import a_content, a_department, a_member, a_project_content, a_statement, a_unit, a_user


class Cast(SimpleNamespace):
    """Who and what; ``statement`` and ``share_of`` are read anew each time."""

    @property
    def statement(self):
        return PerformanceStatement.objects.get(pk=self.statement_pk)

    def share_of(self, unit):
        return UnitSubmission.objects.select_related("statement", "unit").get(
            statement=self.statement_pk, unit=unit
        )

    @cached_property
    def approver(self):
        """Another of the office's performance section: who has passed a text does not approve it."""
        return a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=self.department.office)

    def apply(self, *parts, reason="理由"):
        """As the department's reviewer applies for an adjustment; for all of every project where nothing is named."""
        statement = self.statement
        named = parts or [NamedPart(OpenedKind.PROJECT.value, row.pk) for row in statement.projects]
        return perform(
            statement,
            Action.ADJUST,
            by=self.chief,
            expected_version=statement.version,
            reason=reason,
            application=Application(tuple(named)),
        )

    def adjust(self, *parts, reason="理由"):
        """Apply, and have it allowed."""
        self.apply(*parts, reason=reason)
        statement = self.statement
        return perform(statement, Action.ALLOW, by=self.performance, expected_version=statement.version)

    def put(self, *, statement=None, units=None):
        """Set states as if the steps before had been taken by somebody else, some time ago."""
        if units:
            self.statement.submissions.update(state=units)
        if statement:
            PerformanceStatement.objects.filter(pk=self.statement_pk).update(state=statement)
        return self

    def approved(self):
        """Put the present text in force, as an approval does."""
        statement = self.statement
        statement.approved_revision = take_revision(statement, None, statement_content(statement))
        statement.save(update_fields=["approved_revision"])
        return self

    def arrived(self, state, *, unit=None, source, action=Action.SUBMIT, by=None):
        """Record that the subject came into its state by a step."""
        return WorkflowEvent.objects.create(
            statement=self.statement,
            unit=unit,
            action=action,
            label=Action(action).label,
            source=source,
            target=state,
            actor=by or self.nobody,
            actor_name="前任",
            round=1,
            version=1,
        )


@built_once
def cast():
    department = a_department()
    busy, idle = a_unit(department), a_unit(department)
    statement = a_statement(
        content=a_content(department, projects=(a_project_content(busy),)), department=department
    )
    places = {"unit": busy, "department": department, "office": department.office}
    people = {role: a_member(role, at=places[PLACE_OF_ROLE[role]]) for role in Role}
    for unit in (busy, idle):
        UnitSubmission.objects.get_or_create(statement=statement, unit=unit)
    return Cast(
        statement_pk=statement.pk,
        department=department,
        busy=busy,
        idle=idle,
        people=people,
        filler=people[Role.FILLER],
        chief=people[Role.DEPARTMENT_REVIEWER],
        section=people[Role.FINANCE_SECTION_REVIEWER],
        performance=people[Role.PERFORMANCE_SECTION_REVIEWER],
        nobody=a_user(),
    )


@pytest.fixture
def nothing_found(monkeypatch):
    """Rules that find nothing: for tests about steps, not about findings."""
    monkeypatch.setattr("performance.findings.judgement.review", lambda content, rule_set: ())


@pytest.fixture
def all_passed(cast, nothing_found):
    return cast.put(units=UnitState.PASSED)
