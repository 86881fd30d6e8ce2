"""``make bench``: every benchmark, or those named, as a table and in bench/results.json."""

import json
import sys

from tests.bench import printing, reviewing  # noqa: F401  (each family registers its benchmarks)
from tests.bench.frame import BENCHMARKS, measure
from tests.conftest import REPOSITORY

RESULTS = REPOSITORY / "bench" / "results.json"


def line(result: dict) -> str:
    verdict = "达标" if result["ratio"] <= result["goal"] else "未达标"
    times = f"{result['this']:9.2f} {result['floor']:9.2f} {result['unit']}"
    about = BENCHMARKS[result["name"]].about
    return f"{result['name']:<16}{result['ratio']:7.2f} ≤{result['goal']:6.2f} {verdict}  {times}  {about}"


def keep(results: list[dict]) -> None:
    """Renew the results on file; those of benchmarks that were not run now stay."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))["results"] if RESULTS.exists() else []
    renewed = {result["name"]: result for result in (*kept, *results)}
    plain = {"results": [renewed[name] for name in BENCHMARKS if name in renewed]}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(plain, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main(*names: str) -> int:
    unknown = set(names) - BENCHMARKS.keys()
    if unknown:
        print(f"没有名为{'、'.join(sorted(unknown))}的性能测试；现有：{'、'.join(BENCHMARKS)}。")
        return 2
    results = []
    for name in names or BENCHMARKS:
        results.append(measure(BENCHMARKS[name]))
        print(line(results[-1]), flush=True)
    keep(results)
    return int(any(result["ratio"] > result["goal"] for result in results))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
