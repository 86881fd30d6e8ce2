"""How long a review may take: processor time of its own thread, so that a busy machine is not held against a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from time import thread_time
from typing import TypeVar

_UNASKED = 8  # things between two looks at the clock, which is slow

Thing = TypeVar("Thing")


class OutOfTime(Exception):
    """Once raised by a budget, raised again for every further thing."""


class Budget:
    """The things of all walks are counted together, so that many short walks look at the clock as rarely as a long one."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = thread_time() + seconds
        self._unasked = 1

    def spent_on(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """The things one by one. Raises OutOfTime between two of them."""
        for thing in things:
            self._unasked -= 1
            if self._unasked <= 0:
                self.look()
            yield thing

    def look(self) -> None:
        """Look at the clock now: for whoever works long on one thing."""
        if thread_time() > self._end:
            self._unasked = 0
            raise OutOfTime
        self._unasked = _UNASKED


UNBOUNDED = Budget(inf)


class Watched(tuple[Thing, ...]):
    """Things of a text: whoever walks through them looks at the clock of the review on the way."""

    budget: Budget

    @classmethod
    def by(cls, budget: Budget, things: Iterable[Thing]) -> Watched[Thing]:
        watched = cls(budget.spent_on(things))
        watched.budget = budget
        return watched

    def __iter__(self) -> Iterator[Thing]:
        return self.budget.spent_on(super().__iter__())
