"""How much is made."""

from __future__ import annotations

from dataclasses import dataclass

DEPARTMENTS_OF_AN_OFFICE = 50
FIRST_DIVISION, LAST_DIVISION = 990001, 999999


@dataclass(frozen=True)
class Size:
    """``units`` are per department, ``projects`` per unit and year, ``indicators`` per project.

    ``years`` end with ``year``; what is ``lived_in`` has kept its texts at each step, had its findings counted,
    and is monitored and evaluated.
    """

    departments: int
    units: int = 10
    projects: int = 10
    indicators: int = 10
    year: int = 2026
    seed: int = 1
    years: int = 1
    lived_in: bool = False

    @property
    def offices(self) -> int:
        return -(-self.departments // DEPARTMENTS_OF_AN_OFFICE)

    @property
    def all_projects(self) -> int:
        return self.departments * self.units * self.projects * self.years

    @property
    def all_indicators(self) -> int:
        return self.all_projects * self.indicators
