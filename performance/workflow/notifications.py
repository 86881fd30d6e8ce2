"""After a step: whoever is concerned finds a notice, and what the trail says of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth import get_user_model
from django.urls import reverse

from departments.models import BudgetUnit
from performance.models import Action, AdjustmentRequest, NoticeKind, WorkflowEvent
from performance.notifications.matters import application, share_in
from performance.notifications.reminders import Missing, people_concerned
from performance.notifications.services import announce, settle
from performance.steps.people import audience
from performance.steps.vocabulary import ACTIONS, Step


def notify_audience(event: WorkflowEvent, step: Step, units: Sequence[BudgetUnit] = ()) -> None:
    """Put a notice into the inboxes of those whom the step notifies; what earlier ones asked for is done.

    ``units`` are those that the step of a whole text is about.
    """
    about = share_in(event.statement, event.unit_id)
    if event.action == Action.SUBMIT:
        _settle_reminders(event)
    _notify(event, step, about, reverse("statement", args=[event.statement_id]), units)


def notify_of_request(event: WorkflowEvent, step: Step, request: AdjustmentRequest) -> None:
    """The same for an application that moves by itself: it leads to the page on which it is decided."""
    _notify(event, step, application(request), reverse("adjustments", args=[event.statement_id]))


def _notify(
    event: WorkflowEvent, step: Step, about: str, link: str, units: Sequence[BudgetUnit] = ()
) -> None:
    reason = f"，理由：{event.reason}" if event.reason else ""
    same = "，内容与退回时完全相同" if event.unchanged else ""
    named = f"（{'、'.join(map(str, units))}）" if units else ""
    announce(
        event.actor,
        step.notice or ACTIONS[step.action].notice,
        audience(event),
        f"{event.statement}：{f'{event.unit} ' if event.unit else ''}{event.actor_name}已办理“{event.label}”{named}{same}{reason}",
        link=link,
        about=about,
    )


def _settle_reminders(event: WorkflowEvent) -> None:
    """Of the deadline those need no more reminding who have nothing left to hand in."""
    about = share_in(event.statement, None)
    if event.unit_id is None:
        settle(about, (NoticeKind.DEADLINE, NoticeKind.URGED))
        return
    missing = Missing(event.statement.department, event.statement)
    done = get_user_model().objects.exclude(pk__in=people_concerned(missing).order_by().values("pk"))
    settle(about, (NoticeKind.DEADLINE, NoticeKind.URGED), recipient__in=done)


def told_of(event: WorkflowEvent) -> str:
    """What the trail says of it."""
    about = f"{event.unit} " if event.unit else ""
    revision = f"，留存第{event.revision.number}稿 {event.revision.digest}" if event.revision else ""
    reason = f"，理由：{event.reason}" if event.reason else ""
    return f"{about}{event.moved}{revision}{reason}"
