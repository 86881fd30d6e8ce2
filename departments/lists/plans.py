"""What a list that an office hands in would change of what is there: shown before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from departments.models import FinanceOffice


class Coded(Protocol):
    """A row of the list, or what is stored of it."""

    @property
    def code(self) -> Any: ...

    @property
    def name(self) -> Any: ...


Before = TypeVar("Before", bound=Coded)
After = TypeVar("After", bound=Coded)
Group = TypeVar("Group", bound=str)
Step = TypeVar("Step")


@dataclass(frozen=True)
class ListStep(Generic[Before, After]):
    """One row before and after; ``before`` is missing of what is new, ``after`` of what is gone."""

    before: Before | None
    after: After | None

    @property
    def code(self) -> str:
        return self.after.code if self.after else self.before.code if self.before else ""

    @property
    def name(self) -> str:
        return self.after.name if self.after else self.before.name if self.before else ""


@dataclass
class ListPlan(Generic[Group, Step]):
    """The steps in groups, by what a row of the list is beside what is there; ``same`` rows change nothing."""

    office: FinanceOffice
    year: int
    steps: dict[Group, list[Step]]
    same: int = 0

    @property
    def counts(self) -> dict[str, int]:
        return {str(group): len(steps) for group, steps in self.steps.items()}

    def grouped(self) -> Iterable[tuple[str, Step]]:
        return ((str(group), step) for group, steps in self.steps.items() for step in steps)


def digest_of_plan(digested: object) -> str:
    """Tells a plan apart from any other, so that only what was looked at is done."""
    return hashlib.sha256(repr(digested).encode()).hexdigest()
