"""How often each rule was right on the texts that are marked by hand: what a reader of the rules wants to know."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "parameters" / "precision"
PRECISION_FILE = _FOLDER / "marked.toml"


@dataclass(frozen=True)
class FirstReading:
    """New texts before any rule was mended for them: what a text that nobody has seen may expect.

    Errors and warnings: how many were true, and how many there were. ``planted``: how many of the faults that the
    author put in were found, and how many there were; None where nobody counted.
    """

    texts: int
    errors: tuple[int, int]
    warnings: tuple[int, int]
    planted: tuple[int, int] | None = None

    def __str__(self) -> str:
        (true_errors, errors), (true_warnings, warnings) = self.errors, self.warnings
        found = "，放进去的错找到{}/{}".format(*self.planted) if self.planted else ""
        return f"{self.texts}份：错误{true_errors}/{errors}，警告{true_warnings}/{warnings}{found}"


def first_readings() -> tuple[FirstReading, ...]:
    """In the order in which the texts were written; the rules were mended after each."""
    readings = tomllib.loads((_FOLDER / "first_readings.toml").read_text(encoding="utf-8"))["readings"]
    return tuple(
        FirstReading(
            one["texts"], *(tuple(one[key]) for key in ("errors", "warnings", "planted") if key in one)
        )
        for one in readings
    )


@cache
def _counts() -> dict[str, list[int]]:
    return tomllib.loads(PRECISION_FILE.read_text(encoding="utf-8"))


def precision(code: str) -> tuple[int, int] | None:
    """How many errors and warnings of a rule are true, of how many; None where none is marked."""
    counts = _counts().get(code)
    return (counts[0], counts[1]) if counts else None
