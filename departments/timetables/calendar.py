"""The calendar that holds today: the shipped list, and over it what an administrator has loaded."""

from __future__ import annotations

from departments.timetables.models import CalendarDay
from departments.timetables.working_days import WorkingCalendar, shipped_days


def working_calendar() -> WorkingCalendar:
    loaded = dict(CalendarDay.objects.values_list("day", "working"))
    return WorkingCalendar({**shipped_days(), **loaded})
