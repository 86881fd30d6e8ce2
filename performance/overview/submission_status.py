"""Who has submitted, who is late, where each text stands and since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from departments.models import Timetable
from indicators.kinds import LabelledEnum
from performance.deadlines.closing import extensions_in
from performance.models import Action, StatementState, UnitState, UnitSubmission, WorkflowEvent
from performance.overview.figure import Figure, FigureColumn, Kind, Linked, Picture, Series, share
from performance.overview.scope import Level, Scope
from performance.steps.locks import SENT_BY_THE_UNIT, WITH_THE_DEPARTMENT, Phase, phase_of
from performance.steps.vocabulary import RETURNS

KEY = "standing"
NOT_BEGUN = "尚未编制"


class Punctuality(LabelledEnum):
    SENT = "sent", "已报送"  # where no day was set by which to send
    ON_TIME = "on_time", "按期报送"
    SENT_LATE = "sent_late", "逾期报送"
    SENT_BACK = "sent_back", "退回修改中"
    EXPECTED = "expected", "未报送"
    OVERDUE = "overdue", "逾期未报送"


@dataclass(frozen=True)
class SubmissionStatus:
    """Of one department, or of one unit; ``state`` is None before anything was begun."""

    place: int
    code: str
    name: str
    statement: int | None = None
    state: StatementState | UnitState | None = None
    with_sender: bool = True
    since: datetime | None = None
    sent: datetime | None = None
    approved: datetime | None = None
    returned: int = 0
    extended_until: date | None = None

    @property
    def label(self) -> str:
        return str(self.state.label) if self.state else NOT_BEGUN

    @property
    def days_to_approval(self) -> Decimal | None:
        if self.sent is None or self.approved is None:
            return None
        return Decimal((self.approved - self.sent).total_seconds() / 86400).quantize(Decimal("0.1"))

    def punctuality(self, closes: date | None, today: date) -> Punctuality:
        """By the day that the office has set, or a later one that this department was given."""
        if closes and self.extended_until:
            closes = max(closes, self.extended_until)
        if not self.with_sender:
            late = closes and self.sent and timezone.localdate(self.sent) > closes
            in_time = Punctuality.ON_TIME if closes else Punctuality.SENT
            return Punctuality.SENT_LATE if late else in_time
        if self.sent and self.state and phase_of(self.state) is Phase.RETURNED:
            return Punctuality.SENT_BACK
        return Punctuality.OVERDUE if closes and today > closes else Punctuality.EXPECTED


def closing_day(scope: Scope) -> date | None:
    """The last day to submit, if the office has a timetable of the year."""
    seen = Timetable.objects.visible_to(scope.user).filter(office=scope.office, fiscal_year=scope.year)
    return seen.values_list("closes", flat=True).first()


def submission_statuses(scope: Scope) -> list[SubmissionStatus]:
    """Of the departments of an office, of the units of a department, or of the unit; in four queries."""
    found = _departments(scope) if scope.level is Level.OFFICE else _units(scope)
    longer = extensions_in(scope.office.pk, scope.year)
    whose = (
        {one.place: one.place if scope.level is Level.OFFICE else scope.department.pk for one in found}
        if longer
        else {}
    )
    return [replace(one, extended_until=longer.get(whose[one.place])) for one in found] if longer else found


def _departments(scope: Scope) -> list[SubmissionStatus]:
    found = _statements(scope)
    rows = scope.departments().values_list("pk", "code", "name")
    return [found.get(row[0]) or SubmissionStatus(*row) for row in rows]


def _statements(scope: Scope) -> dict[int, SubmissionStatus]:
    statements = scope.statements()
    happened = _happened(scope, Q(unit__isnull=True), "statement")
    rows = statements.order_by().values_list(
        "department", "department__code", "department__name", "pk", "state", "created"
    )
    return {
        department: SubmissionStatus(
            department,
            code,
            name,
            pk,
            StatementState(state),
            state in WITH_THE_DEPARTMENT,
            **{"since": created, **happened.get(pk, {})},
        )
        for department, code, name, pk, state, created in rows
    }


def _units(scope: Scope) -> list[SubmissionStatus]:
    statement = scope.statements().values_list("pk", "created").first()
    rows = scope.units().values_list("pk", "code", "name")
    if statement is None:
        return [SubmissionStatus(*row) for row in rows]
    pk, created = statement
    shares = UnitSubmission.objects.visible_to(scope.user).filter(statement=pk)
    states = dict(shares.order_by().values_list("unit", "state"))
    happened = _happened(scope, Q(unit__isnull=False), "unit")
    return [
        SubmissionStatus(
            *row,
            pk,
            state := UnitState(states.get(row[0], UnitState.FILLING)),
            state not in SENT_BY_THE_UNIT,
            **{"since": created, **happened.get(row[0], {})},
        )
        for row in rows
    ]


def _happened(scope: Scope, whose: Q, subject: str) -> dict[int, dict[str, Any]]:
    events = WorkflowEvent.objects.visible_to(scope.user).filter(whose, statement__in=scope.statements())
    rows = (
        events.order_by()
        .values(subject)
        .annotate(
            since=Max("at"),
            sent=Min("at", filter=Q(action=Action.SUBMIT)),
            approved=Min("at", filter=Q(action=Action.APPROVE, statement__approved_revision__isnull=False)),
            returned=Count("pk", filter=Q(action__in=RETURNS)),
        )
    )
    return {row.pop(subject): row for row in rows}


def by_state(scope: Scope, found: Iterable[SubmissionStatus]) -> Figure:
    """How many stand where."""
    counted = Counter(one.state for one in found)
    states = StatementState if scope.level is Level.OFFICE else UnitState
    order = [None, *states]
    whole = counted.total()
    rows = [
        (
            state.label if state else NOT_BEGUN,
            Linked(counted[state], scope.behind(KEY, state=state or "none")),
            share(counted[state], whole),
        )
        for state in order
        if counted[state]
    ]
    return Figure(
        "states",
        "所处环节",
        (
            FigureColumn("环节"),
            FigureColumn("数量", Kind.COUNT, summed=True),
            FigureColumn("占比", Kind.SHARE),
        ),
        rows,
        picture=_counts(rows),
        narrow=True,
    )


def by_punctuality(
    scope: Scope, found: Iterable[SubmissionStatus], closes: date | None, today: date
) -> Figure:
    counted = Counter(one.punctuality(closes, today) for one in found)
    whole = counted.total()
    rows = [
        (
            one.label,
            Linked(counted[one], scope.behind(KEY, punctuality=one)),
            share(counted[one], whole),
        )
        for one in Punctuality
        if counted[one]
    ]
    note = (
        f"报送截止日期：{closes.year}年{closes.month}月{closes.day}日。"
        if closes
        else "本年度没有填报日程，不判断逾期。"
    )
    return Figure(
        "punctuality",
        "报送情况",
        (
            FigureColumn("情况"),
            FigureColumn("数量", Kind.COUNT, summed=True),
            FigureColumn("占比", Kind.SHARE),
        ),
        rows,
        note,
        _counts(rows),
        narrow=True,
    )


def _counts(rows) -> Picture | None:
    counts = Series("数量", [row[1].value for row in rows])
    return Picture([row[0] for row in rows], (counts,), "个") if rows else None


def listed(
    scope: Scope,
    found: Iterable[SubmissionStatus],
    closes: date | None,
    today: date,
    params: Mapping[str, str],
) -> Figure:
    """One row for each place, of the state and punctuality asked for."""
    rows = []
    for one in found:
        punctuality = one.punctuality(closes, today)
        if not _is_asked_for(one, punctuality, params):
            continue
        text = Linked("绩效文本", reverse("statement", args=[one.statement])) if one.statement else None
        rows.append(
            (
                one.code,
                Linked(one.name, scope.part(one.place)) if scope.level is not Level.UNIT else one.name,
                one.label,
                one.since and timezone.localdate(one.since),
                punctuality.label,
                one.sent and timezone.localdate(one.sent),
                one.returned,
                one.approved and timezone.localdate(one.approved),
                text,
            )
        )
    columns = (
        *(
            FigureColumn("编码"),
            FigureColumn("部门" if scope.level is Level.OFFICE else "预算单位", width=28),
        ),
        *(
            FigureColumn("所处环节"),
            FigureColumn("自", Kind.DATE),
            FigureColumn("报送情况"),
            FigureColumn("首次报送", Kind.DATE),
        ),
        *(
            FigureColumn("退回次数", Kind.COUNT, summed=True),
            FigureColumn("批复", Kind.DATE),
            FigureColumn("文本"),
        ),
    )
    return Figure(KEY, "报送与办理", columns, rows)


def _is_asked_for(one: SubmissionStatus, punctuality: Punctuality, params: Mapping[str, str]) -> bool:
    """``returned`` counts what was submitted, as the figure does."""
    values = {
        "state": one.state or "none",
        "punctuality": punctuality,
        "returned": str(one.returned) if one.sent else "",
        "approved": "1" if one.days_to_approval is not None else "",
    }
    return all(params[key] == value for key, value in values.items() if key in params)
