"""What a list that an office hands in would change of what is there: shown before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from departments.models import FinanceOffice

MOST_SHOWN = 100  # rows of a group, or faults of a file


def shown_problems(problems: Sequence[str]) -> list[str]:
    """As many as anybody mends before trying again, and how many there are besides."""
    more = len(problems) - MOST_SHOWN
    return [
        *problems[:MOST_SHOWN],
        *([f"另有 {more} 处没有列出，请先改正以上各处再上传。"] if more > 0 else []),
    ]


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

    @property
    def shown(self) -> list[tuple[Group, list[Step], int]]:
        """The first rows of each group that has any, and how many it has."""
        return [(group, steps[:MOST_SHOWN], len(steps)) for group, steps in self.steps.items() if steps]

    def grouped(self) -> Iterable[tuple[str, Step]]:
        return ((str(group), step) for group, steps in self.steps.items() for step in steps)


def digest_of_plan(digested: object) -> str:
    """Tells a plan apart from any other, so that only what was looked at is done."""
    return hashlib.sha256(repr(digested).encode()).hexdigest()
