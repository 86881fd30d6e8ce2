"""Who has not yet sent the statement of a year, and a word to them before the deadline and after it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from departments.models import Department, Timetable
from departments.permissions.roles import Role
from performance.deadlines.closing import Closing, closings_in
from performance.models import (
    DeadlineExtension,
    Notice,
    NoticeKind,
    PerformanceStatement,
    UnitSubmission,
)
from performance.notifications.matters import text_of_year
from performance.notifications.services import as_shown, notify
from performance.steps.locks import SENT_BY_THE_UNIT, WITH_THE_DEPARTMENT


@dataclass(frozen=True)
class Missing:
    """A department whose statement is not there yet; without a statement it has not even begun."""

    department: Department
    statement: PerformanceStatement | None
    closing: Closing | None = None

    @property
    def state(self) -> str:
        return self.statement.get_state_display() if self.statement else "尚未编制"

    @property
    def link(self) -> str:
        return reverse("statement", args=[self.statement.pk]) if self.statement else reverse("statements")


def near_deadlines(today: date, days: int, after: int = 0) -> list[Timetable]:
    """Timetables that close today or within so many days, have closed ``after`` days ago, or gave somebody such a day."""
    near = (today - timedelta(days=after), today + timedelta(days=days))
    longer = DeadlineExtension.objects.filter(
        until__range=near, department__office=OuterRef("office"), fiscal_year=OuterRef("fiscal_year")
    )
    return list(
        Timetable.objects.filter(Q(closes__range=near) | Q(Exists(longer)))
        .select_related("office")
        .order_by("closes", "office__division_code")
    )


def not_submitted(timetable: Timetable) -> list[Missing]:
    """Departments of the office, in the order of their codes."""
    statements = PerformanceStatement.objects.filter(
        department__office=timetable.office, fiscal_year=timetable.fiscal_year
    )
    closings = closings_in(timetable)
    by_department = {statement.department_id: statement for statement in statements}
    return [
        Missing(department, statement, closings.get(department.pk))
        for department in timetable.office.departments.order_by("code")
        if (statement := by_department.get(department.pk)) is None or statement.state in WITH_THE_DEPARTMENT
    ]


@transaction.atomic
def remind(timetable: Timetable, missing: Missing, *, today: date) -> list[Notice]:
    """Tell those who have still something to do; twice on one day it tells nobody twice."""
    return tell(timetable, missing, NoticeKind.DEADLINE, when_due(timetable, missing, today))


def when_due(timetable: Timetable, missing: Missing, today: date) -> str:
    """What everybody who is late is told: until when, how long that is, and how the text stands."""
    closes = missing.closing.closes if missing.closing else timetable.closes
    left = (closes - today).days
    when = f"还有{left}天" if left > 0 else "今天截止" if left == 0 else f"已超过{-left}天"
    return (
        f"{timetable.fiscal_year}年部门预算绩效文本报送截止日期为{closes.year}年{closes.month}月{closes.day}日，"
        f"{when}。{missing.department.name}尚未报送（{missing.state}）。"
    )


def tell(timetable: Timetable, missing: Missing, kind: NoticeKind, text: str) -> list[Notice]:
    """Whoever was told the same before is not told once more."""
    notified = Notice.objects.filter(kind=kind, text=as_shown(text)).values("recipient")
    return notify(
        people_concerned(missing).exclude(pk__in=notified),
        kind,
        text,
        link=missing.link,
        about=text_of_year(missing.department.pk, timetable.fiscal_year),
    )


def people_concerned(missing: Missing):
    """The department's reviewers, and the fillers of those of its units that have not sent their share."""
    done = UnitSubmission.objects.filter(statement=missing.statement, state__in=SENT_BY_THE_UNIT)
    filler = Q(
        memberships__role=Role.FILLER,
        memberships__unit__in=missing.department.units.exclude(pk__in=done.values("unit")),
    )
    reviewer = Q(memberships__role=Role.DEPARTMENT_REVIEWER, memberships__department=missing.department)
    return get_user_model().objects.filter(filler | reviewer, is_active=True).distinct().order_by("pk")
