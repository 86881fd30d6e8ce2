"""docs/trust.md, made from what the trials told. Nothing in its table is written by hand."""

import json
import os
import platform
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.trust.figures import FIGURES
from tests.trust.trial import WANTED

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
UNMEASURED = "未测："  # begins the reason of a trial without which its row says nothing
HEAD = """# 可信度

本页由 `make trust` 生成，不手写任何数字：每一项都是一次试验，程序按“试了什么”一栏的次数做，把数到的写在“结果”一栏。没有达到要求的写“未达到”，没有条件试验的写“未测”，并说明原因。单独重做某几项：`make trust FIGURES="4 12"`。

| # | 项目 | 要求 | 试了什么 | 结果 | 结论 | 何时、何处 | 命令 |
|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Row:
    number: int
    tried: str
    found: str
    verdict: str
    where: str

    @property
    def reached(self) -> bool:
        return self.verdict == "达到"

    def __str__(self) -> str:
        figure = FIGURES[self.number]
        cells = (self.number, figure.title, figure.target, self.tried, self.found, self.verdict, self.where)
        texts = [str(cell).replace("|", "｜").replace("\n", " ") for cell in cells]
        return f"| {' | '.join(texts)} | `make trust FIGURES={self.number}` |"


def read(folder: Path, numbers: Iterable[int]) -> dict[int, Row]:
    payload = newest(json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json")))
    wanted = [
        one for path in folder.glob(f"*.{WANTED}") for one in json.loads(path.read_text(encoding="utf-8"))
    ]
    return {
        number: row_of(
            number, *([one for one in each if one["figure"] == number] for each in (payload, wanted))
        )
        for number in sorted(numbers)
    }


def newest(results: Iterable[dict]) -> list[dict]:
    """Of a trial that was run again, what it found last."""
    return list({(one["test"], one["database"]): one for one in results}.values())


def row_of(number: int, told: list[dict], wanted: Sequence[dict] = ()) -> Row:
    tried, found = [], []
    for database, name in DATABASES.items():
        here = [one for one in told if one["database"] == database and one["outcome"] != "skipped"]
        if here:
            tried.append(f"{name}：{_counts(one['tried'] for one in here) or f'{len(here)} 项试验'}")
            measured = [sentence for one in here for sentence in one["measured"]]
            counts = _counts(one["found"] for one in here)
            found.append(
                f"{name}：{'；'.join(filter(None, (counts, *dict.fromkeys(measured)))) or f'{len(here)} 项全部核对无误'}"
            )
    return Row(number, "<br>".join(tried) or "—", "<br>".join(found) or "—", _verdict(told, wanted), _where())


def _counts(dicts: Iterable[dict[str, int]]) -> str:
    total: Counter[str] = Counter()
    for one in dicts:
        total.update(one)
    return "；".join(f"{what} {number:,}" for what, number in total.items())


def _verdict(told: list[dict], wanted: Sequence[dict] = ()) -> str:
    if failed := [one for one in told if one["outcome"] == "failed"]:
        reasons = dict.fromkeys(f"{one['test'].rpartition('::')[2]}：{one['reason']}" for one in failed)
        return f"未达到：{'；'.join(list(reasons)[:3])}"
    if unmeasured := [one["reason"] for one in told if one["reason"].startswith(UNMEASURED)]:
        return "；".join(
            dict.fromkeys(unmeasured)
        )  # what could not be measured is not reached by the rest of the row
    tried = {(one["test"], one["database"]) for one in told}
    if left := sum((one["test"], one["database"]) not in tried for one in wanted):
        return f"未测完：{len(wanted)} 项试验中还有 {left} 项没有做"
    if any(one["outcome"] == "passed" for one in told):
        return "达到"
    return f"未测：{'；'.join(dict.fromkeys(one['reason'] for one in told)) or '没有试验结果'}"


def _where() -> str:
    moment = f"{datetime.now(UTC):%Y-%m-%d}"
    # Others may have been at work on the machine, too.
    load = f"{os.cpu_count()} 核、15 分钟平均负载 {os.getloadavg()[2]:.0f}"
    return f"{moment}，{load}，{platform.system()} {platform.machine()}，Python {platform.python_version()}"


def renewed(kept: Path, rows: dict[int, Row]) -> str:
    """The page with these rows, and those of the kept page for figures that were not tried this time."""
    before = kept.read_text(encoding="utf-8") if kept.exists() else ""
    lines = {int(found[1]): found[0] for found in re.finditer(r"^\| (\d+) \|.*$", before, re.MULTILINE)}
    lines |= {number: str(row) for number, row in rows.items()}
    return HEAD + "".join(f"{lines[number]}\n" for number in sorted(lines))
