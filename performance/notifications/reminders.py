"""Who has not yet sent the statement of a year, and a word to them before the deadline."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from departments.models import Department, Timetable
from departments.permissions.roles import Role
from performance.models import (
    Notice,
    NoticeKind,
    PerformanceStatement,
    UnitSubmission,
)
from performance.notifications.matters import text_of_year
from performance.notifications.services import notify
from performance.steps.locks import SENT_BY_THE_UNIT, WITH_THE_DEPARTMENT


@dataclass(frozen=True)
class Missing:
    """A department whose statement is not there yet; without a statement it has not even begun."""

    department: Department
    statement: PerformanceStatement | None

    @property
    def state(self) -> str:
        return self.statement.get_state_display() if self.statement else "尚未编制"

    @property
    def link(self) -> str:
        return reverse("statement", args=[self.statement.pk]) if self.statement else reverse("statements")


def near_deadlines(today: date, days: int) -> list[Timetable]:
    """Timetables that close today or within so many days."""
    return list(
        Timetable.objects.filter(closes__range=(today, today + timedelta(days=days)))
        .select_related("office")
        .order_by("closes", "office__division_code")
    )


def not_submitted(timetable: Timetable) -> list[Missing]:
    """Departments of the office, in the order of their codes."""
    statements = PerformanceStatement.objects.filter(
        department__office=timetable.office, fiscal_year=timetable.fiscal_year
    )
    by_department = {statement.department_id: statement for statement in statements}
    return [
        Missing(department, statement)
        for department in timetable.office.departments.order_by("code")
        if (statement := by_department.get(department.pk)) is None or statement.state in WITH_THE_DEPARTMENT
    ]


@transaction.atomic
def remind(timetable: Timetable, missing: Missing, *, today: date) -> list[Notice]:
    """Tell those who have still something to do; twice on one day it tells nobody twice."""
    closes, left = timetable.closes, (timetable.closes - today).days
    when = f"还有{left}天" if left else "今天截止"
    text = (
        f"{timetable.fiscal_year}年部门预算绩效文本报送截止日期为{closes.year}年{closes.month}月{closes.day}日，"
        f"{when}。{missing.department.name}尚未报送（{missing.state}）。"
    )
    reminded = Notice.objects.filter(kind=NoticeKind.DEADLINE, text=text).values("recipient")
    return notify(
        people_concerned(missing).exclude(pk__in=reminded),
        NoticeKind.DEADLINE,
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
