"""What a user may do now: the rows of the table that state and role leave open."""

from __future__ import annotations

from django.db.models import FilteredRelation, Q

from departments.models import BudgetUnit
from departments.permissions.roles import Role
from performance.models import AdjustmentRequest, PerformanceStatement, UnitSubmission
from performance.steps.people import roles_of
from performance.steps.table import steps_open_to
from performance.steps.vocabulary import Guard, Step, Subject

WorkflowSubject = PerformanceStatement | UnitSubmission


def open_steps(subject: WorkflowSubject, user) -> tuple[Step, ...]:
    """The steps that this user may ask for in this state; what stands in the way of one, ``obstacles_to`` says."""
    statement, submission = split_subject(subject)
    roles = roles_of(user, statement, submission.unit if submission else None)
    kind = Subject.STATEMENT if submission is None else Subject.UNIT
    return tuple(
        step
        for step in steps_open_to(roles, kind, subject.state)
        if (submission is None or statement.state in step.during)
        and (Guard.IN_FORCE not in step.guards or has_approved(statement))
    )


def open_request_steps(request: AdjustmentRequest, roles: frozenset[Role]) -> tuple[Step, ...]:
    """The same of an application, in these roles; filing one is a step of one that is not stored yet."""
    statement = request.statement
    if not has_approved(statement):
        return ()
    drawn = steps_open_to(roles, Subject.REQUEST, request.state)
    return tuple(step for step in drawn if statement.state in step.during)


def has_approved(statement: PerformanceStatement) -> bool:
    """Before the first approval nobody has to read about steps that need one."""
    return statement.approved_revision_id is not None


def split_subject(subject: WorkflowSubject) -> tuple[PerformanceStatement, UnitSubmission | None]:
    """The statement, and the share if it is a share that walks."""
    return (subject.statement, subject) if isinstance(subject, UnitSubmission) else (subject, None)


def submissions_of(statement: PerformanceStatement) -> list[UnitSubmission]:
    """The share of every unit of the department; a unit that has not done anything yet has one that is not stored."""
    own = FilteredRelation("submissions", condition=Q(submissions__statement=statement.pk))
    units = statement.department.units.annotate(own=own).order_by("position", "code")
    with_shares = units.select_related("own")  # type: ignore[misc]  # the stubs know no name that annotate gave
    return [_share_of(unit, statement) for unit in with_shares]


def _share_of(unit: BudgetUnit, statement: PerformanceStatement) -> UnitSubmission:
    share = getattr(unit, "own", None) or UnitSubmission()  # a join that finds nothing sets nothing
    share.statement, share.unit = statement, unit
    return share
