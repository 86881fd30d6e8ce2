"""What waits for somebody once a text is approved: reports of monitoring, warnings to answer, cards of self-evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from departments.permissions.reach import reaches_of
from departments.permissions.roles import Role
from departments.querysets import BudgetUnitQuerySet, DepartmentQuerySet
from performance.deadlines.days_left import Deadline, until
from performance.models import (
    Anchor,
    Comment,
    EvaluationTimetable,
    MonitoringAlert,
    MonitoringReport,
    SelfEvaluation,
    Side,
)
from performance.models.monitoring_alerts import UNANSWERED
from performance.monitoring.answering import ANSWERERS
from performance.steps.vocabulary import Subject
from performance.written.waiting import waiting_for

AT_ONCE = 10
CARDS = {"of_unit": Subject.EVALUATION, "of_department": Subject.DEPARTMENT_EVALUATION}
REPORTS = {"of_unit": Subject.MONITORING, "of_department": Subject.DEPARTMENT_MONITORING}


@dataclass(frozen=True)
class Waiting:
    """The first rows with the last day of each, None where no timetable says one; ``more`` are not among them."""

    rows: Sequence[tuple[Any, Deadline | None]]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Unanswered:
    """Warnings of one task of monitoring that still want an answer, and the last day of the first of them."""

    task: int
    label: str
    number: int
    deadline: Deadline


@dataclass(frozen=True)
class Commented:
    """``number`` comments wait for an answer in all; the first cards that have some, each with how many."""

    rows: Sequence[tuple[SelfEvaluation, int]]
    number: int

    @property
    def more(self) -> int:
        return self.number - sum(number for _, number in self.rows)


@dataclass(frozen=True)
class DuringYear:
    reports: Waiting
    alerts: Sequence[Unanswered]
    cards: Waiting
    comments: Commented

    def __bool__(self) -> bool:
        return bool(self.reports.total or self.alerts or self.cards.total or self.comments.number)


def during_year(user) -> DuringYear:
    return DuringYear(_reports(user), _alerts(user), _cards(user), _comments(user))


def _reports(user) -> Waiting:
    rows = waiting_for(user, MonitoringReport.objects.filter(task__closed__isnull=True), **REPORTS)
    first = _first(rows.select_related("task", "unit").order_by("task__due", "position", "pk"))
    return Waiting([(row, until(row.task.due)) for row in first], _number(rows, first))


def _cards(user) -> Waiting:
    rows = waiting_for(user, SelfEvaluation.objects.all(), **CARDS)
    first = _first(
        rows.select_related("statement__department", "unit").order_by("statement_id", "position", "pk")
    )
    planned = EvaluationTimetable.objects.visible_to(user).filter(
        fiscal_year__in={row.statement.fiscal_year for row in first}
    )
    closes = {(one.office_id, one.fiscal_year): until(one.closes) for one in planned}
    return Waiting(
        [(row, closes.get((row.statement.department.office_id, row.statement.fiscal_year))) for row in first],
        _number(rows, first),
    )


def _alerts(user) -> list[Unanswered]:
    """Of what this person answers for, not of all that they read."""
    held = [reach for reach in reaches_of(user) if reach.role in ANSWERERS]
    if not held:
        return []
    whole = [reach for reach in held if reach.unit is None]
    of_department = DepartmentQuerySet.opened_by(whole, "report__statement__department__")
    own = BudgetUnitQuerySet.opened_by(held, "report__unit__") | Q(of_department, report__unit__isnull=True)
    waiting = MonitoringAlert.objects.visible_to(user).filter(
        own, state__in=UNANSWERED, report__task__closed__isnull=True
    )
    named = ("report__task", "report__task__fiscal_year", "report__task__label")
    tasks = waiting.order_by().values_list(*named).annotate(number=Count("pk"), first=Min("due"))
    return [
        Unanswered(task, f"{year}年{label}", number, until(first))
        for task, year, label, number, first in tasks.order_by("first")[:AT_ONCE]
    ]


def _comments(user) -> Commented:
    """On cards, those that this person's side is asked by another: whoever writes the card, and the department its units."""
    held = reaches_of(user)
    writes = [reach for reach in held if reach.role is Role.FILLER]
    reviews = [reach for reach in held if reach.role is Role.DEPARTMENT_REVIEWER]
    if not writes and not reviews:
        return Commented((), 0)
    of_unit = Q(BudgetUnitQuerySet.opened_by(writes, "unit__"), ~Q(side=Side.UNIT), unit__isnull=False)
    sides = Q(side=Side.UNIT) | Q(side=Side.FINANCE, unit__isnull=True)
    of_department = Q(DepartmentQuerySet.opened_by(reviews, "statement__department__"), sides)
    waiting = Comment.objects.visible_to(user).shared().open().filter(of_unit | of_department)
    on_cards = waiting.filter(anchor=Anchor.EVALUATION).order_by()
    numbers = dict(on_cards.values_list("row").annotate(Count("pk")))
    cards = SelfEvaluation.objects.visible_to(user).filter(pk__in=numbers)
    first = _first(
        cards.select_related("statement__department", "unit").order_by("statement_id", "position", "pk")
    )
    return Commented([(card, numbers[card.pk]) for card in first], sum(numbers.values()))


def _first(rows: QuerySet[Any]) -> list[Any]:
    return list(rows[:AT_ONCE])


def _number(rows: QuerySet[Any], first: Sequence[Any]) -> int:
    return len(first) if len(first) < AT_ONCE else rows.count()
