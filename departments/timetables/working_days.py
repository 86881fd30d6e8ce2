"""Working days by a list of public holidays and make-up days: what the list does not name is told by its weekday."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).with_name("public_holidays.toml")
SATURDAY = 5
DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """``days`` says of the days it names whether they are worked on."""

    days: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        return self.days.get(day, day.weekday() < SATURDAY)

    def after(self, day: date, count: int) -> date:
        """The so-many-th working day after a day."""
        while count > 0:
            day += DAY
            count -= self.is_working(day)
        return day

    def knows(self, year: int) -> bool:
        """Whether the list says anything of a year; of one that it does not, only weekdays are known."""
        return any(day.year == year for day in self.days)


@cache
def shipped_days() -> Mapping[date, bool]:
    """As the State Council announced them, the years that were announced when this was written."""
    raw = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    days: dict[date, bool] = {}
    for year in raw["years"]:
        for first, last in year["off"]:
            days |= {first + DAY * step: False for step in range((last - first).days + 1)}
        days |= dict.fromkeys(year["work"], True)
    return days
