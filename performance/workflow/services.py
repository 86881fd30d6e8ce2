"""Taking a step of a statement or of a unit's share in it, as ``steps.transitions`` has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from django.db.models import QuerySet
from django.http import HttpRequest

from departments.models import BudgetUnit
from departments.permissions.roles import Role
from performance.comments.drafts import send_all
from performance.findings.judgement import judge
from performance.models import Action, Comment, PerformanceStatement, UnitSubmission, WorkflowEvent
from performance.steps.available import WorkflowSubject, split_subject
from performance.steps.people import roles_of
from performance.steps.refusals import Refused
from performance.steps.table import OF_REQUESTS, step_from
from performance.steps.transitions import StepRequest, Transition, take
from performance.steps.vocabulary import RETURNS, Effect, Step, Subject
from performance.workflow.applications import Application, faults_of_application
from performance.workflow.context import StepContext
from performance.workflow.effects import (
    judge_like_others,
    lock_projects,
    open_units,
    record,
    restore,
    send_sheets,
    treat_requests,
    values_of,
)
from performance.workflow.guards import JUDGING, hold_papers, obstacles
from performance.workflow.notifications import told_of


def perform(
    subject: WorkflowSubject,
    action: Action | str,
    *,
    by,
    expected_version: int,
    reason: str = "",
    units: Sequence[BudgetUnit] = (),
    key: str = "",
    application: Application | None = None,
    request: HttpRequest | None = None,
) -> WorkflowEvent:
    """Move a statement, or a unit's share of it, along one arrow of the table.

    ``units`` are those to be returned, ``application`` is what an adjustment applies for; the rest is as ``take`` says.
    """
    _judge_beforehand(subject, action)
    step_request = StepRequest(action, by, expected_version, reason.strip(), key, request)
    return take(StatementTransition(step_request, subject, units, application))


def _judge_beforehand(subject: WorkflowSubject, action: Action | str) -> None:
    """The review of the text as it stands is remembered, so that the rules need not run under the lock."""
    statement, submission = split_subject(subject)
    kind = Subject.UNIT if submission else Subject.STATEMENT
    step = step_from(kind, subject.state, Action(action)) if action in Action.values else None
    if step and JUDGING.intersection(step.guards):
        judge(statement)


def locked(
    statement: PerformanceStatement, submission: UnitSubmission | None
) -> tuple[PerformanceStatement, UnitSubmission | None]:
    """Both as they are now. Every step holds the statement's row, so two steps of one statement never overlap."""
    statement = (
        PerformanceStatement.objects.select_for_update(of=("self",), no_key=True)
        .select_related("department")
        .get(pk=statement.pk)
    )
    if submission is None:
        return statement, None
    unit = submission.unit
    if unit.department_id != statement.department_id:
        raise Refused(f"{unit}不属于{statement.department}。")
    submission, _ = UnitSubmission.objects.get_or_create(statement=statement, unit=unit)
    return statement, submission


class StatementTransition(Transition[WorkflowEvent]):
    """Every step holds the statement's row, so two steps of one statement never overlap."""

    def __init__(
        self,
        step_request: StepRequest,
        subject: WorkflowSubject,
        units: Sequence[BudgetUnit] = (),
        application: Application | None = None,
    ) -> None:
        super().__init__(step_request)
        self.statement, self.submission = split_subject(subject)
        self.kind = Subject.UNIT if self.submission else Subject.STATEMENT
        self.units, self.application = units, application

    @property
    def subject(self) -> WorkflowSubject:
        return self.submission or self.statement

    @property
    def trailed(self) -> tuple[PerformanceStatement, str]:
        return self.statement, f"{self.subject} "

    def lock(self) -> None:
        self.statement, self.submission = locked(self.statement, self.submission)

    def roles(self) -> frozenset[Role]:
        return roles_of(
            self.step_request.by, self.statement, self.submission.unit if self.submission else None
        )

    def all_events(self) -> QuerySet[WorkflowEvent]:
        return WorkflowEvent.objects.all()

    def own_events(self) -> QuerySet[WorkflowEvent]:
        unit = self.submission.unit_id if self.submission else None
        return self.statement.events.filter(unit=unit).exclude(action__in=OF_REQUESTS)

    def allowed_step(self) -> Step:
        step = super().allowed_step()
        if self.submission and self.statement.state not in step.during:
            raise Refused(f"文本目前为“{self.statement.get_state_display()}”，不能{step.label}。")
        return step

    @cached_property
    def context(self) -> StepContext:
        step_request = self.step_request
        return StepContext(
            self.statement,
            self.submission,
            self.step,
            step_request.by,
            step_request.reason,
            self.units,
            self.application,
        )

    def faults(self) -> Iterator[str]:
        if Effect.OPEN_UNITS in self.step.effects and not self.units:
            yield "请选择要退回的单位。"
        if Effect.FILE_REQUEST in self.step.effects:
            yield from faults_of_application(self.application, self.statement)
        if Effect.TAKE_OUT_OF_FORCE in self.step.effects:
            hold_papers(self.statement)
        yield from obstacles(self.context)

    def carry_out(self) -> WorkflowEvent:
        context = self.context
        target = context.target
        source = self.subject.state
        revision, values = values_of(context)
        restore(context)
        self.move(target, **values)
        judge_like_others(context, source, target)
        event = record(context, target, revision, self.step_request.key)
        if self.step.action in RETURNS:
            here = Comment.objects.on_text(self.statement)
            own = here.filter(unit=context.unit) if context.unit else here
            send_all(own, self.statement, by=self.step_request.by, request=self.step_request.request)
        send_sheets(context, event)
        treat_requests(context, event)
        lock_projects(context, target)
        open_units(context)
        return event

    def told(self, event: WorkflowEvent) -> str:
        return told_of(event)
