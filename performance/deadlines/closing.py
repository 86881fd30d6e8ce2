"""The last day on which a department may send its text of a year: its office's, or a later one that it was given."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from departments.models import Department, Timetable
from departments.timetables.calendar import working_calendar
from performance.deadlines.days_left import Deadline, until
from performance.models import DeadlineExtension, PerformanceStatement


@dataclass(frozen=True)
class Closing(Deadline):
    """``shuts``: a text that comes later is not taken, unless it was sent before."""

    shuts: bool = False
    extended: bool = False

    @property
    def has_shut(self) -> bool:
        return self.shuts and self.left < 0


def _closing(closes: date, extended_until: date | None, shuts: bool) -> Closing:
    """An extension only ever makes it later."""
    last = max(closes, extended_until) if extended_until else closes
    day = until(last)
    return Closing(day.closes, day.left, shuts, last > closes)


def closing_of(department: Department, year: int) -> Closing | None:
    """In one query; None where the office has set no day."""
    own = DeadlineExtension.objects.filter(department=department.pk, fiscal_year=year).order_by("-pk")
    timetables = Timetable.objects.filter(office=department.office_id, fiscal_year=year)
    given = timetables.annotate(extended_until=Subquery(own.values("until")[:1]))
    row = given.values_list("closes", "extended_until", "shuts").first()
    return _closing(*row) if row else None


def closings_of(texts: Collection[PerformanceStatement]) -> dict[int, Closing]:
    """By the key of the text, in one query for all of them together."""
    own = DeadlineExtension.objects.filter(
        department=OuterRef("department"), fiscal_year=OuterRef("fiscal_year")
    ).order_by("-pk")
    timetable = Timetable.objects.filter(
        office=OuterRef("department__office"), fiscal_year=OuterRef("fiscal_year")
    )
    rows = (
        PerformanceStatement.objects.filter(pk__in=[text.pk for text in texts])
        .order_by()
        .annotate(
            closes=Subquery(timetable.values("closes")[:1]),
            extended_until=Subquery(own.values("until")[:1]),
            shuts=Subquery(timetable.values("shuts")[:1]),
        )
    )
    found = rows.values_list("pk", "closes", "extended_until", "shuts")
    return {pk: _closing(closes, later, shuts) for pk, closes, later, shuts in found if closes}


def closings_in(timetable: Timetable) -> dict[int, Closing]:
    """Of all departments of the office, by their keys, in one query."""
    latest = extensions_in(timetable.office_id, timetable.fiscal_year)
    departments = timetable.office.departments.values_list("pk", flat=True)
    return {pk: _closing(timetable.closes, latest.get(pk), timetable.shuts) for pk in departments}


def extensions_in(office: int, year: int) -> dict[int, date | None]:
    """Until when departments of the office were given longer, by their keys; None where that was taken back."""
    given = DeadlineExtension.objects.filter(department__office=office, fiscal_year=year)
    return dict(given.order_by("pk").values_list("department", "until"))


def review_limits(texts: Collection[PerformanceStatement]) -> dict[int, Deadline]:
    """Until when those that wait since ``since`` are to be reviewed, where their office limits that."""
    years = {text.fiscal_year for text in texts}
    limited = Timetable.objects.filter(
        office__in={text.department.office_id for text in texts},
        fiscal_year__in=years,
        review_days__isnull=False,
    )
    days = {
        (office, year): count
        for office, year, count in limited.values_list("office", "fiscal_year", "review_days")
    }
    if not days:
        return {}
    calendar = working_calendar()
    found = {}
    for text in texts:
        count, since = days.get((text.department.office_id, text.fiscal_year)), getattr(text, "since", None)
        if count and since:
            found[text.pk] = until(calendar.after(timezone.localdate(since), count))
    return found
