"""The results as people read them, and as files: bench/results.json, and beside it what the peers took."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.frame import BENCHMARKS, Measured
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "bench"
RESULTS = FOLDER / "results.json"
PEERS = FOLDER / "peers.json"
HEAD = "名称                       倍数   目标          本系统       下限        各轮倍数"


def lines(measured: Measured) -> Iterator[str]:
    """A benchmark with its verdict, and a line for each of its peers."""
    result, (least, most) = measured.result, measured.spread
    verdict = "达标　" if result["ratio"] <= result["goal"] else "未达标"
    times = f"{result['this']:11,.2f} {result['floor']:10,.2f} {result['unit']}"
    spread = f"{least:.2f}–{most:.2f}（{result['n']} 轮）"
    about = BENCHMARKS[result["name"]].about
    yield f"{result['name']:<22}{result['ratio']:9.2f} ≤{result['goal']:5.2f} {verdict}{times}  {spread}  {about}"
    for name, taken in measured.peers.items():
        yield f"    对照：{name}  {_beside(taken, result)}"


def _beside(taken: float | str, result: dict) -> str:
    if isinstance(taken, str):
        return f"未测：{taken}"
    floors, ours = taken / result["floor"], taken / result["this"]
    return f"{taken:,.2f} {result['unit']}，为下限的 {floors:.1f} 倍、本系统的 {ours:.1f} 倍"


def keep(all_measured: Sequence[Measured]) -> None:
    """Renew the results on file; those of benchmarks that were not run now stay."""
    results = {measured.result["name"]: measured.result for measured in all_measured}
    peers = {measured.result["name"]: measured.peers for measured in all_measured if measured.peers}
    response = {result["name"]: result for result in _on_file(RESULTS).get("results", [])} | results
    _write(RESULTS, {"results": [response[name] for name in BENCHMARKS if name in response]})
    beside = _on_file(PEERS) | peers
    _write(PEERS, {name: beside[name] for name in BENCHMARKS if name in beside})


def _on_file(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _write(path: Path, content: dict) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
