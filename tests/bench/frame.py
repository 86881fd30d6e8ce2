"""What benchmarks share: two ways of spending time on the same thing, measured in turn, told as a ratio.

A ratio outlives machines: both sides run on the same one, at the same moment.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

ROUNDS = 15


@dataclass(frozen=True)
class Race:
    """``this`` against ``floor``, the least that the task could cost; both are called without arguments."""

    this: Callable[[], object]
    floor: Callable[[], object]


@dataclass(frozen=True)
class Benchmark:
    """``prepare`` makes the race ready outside of the measured time; ``goal`` is the largest ratio allowed."""

    name: str
    about: str
    goal: float
    prepare: Callable[[], Race]
    rounds: int = ROUNDS


BENCHMARKS: dict[str, Benchmark] = {}


def benchmark(name: str, about: str, *, goal: float, rounds: int = ROUNDS):
    """Register a function that prepares a race."""

    def register(prepare: Callable[[], Race]) -> Callable[[], Race]:
        if name in BENCHMARKS:
            raise ValueError(f"two benchmarks are named {name}")
        BENCHMARKS[name] = Benchmark(name, about, goal, prepare, rounds)
        return prepare

    return register


def seconds(task: Callable[[], object]) -> float:
    gc.collect()
    started = perf_counter()
    task()
    return perf_counter() - started


def measure(bench: Benchmark) -> dict[str, object]:
    """Run both sides in turn, once to warm up and then as often as asked; the median of each is kept."""
    race = bench.prepare()
    race.this(), race.floor()
    times = [(seconds(race.this), seconds(race.floor)) for _ in range(bench.rounds)]
    this, floor = (median(side) * 1000 for side in zip(*times, strict=True))
    return {
        "name": bench.name,
        "ratio": round(this / floor, 3),
        "goal": bench.goal,
        "unit": "ms",
        "this": round(this, 3),
        "floor": round(floor, 3),
        "n": bench.rounds,
    }
