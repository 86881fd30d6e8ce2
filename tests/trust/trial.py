"""How a test marked with a figure learns how often to try, and how what it found is kept."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import time_ns

import pytest
from django.db import connection

WANTED = "wanted"  # the ending of the files that say what was to be tried
FULL = "TRUST_INTO"  # the folder for what was found; set by ``make trust`` alone


def under_trial() -> bool:
    """Whether ``make trust`` asks, rather than the test suite."""
    return FULL in os.environ


def whole() -> bool:
    """Whether every case is tried, and not a sample of the long rows: ``make trust``, or ``make test WHOLE=1``."""
    return under_trial() or os.environ.get("WHOLE") == "1"


def examples(few: int, many: int) -> int:
    """How many examples a property draws, where it is not a trial with a figure."""
    return many if whole() else few


@dataclass
class Trial:
    """``tried`` and ``found`` are counts by what was counted; ``measured`` are sentences with figures in them."""

    figure: int
    database: str
    tried: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    measured: list[str] = field(default_factory=list)

    @property
    def full(self) -> bool:
        return under_trial()

    def times(self, few: int, full: int) -> int:
        return full if self.full else few

    def count(self, what: str, number: int) -> None:
        self.tried[what] = self.tried.get(what, 0) + number

    def find(self, what: str, number: int) -> None:
        """What should be nought, in most trials; the test itself says so."""
        self.found[what] = self.found.get(what, 0) + number

    def measure(self, sentence: str) -> None:
        self.measured.append(sentence)


@pytest.fixture
def trial(request):
    number = request.node.get_closest_marker("figure").args[0]
    request.node.trial = Trial(number, connection.vendor)
    return request.node.trial


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Under ``make trust`` with FIGURES, the trials of these figures alone; in the suite, a sample of the long rows."""
    if not whole():
        sample(config, items)
    wanted = os.environ.get("FIGURES", "").replace(",", " ").split()
    if FULL in os.environ and wanted:
        chosen = [
            item
            for item in items
            if (marker := item.get_closest_marker("figure")) and str(marker.args[0]) in wanted
        ]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen


def go_on(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Under ``make trust``, note what is to be tried, and leave out what has passed already."""
    if under_trial():
        note_what_is_to_be_tried(items)
        leave_out(config, items, passed_before())


def note_what_is_to_be_tried(items: list[pytest.Item]) -> None:
    """A row that was broken off says so."""
    wanted = [
        {"figure": marker.args[0], "database": connection.vendor, "test": item.nodeid}
        for item in items
        if (marker := item.get_closest_marker("figure"))
    ]
    file = Path(os.environ[FULL]) / f"{connection.vendor}.{WANTED}"
    before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    merged = before + [one for one in wanted if one not in before]
    file.write_text(json.dumps(merged, ensure_ascii=False), encoding="utf-8")


def passed_before() -> set[str]:
    results = (json.loads(file.read_text(encoding="utf-8")) for file in Path(os.environ[FULL]).glob("*.json"))
    return {
        one["test"] for one in results if one["database"] == connection.vendor and one["outcome"] == "passed"
    }


def leave_out(config: pytest.Config, items: list[pytest.Item], tests: set[str]) -> None:
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in tests])
    items[:] = [item for item in items if item.nodeid not in tests]


def sample(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test marked ``sampled(every)``, each so-many-th case; pytest counts the others as deselected."""
    seen: dict[object, int] = {}
    left_out = set()
    for item in items:
        if marker := item.get_closest_marker("sampled"):
            number = seen[item.function] = seen.get(item.function, -1) + 1
            if number % marker.args[0]:
                left_out.add(item)
    if left_out:
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def keep(item: pytest.Item, report: pytest.TestReport) -> None:
    """One file for each test that was run for its figure."""
    marker = item.get_closest_marker("figure")
    if FULL not in os.environ or marker is None or (report.when != "call" and report.passed):
        return
    told = getattr(item, "trial", None) or Trial(marker.args[0], connection.vendor)
    said = asdict(told) | {"test": item.nodeid, "outcome": report.outcome, "reason": _reason(report)}
    file = Path(os.environ[FULL]) / f"{time_ns()}-{os.getpid()}.json"  # in the order in which they were run
    file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _reason(report: pytest.TestReport) -> str:
    if report.skipped:
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    crash = getattr(report.longrepr, "reprcrash", None)
    return "" if report.passed else (crash.message if crash else report.longreprtext.strip()).splitlines()[0]
