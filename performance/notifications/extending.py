"""A later last day for one department, and taking that back: said first what it will be, then done, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.models import Department, Timetable
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.deadlines.days_left import Deadline, until
from performance.models import DeadlineExtension, NoticeKind
from performance.notifications.matters import text_of_year
from performance.notifications.reminders import Missing, people_concerned
from performance.notifications.services import notify
from performance.notifications.urging import late_departments
from performance.steps.refusals import Refused

LONGEST_REASON = 500


@dataclass(frozen=True)
class Moved:
    """The last day of one department as it is and as it will be; ``back`` where an extension is taken back."""

    timetable: Timetable
    missing: Missing
    before: Deadline
    after: Deadline
    reason: str
    back: bool = False

    @property
    def label(self) -> str:
        return "取消延期" if self.back else "延期"

    @property
    def words(self) -> str:
        day, name = self.after.closes, self.missing.department.name
        moved = f"取消延期，恢复为{_said(day)}" if self.back else f"延至{_said(day)}"
        return f"{self.timetable.fiscal_year}年部门预算绩效文本的报送截止日期，{name}{moved}，理由：{self.reason}"

    @property
    def people(self) -> int:
        """Who will be told."""
        return people_concerned(self.missing).count()

    @property
    def shuts(self) -> bool:
        return self.timetable.shuts and self.after.left < 0


def extension(timetable: Timetable, department: Department, day: date | None, reason: str, *, by) -> Moved:
    """What an extension would do. Raises Refused with all that is wrong."""
    missing, closing = _late(timetable, department, by, "延期")
    faults = []
    if day is None:
        faults.append("请填写延至哪一天，如 2026-10-15。")
    elif day <= closing.closes or day < timezone.localdate():
        faults.append(f"延至的日期须晚于现在的截止日期{closing.closes:%Y-%m-%d}，且不早于今天。")
    elif day.year > timetable.fiscal_year:
        faults.append(f"延至的日期{day:%Y-%m-%d}在{timetable.fiscal_year}年度以后，请核对年份。")
    faults += _faults_of_reason(reason, "延期")
    if faults or day is None:
        raise Refused(*faults)
    return Moved(timetable, missing, closing, until(day), reason.strip())


def taking_back(timetable: Timetable, department: Department, reason: str, *, by) -> Moved:
    """What taking all extensions of a department back would do. Raises Refused with all that is wrong."""
    missing, closing = _late(timetable, department, by, "取消延期")
    faults = [] if closing.extended else [f"{department.name}没有延期，不必取消。"]
    faults += _faults_of_reason(reason, "取消延期")
    if faults:
        raise Refused(*faults)
    return Moved(timetable, missing, closing, until(timetable.closes), reason.strip(), back=True)


def _late(timetable: Timetable, department: Department, by, what: str):
    late = late_departments(timetable, by)
    missing = next((one for one in late if one.department.pk == department.pk), None)
    if missing is None or missing.closing is None:
        raise Refused(f"{department.name}已经报送，或者不归您审核，没有{what}。")
    return missing, missing.closing


def _faults_of_reason(reason: str, what: str) -> list[str]:
    if not reason.strip():
        return [f"请填写{what}的理由。"]
    if len(reason) > LONGEST_REASON:
        return [f"{what}的理由有{len(reason)}字，最多{LONGEST_REASON}字。"]
    return []


@transaction.atomic
def extend(
    timetable: Timetable,
    department: Department,
    day: date | None,
    reason: str,
    *,
    by,
    request: HttpRequest | None = None,
) -> Moved:
    """The department is told, with the reason. Raises Refused with all that is wrong."""
    Department.objects.select_for_update(no_key=True).get(pk=department.pk)
    return _keep(extension(timetable, department, day, reason, by=by), by, request)


@transaction.atomic
def take_back(
    timetable: Timetable, department: Department, reason: str, *, by, request: HttpRequest | None = None
) -> Moved:
    """From then on the day of everybody holds. Raises Refused with all that is wrong."""
    Department.objects.select_for_update(no_key=True).get(pk=department.pk)
    return _keep(taking_back(timetable, department, reason, by=by), by, request)


def _keep(moved: Moved, by, request: HttpRequest | None) -> Moved:
    DeadlineExtension.objects.create(
        office_code=moved.timetable.office.division_code,
        department=moved.missing.department,
        fiscal_year=moved.timetable.fiscal_year,
        until=None if moved.back else moved.after.closes,
        reason=moved.reason,
        by=by,
    )
    # Also who was told the very same before: in between it was taken back, or given again.
    concerned, about = moved.missing, text_of_year(moved.missing.department.pk, moved.timetable.fiscal_year)
    notify(people_concerned(concerned), NoticeKind.DEADLINE, moved.words, link=concerned.link, about=about)
    record(Action.EDIT, by=by, subject=moved.missing.department, details=moved.words, request=request)
    return moved


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
