"""How processor time grows with the size of what is worked on, told apart from what else the machine has to do."""

from __future__ import annotations

import functools
import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from time import thread_time

MOST = 2.5  # times as long for twice as much
NO_MATTER = 0.1  # seconds: less than this is as good as nothing, and mostly noise
ATTEMPTS = 12

Steps = Callable[[], Iterator[str]]  # yields the name of each step after it is done


def times_of(steps: Steps) -> dict[str, float]:
    """The processor time of each step, with every cache of the application empty."""
    for cache in _caches():
        cache.cache_clear()
    gc.collect()
    gc.disable()
    try:
        taken: dict[str, float] = {}
        began = thread_time()
        for name in steps():
            taken[name] = taken.get(name, 0.0) + thread_time() - began
            began = thread_time()
        return taken
    finally:
        gc.enable()


def grows_too_fast(work: Callable[[int], Steps], size: int) -> dict[str, str]:
    """The steps that take more than ``MOST`` times as long for twice the size, and again for twice that.

    Of several attempts the best counts. What only falls out of the processor's cache once does not go on growing.
    """
    known: dict[int, dict[str, float]] = defaultdict(dict)
    slow = _slow(work, size, known)
    if slow:
        slow &= _slow(work, 2 * size, known)
    return {
        name: " → ".join(f"{known[step * size].get(name, 0.0) * 1000:.1f}" for step in (1, 2, 4)) + " ms"
        for name in sorted(slow)
    }


def _slow(work: Callable[[int], Steps], size: int, known: dict[int, dict[str, float]]) -> set[str]:
    small, large = known[size], known[2 * size]
    slow: set[str] = set()
    for _ in range(ATTEMPTS):
        _keep_least(large, times_of(work(2 * size)))
        if max(large.values(), default=0.0) <= NO_MATTER:
            return set()  # whatever the half of it takes
        _keep_least(small, times_of(work(size)))
        slow = {name for name, taken in large.items() if taken > max(NO_MATTER, MOST * small.get(name, 0.0))}
        if not slow:
            break
    return slow


def one_step(name: str, task: Callable[[], object]) -> Steps:
    def steps() -> Iterator[str]:
        task()
        yield name

    return steps


def _keep_least(known: dict[str, float], taken: Mapping[str, float]) -> None:
    for name, seconds in taken.items():
        known[name] = min(seconds, known.get(name, seconds))


@functools.cache
def _caches() -> list:
    """What remembers its answers: a second attempt would measure the memory."""
    return [
        one
        for one in gc.get_objects()
        if type(one) is functools._lru_cache_wrapper  # no proxy is asked what it stands for
        and one.cache_parameters()["maxsize"] is not None  # tables of words that are read once
        and str(one.__module__).startswith(("indicators.", "performance."))
    ]
