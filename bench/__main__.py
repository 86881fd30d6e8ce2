"""``make bench``: every benchmark, or those named, as a table and in bench/results.json."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby

from bench import families  # noqa: F401  (registers them)
from bench.frame import BENCHMARKS, Measured, Unequal
from bench.rooms import NoServer, room, run
from bench.table import HEAD, keep, lines


def measured_in_turn(names: Iterable[str], left_out: list[str]) -> Iterator[Measured]:
    """Family after family; what cannot be measured is named in one line each and in ``left_out``."""
    for (_, database), family in groupby(names, key=lambda name: BENCHMARKS[name].family):
        family = list(family)
        try:
            with room(database) as process:
                for name in family:
                    try:
                        yield process.submit(run, name).result()
                    except Unequal as error:
                        print(f"{name} 未测：两边做出的东西不同（{error}）。", flush=True)
                        left_out.append(name)
        except NoServer:
            print(f"{'、'.join(family)} 未测：本机没有 PostgreSQL 服务器程序。", flush=True)


def main(*names: str) -> int:
    unknown = set(names) - BENCHMARKS.keys()
    if unknown:
        print(f"没有名为{'、'.join(sorted(unknown))}的性能测试；现有：{'、'.join(BENCHMARKS)}。")
        return 2
    print(HEAD)
    results: list[Measured] = []
    unequal: list[str] = []
    for measured in measured_in_turn(names or BENCHMARKS, unequal):
        results.append(measured)
        print("\n".join(lines(measured)), flush=True)
    keep(results)
    return int(bool(unequal) or any(m.result["ratio"] > m.result["goal"] for m in results))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
