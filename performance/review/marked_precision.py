"""How often each rule was right on the texts that are marked by hand: what a reader of the rules wants to know."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

PRECISION_FILE = Path(__file__).parent / "parameters" / "precision" / "marked.toml"


@cache
def _counts() -> dict[str, list[int]]:
    return tomllib.loads(PRECISION_FILE.read_text(encoding="utf-8"))


def precision(code: str) -> tuple[int, int] | None:
    """How many errors and warnings of a rule are true, of how many; None where none is marked."""
    counts = _counts().get(code)
    return (counts[0], counts[1]) if counts else None
