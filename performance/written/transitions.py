"""Taking a step with a card or a report, as ``steps.transitions`` has it: what is the same for both."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse

from departments.permissions.roles import Role
from performance.models import Action
from performance.models.step_events import StepEvent
from performance.models.written import WrittenVersion
from performance.notifications.services import announce
from performance.steps.people import roles_of
from performance.steps.table import FORWARD, steps_open_to
from performance.steps.transitions import StepRequest, Transition, columns_of, target_of, undone_by
from performance.steps.vocabulary import ACTIONS, BEFORE, Guard, Step, Subject
from performance.written.people import Row, audience

Event = TypeVar("Event", bound=StepEvent)
Judges = Mapping[Guard, Callable[[Any, User], Iterator[str]]]


def steps_open(row: Row, subject: Subject, user) -> tuple[Step, ...]:
    return steps_open_to(roles_of(user, row.statement, row.unit), subject, row.state)


def obstacles(judges: Judges, row: Row, step: Step, user) -> tuple[str, ...]:
    return tuple(sentence for guard in step.guards for sentence in judges[guard](row, user))


class WrittenTransition(Transition[Event]):
    """``owner`` is what an event calls the row it is of, ``route`` the name of its page."""

    judges: ClassVar[Judges]
    owner: ClassVar[str]
    route: ClassVar[str]

    def __init__(self, step_request: StepRequest, row: Row, kind: Subject) -> None:
        super().__init__(step_request)
        self.row, self.kind = row, kind

    @property
    def subject(self) -> Row:
        return self.row

    @property
    def trailed(self) -> tuple[Row, str]:
        return self.row, ""

    def roles(self) -> frozenset[Role]:
        return roles_of(self.step_request.by, self.row.statement, self.row.unit)

    def own_events(self) -> QuerySet[Event]:
        return self.all_events().filter(**{self.owner: self.row.pk})

    def faults(self) -> Iterator[str]:
        yield from obstacles(self.judges, self.row, self.step, self.step_request.by)

    @abstractmethod
    def about(self) -> str:
        """The matter of which a notice tells."""

    def moved_columns(self) -> dict[str, Any]:
        """What else changes in the row."""
        return {}

    def event_columns(self) -> dict[str, Any]:
        """What else the event says, once the row has moved."""
        return {}

    def carry_out(self) -> Event:
        row, step, request = self.row, self.step, self.step_request
        undone = undone_by(step, self.own_events()) if step.target is BEFORE else None
        target = target_of(step, undone)
        source, version = row.state, row.version
        changed = self.moved_columns()
        self.move(target, **changed)
        row.refresh_from_db(fields=["state", "version", *changed])
        event = self.all_events().create(
            **columns_of(step, request.by, version=version, reason=request.reason, key=request.key),
            **{self.owner: row},
            source=source,
            target=target,
            **self.event_columns(),
        )
        self.done(event)
        self._announce(event)
        return event

    def done(self, event: Event) -> None:
        """What the step does besides."""

    def _announce(self, event: Event) -> None:
        reason = f"，意见：{event.reason}" if event.reason else ""
        announce(
            event.actor,
            self.step.notice or ACTIONS[self.step.action].notice,
            audience(self.row, self.step, event.actor),
            f"{self.row}：{event.actor_name}已办理“{event.label}”{reason}",
            link=reverse(self.route, args=[self.row.pk]),
            about=self.about(),
        )


def written_by(row: Row, latest: WrittenVersion | None) -> set[int]:
    """Whoever handed it in, passed it on or wrote what stands in it: nobody of them checks it."""
    since = row.events.filter(action=Action.SUBMIT).order_by("-pk").first()
    own = {since.actor_id} if since else set()
    if since:
        own |= set(row.events.filter(pk__gt=since.pk, action=Action.PASS).values_list("actor", flat=True))
    if latest:
        own.add(latest.person_id)
    return own


def not_begun(row: Row, by: User) -> Iterator[str]:
    last = row.events.order_by("-pk").first()
    if last is None or last.action not in FORWARD or last.target != row.state:
        yield "没有可撤回的办理事项：下一环节已经办理过。"
