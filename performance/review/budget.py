"""How long a review may take: processor time of its own thread, so that a busy machine is not held against a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import inf
from time import thread_time
from typing import TypeVar

_UNASKED = 64  # things between two looks at the clock, which is slow

Thing = TypeVar("Thing")


class OutOfTime(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Budget:
    seconds: float
    began: float = field(default_factory=lambda: thread_time())

    def spent_on(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """The things one by one. Raises OutOfTime between two of them."""
        for number, thing in enumerate(things):
            if number % _UNASKED == 0 and thread_time() - self.began > self.seconds:
                raise OutOfTime
            yield thing


UNBOUNDED = Budget(inf)
