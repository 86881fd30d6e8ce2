"""What benchmarks share: several ways of doing the same thing, measured in turn, told as a ratio to a floor.

A ratio outlives machines: all run on the same one, at the same moment, and every other round the other way
round. Before anything is timed, what they made is compared: a race is honest only between equals.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from inspect import isgeneratorfunction
from statistics import median
from time import perf_counter

ROUNDS = 15
FEWEST_ROUNDS = 5

Task = Callable[[], object]


class Unequal(AssertionError):
    """Two sides of a race did not make the same thing."""


@dataclass(frozen=True)
class Gauge:
    """What is measured of a task, and in which unit it is told."""

    unit: str
    take: Callable[[Task], tuple[float, object]]


def _milliseconds(task: Task) -> tuple[float, object]:
    gc.collect()
    started = perf_counter()
    made = task()
    return (perf_counter() - started) * 1000, made


def _megabytes(task: Task) -> tuple[float, object]:
    made = task()
    if not isinstance(made, int | float):
        raise TypeError("a task measured in megabytes returns them")
    return float(made), made


MILLISECONDS = Gauge("ms", _milliseconds)
MEGABYTES = Gauge("MB", _megabytes)  # of tasks that measure themselves, in a process of their own


@dataclass(frozen=True)
class Apart:
    """A peer whose product is not compared: a part of the work, told ``times`` as much, or of another make."""

    task: Task
    times: float = 1


@dataclass(frozen=True)
class Race:
    """``this`` against ``floor``, the least that the task could cost; of several floors the lowest counts.

    ``says`` tells of what a side returned what it made; all sides must say the same. None: they do different work.
    ``times_the_work`` is how often ``this`` does what the floor does once. In ``peers`` a sentence stands in
    place of a peer that cannot run on this machine.
    """

    this: Task
    floor: Task | tuple[Task, ...]
    says: Callable[[object], object] | None
    times_the_work: float = 1
    peers: Mapping[str, Task | Apart | str] = field(default_factory=dict)

    @property
    def floors(self) -> tuple[Task, ...]:
        return self.floor if isinstance(self.floor, tuple) else (self.floor,)


class Database(StrEnum):
    """What a benchmark runs on: an empty database of its family's own, gone when its process ends."""

    NONE = ""
    SQLITE = "SQLite"
    POSTGRES = "PostgreSQL"


@dataclass(frozen=True)
class Benchmark:
    """``prepare`` makes the race ready outside of the measured time; ``goal`` is the largest ratio allowed.

    It is a function that returns the race, or a generator that yields it and tidies up afterwards. Benchmarks of
    one module are a family: they share a process and a database.
    """

    name: str
    about: str
    goal: float
    prepare: Callable[[], Race] | Callable[[], Iterator[Race]]
    rounds: int = ROUNDS
    peer_rounds: int = 1
    gauge: Gauge = MILLISECONDS
    database: Database = Database.NONE

    @property
    def family(self) -> tuple[str, Database]:
        return self.prepare.__module__, self.database

    def race(self) -> AbstractContextManager[Race]:
        if isgeneratorfunction(self.prepare):
            return contextmanager(self.prepare)()
        return nullcontext(self.prepare())


BENCHMARKS: dict[str, Benchmark] = {}


def benchmark(name: str, about: str, *, goal: float, rounds: int = ROUNDS, **choices):
    """Register a function that prepares a race; ``choices`` are the further fields of Benchmark."""

    def register(prepare):
        if name in BENCHMARKS:
            raise ValueError(f"two benchmarks are named {name}")
        if rounds < FEWEST_ROUNDS:
            raise ValueError(f"{name}: a median of fewer than {FEWEST_ROUNDS} rounds says little")
        BENCHMARKS[name] = Benchmark(name, about, goal, prepare, rounds, **choices)
        return prepare

    return register


@dataclass(frozen=True)
class Measured:
    """A result, and what is printed beside it: least and largest ratio of a round, and the peers."""

    result: dict[str, str | float]
    spread: tuple[float, float]
    peers: dict[str, float | str]


def measure(bench: Benchmark) -> Measured:
    with bench.race() as race:
        return _measured(bench, race)


def _measured(bench: Benchmark, race: Race) -> Measured:
    """Let the sides run in turn, once to warm up and be compared and then as often as asked; medians are kept."""
    sides = {"this": race.this, **{f"floor {n}": floor for n, floor in enumerate(race.floors)}}
    apart = {name: peer.task for name, peer in race.peers.items() if isinstance(peer, Apart)}
    peers = apart | {name: peer for name, peer in race.peers.items() if callable(peer)}
    result = _agreed(sides, race.says)
    taken: dict[str, list[float]] = {name: [] for name in (*sides, *peers)}
    for turn in range(bench.rounds):
        entered = [*sides.items(), *(peers.items() if turn < bench.peer_rounds else ())]
        for name, task in reversed(entered) if turn % 2 else entered:
            amount, made = bench.gauge.take(task)
            taken[name].append(amount)
            if name in peers and name not in apart and turn == 0:
                _agree(name, race.says, made, result)
    return _summed_up(bench, race, taken)


def _agreed(sides: Mapping[str, Task], says: Callable[[object], object] | None) -> object:
    """What every side says it made."""
    this, *floors = sides.items()
    made = this[1]()
    result = says(made) if says else None
    for name, task in floors:
        _agree(name, says, task(), result)
    return result


def _agree(name: str, says: Callable[[object], object] | None, made: object, results: object) -> None:
    if says is not None and says(made) != results:
        raise Unequal(f"{name} made something else than this")


def _summed_up(bench: Benchmark, race: Race, taken: Mapping[str, list[float]]) -> Measured:
    this = [amount / race.times_the_work for amount in taken["this"]]
    lowest = min((taken[name] for name in taken if name.startswith("floor ")), key=median)
    ratios = [one / least for one, least in zip(this, lowest, strict=True)]
    result = {
        "name": bench.name,
        "ratio": round(median(this) / median(lowest), 3),
        "goal": bench.goal,
        "unit": bench.gauge.unit,
        "this": round(median(this), 3),
        "floor": round(median(lowest), 3),
        "n": bench.rounds,
    }
    peers = {name: _told(peer, taken.get(name, [])) for name, peer in race.peers.items()}
    return Measured(result, (round(min(ratios), 3), round(max(ratios), 3)), peers)


def _told(peer: Task | Apart | str, taken: list[float]) -> float | str:
    """What a peer took, or the sentence that stands in its place."""
    if isinstance(peer, str):
        return peer
    return round(median(taken) * (peer.times if isinstance(peer, Apart) else 1), 3)
