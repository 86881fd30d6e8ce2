"""The marked truth: every finding on the marked texts, judged by hand.

``true``: a reviewer would return the text for it. ``trivial``: right, but nobody would. ``false``: wrong.
``duplicate``: says again what another finding says. Texts that are not in the repository are marked by place only.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "marks.tsv"
KINDS = ("true", "trivial", "false", "duplicate")


@dataclass(frozen=True)
class Mark:
    text: str
    code: str
    severity: str
    place: str
    mark: str
    reason: str


def marks() -> tuple[Mark, ...]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(Mark(**line) for line in csv.DictReader(lines, delimiter="\t"))


def counted() -> dict[str, tuple[int, int]]:
    """For each rule how many of its errors and warnings are true, and how many there are."""
    requests = [mark for mark in marks() if mark.severity != "hint"]
    whole, true = Counter(m.code for m in requests), Counter(m.code for m in requests if m.mark == "true")
    return {code: (true[code], number) for code, number in whole.items()}
