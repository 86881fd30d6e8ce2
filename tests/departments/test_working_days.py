"""Working days: public holidays, make-up days, and what an administrator has loaded over them."""

from datetime import date

import pytest

from departments.models import CalendarDay, TrailEntry
from departments.timetables.calendar import working_calendar
from departments.timetables.working_days import WorkingCalendar, shipped_days


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 2, 14), True),  # a Saturday that is worked on
        (date(2026, 2, 16), False),  # a Monday of the Spring Festival
        (date(2026, 10, 10), True),
        (date(2026, 11, 28), False),  # any Saturday
        (date(2026, 11, 30), True),
    ],
)
def test_a_day_is_told_by_the_list_and_else_by_its_weekday(day, working):
    assert WorkingCalendar(shipped_days()).is_working(day) is working


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 27), 0, date(2026, 11, 27)),
    ],
)
def test_the_so_many_th_working_day_after(day, count, due):
    assert WorkingCalendar(shipped_days()).after(day, count) == due


def test_of_a_year_without_a_list_only_the_weekdays_are_known():
    calendar = WorkingCalendar(shipped_days())
    assert calendar.knows(2026)
    assert not calendar.knows(2031)


def test_what_an_administrator_loads_holds(db):
    CalendarDay.objects.create(day=date(2027, 2, 8), working=False, name="春节")
    assert working_calendar().after(date(2027, 2, 5), 1) == date(2027, 2, 9)


def test_a_day_that_is_added_is_told_in_the_trail(admin_client):
    posted = {"day": "2027-02-08", "working": "False", "name": "春节"}
    assert admin_client.post("/admin/departments/calendarday/add/", posted).status_code == 302
    assert not CalendarDay.objects.get().working
    assert TrailEntry.objects.filter(subject_kind="departments.calendarday").count() == 1
