"""An office's calendar of monitoring: what it plans of a year, beside the tasks that were opened for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from departments.models import FinanceOffice
from departments.timetables.calendar import working_calendar
from performance.alerts.setting_files import shipped_settings
from performance.models import MonitoringKind, MonitoringTask, PlannedPeriod
from performance.monitoring.tasks import Addressees, Wording


@dataclass(frozen=True)
class Planned:
    """``task`` is there once the period has been opened."""

    period: PlannedPeriod
    cutoff: date
    due: date
    task: MonitoringTask | None


def calendars_of(offices: Iterable[FinanceOffice], year: int) -> dict[int, list[Planned]]:
    """By office, each in the order of the year. A task is that of a period by its kind and the words for it."""
    calendars: dict[int, list[Planned]] = {office.pk: [] for office in offices}
    tasks = {
        (task.office_id, task.kind, task.label): task
        for task in MonitoringTask.objects.filter(office__in=calendars, fiscal_year=year)
    }
    days = working_calendar()
    for period in PlannedPeriod.objects.filter(office__in=calendars).order_by("month", "kind"):
        cutoff = period.cutoff_in(year)
        task = tasks.get((period.office_id, period.kind, period.label))
        calendars[period.office_id].append(
            Planned(period, cutoff, days.after(cutoff, period.report_days), task)
        )
    return calendars


def wording_of(planned: Planned) -> Wording:
    period = planned.period
    return Wording(
        fiscal_year=planned.cutoff.year,
        kind=MonitoringKind(period.kind),
        label=period.label,
        cutoff=planned.cutoff,
        due=planned.due,
        settings=shipped_settings()[period.settings].settings,
        addressees=Addressees(
            classes=words_of(period.classes), least="" if period.least is None else f"{period.least:f}"
        ),
        description=period.description,
    )


def words_of(classes: str) -> tuple[str, ...]:
    """What people write with one comma or another between."""
    parts = classes.replace("，", "、").replace(",", "、").split("、")
    return tuple(part.strip() for part in parts if part.strip())


def periods_to_open(office: FinanceOffice, today: date) -> Iterator[Planned]:
    """Those whose months are over and that nobody has opened: of this year, and of the last one its whole."""
    for year in (today.year - 1, today.year):
        for planned in calendars_of([office], year)[office.pk]:
            late = today.year - 1 == year and planned.due < today
            if planned.task is None and planned.cutoff < today and not late:
                yield planned
