"""Taking a step, the same for whatever moves: one transaction that moves it and records who did it, or does nothing.

A kind of subject is its rows in a table (``table``), its states (``locks``), a class of events below ``StepEvent`` and a
class below ``Transition`` that says how it is locked, what must hold and what is done besides. ``take`` keeps the order: lock, the
same click again, role, version, arrow, what must hold, the move with its event and notices, the trail.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from departments.permissions.roles import Role
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record, record_refusal
from performance.models import (
    Action,
    AdjustmentRequest,
    MonitoringReport,
    PerformanceStatement,
    SelfEvaluation,
    UnitSubmission,
)
from performance.models.step_events import StepEvent
from performance.steps.refusals import Overtaken, Refused
from performance.steps.table import UNDONE, step_from
from performance.steps.vocabulary import BEFORE, Step, Subject

Event = TypeVar("Event", bound=StepEvent)
# The rows that move.
StepSubject = PerformanceStatement | UnitSubmission | AdjustmentRequest | SelfEvaluation | MonitoringReport


@dataclass(frozen=True)
class StepRequest:
    """What a person asks for. ``expected_version`` is the version they read, ``key`` names the click."""

    action: str
    by: User
    expected_version: int
    reason: str = ""
    key: str = ""
    request: HttpRequest | None = None


class Transition(ABC, Generic[Event]):
    """One asking for one step of one subject. ``step`` is there from ``faults`` on."""

    kind: Subject
    step: Step

    def __init__(self, step_request: StepRequest) -> None:
        self.step_request = step_request

    @property
    @abstractmethod
    def subject(self) -> StepSubject:
        """As the person saw it; from ``lock`` on, as it is now."""

    @property
    @abstractmethod
    def trailed(self) -> tuple[Model, str]:
        """Of what the trail tells, and what it says before the step."""

    @abstractmethod
    def lock(self) -> None: ...

    @abstractmethod
    def roles(self) -> frozenset[Role]: ...

    @abstractmethod
    def all_events(self) -> QuerySet[Event]:
        """Those of every subject of this kind: a key counts once among them."""

    @abstractmethod
    def own_events(self) -> QuerySet[Event]:
        """The steps of this subject alone."""

    @abstractmethod
    def faults(self) -> Iterable[str]:
        """What must hold and does not, besides role, state and a reason."""

    @abstractmethod
    def carry_out(self) -> Event:
        """Move it and do what the step does besides."""

    def told(self, event: Event) -> str:
        """What the trail says of the step."""
        return f"{event.moved}，理由：{event.reason}" if event.reason else event.moved

    def is_first_of(self, event: Event) -> bool:
        """Whether a click with the same key was for the same thing."""
        return event.action == self.step_request.action and self.own_events().filter(pk=event.pk).exists()

    def allowed_step(self) -> Step:
        """The step asked for, if this person may take it from what they read."""
        step_request, subject = self.step_request, self.subject
        roles = self.roles()
        if not roles:
            raise Refused("您没有办理此事项的任职，或任职已被取消。")
        if subject.version != step_request.expected_version:
            raise self.overtaken()
        step = step_from(self.kind, subject.state, step_request.action)
        if step is None:
            raise Refused(f"目前为“{subject.get_state_display()}”，不能{Action(step_request.action).label}。")
        if not roles.intersection(step.roles):
            allowed = "、".join(role.label for role in step.roles) or "系统随文本一并"
            raise Refused(f"“{step.label}”须由{allowed}办理。")
        return step

    def overtaken(self) -> Overtaken:
        """Who did what when, since the version that this person saw."""
        since = self.own_events().filter(version__gt=self.step_request.expected_version)
        event = since.order_by("-pk").first()
        if event is None:
            return Overtaken("内容在您打开之后已有修改，请刷新后再办理。")
        local = timezone.localtime(event.at)
        return Overtaken(
            f"{event.actor_name}已于{local:%Y年%m月%d日 %H:%M:%S}办理“{event.label}”，"
            f"目前为“{self.subject.get_state_display()}”。请刷新后再办理。"
        )

    def move(self, target: str, **values: object) -> None:
        """The conditional update decides, also where a row lock does nothing: one row, or somebody was quicker."""
        row = self.subject
        current = type(row).objects.filter(pk=row.pk, state=row.state, version=row.version)
        if current.update(state=target, version=F("version") + 1, **values) != 1:
            row.refresh_from_db()
            raise self.overtaken()


def take(transition: Transition[Event]) -> Event:
    """Move the subject along one arrow of the table; the same click again gives the event of the first time.

    Raises Refused, or Overtaken where somebody was quicker; that goes into the trail as well.
    """
    request = transition.step_request
    try:
        with transaction.atomic():
            return _take(transition)
    except Refused as refusal:
        subject, name = transition.trailed
        details = f"{name}{request.action}：{refusal}"
        record_refusal(by=request.by, subject=subject, details=details, request=request.request)
        raise


def _take(transition: Transition[Event]) -> Event:
    request = transition.step_request
    if request.action not in Action.values:
        raise Refused(f"没有“{request.action}”这一办理事项。")
    transition.lock()
    if request.key and (
        first := transition.all_events().filter(actor=request.by.pk, key=request.key).first()
    ):
        if not transition.is_first_of(first):
            raise Refused("该操作标识已用于另一次办理，请刷新后重新办理。")
        return first
    step = transition.step = transition.allowed_step()
    faults = [f"{step.label}须填写理由。"] if step.needs_reason and not request.reason else []
    faults += transition.faults()
    if faults:
        raise Refused(*faults)
    event = transition.carry_out()
    subject, _ = transition.trailed
    record(
        Trailed.STEP, by=request.by, subject=subject, details=transition.told(event), request=request.request
    )
    return event


def columns_of(step: Step, by: User, *, version: int, reason: str = "", key: str = "") -> dict[str, Any]:
    """What every event says of its step; ``version`` is that of the subject before it."""
    return {
        "action": step.action,
        "label": step.label,
        "actor_id": by.pk,
        "actor_name": by.get_full_name() or by.get_username(),
        "reason": reason,
        "version": version + 1,
        "key": key,
    }


def undone_by(step: Step, own: QuerySet[Event]) -> Event | None:
    """The latest event of those that the step takes back."""
    return own.filter(action__in=UNDONE[step.action]).order_by("-pk").first()


def target_of(step: Step, undone: Event | None) -> str:
    """The state that the step leads to: one that takes another back, where that came from."""
    if step.target is not BEFORE:
        return step.target
    if undone is None:
        raise Refused("没有可以撤回的办理事项，请刷新后再办理。")
    return undone.source
