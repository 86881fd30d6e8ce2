"""Taking a step of an application for an adjustment: by itself, or as the statement's step where that has to move too."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from departments.models import BudgetUnit
from departments.permissions.roles import Role
from performance.models import Action, AdjustmentRequest, PerformanceStatement, WorkflowEvent
from performance.statements.adjustment_scope import parts_in_force
from performance.steps.available import has_approved, open_request_steps
from performance.steps.locks import ADJUSTABLE
from performance.steps.people import roles_of
from performance.steps.refusals import Overtaken, Refused
from performance.steps.table import OF_REQUESTS, step_from
from performance.steps.transitions import StepRequest, Transition, columns_of, take
from performance.steps.vocabulary import Effect, Step, Subject
from performance.workflow.applications import Application, faults_of_application
from performance.workflow.context import StepContext
from performance.workflow.effects import treat_requests
from performance.workflow.notifications import notify_of_request, told_of
from performance.workflow.requests import at_finance
from performance.workflow.services import StatementTransition, locked


def apply_for(
    statement: PerformanceStatement,
    application: Application,
    *,
    by: User,
    unit: BudgetUnit | None = None,
    reason: str,
    key: str = "",
    request: HttpRequest | None = None,
) -> WorkflowEvent:
    """A ``unit`` applies to its department; without one the department applies to the finance office."""
    return take_request_step(
        AdjustmentRequest(statement=statement, unit=unit),
        Action.FORWARD if unit is None else Action.APPLY,
        by=by,
        expected_version=0,
        reason=reason,
        application=application,
        key=key,
        request=request,
    )


def take_request_step(
    subject: AdjustmentRequest,
    action: Action,
    *,
    by: User,
    expected_version: int,
    reason: str = "",
    application: Application | None = None,
    key: str = "",
    request: HttpRequest | None = None,
) -> WorkflowEvent:
    """Move an application along one arrow of the table, as ``take`` says."""
    step_request = StepRequest(action, by, expected_version, reason.strip(), key, request)
    return take(RequestTransition(step_request, subject, application))


class RequestTransition(Transition[WorkflowEvent]):
    """An application moves under the lock of its statement; its events are among those of the statement."""

    kind = Subject.REQUEST

    def __init__(
        self, step_request: StepRequest, subject: AdjustmentRequest, application: Application | None
    ) -> None:
        super().__init__(step_request)
        self.request, self.application = subject, application

    @property
    def subject(self) -> AdjustmentRequest:
        return self.request

    @property
    def trailed(self) -> tuple[PerformanceStatement, str]:
        return self.request.statement, f"{self.request.statement} 调整申请 "

    def lock(self) -> None:
        statement, _ = locked(self.request.statement, None)
        if self.request.pk is not None:
            stored = AdjustmentRequest.objects.select_related("filed", "unit")
            self.request = stored.get(pk=self.request.pk)
        self.request.statement = statement

    def roles(self) -> frozenset[Role]:
        return roles_of(self.step_request.by, self.request.statement, self.request.unit)

    def all_events(self) -> QuerySet[WorkflowEvent]:
        return WorkflowEvent.objects.all()

    def own_events(self) -> QuerySet[WorkflowEvent]:
        return self.request.statement.events.filter(unit=self.request.unit, action__in=OF_REQUESTS)

    def is_first_of(self, event: WorkflowEvent) -> bool:
        """One that is filed again has no key of its own yet."""
        return event.statement_id == self.request.statement_id

    def allowed_step(self) -> Step:
        subject, statement = self.request, self.request.statement
        if subject.pk is not None and subject.version != self.step_request.expected_version:
            raise Overtaken(f"该调整申请目前为“{subject.standing}”，已有他人办理，请刷新后再办理。")
        roles = self.roles()
        if not roles:
            raise Refused("您没有办理此事项的任职，或任职已被取消。")
        if not has_approved(statement):
            raise Refused("文本还没有批复，可以直接修改，不必申请调整。")
        for step in open_request_steps(subject, roles):
            if step.action == self.step_request.action:
                return step
        raise Refused(
            f"文本目前为“{statement.get_state_display()}”，申请为“{subject.get_state_display()}”，"
            f"不能由您{Action(self.step_request.action).label}。"
        )

    def faults(self) -> Iterator[str]:
        if Effect.FILE_REQUEST in self.step.effects:
            statement = self.request.statement
            yield from faults_of_application(self.application, statement, self.request.unit)
            if statement.state in ADJUSTABLE and not parts_in_force(statement):
                yield "本次调整没有限定范围，各部分都可以修改，不必再申请。"

    def carry_out(self) -> WorkflowEvent:
        step, subject, by = self.step, self.request, self.step_request.by
        reason = self.step_request.reason or (
            subject.filed.reason if Effect.FORWARD_REQUEST in step.effects else ""
        )
        along = _step_of_statement(subject, step)
        context = StepContext(
            subject.statement, None, along or step, by, reason, (), self.application, subject
        )
        if along:
            text = StatementTransition(self.step_request, subject.statement)
            text.step, text.context = along, context
            return text.carry_out()
        event = WorkflowEvent.objects.create(
            **columns_of(step, by, version=subject.version, reason=reason, key=self.step_request.key),
            statement=subject.statement,
            unit=subject.unit,
            source=subject.state,
            target=str(step.target),
            round=subject.statement.round,
        )
        treat_requests(context, event)
        notify_of_request(event, step, subject)
        return event

    def told(self, event: WorkflowEvent) -> str:
        return told_of(event)


def _step_of_statement(subject: AdjustmentRequest, step: Step) -> Step | None:
    """The text moves too, unless other applications still wait for the finance office."""
    along = step_from(Subject.STATEMENT, subject.statement.state, step.along) if step.along else None
    if along is None or Effect.END_REQUEST not in step.effects:
        return along
    others = at_finance(subject.statement).exclude(pk=subject.pk)
    return None if others.exists() else along
